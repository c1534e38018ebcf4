"""The tables of the writer are whole: every intent, every section, every audience."""

import pytest

from citewell.model import Action, Audience, Intent, Premise, Role, SectionName, Verdict
from citewell.writing._tables import table


@pytest.mark.parametrize("intent", Intent)
def test_every_intent_has_titles_and_required_parts(intent: Intent) -> None:
    rows = table("outlines")
    assert set(rows["titles"][intent.value]) == {a.value for a in Audience}
    for alternatives in rows["required"][intent.value]:
        for name in alternatives.split("|"):
            SectionName(name)
        assert alternatives.split("|")[0] in rows["gap_words"]


@pytest.mark.parametrize("section", SectionName)
def test_every_section_has_a_place_a_limit_a_role_and_a_heading(section: SectionName) -> None:
    rows = table("outlines")
    Role(rows["roles"][section.value])
    for audience in Audience:
        assert section.value in rows["order"][audience.value]
        assert rows["most"][audience.value][section.value] > 0
        assert rows["headings"][section.value][audience.value]


def test_for_patients_the_emergency_part_comes_first() -> None:
    assert table("outlines")["order"]["patient"][0] == "emergency"


def test_the_inference_rules_use_known_words() -> None:
    rows = table("inference")
    for rule in rows["rules"]:
        for premise in (*rule["needs"], *rule["may"]):
            Premise(premise)
        for intent in rule["intents"]:
            Intent(intent)
        for verdict in rule["verdicts"].values():
            Verdict(verdict)
        Action(rule["action"])
    for relation in ("opposites", "near"):
        assert set(rows[relation]) == {a.value for a in Action}
        for actions in rows[relation].values():
            for action in actions:
                Action(action)
