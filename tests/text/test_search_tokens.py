"""Search tokens: what meets and what stays apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citewell.text._spelling import one_spelling
from citewell.text.search_tokens import search_tokens, stem


@pytest.mark.parametrize(
    "words",
    [
        ("dose", "doses", "dosed", "dosing"),
        ("stop", "stops", "stopped", "stopping"),
        ("take", "takes", "taking", "taken", "took"),
        ("inhale", "inhaled", "inhaling"),
        ("treat", "treats", "treated", "treating"),
        ("biopsy", "biopsies"),
        ("rash", "rashes"),
        ("label", "labelled", "labeled", "labelling", "labeling"),
        ("swell", "swelling"),
        ("bleed", "bleeds", "bleeding"),
        ("child", "children", "child's"),
        ("diagnosis", "diagnoses"),
        ("oedema", "edema"),
        ("oestrogen", "estrogens"),
        ("haemoglobin", "hemoglobin"),
        ("anaemia", "anemia"),
        ("paediatric", "pediatric"),
        ("oesophagus", "esophagus"),
        ("diarrhoea", "diarrhea"),
        ("dyspnoea", "dyspnea"),
        ("coeliac", "celiac"),
        ("randomised", "randomized"),
        ("hospitalisation", "hospitalization"),
        ("immunise", "immunized"),
        ("tumour", "tumors"),
        ("behavioural", "behavioral"),
        ("litre", "liters"),
        ("fibre", "fiber"),
        ("anaesthesia", "anesthesia"),
        ("gynaecology", "gynecology"),
        ("leucocyte", "leukocytes"),
        ("sulphate", "sulfate"),
        ("Crohn's", "Crohn’s", "crohn"),
    ],
)
def test_forms_and_spellings_meet(words: tuple[str, ...]) -> None:
    assert len({tuple(search_tokens(word)) for word in words}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("prednisone", "prednisolone"),
        ("hydroxyzine", "hydralazine"),
        ("diabetes", "diabetic"),
        ("hyperkalaemia", "hypokalaemia"),
        ("sinus", "sin"),
        ("asthma", "asthmatic"),
        ("exercise", "exert"),
        ("need", "ne"),
        ("0.5", "5"),
    ],
)
def test_others_stay_apart(one: str, other: str) -> None:
    assert search_tokens(one) != search_tokens(other)


@pytest.mark.parametrize("word", ["exercise", "promise", "rise", "otherwise", "disease", "hour", "four", "aerobic", "michael", "before", "more"])  # fmt: skip
def test_one_spelling_leaves_other_words(word: str) -> None:
    assert one_spelling(word) == word


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("IL-4, IL4", ["il4", "il", "4", "il4"]),
        ("x-ray X-Rays", ["xray", "x", "ray", "xray", "x", "ray"]),
        ("well-known drug", ["well", "known", "drug"]),
        ("0.5 mg and 1,200 mg", ["0.5", "mg", "1200", "mg"]),
        ("300 mg/2 mL", ["300", "mg", "2", "ml"]),
        ("What should I do about it?", []),
        ("HbA1c ≥ 6.5 %", ["hba1c", "6.5"]),
        ("β-blocker", ["βblocker", "β", "blocker"]),
        ("", []),
    ],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    assert search_tokens(text) == tokens


@given(st.text())
def test_tokens_are_short_lower_case_and_never_empty(text: str) -> None:
    for token in search_tokens(text):
        assert token
        assert " " not in token
        assert token == token.casefold()


@given(st.from_regex(r"[a-z]{1,12}", fullmatch=True))
def test_a_stem_is_never_empty(word: str) -> None:
    assert stem(word)


def test_a_long_text_is_read_whole() -> None:
    text = "Patients with severe asthma were randomised to dupilumab 300 mg every 2 weeks. " * 5_000
    assert search_tokens(text).count("dupilumab") == 5_000
