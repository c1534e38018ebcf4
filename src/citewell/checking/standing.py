"""Rung 5: the sources still stand, and are of the kind that the claim says they are."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from citewell.checking._context import CheckContext
from citewell.checking._registry import register
from citewell.model import (
    CheckResult,
    Primary,
    ReadLevel,
    Source,
    SourceKind,
    SourceStatus,
    Span,
)

NAME = "standing.v1"

_FALLEN = {
    SourceStatus.RETRACTED: "has been retracted",
    SourceStatus.SUPERSEDED: "has been superseded",
    SourceStatus.EXPRESSION_OF_CONCERN: "carries an expression of concern",
}
_SAID = {
    SourceStatus.RETRACTED: r"retract|withdrawn",
    SourceStatus.SUPERSEDED: r"supersed|replaced|earlier|former|older|edition|first printed|used to|previous|since changed|then",
    SourceStatus.EXPRESSION_OF_CONCERN: r"expression of concern",
}
_KINDS: tuple[tuple[str, frozenset[SourceKind]], ...] = (
    (
        r"(?<!than )\b(?:the|a|an|us|uk|eu|its|this)\s(?:\w+\s){0,2}label\s(?:says|gives|warns|lists|asks|states|advises|allows|has|carries)\b",
        frozenset({SourceKind.DRUG_LABEL, SourceKind.REGULATOR_NOTICE}),
    ),
    (
        r"\bguidelines?\s(?:recommends?|says?|suggests?|advises?|asks?|states?)\b",
        frozenset({SourceKind.GUIDELINE, SourceKind.PAYER_POLICY}),
    ),
    (
        r"\b(?:randomi[sz]ed|controlled)\strials?\s(?:found|showed|shows|reported|tested|of)\b",
        frozenset(
            {
                SourceKind.RANDOMIZED_TRIAL,
                SourceKind.SYSTEMATIC_REVIEW,
                SourceKind.DRUG_LABEL,
                SourceKind.GUIDELINE,
                SourceKind.NARRATIVE_REVIEW,
            }
        ),
    ),
    (
        r"\b(?:systematic review|meta-analysis)\s(?:found|showed|shows|reported|of)\b",
        frozenset({SourceKind.SYSTEMATIC_REVIEW, SourceKind.GUIDELINE}),
    ),
)


@register(NAME)
def standing(claim: str, spans: Sequence[Span], context: CheckContext) -> CheckResult:
    """Whether the cited sources are current and of the kind claimed.

    For statements of a practice summary both are judged: the summary, and the primary source
    behind the statement. How near to the original it was read is told, and does not fail.
    """
    judged = tuple(_judged(spans, context))
    if not judged:
        return CheckResult(
            name=NAME, passed=False, detail="Nothing is known about the cited source."
        )
    for source in judged:
        fallen = _FALLEN.get(source.status)
        if fallen and not re.search(_SAID[source.status], claim, re.IGNORECASE):
            return CheckResult(name=NAME, passed=False, detail=f"{source.title} {fallen}.")
    return _kind(claim, spans, judged, context)


def _judged(spans: Sequence[Span], context: CheckContext) -> Iterator[Source | Primary]:
    seen: set[str] = set()
    for span in spans:
        source = context.sources.get(span.source_id)
        if source and source.id not in seen:
            seen.add(source.id)
            yield source
    for statement in context.statements:
        yield statement.primary


def _passage_says(phrase: str, spans: Sequence[Span]) -> bool:
    """Whether the passage itself speaks of the guideline, label or trial that the claim names."""
    noun = re.search(r"label|guideline|trial|review|meta-analysis", phrase, re.IGNORECASE)
    return noun is not None and any(noun.group().lower() in s.quote.lower() for s in spans)


def _kind(
    claim: str,
    spans: Sequence[Span],
    judged: tuple[Source | Primary, ...],
    context: CheckContext,
) -> CheckResult:
    kinds = {s.kind for s in judged if s.kind is not SourceKind.PRACTICE_SUMMARY}
    if context.claimed_kind and context.claimed_kind not in kinds:
        detail = (
            f"The claim calls its source a {_words(context.claimed_kind)}; it is {_list(judged)}."
        )
        return CheckResult(name=NAME, passed=False, detail=detail)
    for pattern, allowed in _patterns():
        match = pattern.search(claim)
        if match and not kinds & allowed and not _passage_says(match.group(), spans):
            detail = f"The claim says {match.group()!r}, but the source is {_list(judged)}."
            return CheckResult(
                name=NAME, passed=False, detail=detail, claim_range=(match.start(), match.end())
            )
    return CheckResult(name=NAME, passed=True, detail=_read(judged))


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[re.Pattern[str], frozenset[SourceKind]], ...]:
    return tuple((re.compile(pattern, re.IGNORECASE), kinds) for pattern, kinds in _KINDS)


def _words(kind: SourceKind) -> str:
    return kind.value.replace("_", " ")


def _list(judged: tuple[Source | Primary, ...]) -> str:
    kinds = dict.fromkeys(_words(s.kind) for s in judged)
    return " and ".join(f"a {kind}" for kind in kinds)


def _read(judged: tuple[Source | Primary, ...]) -> str:
    primaries = [s for s in judged if isinstance(s, Primary)]
    if not primaries:
        return f"The source stands; it is {_list(judged)}, read in the original."
    levels = {p.read for p in primaries}
    how = {
        ReadLevel.ORIGINAL: "in the original",
        ReadLevel.MIRROR: "in a copy of the original",
        ReadLevel.SECOND_HAND: "second-hand",
    }
    read = " and ".join(how[level] for level in ReadLevel if level in levels)
    return f"The source stands; its practice summary read it {read}."
