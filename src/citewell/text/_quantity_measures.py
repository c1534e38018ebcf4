"""Numbers and ranges with their units, simple or compound (mg/kg, mL/min/1.73 m2)."""

import re
from dataclasses import replace
from functools import lru_cache

from citewell.text._numbers import number_pattern, read_number
from citewell.text._quantity_base import RANGE as _RANGE
from citewell.text._quantity_base import make as _make
from citewell.text._quantity_tables import comparator_pattern, unit_of, unit_pattern
from citewell.text.quantities import Quantity, QuantityKind

_BODY = frozenset({"kg", "kilogram", "kilo"})
_KEPT = frozenset({"area"})
"""Denominators that are part of the unit's name and are not converted (body surface)."""


_ADJECTIVE = r"(?!(?:of|or|and|to|in|a|an|per|at|by|for|the|on|with|times|than|mg|g|from|after|over|under)\s)[a-z]{3,14}"
"""One word that may stand between a number and a time ("3 consecutive months")."""
_TIMES = r"days?|weeks?|months?|years?|hours?"


def measures(text: str) -> list[Quantity]:
    """A number or a range, with its unit if it has one."""
    return [_measure(match) for match in _measure_re().finditer(text)]


@lru_cache(maxsize=1)
def _measure_re() -> re.Pattern[str]:
    number, unit = number_pattern(), unit_pattern()
    denominator = rf"(?:(?:[\d.,]+\s?)?{unit})"
    compound = rf"{unit}(?:\s?/\s?{denominator}|\s(?i:per|for\seach|for\severy|a|an)\s(?:{denominator}))*|/\s?{denominator}(?:/{denominator})*|\s(?i:per|for\seach|for\severy)\s{denominator}"
    gap = r"[\s-]{0,2}"
    post = comparator_pattern("post")
    aside = rf"(?:{gap}|\s{_ADJECTIVE}\s(?=(?i:{_TIMES})\b))"
    high = rf"(?P<sign2>[-−](?=\d))?(?P<high>{number})(?:{gap}(?P<unit2>{compound}))?"
    return re.compile(
        rf"(?P<between>(?i:between)\s)?(?:(?<![A-Za-z0-9_.*:])|(?<=\d[a-z]/))(?P<sign>(?<![\w)])[-−](?=\d))?(?P<low>{number})(?:{aside}(?P<unit1>{compound}))?"
        rf"(?:(?:{_RANGE}|(?(between)\s(?:and)\s|(?!))){high}"
        rf"|\s?(?:{post})(?!\sthan\b)(?:{aside}(?P<unit3>{compound})))?"
    )


def _measure(match: re.Match[str]) -> Quantity:
    return _ranged(match) if match["high"] else _single(match, match["unit1"] or match["unit3"])


def _single(match: re.Match[str], unit: str | None) -> Quantity:
    number = read_number(match["low"])
    value = -number.value if match["sign"] else number.value
    soft = number.words and number.value == 1 and (unit is None or _is_counted(unit))
    quantity = Quantity(
        match.start(),
        match.end(),
        match.group(),
        QuantityKind.NUMBER,
        value,
        value,
        (value, value),
        digits=number.digits,
        words=number.words,
        soft=soft,
    )
    if number.part and (unit is None or _is_counted(unit)):
        return replace(
            quantity,
            kind=QuantityKind.PERCENT,
            low=100 * value,
            high=100 * value,
            unit="%",
            dimension="share",
        )
    return _measured(quantity, unit) if unit else quantity


def _is_counted(unit: str) -> bool:
    """Whether a unit is a noun that is counted ("halved attacks"), or percent."""
    dimension = _compound(unit)[1]
    return dimension == "share" or dimension.startswith("count:")


def _ranged(match: re.Match[str]) -> Quantity:
    low, high = read_number(match["low"]), read_number(match["high"])
    first = -low.value if match["sign"] else low.value
    second = -high.value if match["sign2"] else high.value
    unit1, unit2 = match["unit1"], match["unit2"]
    digits = max(low.digits, high.digits)
    base = _make(match, QuantityKind.NUMBER, first, second, digits=digits)
    base = replace(base, words=low.words and high.words)
    right = _measured(base, unit2 or unit1) if (unit2 or unit1) else base
    if unit1 and unit2:
        left = _measured(base, unit1)
        if left.dimension != right.dimension:
            return replace(
                right, kind=QuantityKind.MEASURE, dimension=f"{left.dimension}, {right.dimension}"
            )
        return replace(right, low=left.low, raw=(first, second))
    return right


def _measured(quantity: Quantity, unit_text: str) -> Quantity:
    canonical, dimension, factor = _compound(unit_text)
    kind = QuantityKind.MEASURE
    if dimension == "time":
        kind = QuantityKind.DURATION
    elif dimension == "share":
        kind = QuantityKind.PERCENT
    elif dimension.startswith("count:") or dimension in {"times", "cells"}:
        kind = QuantityKind.NUMBER
    low, high = quantity.low * factor, quantity.high * factor
    if (
        unit_text.strip().lower().lstrip("°").replace("degrees ", "").startswith("f")
        and canonical == "C"
    ):
        low, high = (quantity.low - 32) / 1.8, (quantity.high - 32) / 1.8
    return replace(quantity, kind=kind, low=low, high=high, unit=canonical, dimension=dimension)


@lru_cache(maxsize=2048)
def _compound(text: str) -> tuple[str, str, float]:
    """Canonical unit, dimension and factor of a unit that may have denominators."""
    parts = re.split(r"\s?/\s?|\s(?:per|for\seach|for\severy|an|a)\s", text, flags=re.IGNORECASE)
    canonical, dimension, factor = "", "", 1.0
    if parts[0].strip():
        canonical, dimension, factor = unit_of(parts[0].strip())
    for part in parts[1:]:
        amount, name = _amount(part.strip())
        bottom = unit_of(name)
        if bottom.dimension in _KEPT or name.lower() in _BODY:
            written = f"{amount:g}{bottom.canonical}" if amount != 1 else bottom.canonical
            written = "kg" if name.lower() in _BODY else written
            canonical, dimension = f"{canonical}/{written}", f"{dimension}/{written}"
            continue
        factor /= bottom.factor * amount
        canonical, dimension = f"{canonical}/{bottom.canonical}", f"{dimension}/{bottom.dimension}"
    if dimension == "cells/volume":
        canonical, dimension = "/mL", "/volume"
    return canonical, dimension, factor


def _amount(denominator: str) -> tuple[float, str]:
    """The number and the unit of a denominator such as "1.73 m2"."""
    name = denominator.lstrip("0123456789., ")
    number = denominator[: len(denominator) - len(name)].strip().replace(",", "")
    return (float(number) if number.strip(".") else 1.0), name
