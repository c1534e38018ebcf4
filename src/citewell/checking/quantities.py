"""Rung 2: every number of the claim is in its passage, with its unit, its bound and its owner."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files

from citewell.checking._attach import attachments, named
from citewell.checking._compare import Fit, compare
from citewell.checking._context import CheckContext
from citewell.checking._registry import register
from citewell.checking._spans import joined, same_wording
from citewell.model import CheckResult, Span
from citewell.text.quantities import Quantity, QuantityKind, quantities
from citewell.text.terms import terms

NAME = "quantities.v1"

_LOOSE_COUNTS = frozenset({"count:people", "count:studies", "count:events"})
_REGULAR = re.compile(r"\b(?:regular|continuous|maintenance|routine)", re.IGNORECASE)
_EMERGENCY_NUMBERS = frozenset({"999", "911", "112", "111", "101"})
_AMBULANCE = frozenset({"999", "911", "112"})


@register(NAME)
def quantities_agree(claim: str, spans: Sequence[Span], context: CheckContext) -> CheckResult:
    """Whether each quantity of the claim stands in the spans, taken together.

    Units are converted (mg and g, weeks and days, C and F, percent and "48 in 100"); a claim may
    round to fewer digits, and the detail says so. Numbers of the reader's own question may be
    repeated. A claim may leave numbers out, but not the bound of a number that it keeps.
    """
    stated = quantities(claim)
    if not stated:
        return CheckResult(name=NAME, passed=None, detail="The claim has no numbers.")
    passage = joined(spans)
    if same_wording(claim, spans):
        return CheckResult(name=NAME, passed=True, detail="The numbers are those of the passage.")
    notes: list[str] = []
    for quantity in stated:
        fault = _fault(claim, quantity, passage, context, notes)
        if fault:
            return fault
    detail = "; ".join(notes) or "Every number of the claim is in the passage"
    return CheckResult(name=NAME, passed=True, detail=f"{detail}.")


def _fault(
    claim: str, quantity: Quantity, passage: str, context: CheckContext, notes: list[str]
) -> CheckResult | None:
    if _may_be_a_word(claim, quantity, passage) or _given(quantity, context):
        return None
    if quantity.label in _EMERGENCY_NUMBERS:
        return _emergency_fault(quantity, passage)
    if quantity.kind is QuantityKind.NAME:
        return None if _named(claim, quantity, passage, context) else _missing(quantity, None)
    if quantity.kind is QuantityKind.DATE:
        return _date_fault(quantity, passage, context)
    ranked = sorted(
        ((compare(quantity, q), q) for q in quantities(passage) if q.kind is not QuantityKind.NAME),
        key=lambda pair: pair[0],
        reverse=True,
    )
    agreeing = [(fit, q) for fit, q in ranked if fit >= Fit.ROUNDED]
    if not agreeing:
        if _ends_apart(claim, quantity, passage) or _said_in_words(claim, quantity, passage):
            return None
        return _missing(quantity, ranked[0] if ranked else None)
    return _owner_fault(claim, quantity, passage, agreeing, notes)


def _emergency_fault(quantity: Quantity, passage: str) -> CheckResult | None:
    """Ambulance numbers stand for "emergency services"; others must be in the passage."""
    there = [q for q in quantities(passage) if q.label in _EMERGENCY_NUMBERS]
    if quantity.label in _AMBULANCE or any(q.label == quantity.label for q in there):
        return None
    return _missing(quantity, (Fit.OTHER_VALUE, there[0]) if there else None)


def _owner_fault(
    claim: str,
    quantity: Quantity,
    passage: str,
    agreeing: list[tuple[Fit, Quantity]],
    notes: list[str],
) -> CheckResult | None:
    mine = attachments(claim).get(quantity.start, frozenset[str]())
    theirs = attachments(passage)
    known = frozenset(i for _, i in named(passage))
    clashes: list[tuple[Quantity, tuple[str, str]]] = []
    for fit, found in agreeing:
        clash = _clash(mine, theirs.get(found.start, frozenset[str]()), known)
        if clash is None:
            if fit is Fit.ROUNDED:
                notes.append(
                    f"{found.text!r} of the passage is rounded or converted to {quantity.text!r}"
                )
            return None
        clashes.append((found, clash))
    found, (here, there) = clashes[0]
    detail = f"The claim gives {quantity.text!r} for {here}; in the passage it belongs to {there}."
    return _failed(detail, quantity, found)


def _clash(
    mine: frozenset[str], owner: frozenset[str], known: frozenset[str]
) -> tuple[str, str] | None:
    """What the number belongs to on either side, where these are of one category and differ."""
    for category in {i.partition(":")[0] for i in mine}:
        here = frozenset(i for i in mine if i.startswith(f"{category}:"))
        there = frozenset(i for i in owner if i.startswith(f"{category}:"))
        if here and there and here <= known and not _related(here, there):
            return _list(here), _list(there)
    return None


def _related(mine: frozenset[str], owner: frozenset[str]) -> bool:
    if mine & owner:
        return True
    table = terms()
    here, there = ({i.partition(":")[2] for i in ids} for ids in (mine, owner))
    return any(c in there for m in here for c in table.classes(m)) or any(
        c in here for o in there for c in table.classes(o)
    )


def _list(ids: frozenset[str]) -> str:
    table = terms()
    bare = (i.partition(":")[2] for i in ids)
    return " and ".join(sorted(t.name if (t := table.get(i)) else i for i in bare))


def _ends_apart(claim: str, quantity: Quantity, passage: str) -> bool:
    """Both ends of a range are given, as one range on one side and as two numbers on the other."""
    here, there = quantities(claim), quantities(passage)
    if quantity.is_range:
        return all(_given_alone(end, quantity, there) for end in quantity.values)
    ranges = [q for q in there if q.is_range and q.dimension == quantity.dimension]
    return any(
        quantity.low in r.values and all(_given_alone(end, quantity, here) for end in r.values)
        for r in ranges
    )


def _given_alone(value: float, like: Quantity, among: Sequence[Quantity]) -> bool:
    return any(
        q.values == (value,) and q.dimension == like.dimension and (q.comparator == "=" or q.loose)
        for q in among
    )


def _missing(quantity: Quantity, nearest: tuple[Fit, Quantity] | None) -> CheckResult:
    if nearest is None or nearest[0] is Fit.OTHER_DIMENSION:
        detail = f"The claim says {quantity.text!r}; the passage has no such number."
        return _failed(detail, quantity, None)
    fit, found = nearest
    detail = f"The claim says {quantity.text!r}, the passage says {found.text!r}."
    if fit is Fit.OTHER_BOUND:
        detail = (
            f"The claim says {quantity.text!r}, the passage says {found.text!r}: the bound differs."
        )
    return _failed(detail, quantity, found)


def _failed(detail: str, quantity: Quantity, found: Quantity | None) -> CheckResult:
    return CheckResult(
        name=NAME,
        passed=False,
        detail=detail,
        claim_range=(quantity.start, quantity.end),
        span_range=(found.start, found.end) if found else None,
    )


def _date_fault(quantity: Quantity, passage: str, context: CheckContext) -> CheckResult | None:
    texts = (passage, context.source_text(), context.heading_text(), context.question)
    known = [q for text in texts for q in quantities(text) if q.kind is QuantityKind.DATE]
    if any(q.label.startswith(quantity.label) or _same_years(quantity, q) for q in known):
        return None
    dates = [q for q in quantities(passage) if q.kind is QuantityKind.DATE]
    nearest = (Fit.OTHER_VALUE, dates[0]) if dates else None
    return _missing(quantity, nearest)


def _same_years(claim: Quantity, known: Quantity) -> bool:
    return len(claim.label) == 4 and claim.low in {known.low, known.high}


def _folded(text: str) -> str:
    return re.sub(r"[\s-]+", "", text).lower()


def _named(claim: str, quantity: Quantity, passage: str, context: CheckContext) -> bool:
    around = (passage, context.heading_text(), context.source_text(), context.question)
    if any(quantity.label in _folded(text) for text in around):
        return _whole_name(quantity, around)
    inside = {
        m.id for m in terms().find(claim) if m.start <= quantity.start and quantity.end <= m.end
    }
    return bool(inside & {m.id for text in around for m in terms().find(text)})


def _whole_name(quantity: Quantity, around: Sequence[str]) -> bool:
    """The name stands whole: "TA75" is not found in "TA751"."""
    pattern = re.compile(rf"(?<!\d){re.escape(quantity.label)}(?![\d])")
    return any(pattern.search(_folded(text)) for text in around)


def _given(quantity: Quantity, context: CheckContext) -> bool:
    """Whether the reader's own question gives this number."""
    asked = quantities(context.question) if context.question else ()
    if any(compare(quantity, q) >= Fit.ROUNDED for q in asked if q.kind is not QuantityKind.NAME):
        return True
    numbers = {f.number for f in context.facts if f.number is not None}
    return quantity.comparator == "=" and not quantity.is_range and quantity.raw[0] in numbers


def _said_in_words(claim: str, quantity: Quantity, passage: str) -> bool:
    """A number that the passage says without digits, or in another form."""
    there = quantities(passage)
    if quantity.kind is QuantityKind.FREQUENCY and quantity.raw == (1, 1):
        per_day = quantity.low == 1 and _REGULAR.search(passage)
        per_year = quantity.low < 0.003 and "person-year" in passage
        return bool(per_day or per_year) and not any(
            q.kind is QuantityKind.FREQUENCY for q in there
        )
    if quantity.kind is QuantityKind.PERCENT and quantity.words and quantity.low == 50:
        return "median" in passage.lower()
    if quantity.comparator == "<=" and re.search(r"\bmaxim|\bmost\b", passage, re.IGNORECASE):
        bare = replace(quantity, comparator="=")
        return any(compare(bare, q) >= Fit.ROUNDED for q in there)
    if (quantity.unit or "").startswith("/count") or (quantity.dimension or "").startswith(
        "/count"
    ):
        per = quantity.text[quantity.text.find("per ") :]
        return per in passage and any(q.raw == quantity.raw and q.unit is None for q in there)
    if quantity.of:
        alone = {q.low for q in there if q.kind is QuantityKind.NUMBER and q.comparator == "="}
        return not quantity.is_range and {quantity.low, quantity.of} <= alone
    hundred = any(q.of == 100 for q in quantities(claim))
    if quantity.kind is QuantityKind.NUMBER and quantity.dimension is None and hundred:
        share = replace(quantity, kind=QuantityKind.FRACTION, of=100.0)
        return any(compare(share, q) >= Fit.ROUNDED for q in there if q.percent)
    return False


def _may_be_a_word(claim: str, quantity: Quantity, passage: str) -> bool:
    """ "One" as a pronoun, and "two ways", "three cases", which count what the claim itself lists."""
    if not quantity.words or quantity.low > 6:
        return False
    if quantity.soft:
        return _pronoun(claim, quantity, passage)
    counted = (quantity.dimension or "").startswith("count:")
    bound = quantity.comparator != "=" and not quantity.loose
    if quantity.kind is not QuantityKind.NUMBER or bound or not (counted or quantity.unit is None):
        return False
    before, after = claim[: quantity.start].lower(), claim[quantity.end :].lower()
    if re.search(r"\b(?:the|these|both|other|all)\s$", before) or _lists(after):
        return True
    if quantity.low == 2 and re.search(r"\bboth\b", passage, re.IGNORECASE):
        return True
    following = re.match(r"[a-z]*(?:[\s-](?:of\s)?([a-z]+))?(?:\s([a-z]+))?", after)
    nouns = {quantity.text.lower().split()[-1], *(following.groups() if following else ())}
    return bool(nouns & _structural_nouns())


def _pronoun(claim: str, quantity: Quantity, passage: str) -> bool:
    """ "One" without a counted noun, "in one capsule", or a noun that the passage does not count."""
    if quantity.dimension in _LOOSE_COUNTS or quantity.dimension is None:
        return True
    if re.search(r"\bin\s$", claim[: quantity.start], re.IGNORECASE):
        return True
    return not any(q.dimension == quantity.dimension and q.low > 1 for q in quantities(passage))


def _lists(after: str) -> bool:
    """Whether what was counted is named right away: "two shots, A and B"."""
    return bool(re.match(r"(?:\s[a-z-]+){0,3}\s?[,:(]\s?[^.;]*\s(?:and|or)\s", after))


@lru_cache(maxsize=1)
def _structural_nouns() -> frozenset[str]:
    path = files("citewell.checking") / "data" / "structural_nouns.txt"
    return frozenset(path.read_text(encoding="utf-8").split())
