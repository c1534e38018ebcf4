"""From a checked draft to the article: numbers, certainty, coverage, provenance."""

from collections.abc import Iterable

from citewell._version import __version__
from citewell.composing.checked import CheckedDraft
from citewell.composing.references import number_references
from citewell.model import (
    Action,
    Answer,
    Article,
    Basis,
    Certainty,
    Claim,
    Coverage,
    Pathway,
    PathwayStep,
    Provenance,
    Question,
    Role,
    Section,
    SourceKind,
    Stance,
    Verdict,
    hash_json,
)
from citewell.writing import Candidate, Draft

COMPOSER = "composing/article.v1"


def compose(
    question: Question, draft: Draft, checked: CheckedDraft, *, snapshot: str, answered_at: str
) -> Article:
    """The article. Every number in it has its reference, every reference is used."""
    everything = _all_claims(checked)
    numbers, references = number_references(everything, checked.cited)
    answer = _numbered(checked.answer, numbers)
    sections = tuple(
        Section(heading=s.heading, role=s.role, claims=_numbered(s.claims, numbers))
        for s in checked.sections
    )
    steps = tuple(
        PathwayStep(title=s.title, timing=s.timing, claims=_numbered(s.claims, numbers))
        for s in checked.steps
    )
    return Article(
        id=article_id(question, snapshot),
        question=question,
        missing_facts=draft.missing_facts,
        title=draft.title,
        stance=_stance(draft, answer),
        certainty=_certainty(answer, checked.cited),
        answer=Answer(claims=answer),
        sections=sections,
        pathway=Pathway(heading=draft.pathway_heading, after=checked.after, steps=steps),
        references=references,
        coverage=coverage(everything, checked),
        dropped=checked.dropped,
        gaps=draft.gaps,
        left_out=draft.left_out,
        abstained=draft.abstained,
        provenance=Provenance(
            version=__version__,
            snapshot=snapshot,
            parts=_parts(draft, everything),
            time=answered_at,
            writer=draft.parts[0] if draft.parts else "",
        ),
    )


def _stance(draft: Draft, answer: tuple[Claim, ...]) -> Stance:
    """The stance of the draft, unless no sentence that carries it passed its checks."""
    if any(claim.role is Role.ANSWER for claim in answer) or draft.stance.action is Action.REFER:
        return draft.stance
    return Stance(verdict=Verdict.INSUFFICIENT)


def article_id(question: Question, snapshot: str) -> str:
    """The same question, audience and library give the same id."""
    return hash_json([question.text, question.audience.value, snapshot, __version__])[:16]


def _all_claims(checked: CheckedDraft) -> tuple[Claim, ...]:
    parts = [
        checked.answer,
        *(s.claims for s in checked.sections),
        *(s.claims for s in checked.steps),
    ]
    return tuple(claim for part in parts for claim in part)


def _numbered(claims: Iterable[Claim], numbers: dict[str, int]) -> tuple[Claim, ...]:
    return tuple(
        claim.model_copy(
            update={
                "citations": tuple(
                    c.model_copy(update={"reference": numbers[c.source_key]})
                    for c in claim.citations
                )
            }
        )
        for claim in claims
    )


def _certainty(answer: tuple[Claim, ...], cited: dict[str, Candidate]) -> Certainty | None:
    """The certainty that the source of the first cited answer sentence states, with its number."""
    for claim in answer:
        if claim.basis is not Basis.EVIDENCE:
            continue
        for citation in claim.citations:
            candidate = cited[citation.source_key]
            statement = candidate.statement
            if statement and statement.certainty and statement.id == citation.statement_id:
                return Certainty(text=statement.certainty, reference=citation.reference or 0)
    return None


def coverage(claims: tuple[Claim, ...], checked: CheckedDraft) -> Coverage:
    """Honest counts: each different sentence once; a claim counts as resting on original text only
    when every source it cites was read itself."""
    by_text = {claim.text: claim for claim in reversed(claims)}
    evidence = [c for c in by_text.values() if c.basis is Basis.EVIDENCE]
    inferred = sum(c.basis is Basis.INFERRED for c in by_text.values())
    summary = sum(_through_summary(c, checked) for c in evidence)
    dropped = len(checked.dropped)
    return Coverage(
        written=len(evidence) + inferred + dropped,
        supported_original=len(evidence) - summary,
        supported_summary=summary,
        inferred=inferred,
        dropped=dropped,
        uncited=sum(c.basis in {Basis.INSTRUCTION, Basis.GAP} for c in by_text.values()),
        safety_table=sum(c.basis is Basis.SAFETY_TABLE for c in by_text.values()),
    )


def _through_summary(claim: Claim, checked: CheckedDraft) -> bool:
    kinds = (checked.cited[c.source_key].source.kind for c in claim.citations)
    return any(kind is SourceKind.PRACTICE_SUMMARY for kind in kinds)


def _parts(draft: Draft, claims: tuple[Claim, ...]) -> tuple[str, ...]:
    names = {check.name for claim in claims for c in claim.citations for check in c.checks}
    checks = sorted(f"checking/{name}" for name in names)
    return (*draft.parts, *checks, COMPOSER)
