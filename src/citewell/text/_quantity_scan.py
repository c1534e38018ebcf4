"""Finds quantities: names and dates first, then frequencies, fractions, measures, grades."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from citewell.text._numbers import number_pattern, read_number
from citewell.text._quantity_bounds import with_bounds
from citewell.text._quantity_names import dates, names
from citewell.text._quantity_tables import comparator_pattern, periods, unit_of, unit_pattern
from citewell.text.quantities import Quantity, QuantityKind

_BLANK = "\x00"
_RANGE = r"(?:\s?[-–—−]\s?|\s(?:to|through|up\sto)\s)"
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6}

_KEPT = frozenset({"area"})
"""Denominators that are part of the unit's name and are not converted (body surface)."""

Finder = Callable[[str], list[Quantity]]


def scan(text: str) -> tuple[Quantity, ...]:
    """All quantities of ``text``; each finder sees only characters that no earlier one took."""
    left, found = text, list[Quantity]()
    for finder in _FINDERS:
        new = finder(left)
        found += new
        left = _without(left, new)
    found.sort(key=lambda q: q.start)
    return tuple(_ages(text, with_bounds(text, _shared_units(text, found))))


def _without(text: str, taken: list[Quantity]) -> str:
    if not taken:
        return text
    characters = list(text)
    for quantity in taken:
        width = quantity.end - quantity.start
        characters[quantity.start : quantity.end] = _BLANK * width
    return "".join(characters)


def _grades(text: str) -> list[Quantity]:
    found: list[Quantity] = []
    for match in _grade_re().finditer(text):
        low = _grade_value(match["low"])
        high = _grade_value(match["high"]) if match["high"] else low
        label = match["label"].lower().rstrip("s")
        found.append(_make(match, QuantityKind.GRADE, low, high, label=label))
    return found


def _grade_value(text: str) -> float:
    return float(_ROMAN[text]) if text in _ROMAN else read_number(text).value


@lru_cache(maxsize=1)
def _grade_re() -> re.Pattern[str]:
    value = (
        rf"(?:\d{{1,2}}(?![\d.,]\d)|{'|'.join(sorted(_ROMAN, key=len, reverse=True))})(?![A-Za-z])"
    )
    return re.compile(
        r"(?<![A-Za-z])(?P<label>(?i:steps?|stages?|grades?|class|levels?|tiers?|categor(?:y|ies)))[\s-]"
        rf"(?P<low>{value})(?:{_RANGE}(?P<high>{value})|\s(?:and|or)\s(?P<more>{value}))?"
    )


def _every(text: str) -> list[Quantity]:
    """ "every 2 weeks", "every other day", "every 4 to 6 hours", "q2w"."""
    found: list[Quantity] = []
    for match in _every_re().finditer(text):
        days = periods()[match["period"].lower().rstrip("s")] if match["period"] else None
        if days is None:
            days = {"h": 1 / 24, "d": 1, "w": 7, "m": 30.4375}[match["letter"].lower()]
        low = read_number(match["low"] or match["q"]).value if match["low"] or match["q"] else 1.0
        low = 2.0 if match["other"] else low
        high = read_number(match["high"]).value if match["high"] else low
        if low > 0:
            found.append(
                _make(
                    match,
                    QuantityKind.FREQUENCY,
                    1 / (days * high),
                    1 / (days * low),
                    raw=(low, high),
                )
            )
    alternate = re.finditer(r"(?i)(?<!\w)alternate[\s-](?:day|night)s?\b", text)
    found += [_make(m, QuantityKind.FREQUENCY, 0.5, 0.5, raw=(2, 2)) for m in alternate]
    return found


@lru_cache(maxsize=1)
def _every_re() -> re.Pattern[str]:
    number = number_pattern()
    return re.compile(
        rf"(?<![\w-])(?:(?i:every|each)\s(?:(?P<other>(?i:other|second)\s)|(?P<low>{number})(?:{_RANGE}(?P<high>{number}))?[\s-])?"
        rf"(?P<period>(?i:{_period_words('noun')}))s?(?!\w)|(?i:q)(?P<q>\d+)(?P<letter>[hdwmHDWM])(?!\w))"
    )


def _period_words(form: str) -> str:
    words = [
        w for w in periods() if (w.endswith("ly") or w in {"daily", "annual"}) == (form == "adverb")
    ]
    return "|".join(sorted(words, key=len, reverse=True))


def _times_per(text: str) -> list[Quantity]:
    """ "twice daily", "three times a week", "one to four times a year", "once a month"."""
    found: list[Quantity] = []
    for match in _times_re().finditer(text):
        low = _times_value(match["n"] or match["low"].split()[0])
        high = read_number(match["high"]).value if match["high"] else low
        days = periods()[(match["noun"] or match["adverb"]).lower()]
        found.append(_make(match, QuantityKind.FREQUENCY, low / days, high / days, raw=(low, high)))
    return found


def _times_value(text: str) -> float:
    return {"once": 1.0, "twice": 2.0}.get(text.lower()) or read_number(text).value


@lru_cache(maxsize=1)
def _times_re() -> re.Pattern[str]:
    number, post = number_pattern(), comparator_pattern("post")
    nouns, adverbs = _period_words("noun"), _period_words("adverb")
    bound = rf"(?:\s(?i:{post}))?"
    count = rf"(?:(?i:once|twice){bound}|(?P<n>{number})(?:{_RANGE}(?P<high>{number}))?{bound}\s(?i:times){bound})"
    return re.compile(
        rf"(?<![\w-])(?P<low>{count})[\s-]"
        rf"(?:(?i:an?|per|each|every|in\sa|in\severy)\s(?P<noun>(?i:{nouns}))|(?P<adverb>(?i:{adverbs})))(?!\w)"
    )


def _per_period(text: str) -> list[Quantity]:
    """ "a day", "daily", "per year", "/day": once in the period."""
    found: list[Quantity] = []
    for match in _per_re().finditer(text):
        per_day = 1 / periods()[(match["noun"] or match["adverb"]).lower()]
        found.append(_make(match, QuantityKind.FREQUENCY, per_day, per_day, raw=(1, 1)))
    return found


@lru_cache(maxsize=1)
def _per_re() -> re.Pattern[str]:
    nouns = "|".join(
        w
        for w in _period_words("noun").split("|")
        if w not in {"hour", "morning", "evening", "quarter"}
    )
    return re.compile(
        rf"(?:(?<![\w/])(?i:an?|per|each)\s|(?<=[A-Za-z%\d])\s?/\s?|(?<=\d)\s?%?/)(?P<noun>(?i:{nouns}))(?![\w-])"
        rf"|(?<![\w-])(?P<adverb>(?i:{_period_words('adverb')}))(?![\w-])"
    )


def _fractions(text: str) -> list[Quantity]:
    """ "3 of 52", "48 in 100 people", "3/52", "one extra case for every 10"."""
    found: list[Quantity] = []
    for match in _fraction_re().finditer(text):
        part, whole = read_number(match["part"]), read_number(match["whole"])
        if not _is_share(match, part.value, whole.value):
            continue
        found.append(
            replace(
                _make(match, QuantityKind.FRACTION, part.value, part.value, digits=part.digits),
                of=whole.value,
                words=part.words and whole.words,
            )
        )
    return found


def _is_share(match: re.Match[str], part: float, whole: float) -> bool:
    years = (
        part < 100 and "in" in match["link"] and 1900 <= whole <= 2100 and "," not in match["whole"]
    )
    return whole > 0 and part <= whole and whole > 1 and not years


@lru_cache(maxsize=1)
def _fraction_re() -> re.Pattern[str]:
    number, units = number_pattern(), unit_pattern()
    link = r"(?:\s(?i:out\sof|of\severy|of|in\severy|in)\s(?:(?i:the|all|about)\s)?|\s?/\s?|(?:\s[a-z-]+){0,3}\s(?i:for\severy)\s)"
    not_unit = rf"(?![\s-]?(?:(?!(?i:people|patients|persons|person|adults|children|women|men|infants|babies|pregnancies|cases|trials|studies)){units})|[\d./]|,\d)"
    return re.compile(
        rf"(?<![\w.,/*:-])(?P<part>{number})(?P<link>{link})(?P<whole>{number}){not_unit}"
        r"(?:\s(?i:people|patients|persons|person|adults|children|women|men|infants|babies|pregnancies|cases|trials|studies)(?!\w))?"
    )


def _pairs(text: str) -> list[Quantity]:
    """ "140/90 mmHg", "160/800 mg", "200/6": two numbers that belong together."""
    found: list[Quantity] = []
    for match in _pair_re().finditer(text):
        first, second = read_number(match["first"]).value, read_number(match["second"]).value
        unit = unit_of(match["unit"]) if match["unit"] else None
        factor = unit.factor if unit else 1.0
        quantity = _make(
            match, QuantityKind.PAIR, first * factor, second * factor, raw=(first, second)
        )
        found.append(_with_unit(quantity, unit.canonical, unit.dimension) if unit else quantity)
    return found


@lru_cache(maxsize=1)
def _pair_re() -> re.Pattern[str]:
    number = number_pattern()
    return re.compile(
        rf"(?<![\w.,/*:-])(?P<first>{number})\s?/\s?(?P<second>{number})(?:[\s-]?(?P<unit>{unit_pattern()}))?(?![\w/])"
    )


def _measures(text: str) -> list[Quantity]:
    """A number or a range, with its unit if it has one."""
    return [_measure(match) for match in _measure_re().finditer(text)]


@lru_cache(maxsize=1)
def _measure_re() -> re.Pattern[str]:
    number, unit = number_pattern(), unit_pattern()
    denominator = rf"(?:(?:[\d.,]+\s?)?{unit})"
    compound = rf"{unit}(?:\s?/\s?{denominator}|\s(?i:per|a|an)\s(?:{denominator}))*|/\s?{denominator}(?:/{denominator})*|\s(?i:per)\s{denominator}"
    gap = r"[\s-]{0,2}"
    post = comparator_pattern("post")
    high = rf"(?P<sign2>[-−](?=\d))?(?P<high>{number})(?:{gap}(?P<unit2>{compound}))?"
    return re.compile(
        rf"(?P<between>(?i:between)\s)?(?:(?<![A-Za-z0-9_.*:])|(?<=\d[a-z]/))(?P<sign>(?<![\w)])[-−](?=\d))?(?P<low>{number})(?:{gap}(?P<unit1>{compound}))?"
        rf"(?:(?:{_RANGE}|(?(between)\s(?:and)\s|(?!))){high}"
        rf"|\s?(?:{post})(?:{gap}(?P<unit3>{compound})))?"
    )


def _measure(match: re.Match[str]) -> Quantity:
    return _ranged(match) if match["high"] else _single(match, match["unit1"] or match["unit3"])


def _single(match: re.Match[str], unit: str | None) -> Quantity:
    number = read_number(match["low"])
    value = -number.value if match["sign"] else number.value
    soft = number.words and number.value == 1 and unit is None
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
    if number.part and (unit is None or unit in {"%"}):
        return replace(
            quantity,
            kind=QuantityKind.PERCENT,
            low=100 * value,
            high=100 * value,
            unit="%",
            dimension="share",
        )
    return _measured(quantity, unit) if unit else quantity


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
    parts = re.split(r"\s?/\s?|\s(?:per|an|a)\s", text, flags=re.IGNORECASE)
    canonical, dimension, factor = "", "", 1.0
    if parts[0].strip():
        canonical, dimension, factor = unit_of(parts[0].strip())
    for part in parts[1:]:
        amount, name = _amount(part.strip())
        bottom = unit_of(name)
        if bottom.dimension in _KEPT or name.lower() == "kg":
            written = f"{amount:g}{bottom.canonical}" if amount != 1 else bottom.canonical
            written = "kg" if name.lower() == "kg" else written
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


def _with_unit(quantity: Quantity, unit: str, dimension: str) -> Quantity:
    return replace(quantity, unit=unit, dimension=dimension)


def _make(
    match: re.Match[str],
    kind: QuantityKind,
    low: float,
    high: float,
    *,
    label: str = "",
    digits: int = 1,
    raw: tuple[float, float] | None = None,
) -> Quantity:
    frequency = kind is QuantityKind.FREQUENCY
    return Quantity(
        match.start(),
        match.end(),
        match.group(),
        kind,
        low,
        high,
        raw or (low, high),
        unit="per day" if frequency else None,
        dimension="frequency" if frequency else None,
        label=label,
        digits=digits,
    )


def _shared_units(text: str, found: list[Quantity]) -> list[Quantity]:
    """ "60, 80 or 100 mg" and "2, 5 and 10 years": the unit at the end belongs to each."""
    result = list(found)
    for i in range(len(result) - 2, -1, -1):
        here, after = result[i], result[i + 1]
        gap = text[here.end : after.start]
        if (
            here.unit is None
            and here.kind is QuantityKind.NUMBER
            and after.unit
            and re.fullmatch(r"\s*(?:,|or|and|to|,\s*(?:or|and))\s*(?:(?:about|nearly)\s)?", gap)
            and after.kind in {QuantityKind.MEASURE, QuantityKind.DURATION, QuantityKind.PERCENT}
            and after.raw[0]
        ):
            factor = after.low / after.raw[0] if after.low else 1.0
            result[i] = replace(
                here,
                kind=after.kind,
                unit=after.unit,
                dimension=after.dimension,
                low=here.low * factor,
                high=here.high * factor,
            )
    return result


_AGE_BEFORE = re.compile(
    r"(?i)(?:\bage[ds]?|\bages\sof|\bage\sof|\baged\sfrom|\bfrom\sage|\bturn(?:s|ed)?)\s(?:\w+\s){0,2}$"
)
_AGE_AFTER = re.compile(
    r"(?i)^[\s-]?(?:old\b|years?[\s-]old|year-old|(?:or|and)\s(?:older|younger)\b|years?\s(?:of\sage|or\solder|and\solder|or\sover)|s\b)"
)
_AGED_PEOPLE = re.compile(
    r"(?i)\b(?:people|adults?|children|child|women|men|anyone|someone|those|infants?|babies|persons?|patients)\s(?:\w+\s)?(?:over|under|above|below|from)\s$"
)


def _ages(text: str, found: list[Quantity]) -> list[Quantity]:
    return [_as_age(text, q) if _can_be_age(q) else q for q in found]


def _can_be_age(quantity: Quantity) -> bool:
    bare = quantity.kind is QuantityKind.NUMBER and quantity.unit is None and quantity.low <= 120
    return bare or quantity.kind is QuantityKind.DURATION


def _as_age(text: str, quantity: Quantity) -> Quantity:
    before, after = (
        text[max(0, quantity.start - 40) : quantity.start],
        text[quantity.end : quantity.end + 20],
    )
    inside = re.search(r"(?i)\b(?:older|younger|old)\b|(?:under|over)-?\d+s$", quantity.text)
    hit = (
        inside
        or _AGE_BEFORE.search(before)
        or _AGE_AFTER.search(after)
        or (
            quantity.unit is None
            and _AGED_PEOPLE.search(before + re.sub(r"[\d.\s-].*$", "", quantity.text, flags=re.S))
        )
    )
    if not hit:
        return quantity
    if quantity.unit is None:
        return replace(
            quantity,
            kind=QuantityKind.AGE,
            unit="day",
            dimension="time",
            low=quantity.low * 365.25,
            high=quantity.high * 365.25,
        )
    return replace(quantity, kind=QuantityKind.AGE)


_FINDERS: tuple[Finder, ...] = (
    names,
    dates,
    _grades,
    _every,
    _times_per,
    _per_period,
    _fractions,
    _pairs,
    _measures,
)
