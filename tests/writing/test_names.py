"""Templates filled with the names of things."""

import pytest

from citewell.model import Audience, Document
from citewell.understanding import understand
from citewell.writing.names import Names, capital, names_of


@pytest.mark.parametrize(
    ("template", "filled"),
    [
        ("{Drug}: which dose?", "Dupilumab: which dose?"),
        ("{Drug}[ in {condition}]: dose?", "Dupilumab: dose?"),
        ("[{Condition}: ]dose of {drug}", "dose of dupilumab"),
        ("{Condition}: dose?", ""),
    ],
)
def test_a_template_with_a_missing_slot(template: str, filled: str) -> None:
    assert Names({"drug": "dupilumab"}, {}).fill(template) == filled


def test_names_follow_the_audience(mini_topic: Document) -> None:
    text = "Should I keep taking Dupixent for severe asthma?"
    patient = names_of(understand(text, audience=Audience.PATIENT), mini_topic.summary)
    clinician = names_of(understand(text, audience=Audience.CLINICIAN), mini_topic.summary)
    assert patient.ids == clinician.ids
    assert clinician.slots["drug"] == "dupilumab"
    assert patient.slots["drug"] == "Dupixent"


def test_the_condition_comes_from_the_summary_when_the_question_has_none(
    mini_topic: Document,
) -> None:
    names = names_of(understand("Should I stop Dupixent?"), mini_topic.summary)
    assert names.ids["condition"] == "severe-asthma"


def test_a_symptom_is_named_only_when_it_persists(mini_topic: Document) -> None:
    persists = names_of(understand("Stop Dupixent when a cough persists?"), mini_topic.summary)
    mentioned = names_of(understand("Can Dupixent cause a cough?"), mini_topic.summary)
    assert "symptom" in persists.ids
    assert "symptom" not in mentioned.ids


def test_capital_keeps_the_rest() -> None:
    assert capital("pH of urine") == "PH of urine"
    assert capital("") == ""
