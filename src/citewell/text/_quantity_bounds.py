"""Attaches comparators ("at least", "or over"), "about", and ratio statistics to numbers."""

import re
from dataclasses import replace
from functools import lru_cache

from citewell.text._quantity_tables import comparator_pattern, comparators
from citewell.text.quantities import Quantity, QuantityKind

_MEASURED = frozenset({QuantityKind.MEASURE, QuantityKind.NUMBER, QuantityKind.DURATION})
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
        r"(?P<gap>\s?(?:(?:about|around|an?|the|age|aged|ages|age of|the age of|only|just|another|a further|an?\s[\w-]+\sof)\s)*|-)$",
        re.IGNORECASE,
    )


@lru_cache(maxsize=1)
def _after() -> re.Pattern[str]:
    words = r"(?:[\s-](?!(?:or|and|but|to|if|in|for|with|then)\b)[a-z-]+){0,3}?"
    return re.compile(
        rf"\)?(?P<words>{words})(?:\s|(?=\+))(?P<phrase>{comparator_pattern('post')})(?!\w|\sthan\b)"
        rf"|^(?P<plus>\+)(?!\d)",
        re.IGNORECASE,
    )


def with_bounds(text: str, found: list[Quantity]) -> list[Quantity]:
    """Each quantity with the comparator, "about" and statistic that its neighbourhood gives it."""
    bounded: list[Quantity] = []
    for i, quantity in enumerate(found):
        if quantity.kind not in _BOUNDABLE:
            bounded.append(quantity)
            continue
        earlier = (q.end for q in reversed(found[:i]) if q.kind is not QuantityKind.FREQUENCY)
        later = (q.start for q in found[i + 1 :] if q.kind is not QuantityKind.FREQUENCY)
        new = _bound(text, quantity, next(earlier, 0), next(later, len(text)))
        new = _in_brackets(text, bounded[-1], new) if bounded else new
        if bounded and _shares_bound(text, bounded[-1], new):
            bounded[-1] = replace(bounded[-1], comparator=new.comparator)
        bounded.append(new)
    return bounded


def _shares_bound(text: str, before: Quantity, quantity: Quantity) -> bool:
    """ "38 C (100.4 F) or more": the bound after the brackets belongs to both."""
    behind = text[quantity.end : quantity.end + 1] == ")" and quantity.comparator in {">=", "<="}
    inside = re.fullmatch(r"\s?\(", text[before.end : quantity.start])
    return behind and inside is not None and before.comparator == "="


def _in_brackets(text: str, before: Quantity, quantity: Quantity) -> Quantity:
    """ "about 1 in 1000 (0.1%)": what is in brackets says the same number again."""
    again = before.about and not (before.is_range or quantity.is_range)
    if again and re.fullmatch(r"\s?\(", text[before.end : quantity.start]):
        return replace(quantity, about=True)
    return quantity


def _bound(text: str, quantity: Quantity, limit: int, after: int) -> Quantity:
    quantity = _statistic(text, quantity, limit)
    quantity = _bound_before(text, quantity, limit)
    bare = quantity.kind is QuantityKind.FREQUENCY and not re.search(
        r"\d|time|once|twice", quantity.text
    )
    if bare or (quantity.comparator != "=" and not quantity.loose):
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


_NEGATED = re.compile(
    r"\b(?:not|never|no one|nobody|n['’]t)\s(?:(?!\b(?:if|and|or|but|for)\b)[\w-]+\s){0,3}$",
    re.IGNORECASE,
)
_MOST = re.compile(
    r"\b(?:the (?:most|maximum|limit)|maximum|maximal|max)\b(?:\s[a-z-]+){0,6}\s$", re.IGNORECASE
)
_OTHER_SENSE = re.compile(
    r"\b(?:(?:think\w*|ask\w*|talk\w*|know\w*|worr\w+|told|tell|learn\w*) about"
    r"|(?:go|goes|going|went|raised?|increased?|worked|moved?|built) up to)$",
    re.IGNORECASE,
)
_INVERSE = {">": "<=", ">=": "<", "<": ">="}
_INVERTIBLE = frozenset(
    {"more than", "greater than", "higher than", "longer than", "exceed", "exceeds", "before"}
)
_TIME_WORDS = frozenset({"after", "before", "beyond", "past", "later than", "until", "the first"})


def _bound_before(text: str, quantity: Quantity, limit: int) -> Quantity:
    floor = max(limit, quantity.start - 40)
    window = text[floor : quantity.start]
    match = _before().search(window)
    if not match:
        most = _MOST.search(window) and quantity.kind in _MEASURED
        return replace(quantity, comparator="<=", loose=True) if most else quantity
    pressure = match["phrase"].lower() == "over" and re.search(
        r"\d\s$", text[: floor + match.start()]
    )
    if pressure or _OTHER_SENSE.search(window[: match.start()] + match["phrase"]):
        return quantity
    found = comparators("pre")[re.sub(r"[\s-]", " ", match["phrase"].lower())]
    if match["phrase"].lower() in _TIME_WORDS and quantity.dimension not in {"time", None}:
        return quantity
    if match["phrase"].lower() == "maximum" and quantity.kind is QuantityKind.FREQUENCY:
        return quantity
    start = floor + match.start()
    bounded = replace(quantity, start=start, text=text[start : quantity.end])
    if found.op == "~":
        about = replace(bounded, about=not found.loose)
        return _bound_before(text, about, limit) if start > limit else about
    op = found.op
    if match["phrase"].lower() in _INVERTIBLE and _NEGATED.search(
        text, max(limit, start - 60), start
    ):
        op = _INVERSE[op]
    about = quantity.about or bool(re.search(r"about|around", match["gap"], re.IGNORECASE))
    timed = match["phrase"].lower() in _TIME_WORDS
    loose = found.loose and (quantity.dimension == "time" or timed)
    return replace(
        bounded, comparator=op, loose=loose, about=about, soft=bounded.soft and op == ">"
    )


def _bound_after(text: str, quantity: Quantity, after: int) -> Quantity:
    inside = re.search(
        rf"\s?({comparator_pattern('post')})(?:[\s-]|$)", quantity.text, re.IGNORECASE
    )
    if inside and quantity.kind is not QuantityKind.PAIR:
        op = comparators("post")[re.sub(r"[\s-]", " ", inside.group(1).lower())].op
        return replace(quantity, comparator=op, soft=False, loose=False)
    window = text[quantity.end : min(after, quantity.end + 48)]
    match = _after().match(window)
    if not match:
        return quantity
    phrase = re.sub(r"[\s-]", " ", (match["phrase"] or match["plus"]).lower())
    end = quantity.end + match.end()
    apart = (match["words"] or "").strip() or match.group().startswith(")")
    keep = quantity.end if apart else end
    return replace(
        quantity,
        comparator=comparators("post")[phrase].op,
        end=keep,
        text=text[quantity.start : keep],
        soft=False,
        loose=False,
    )
