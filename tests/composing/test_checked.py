"""Claims that fail are not shown, kept with their reason; answers fall back on the words of the span."""

from dataclasses import replace

import pytest

from citewell.composing import CheckedDraft, check_draft
from citewell.library import Library, find_evidence
from citewell.model import Basis, CitationVerdict, Question, Role, Stance, Verdict
from citewell.understanding import understand
from citewell.writing import Candidate, Draft, DraftClaim, DraftSection, DraftStep, candidates

QUESTION = "When should dupilumab be stopped in severe asthma?"


@pytest.fixture
def question() -> Question:
    return understand(QUESTION)


@pytest.fixture
def pool(question: Question, mini_library: Library) -> dict[str, Candidate]:
    return {c.id: c for c in candidates(find_evidence(question, mini_library).evidence)}


def _claim(candidate: Candidate, text: str | None = None, role: Role = Role.ANSWER) -> DraftClaim:
    return DraftClaim(text or candidate.text, role, Basis.EVIDENCE, (candidate,))


def _checked(
    answer: list[DraftClaim], question: Question, library: Library, **more: object
) -> CheckedDraft:
    draft = Draft("Title", Stance(verdict=Verdict.YES), tuple(answer))
    return check_draft(replace(draft, **more), question, library.text_of)


def test_the_words_of_the_span_pass(
    question: Question, pool: dict[str, Candidate], mini_library: Library
) -> None:
    checked = _checked([_claim(pool["MI-001"])], question, mini_library)
    (claim,) = checked.answer
    assert claim.id == "c1"
    assert claim.citations[0].verdict is CitationVerdict.SUPPORTED
    names = {c.name.split(".")[0] for c in claim.citations[0].checks}
    assert names == {"located", "quantities", "polarity", "subject", "standing"}


@pytest.mark.parametrize(
    ("wrong", "check"),
    [
        (
            "NICE advises stopping dupilumab if severe exacerbations have not fallen by at least half after 10 months.",
            "quantities",
        ),
        (
            "NICE advises stopping dupilumab if severe exacerbations have fallen by at least half after 12 months.",
            "polarity",
        ),
        (
            "NICE advises continuing dupilumab if severe exacerbations have not fallen by at least half after 12 months.",
            "polarity",
        ),
        (
            "NICE advises stopping omalizumab if severe exacerbations have not fallen by at least half after 12 months.",
            "subject",
        ),
    ],
)
def test_a_wrong_claim_is_dropped_with_the_check_that_found_it(
    wrong: str, check: str, question: Question, pool: dict[str, Candidate], mini_library: Library
) -> None:
    checked = _checked(
        [_claim(pool["MI-001"], wrong), _claim(pool["MI-004"])], question, mini_library
    )
    (dropped,) = checked.dropped
    assert dropped.text == wrong
    assert check in dropped.reason
    assert [c.text for c in checked.answer] == [pool["MI-004"].text]


def test_a_failed_answer_falls_back_on_the_words_of_its_span(
    question: Question, pool: dict[str, Candidate], mini_library: Library
) -> None:
    wrong = replace(
        _claim(pool["MI-001"], "Stop dupilumab after 10 months."), fallback=pool["MI-001"].text
    )
    checked = _checked([wrong], question, mini_library)
    assert [c.text for c in checked.answer] == [pool["MI-001"].text]
    assert checked.dropped == ()


def test_an_answer_that_fails_altogether_leaves_an_honest_gap(
    question: Question, pool: dict[str, Candidate], mini_library: Library
) -> None:
    checked = _checked(
        [_claim(pool["MI-001"], "Stop dupilumab after 10 months.")], question, mini_library
    )
    (claim,) = checked.answer
    assert claim.basis is Basis.GAP
    assert len(checked.dropped) == 1


def test_a_claim_of_evidence_without_a_passage_is_dropped(
    question: Question, mini_library: Library
) -> None:
    bare = DraftClaim("Dupilumab cures asthma.", Role.ANSWER, Basis.EVIDENCE)
    checked = _checked([bare], question, mini_library)
    assert [d.reason for d in checked.dropped] == ["no passage"]


def test_the_same_failure_is_kept_once(
    question: Question, pool: dict[str, Candidate], mini_library: Library
) -> None:
    wrong = _claim(pool["MI-001"], "Stop dupilumab after 10 months.")
    checked = _checked([wrong, wrong], question, mini_library)
    assert len(checked.dropped) == 1


def test_a_part_whose_claims_all_fail_disappears_and_the_pathway_keeps_its_place(
    question: Question, pool: dict[str, Candidate], mini_library: Library
) -> None:
    good, bad = _claim(pool["MI-003"]), _claim(pool["MI-001"], "Stop dupilumab after 10 months.")
    sections = tuple(
        DraftSection(None, name, Role.RATIONALE, (claim,))
        for name, claim in (("A", bad), ("B", good), ("C", good))
    )
    steps = (
        DraftStep("Count", "Now", (_claim(pool["MI-004"]),)),
        DraftStep("Never", "Then", (bad,)),
    )
    checked = _checked(
        [good], question, mini_library, sections=sections, steps=steps, pathway_after=2
    )
    assert [s.heading for s in checked.sections] == ["B", "C"]
    assert [s.title for s in checked.steps] == ["Count"]
    assert checked.after == 1


def test_claims_are_numbered_in_reading_order(
    question: Question, pool: dict[str, Candidate], mini_library: Library
) -> None:
    sections = (DraftSection(None, "A", Role.RATIONALE, (_claim(pool["MI-003"]),)),)
    steps = (DraftStep("Count", "Now", (_claim(pool["MI-004"]),)),)
    checked = _checked(
        [_claim(pool["MI-001"])],
        question,
        mini_library,
        sections=sections,
        steps=steps,
        pathway_after=0,
    )
    ids = [checked.answer[0].id, checked.steps[0].claims[0].id, checked.sections[0].claims[0].id]
    assert ids == ["c1", "c2", "c3"]


def test_a_question_to_ask_is_judged_by_its_numbers_only(
    question: Question, pool: dict[str, Candidate], mini_library: Library
) -> None:
    right = _claim(pool["MI-001"], "Have my attacks fallen by at least half?", Role.QUESTION_TO_ASK)
    wrong = _claim(pool["MI-001"], "Have my attacks fallen after 3 months?", Role.QUESTION_TO_ASK)
    checked = _checked([_claim(pool["MI-001"]), right, wrong], question, mini_library)
    assert right.text in [c.text for c in checked.answer]
    assert [d.text for d in checked.dropped] == [wrong.text]
