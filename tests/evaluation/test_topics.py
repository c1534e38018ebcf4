"""The figures of answers, on two topics and two questions that are not held."""

import pytest

from citewell.evaluation.asking import Asked
from citewell.evaluation.benches import Measured
from citewell.evaluation.topics import measure_topics, off_topic_questions
from citewell.model import Audience

GOUT = Asked("citewell:gout", Audience.PATIENT, "What should my uric acid level be?")
MISPLACED = GOUT._replace(source_id="citewell:h-pylori")
NOT_HELD = "What is the best treatment for Raynaud's phenomenon?"


@pytest.fixture(scope="module")
def measured() -> Measured:
    return measure_topics([GOUT, MISPLACED], [NOT_HELD, GOUT.question])


def _values(measured: Measured) -> dict[str, float]:
    return {one["name"]: one["value"] for one in measured.figures}


def test_a_wrong_lead_is_counted_and_named(measured: Measured) -> None:
    assert _values(measured)["right lead topic"] == 50
    assert f"Led by citewell:gout, not citewell:h-pylori: {GOUT.question}" in measured.notes


def test_an_answer_to_what_is_not_held_is_counted_and_named(measured: Measured) -> None:
    assert _values(measured)["abstained on what is not held"] == 50
    assert f"Answered though not held: {GOUT.question}" in measured.notes
    assert not any(NOT_HELD in note for note in measured.notes)


def test_claims_are_counted(measured: Measured) -> None:
    values = _values(measured)
    assert values["claims written"] >= values["claims supported"] > 0
    assert values["shown but unsupported"] == 0
    assert 0 < values["essential statements used per article, patient"] <= 100
    assert values["essential statements used per article, clinician"] == 0


def test_the_question_of_the_readme_is_measured_for_both_audiences(measured: Measured) -> None:
    targets = {one["name"]: one["target"] for one in measured.figures}
    assert targets["README question, clinician: claims"] == ">= 40"
    assert targets["README question, patient: grade"] == "<= 8"


def test_the_questions_that_are_not_held_are_all_different() -> None:
    questions = off_topic_questions()
    assert len(set(questions)) == len(questions) >= 30
