"""Rung 2: every number of the claim is in its passage, with its unit, its bound and its owner."""

import re
from collections.abc import Sequence
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
    if _may_be_a_word(claim, quantity) or _given(quantity, context):
        return None
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
        return _components(quantity, passage) or _missing(quantity, ranked[0] if ranked else None)
    return _owner_fault(claim, quantity, passage, agreeing, notes)


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
    strangers: list[tuple[Quantity, frozenset[str]]] = []
    for fit, found in agreeing:
        owner = theirs.get(found.start, frozenset[str]())
        if not mine or not owner or _related(mine, owner) or not mine <= known:
            if fit is Fit.ROUNDED:
                notes.append(
                    f"{found.text!r} of the passage is rounded or converted to {quantity.text!r}"
                )
            return None
        strangers.append((found, owner))
    found, owner = strangers[0]
    detail = f"The claim gives {quantity.text!r} for {_list(mine)}; in the passage it belongs to {_list(owner)}."
    return _failed(detail, quantity, found)


def _related(mine: frozenset[str], owner: frozenset[str]) -> bool:
    if mine & owner:
        return True
    table = terms()
    return any(c in owner for m in mine for c in table.classes(m)) or any(
        c in mine for o in owner for c in table.classes(o)
    )


def _list(ids: frozenset[str]) -> str:
    table = terms()
    names = sorted(t.name if (t := table.get(i)) else i for i in ids)
    return " and ".join(names)


def _components(quantity: Quantity, passage: str) -> CheckResult | None:
    """A fraction whose two numbers stand apart in the passage agrees with it."""
    del quantity, passage
    return None


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


@lru_cache(maxsize=1)
def _structural_nouns() -> frozenset[str]:
    path = files("citewell.checking") / "data" / "structural_nouns.txt"
    return frozenset(path.read_text(encoding="utf-8").split())


def _may_be_a_word(claim: str, quantity: Quantity) -> bool:
    """ "One" as a pronoun, and "two ways", "three cases", which count what the claim itself lists."""
    if quantity.soft:
        return True
    if (
        not quantity.words
        or quantity.unit not in {None, "people"}
        or quantity.low > 6
        or quantity.comparator != "="
    ):
        return False
    following = re.match(
        r"[a-z]*(?:\s(?:of\s)?([a-z]+))?(?:\s([a-z]+))?", claim[quantity.end :].lower()
    )
    last = quantity.text.lower().split()[-1]
    nouns = {last, *(following.groups() if following else ())}
    return bool(nouns & _structural_nouns())
