"""The fresh questions are well formed, and answers to them are judged by what they cite."""

import re
from collections import Counter
from functools import cache

import pytest

from citewell.evaluation.benches import Measured
from citewell.evaluation.leading import (
    Fresh,
    Led,
    answer_fresh,
    cited_statements,
    fresh_questions,
    measure_leading,
)
from citewell.library.evidence import GENERAL_EMERGENCY
from citewell.model import Audience, Document, Verdict
from citewell.starter import starter_documents

QUESTION = "does cranberry juice work for a uti"
CRANBERRY = Fresh(
    "T1",
    "citewell:cystitis-uncomplicated",
    Audience.PATIENT,
    QUESTION,
    frozenset({"CY-022b"}),
    Verdict.NO,
    "tune",
)
MISPLACED = CRANBERRY._replace(
    id="T2", topic="citewell:gout", acceptable=frozenset({"GO-001"}), verdict=Verdict.YES
)


@cache
def _topics() -> tuple[Document, ...]:
    return tuple(one for one in starter_documents() if one.source.id != GENERAL_EMERGENCY)


@cache
def _led() -> tuple[Led, ...]:
    return tuple(answer_fresh([CRANBERRY, MISPLACED]))


@pytest.fixture(scope="module")
def measured() -> Measured:
    return measure_leading("tune", [CRANBERRY, MISPLACED])


def _values(measured: Measured) -> dict[str, float]:
    return {one["name"]: one["value"] for one in measured.figures}


def _normal(question: str) -> str:
    return " ".join(re.findall(r"\w+", question.casefold()))


def test_every_topic_has_three_questions_for_each_audience() -> None:
    counts = Counter((one.topic, one.audience) for one in fresh_questions())
    assert {topic for topic, _ in counts} == {one.source.id for one in _topics()}
    assert set(counts.values()) == {3}


def test_the_rows_alternate_between_balanced_halves() -> None:
    questions = fresh_questions()
    assert [one.split for one in questions] == ["tune", "report"] * (len(questions) // 2)
    assert len(set(Counter((one.split, one.audience) for one in questions).values())) == 1
    assert set(Counter((one.split, one.topic) for one in questions).values()) == {3}


def test_no_question_and_no_id_comes_twice() -> None:
    questions = fresh_questions()
    assert len({_normal(one.question) for one in questions}) == len(questions)
    assert len({one.id for one in questions}) == len(questions)


def test_the_acceptable_statements_exist_and_one_is_of_the_topic() -> None:
    held = {one.source.id: {s.id for p in one.passages for s in p.statements} for one in _topics()}
    everything = set[str]().union(*held.values())
    for one in fresh_questions():
        assert 1 <= len(one.acceptable) <= 5, one.id
        assert one.acceptable <= everything, one.id
        assert one.acceptable & held[one.topic], one.id


def test_no_fresh_question_is_one_that_the_topics_name() -> None:
    known = set[str]()
    for document in starter_documents():
        if document.summary:
            known |= {_normal(q) for qs in document.summary.questions.values() for q in qs}
        known |= {_normal(q) for p in document.passages for s in p.statements for q in s.answers}
    assert [one.id for one in fresh_questions() if _normal(one.question) in known] == []


def test_an_acceptable_first_claim_is_right_and_another_is_not() -> None:
    right, wrong = _led()
    assert "CY-022b" in cited_statements(right.claims[0])
    assert (right.first_right, right.any_right, right.right_topic) == (True, True, True)
    assert (wrong.first_right, wrong.any_right, wrong.right_topic) == (False, False, False)


@pytest.mark.parametrize(
    ("printed", "wanted", "agrees", "opposite"),
    [
        (Verdict.NO, Verdict.NO, True, False),
        (Verdict.YES, Verdict.NO, False, True),
        (Verdict.NO, Verdict.YES, False, True),
        (Verdict.DEPENDS, Verdict.YES, False, False),
        (Verdict.YES, Verdict.DEPENDS, False, False),
        (Verdict.NOT_APPLICABLE, Verdict.NO, False, False),
        (Verdict.YES, None, False, False),
    ],
)
def test_a_verdict_is_opposite_only_between_yes_and_no(
    printed: Verdict, wanted: Verdict | None, agrees: bool, opposite: bool
) -> None:
    article = _led()[0].article
    stance = article.stance.model_copy(update={"verdict": printed})
    led = Led(
        CRANBERRY._replace(verdict=wanted), None, article.model_copy(update={"stance": stance})
    )
    assert (led.agrees, led.opposite) == (agrees, opposite)


def test_the_figures_count_questions(measured: Measured) -> None:
    values = _values(measured)
    assert values["first claim right"] == values["a claim of the answer right"] == 50
    assert values["first claim right, clinician"] == 0
    assert values["led by a wrong topic"] == 1
    assert values["abstained"] == values["no sentence on evidence"] == 0


def test_only_the_half_for_tuning_names_its_misses(measured: Measured) -> None:
    named = [note for note in measured.notes if note.startswith("Led by")]
    assert [note.partition(", not ")[2] for note in named] == [f"GO-001 (patient) T2: {QUESTION}"]
    assert measure_leading("report", [MISPLACED]).notes == []
