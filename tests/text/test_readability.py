"""Readability: syllables of words whose count is known, and scores worked out by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citewell.text._syllables import syllables
from citewell.text.readability import Readability, readability

KNOWN = [
    (
        1,
        "dose cough rash drug pain sleep breathe cause course week eye nose walked stopped used rates",
    ),
    (2, "asthma tablet daily doctor symptom fatigue people sudden treatment swelling reason mucus"),
    (2, "fever rhythm lifestyle guideline someone headaches couldn't treated rashes table steroid"),
    (3, "infection area pregnancy disorder injection ratio inhaler recommend hospital"),
    (3, "medicine eczema apnea apnoea clinician vitamin calcium biopsy nausea influence"),
    (
        4,
        "diabetes cholesterol dementia anxiety biologic antibody diarrhea dupilumab apixaban society",
    ),
    (5, "corticosteroid initiation"),
    (6, "cardiovascular hospitalization anticoagulant"),
]


@pytest.mark.parametrize(
    ("count", "word"),
    [(n, w) for n, words in KNOWN for w in words.split() if w.isalpha() or "'t" in w],
)
def test_syllables(count: int, word: str) -> None:
    assert syllables(word) == count


@pytest.mark.parametrize(
    ("text", "words", "count"),
    [
        ("5 mg", 2, 2),
        ("0.5 mg/kg", 3, 3),
        ("1,200 mL on the 3rd day", 6, 6),
        ("COPD", 1, 4),
        ("NSAIDs", 1, 5),
        ("NICE", 1, 1),
        ("HbA1c", 1, 5),
        ("FEV1", 1, 4),
        ("STOP", 1, 1),
        ("q.i.d.", 1, 3),
        ("long-term", 1, 2),
        ("≥ 87 %", 1, 1),
        ("fell [12,13]", 1, 1),
        ("see https://example.org/a/b", 1, 1),
        ("don’t", 1, 1),
        ("", 0, 0),
    ],
)
def test_words_numbers_units_and_abbreviations(text: str, words: int, count: int) -> None:
    score = readability(text)
    assert (score.words, score.syllables) == (words, count)


def test_scores_by_hand() -> None:
    score = Readability(sentences=2, words=20, syllables=30, polysyllables=3)
    assert score.flesch_kincaid_grade == pytest.approx(0.39 * 10 + 11.8 * 1.5 - 15.59)
    assert score.flesch_ease == pytest.approx(206.835 - 1.015 * 10 - 84.6 * 1.5)
    assert score.smog == pytest.approx(1.0430 * (3 * 30 / 2) ** 0.5 + 3.1291)


def test_a_dose_does_not_end_its_sentence_early() -> None:
    assert readability("Take 0.5 mg q.i.d. for 5 days, e.g. with food. Then stop.").sentences == 2


def test_plain_text_scores_easier_than_a_journal() -> None:
    plain = readability("Keep taking your shot. Do not stop it on your own. Call us if you wheeze.")
    journal = readability(
        "Dupilumab significantly reduced annualised exacerbation rates and improved prebronchodilator "
        "forced expiratory volume in patients with moderate-to-severe uncontrolled asthma."
    )
    assert plain.flesch_kincaid_grade < 4
    assert journal.flesch_kincaid_grade > 16
    assert plain.flesch_ease > 80 > 20 > journal.flesch_ease
    assert plain.smog < journal.smog


def test_an_empty_text_has_scores() -> None:
    score = readability(" … ")
    assert (score.sentences, score.flesch_kincaid_grade, score.smog, score.flesch_ease) == (
        0,
        0,
        0,
        100,
    )


@given(st.text())
def test_counts_hang_together(text: str) -> None:
    score = readability(text)
    assert score.sentences <= score.words <= score.syllables
    assert score.polysyllables <= score.words
    assert (score.words == 0) == (score.sentences == 0)


def test_a_long_text_is_counted_whole() -> None:
    score = readability(
        "Patients with severe asthma may take 5 mg q.i.d. Stop if a rash comes. " * 5_000
    )
    assert score.sentences == 10_000
