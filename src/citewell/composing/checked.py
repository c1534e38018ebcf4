"""Every claim of a draft against its spans; what fails is not shown, and kept with its reason."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from citewell.checking import CheckContext, check_claim, verdict
from citewell.model import (
    Basis,
    CheckResult,
    Citation,
    Claim,
    DroppedClaim,
    Question,
    Role,
    Source,
    Span,
    Urgency,
)
from citewell.writing import Candidate, Draft, DraftClaim

TextOf = Callable[[str, str], str]
"""The stored text of a source at a hash: ``(source_id, source_hash) -> text``."""

_UNCITED = {Basis.INSTRUCTION, Basis.GAP}


_UNANSWERED = DraftClaim(
    "No sentence that answers this question passed its checks, so no direct answer is given; what the "
    "library holds on it follows.",
    Role.GAP,
    Basis.GAP,
)


@dataclass(frozen=True, slots=True)
class CheckedSection:
    """A part of the article whose claims stand."""

    heading: str
    role: Role
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class CheckedStep:
    """A step whose claims stand."""

    title: str
    timing: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    """A draft after the checks: claims that stand, and those dropped."""

    answer: tuple[Claim, ...]
    sections: tuple[CheckedSection, ...]
    steps: tuple[CheckedStep, ...]
    dropped: tuple[DroppedClaim, ...]
    cited: dict[str, Candidate]
    """One candidate per reference key, from which the reference is made."""
    after: int = 0


def check_draft(draft: Draft, question: Question, text_of: TextOf) -> CheckedDraft:
    """Check every claim; claims are numbered in reading order."""
    run = _Run(question, text_of)
    answer = run.claims(draft.answer)
    told = draft.abstained or question.urgency is not Urgency.NONE
    if all(claim.basis is Basis.INSTRUCTION for claim in answer) and not told:
        answer = (*answer, *run.claims([_UNANSWERED]))
    sections, steps, after = list[CheckedSection](), tuple[CheckedStep, ...](), 0
    for position, section in enumerate((*draft.sections, None)):
        if position == draft.pathway_after or (section is None and not steps):
            steps = steps or run.steps(draft)
            after = len(sections) if position == draft.pathway_after else after
        if section is not None:
            claims = run.claims(section.claims)
            if claims:
                sections.append(CheckedSection(section.heading, section.role, claims))
    return CheckedDraft(answer, tuple(sections), steps, tuple(run.dropped), run.cited, after)


class _Run:
    """Checks claims one after the other and keeps count."""

    def __init__(self, question: Question, text_of: TextOf) -> None:
        self._question = question
        self._text_of = text_of
        self._count = 0
        self.dropped: list[DroppedClaim] = []
        self.cited: dict[str, Candidate] = {}

    def claims(self, drafts: Iterable[DraftClaim]) -> tuple[Claim, ...]:
        return tuple(claim for draft in drafts if (claim := self._claim(draft)) is not None)

    def steps(self, draft: Draft) -> tuple[CheckedStep, ...]:
        checked = [CheckedStep(s.title, s.timing, self.claims(s.claims)) for s in draft.steps]
        return tuple(step for step in checked if step.claims)

    def _claim(self, draft: DraftClaim) -> Claim | None:
        citations = () if draft.basis in _UNCITED else self._cite(draft)
        faults = [c for citation in citations for c in citation.checks if c.passed is False]
        failed = faults or (draft.basis not in _UNCITED and not citations)
        if failed and draft.fallback and draft.fallback != draft.text:
            return self._claim(replace(draft, text=draft.fallback, fallback=None))
        if failed:
            reason = (
                "; ".join(f"{c.name}: {c.detail}" for c in dict.fromkeys(faults)) or "no passage"
            )
            dropped = DroppedClaim(
                text=draft.text, reason=reason, role=draft.role, citations=citations
            )
            if all(d.text != dropped.text for d in self.dropped):
                self.dropped.append(dropped)
            return None
        for candidate in draft.evidence:
            self.cited.setdefault(candidate.key, candidate)
        self._count += 1
        return Claim(
            id=f"c{self._count}",
            text=draft.text,
            role=draft.role,
            basis=draft.basis,
            citations=citations,
            rule=draft.rule,
            group=draft.group,
        )

    def _cite(self, draft: DraftClaim) -> tuple[Citation, ...]:
        results = run_checks(
            draft.text,
            draft.evidence,
            self._question,
            role=draft.role,
            basis=draft.basis,
            rule=draft.rule,
            turns=draft.turns,
            text_of=self._text_of,
        )
        by_key: dict[str, list[Candidate]] = {}
        for candidate in draft.evidence:
            by_key.setdefault(candidate.key, []).append(candidate)
        return tuple(
            Citation(
                source_key=key,
                verdict=verdict(results),
                checks=results,
                spans=tuple(c.span for c in group),
                statement_id=group[0].statement.id if group[0].statement else None,
            )
            for key, group in by_key.items()
        )


def run_checks(
    text: str,
    evidence: Sequence[Candidate],
    question: Question,
    *,
    role: Role,
    basis: Basis,
    rule: str | None,
    turns: tuple[tuple[str, str], ...],
    text_of: TextOf,
) -> tuple[CheckResult, ...]:
    """All rungs over all spans of one claim together."""
    spans: tuple[Span, ...] = tuple(c.span for c in evidence)
    sources: dict[str, Source] = {c.source.id: c.source for c in evidence}
    context = CheckContext(
        texts={(s.source_id, s.source_hash): text_of(s.source_id, s.source_hash) for s in spans},
        sources=sources,
        statements=tuple(c.statement for c in evidence if c.statement),
        section_path=tuple(dict.fromkeys(h for c in evidence for h in c.passage.section_path)),
        title="\n".join(source.title for source in sources.values()),
        question=question.text,
        facts=question.facts,
        rule=rule if basis is Basis.INFERRED else None,
        turns=turns,
    )
    results = check_claim(text, spans, context)
    return tuple(r for r in results if role is not Role.QUESTION_TO_ASK or _fits_question(r))


def _fits_question(result: CheckResult) -> bool:
    """A question to ask states nothing, so it has no polarity; its numbers must still be right."""
    return not result.name.startswith(("polarity.", "subject."))
