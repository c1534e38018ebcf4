"""Attaches comparators ("at least", "or over"), "about", and ratio statistics to numbers."""

import re
from dataclasses import replace
from functools import lru_cache

from citewell.text._quantity_tables import comparator_pattern, comparators
from citewell.text.quantities import Quantity, QuantityKind

_BOUNDABLE = frozenset(QuantityKind) - {QuantityKind.NAME, QuantityKind.DATE}
_LABELS = {
    "hazard ratio": "HR",
    "hr": "HR",
    "odds ratio": "OR",
    "or": "OR",
    "relative risk": "RR",
    "risk ratio": "RR",
    "rate ratio": "RR",
    "rr": "RR",
    "p": "p",
    "n": "n",
    "risk ratios": "RR",
}
_STATISTIC = re.compile(
    r"(?:(?i:\b(?P<long>hazard ratio|odds ratio|relative risk|risk ratio|rate ratio))|\b(?P<short>HR|OR|RR|[pPnN]))"
    r"(?:\s(?i:of|was))?\s?(?:[=:,]\s?)?(?P<sign>[<>≤≥]=?\s?)?$"
)


@lru_cache(maxsize=1)
def _before() -> re.Pattern[str]:
    return re.compile(
        rf"(?:^|(?<=[^\w]))(?P<phrase>{comparator_pattern('pre')})"
        r"(?P<gap>\s?(?:(?:about|around|an?|the|age|aged|ages|age of|the age of|only|just|another|a further)\s)*|-)$",
        re.IGNORECASE,
    )


@lru_cache(maxsize=1)
def _after() -> re.Pattern[str]:
    words = r"(?:[\s-](?!(?:or|and|but|to|if|in|for|with)\b)[a-z-]+){0,3}?"
    return re.compile(
        rf"(?P<words>{words})(?:\s|(?=\+))(?P<phrase>{comparator_pattern('post')})(?!\w)"
        rf"|^(?P<plus>\+)(?!\d)",
        re.IGNORECASE,
    )


def with_bounds(text: str, found: list[Quantity]) -> list[Quantity]:
    """Each quantity with the comparator, "about" and statistic that its neighbourhood gives it."""
    bounded: list[Quantity] = []
    for i, quantity in enumerate(found):
        limit = found[i - 1].end if i else 0
        after = found[i + 1].start if i + 1 < len(found) else len(text)
        bounded.append(
            _bound(text, quantity, limit, after) if quantity.kind in _BOUNDABLE else quantity
        )
    return bounded


def _bound(text: str, quantity: Quantity, limit: int, after: int) -> Quantity:
    quantity = _statistic(text, quantity, limit)
    quantity = _bound_before(text, quantity, limit)
    if quantity.comparator != "=":
        return quantity
    return _bound_after(text, quantity, after)


def _statistic(text: str, quantity: Quantity, limit: int) -> Quantity:
    window = text[max(limit, quantity.start - 24) : quantity.start]
    match = _STATISTIC.search(window)
    if not match or quantity.kind is not QuantityKind.NUMBER:
        return quantity
    label = _LABELS[(match["long"] or match["short"]).lower()]
    if label == "OR" and match["short"] and quantity.digits < 2:
        return quantity
    return replace(quantity, kind=QuantityKind.RATIO, label=label)


def _bound_before(text: str, quantity: Quantity, limit: int) -> Quantity:
    window = text[max(limit, quantity.start - 36) : quantity.start]
    match = _before().search(window)
    if not match:
        return quantity
    found = comparators("pre")[re.sub(r"[\s-]", " ", match["phrase"].lower())]
    start = quantity.start - len(window) + match.start()
    bounded = replace(quantity, start=start, text=text[start : quantity.end])
    if found.op == "~":
        about = replace(bounded, about=not found.loose)
        return _bound_before(text, about, limit) if start > limit else about
    about = quantity.about or bool(re.search(r"about|around", match["gap"], re.IGNORECASE))
    loose = found.loose and quantity.dimension in {"time", None}
    soft = False
    return replace(bounded, comparator=found.op, loose=loose, about=about, soft=soft)


def _bound_after(text: str, quantity: Quantity, after: int) -> Quantity:
    inside = re.search(
        rf"\s?({comparator_pattern('post')})(?:[\s-]|$)", quantity.text, re.IGNORECASE
    )
    if inside and quantity.kind is not QuantityKind.PAIR:
        op = comparators("post")[re.sub(r"[\s-]", " ", inside.group(1).lower())].op
        return replace(quantity, comparator=op, soft=False)
    window = text[quantity.end : min(after, quantity.end + 48)]
    match = _after().match(window)
    if not match:
        return quantity
    phrase = re.sub(r"[\s-]", " ", (match["phrase"] or match["plus"]).lower())
    end = quantity.end + match.end()
    keep = quantity.end if (match["words"] or "").strip() else end
    return replace(
        quantity,
        comparator=comparators("post")[phrase].op,
        end=keep,
        text=text[quantity.start : keep],
        soft=False,
    )
