"""Rung 4: the claim is about the drug, condition and people that its passage is about."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise

from citewell.checking._context import CheckContext
from citewell.checking._registry import register
from citewell.checking._spans import joined, same_wording
from citewell.model import CheckResult, ConceptType, Span
from citewell.text.terms import Mention, terms

NAME = "subject.v1"

_DRUGS = frozenset({ConceptType.DRUG, ConceptType.DRUG_CLASS})
_BOUND = _DRUGS | {
    ConceptType.CONDITION,
    ConceptType.POPULATION,
    ConceptType.PROCEDURE,
}
_EXAMPLE = re.compile(
    r"(?:such as|for example|for instance|e\.g\.|like|including|one such [\w-]+ is|an example is|named?|called)"
    r"\s(?:an?\s)?(?:[\w()-]+[\s,]+(?:or\s|and\s)?){0,5}\(?$"
)
_UNBORN = re.compile(r"\b(?:unborn|breast-?feed\w*|nurs\w+)\s(?:an?\s|your\s)?$", re.IGNORECASE)
_VERSUS = re.compile(
    r"\b(?:than|over|versus|vs\.?|compared with|compared to|against|rather than|instead of|in preference to)\b",
    re.IGNORECASE,
)


@register(NAME)
def subject(claim: str, spans: Sequence[Span], context: CheckContext) -> CheckResult:
    """Whether each drug, class, condition, procedure and group of people of the claim is named in
    the spans, in what they stand under, or in the statement's own qualifiers.

    A passage about a class does not speak for a member, nor a passage about one drug for another.
    In comparisons the two sides may not be swapped.
    """
    mentions = _mentions(claim)
    if not mentions and not _inn().search(claim):
        return CheckResult(
            name=NAME, passed=None, detail="The claim names no drug, condition or group."
        )
    passage = joined(spans)
    if same_wording(claim, spans):
        return CheckResult(name=NAME, passed=True, detail="The wording is that of the passage.")
    known = _known(passage, context)
    for mention in mentions:
        if not (_supported(claim, mention, known) or _in_words(claim, mention, passage)):
            return _stranger(mention, passage)
    mismatch = _wrong_brand(claim)
    if mismatch:
        return mismatch
    unknown = _unknown_drug(claim, "\n".join((passage, context.heading_text())))
    if unknown:
        return unknown
    return _swapped(claim, passage) or CheckResult(
        name=NAME, passed=True, detail="The claim is about what the passage is about."
    )


@lru_cache(maxsize=8192)
def _mentions(text: str) -> tuple[Mention, ...]:
    return tuple(
        m
        for m in terms().find(text)
        if m.type in _BOUND or (m.type is ConceptType.DEVICE and m.how == "brand")
    )


def _known(passage: str, context: CheckContext) -> frozenset[str]:
    """Ids of what the passage and its surroundings are about."""
    ids: set[str] = set(context.concepts)
    for text in (passage, context.heading_text()):
        ids.update(_ids(text))
    for statement in context.statements:
        ids.update(statement.about)
        ids.update(statement.applies.needs)
        ids.update(statement.applies.unless)
    if context.question:
        table = terms()
        asked = (m for m in table.find(context.question) if m.type is ConceptType.POPULATION)
        ids.update(m.id for m in asked)
    return frozenset(ids)


@lru_cache(maxsize=8192)
def _ids(text: str) -> frozenset[str]:
    return frozenset(i for m in terms().find(text) for i in (m.id, *m.also))


def _supported(claim: str, mention: Mention, known: frozenset[str]) -> bool:
    ids = {mention.id, *mention.also}
    if ids & known:
        return True
    table = terms()
    broader = {c for i in ids for c in table.classes(i)}
    if mention.type in _DRUGS and _EXAMPLE.search(claim[: mention.start].lower()):
        return bool(broader & known)
    if mention.type is ConceptType.DRUG:
        return False
    narrower = {m for i in ids for m in table.members(i)}
    return bool(narrower & known)


def _in_words(claim: str, mention: Mention, passage: str) -> bool:
    """The passage has the very words, or the mention is an everyday word that may mean less.

    Lay names of conditions and procedures ("fast", "bad attacks", "a new clot") bind only where the
    terms say so; names, brands and abbreviations always bind. Drugs are never let through here
    unless the passage has their name.
    """
    word = mention.matched.lower()
    if re.search(rf"(?<![a-z]){re.escape(word)}", passage.lower()):
        return True
    if mention.type in _DRUGS:
        return False
    if mention.how == "lay" or _UNBORN.search(claim[: mention.start]):
        return True
    longest = max(re.findall(r"[a-z]+", word), key=len, default="")
    return len(longest) >= 6 and longest[:6] in passage.lower()


def _rows(name: str) -> list[str]:
    text = (files("citewell.checking") / "data" / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


@lru_cache(maxsize=1)
def _inn() -> re.Pattern[str]:
    """Words that are, or are built like, generic drug names."""
    endings = sorted((r.split("\t")[0] for r in _rows("inn_stems.tsv")), key=len, reverse=True)
    names = sorted({n for r in _rows("drug_names.txt") for n in r.split()}, key=len, reverse=True)
    return re.compile(rf"\b(?:[A-Za-z]{{3,}}(?:{'|'.join(endings)})s?|(?i:{'|'.join(names)}))\b")


@lru_cache(maxsize=8192)
def _inn_names(text: str) -> dict[str, tuple[int, int]]:
    return {m.group().lower().rstrip("s"): m.span() for m in _inn().finditer(text)}


def _unknown_drug(claim: str, around: str) -> CheckResult | None:
    """A word that is built like a drug name, which neither the term tables nor the passage have."""
    named = [(m.start, m.end) for m in terms().find(claim)]
    for name, (start, end) in _inn_names(claim).items():
        known = any(a <= start and end <= b for a, b in named)
        if not known and name not in around.lower():
            detail = f"The claim names {claim[start:end]!r}; the passage does not."
            return CheckResult(name=NAME, passed=False, detail=detail, claim_range=(start, end))
    return None


def _wrong_brand(claim: str) -> CheckResult | None:
    """ "rivaroxaban (Eliquis)": a brand in brackets behind another drug's name."""
    drugs = [m for m in _mentions(claim) if m.type is ConceptType.DRUG]
    for drug, brand in pairwise(drugs):
        in_brackets = claim[drug.end : brand.start] in {" (", "("}
        other = drug.id not in {brand.id, *brand.also} and drug.name not in brand.name
        if brand.how == "brand" and in_brackets and other:
            detail = f"{brand.matched} is {brand.name}, not {drug.name}."
            where = (drug.start, brand.end)
            return CheckResult(name=NAME, passed=False, detail=detail, claim_range=where)
    return None


def _stranger(mention: Mention, passage: str) -> CheckResult:
    there = [m for m in _mentions(passage) if m.type is mention.type]
    names = ", ".join(dict.fromkeys(m.name for m in there))
    about = f"the passage is about {names}" if names else "the passage does not name it"
    return CheckResult(
        name=NAME,
        passed=False,
        detail=f"The claim is about {mention.name} ({mention.matched!r}); {about}.",
        claim_range=(mention.start, mention.end),
        span_range=(there[0].start, there[0].end) if there else None,
    )


def _swapped(claim: str, passage: str) -> CheckResult | None:
    """A comparison whose two sides have changed places, with the same direction."""
    theirs = dict(_comparisons(passage))
    for (left, right), mention in _comparisons(claim):
        if (right, left) in theirs and (left, right) not in theirs:
            there = theirs[(right, left)]
            detail = (
                f"The claim compares {left} with {right}; the passage compares {right} with {left}."
            )
            return CheckResult(
                name=NAME,
                passed=False,
                detail=detail,
                claim_range=(mention.start, mention.end),
                span_range=(there.start, there.end),
            )
    return None


def _comparisons(text: str) -> Iterator[tuple[tuple[str, str], Mention]]:
    drugs = [m for m in _mentions(text) if m.type in _DRUGS]
    for match in _VERSUS.finditer(text):
        before = _last(m for m in drugs if m.end <= match.start())
        after = next((m for m in drugs if m.start >= match.end()), None)
        if before and after and before.id != after.id:
            yield (before.id, after.id), before


def _last(mentions: Iterable[Mention]) -> Mention | None:
    result: Mention | None = None
    for mention in mentions:
        result = mention
    return result
