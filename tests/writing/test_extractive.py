"""The draft: parts in order, nothing repeated, gaps named."""

from citewell.library import Library, find_evidence
from citewell.model import Action, Audience, Basis, Role, SectionName, Verdict
from citewell.understanding import understand
from citewell.writing import Draft, Material, abstain, write
from citewell.writing._tables import table
from citewell.writing.selection import merge

QUESTION = "Should I keep taking Dupixent for severe asthma although I still cough?"


def _draft(library: Library, text: str = QUESTION, audience: Audience = Audience.PATIENT) -> Draft:
    question = understand(text, audience=audience)
    found = find_evidence(question, library)
    return write(question, Material(found.evidence, found.lead, found.summary, found.general))


def test_a_stopping_rule_is_turned_into_a_reasoned_answer(mini_library: Library) -> None:
    draft = _draft(mini_library)
    lead = draft.answer[0]
    assert lead.basis is Basis.INFERRED
    assert lead.rule == "continue-until-reviewed.v1"
    assert lead.turns == (("stop", "continue"),)
    assert {c.id for c in lead.evidence} == {"MI-001", "MI-003"}
    assert (draft.stance.verdict, draft.stance.action) == (Verdict.YES, Action.CONTINUE)


def test_the_reader_is_told_that_the_answer_is_reasoned(mini_library: Library) -> None:
    for audience in Audience:
        texts = [claim.text for claim in _draft(mini_library, audience=audience).answer]
        assert any("reasoned" in text for text in texts)


def test_a_patient_is_told_not_to_stop_alone(mini_library: Library) -> None:
    instructions = [c for c in _draft(mini_library).answer if c.basis is Basis.INSTRUCTION]
    assert len(instructions) == 1
    assert "on your own" in instructions[0].text


def test_parts_follow_the_outline(mini_library: Library) -> None:
    for audience in Audience:
        order = table("outlines")["order"][audience.value]
        named = [s.name.value for s in _draft(mini_library, audience=audience).sections if s.name]
        assert named == sorted(named, key=order.index)


def test_steps_keep_their_order_and_timing(mini_library: Library) -> None:
    steps = _draft(mini_library).steps
    assert [(s.title, s.timing) for s in steps] == [
        ("Count your attacks", "Now"),
        ("Decide with your team", "After 12 months"),
    ]


def test_sides_of_a_conflict_stand_together(mini_library: Library) -> None:
    (section,) = [s for s in _draft(mini_library).sections if s.name is SectionName.DISAGREEMENT]
    sides = [c.evidence[0].id for c in section.claims if c.group == "How long to wait"]
    assert sides == ["MI-001", "MI-006"]


def test_what_a_patient_has_no_wording_for_is_listed_as_left_out(mini_library: Library) -> None:
    left_out = _draft(mini_library).left_out
    assert any("must not be used to treat an acute asthma attack" in text for text in left_out)


def test_questions_to_ask_are_bound_to_their_fact(mini_library: Library) -> None:
    (section,) = [s for s in _draft(mini_library).sections if s.role is Role.QUESTION_TO_ASK]
    assert [c.text for c in section.claims] == ["Have my attacks fallen by at least half?"]
    assert section.claims[0].evidence[0].id == "MI-001"


def test_the_bottom_line_says_nothing_new(mini_library: Library) -> None:
    draft = _draft(mini_library)
    said = {c.text for c in draft.answer} | {c.text for s in draft.steps for c in s.claims}
    assert {c.text for c in draft.sections[-1].claims} <= said


def test_missing_facts_leave_out_what_the_question_gives(mini_library: Library) -> None:
    without = _draft(mini_library).missing_facts
    given = _draft(
        mini_library, "My mother is 60 and takes Dupixent for severe asthma. Should she stop?"
    ).missing_facts
    assert "your age" in {f.text for f in without}
    assert "your age" not in {f.text for f in given}


def test_known_gaps_and_missing_parts_are_named(mini_library: Library) -> None:
    gaps = _draft(mini_library).gaps
    assert "We do not cover missed shots." in gaps


def test_a_named_thing_without_a_sentence_is_a_gap(mini_library: Library) -> None:
    draft = _draft(mini_library, "Should I keep taking Dupixent for severe asthma with ibuprofen?")
    assert any("ibuprofen" in gap for gap in draft.gaps)


def test_merging_keeps_the_weightier_of_two_equal_sentences(mini_library: Library) -> None:
    from dataclasses import replace

    question = understand(QUESTION)
    pool = find_evidence(question, mini_library).evidence
    from citewell.writing import candidates

    one = candidates(pool)[0]
    twin = replace(one, id="twin", weight=1)
    assert [c.id for c in merge([twin, one])] == [one.id]


def test_abstaining_names_what_is_missing_and_how_to_load_it(mini_library: Library) -> None:
    question = understand("Which chemotherapy for pancreatic cancer?")
    found = find_evidence(question, mini_library)
    draft = abstain(question, ("pancreatic",), Material(found.evidence, found.lead, found.summary))
    assert draft.abstained
    assert draft.stance.verdict is Verdict.INSUFFICIENT
    assert "“pancreatic”" in draft.answer[0].text
    assert "citewell add" in draft.gaps[0]
