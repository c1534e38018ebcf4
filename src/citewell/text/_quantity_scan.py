"""Finds quantities: names and dates first, then grades, frequencies, shares, and measures."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from citewell.text import _quantity_frequency as frequency
from citewell.text._numbers import read_number
from citewell.text._quantity_base import RANGE, make
from citewell.text._quantity_bounds import with_bounds
from citewell.text._quantity_measures import measures
from citewell.text._quantity_names import dates, names
from citewell.text._quantity_shares import fractions, inverted_fractions, pairs
from citewell.text._quantity_tables import unit_of
from citewell.text.quantities import Quantity, QuantityKind

_BLANK = "\x00"
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6}
_UNIT_KINDS = frozenset({QuantityKind.MEASURE, QuantityKind.DURATION, QuantityKind.PERCENT})
_YEAR = 365.25

Finder = Callable[[str], list[Quantity]]


def scan(text: str) -> tuple[Quantity, ...]:
    """All quantities of ``text``; each finder sees only characters that no earlier one took."""
    left, found = text, list[Quantity]()
    for finder in _FINDERS:
        new = finder(left)
        found += new
        left = _without(left, new)
    found.sort(key=lambda q: q.start)
    return tuple(_shared_units(text, _ages(text, with_bounds(text, found))))


def _without(text: str, taken: list[Quantity]) -> str:
    if not taken:
        return text
    characters = list(text)
    for quantity in taken:
        width = quantity.end - quantity.start
        characters[quantity.start : quantity.end] = _BLANK * width
    return "".join(characters)


def _grades(text: str) -> list[Quantity]:
    """ "step 4-5", "stage 3 to 5", "NYHA class II"."""
    found: list[Quantity] = []
    for match in _grade_re().finditer(text):
        low = _grade_value(match["low"])
        last = match["high"] or match["more"]
        high = _grade_value(last) if last else low
        label = match["label"].lower().removesuffix("s") if match["label"] != "class" else "class"
        found.append(make(match, QuantityKind.GRADE, low, high, label=label))
    return found


def _grade_value(text: str) -> float:
    return float(_ROMAN[text]) if text in _ROMAN else read_number(text).value


@lru_cache(maxsize=1)
def _grade_re() -> re.Pattern[str]:
    roman = "|".join(sorted(_ROMAN, key=len, reverse=True))
    value = rf"(?:\d{{1,2}}(?![\d.,]\d)|{roman})(?![A-Za-z])"
    return re.compile(
        r"(?<![A-Za-z])(?P<label>(?i:steps?|stages?|grades?|class|levels?|tiers?|categor(?:y|ies)))[\s-]"
        rf"(?P<low>{value})(?:{RANGE}(?P<high>{value})|\s(?:and|or)\s(?P<more>{value}))?"
    )


def _points_in_time(text: str) -> list[Quantity]:
    """ "week 24", "day 3": as long after the start as "24 weeks"."""
    found: list[Quantity] = []
    for match in _point_re().finditer(text):
        unit = unit_of(match["unit"] or match["unit2"])
        low = read_number(match["low"] or match["at"])
        high = read_number(match["high"]) if match["high"] else low
        raw = (low.value, high.value)
        ends = (low.value * unit.factor, high.value * unit.factor)
        quantity = make(match, QuantityKind.DURATION, *ends, raw=raw, digits=high.digits)
        found.append(replace(quantity, unit=unit.canonical, dimension=unit.dimension))
    return found


@lru_cache(maxsize=1)
def _point_re() -> re.Pattern[str]:
    number = r"\d{1,3}(?![\d.,]\d)(?!\s?(?i:mg|mcg|g|mL|%))"
    return re.compile(
        rf"(?<![\w-])(?:(?P<unit>(?i:hour|day|week|month|year))s?[\s-](?P<low>{number}){RANGE}(?P<high>{number})"
        rf"|(?P<unit2>(?i:hour|day|week|month|year))[\s-](?P<at>{number}))(?!\w|\s(?:of|in|out)\s)"
    )


_LIST_GAP = re.compile(
    r"\s*(?:,|or|and|to|,\s*(?:or|and))\s*(?:(?:about|nearly|over|under|above|below|then|up to|[a-z]+ly)\s)?",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    r"\s*(?:,|or|and|to|against|versus|vs\.?|compared (?:with|to))\s*(?:about\s)?", re.IGNORECASE
)


def _shared_units(text: str, found: list[Quantity]) -> list[Quantity]:
    """ "60, 80 or 100 mg", "2, 5 and 10 years", "21 against 2 of 100": the end belongs to each."""
    result = list(found)
    for i in range(len(result) - 2, -1, -1):
        here, after = result[i], result[i + 1]
        if here.kind is not QuantityKind.NUMBER or here.unit is not None:
            continue
        gap = text[here.end : after.start]
        if after.of and _AGAINST.fullmatch(gap) and here.high <= after.of:
            result[i] = replace(here, kind=QuantityKind.FRACTION, of=after.of)
        elif after.kind in _UNIT_KINDS and after.raw[0] and _LIST_GAP.fullmatch(gap):
            result[i] = _same_unit(here, after)
    return result


def _same_unit(here: Quantity, after: Quantity) -> Quantity:
    factor = after.low / after.raw[0] if after.low else 1.0
    return replace(
        here,
        kind=after.kind,
        unit=after.unit,
        dimension=after.dimension,
        low=here.low * factor,
        high=here.high * factor,
    )


_AGE_BEFORE = re.compile(
    r"\b(?:age[ds]?|ages\sof|age\sof|aged\sfrom|from\sage|turn(?:s|ed)?)\s(?:\w+\s){0,2}$",
    re.IGNORECASE,
)
_AGE_AFTER = re.compile(
    r"[\s-]?(?:old\b|years?[\s-]old|(?:or|and)\s(?:older|younger)\b"
    r"|years?\s(?:of\sage|or\solder|and\solder|or\sover)|(?:months?|weeks?|days?)?\s?of\sage|s\b)",
    re.IGNORECASE,
)
_AGE_INSIDE = re.compile(r"\b(?:older|younger|old|aged?)\b|(?:under|over)-?\d+s$", re.IGNORECASE)
_AGED_PEOPLE = re.compile(
    r"\b(?:people|adults?|children|child|women|men|anyone|someone|those|infants?|babies|baby|persons?"
    r"|patients|any)\s(?:\w+\s)?(?:over|under|above|below|from)\s$",
    re.IGNORECASE,
)


def _ages(text: str, found: list[Quantity]) -> list[Quantity]:
    return [_from(text, _as_age(text, q) if _can_be_age(q) else q) for q in found]


def _can_be_age(quantity: Quantity) -> bool:
    bare = quantity.kind is QuantityKind.NUMBER and quantity.unit is None and quantity.low <= 120
    return bare or quantity.kind is QuantityKind.DURATION


def _as_age(text: str, quantity: Quantity) -> Quantity:
    before = text[max(0, quantity.start - 40) : quantity.start]
    after = text[quantity.end : quantity.end + 20]
    bound = re.sub(r"[\d.\s-].*$", " ", quantity.text, flags=re.DOTALL)
    of_people = quantity.unit is None and _AGED_PEOPLE.search(before + bound)
    hit = _AGE_INSIDE.search(quantity.text) or _AGE_BEFORE.search(before) or _AGE_AFTER.match(after)
    if not hit and not of_people:
        return quantity
    if quantity.unit is not None:
        over = quantity.text.lower().startswith("over")
        return replace(quantity, kind=QuantityKind.AGE, loose=quantity.loose and not over)
    low, high = quantity.low * _YEAR, quantity.high * _YEAR
    return replace(
        quantity, kind=QuantityKind.AGE, unit="day", dimension="time", low=low, high=high
    )


_FROM = re.compile(
    r"\b(?:from|upwards of)\s(?:the\s)?(?:(?:age|ages|aged)\s(?:of\s)?)?$", re.IGNORECASE
)
_TO_FOLLOWS = re.compile(r"\s?(?:[\w/]+\s)?(?:to|until|through|and|or|down|up)\b", re.IGNORECASE)


def _from(text: str, quantity: Quantity) -> Quantity:
    """ "from age 12", "from 60 kg": that or more, unless a second end follows."""
    if quantity.comparator != "=" or quantity.is_range or quantity.kind is QuantityKind.DATE:
        return quantity
    match = _FROM.search(text, max(0, quantity.start - 24), quantity.start)
    aged = quantity.kind is QuantityKind.AGE or quantity.unit == "mg"
    if not match or not aged or _TO_FOLLOWS.match(text, quantity.end):
        return quantity
    return replace(
        quantity, comparator=">=", start=match.start(), text=text[match.start() : quantity.end]
    )


_FINDERS: tuple[Finder, ...] = (
    names,
    dates,
    _grades,
    _points_in_time,
    frequency.every,
    frequency.times_per,
    frequency.per_period,
    inverted_fractions,
    fractions,
    pairs,
    measures,
)
