"""Shares of a whole ("3 of 52", "48 in 100 people", "109 per 1,000") and paired numbers."""

import re
from dataclasses import replace
from functools import lru_cache

from citewell.text._numbers import number_pattern, read_number
from citewell.text._quantity_base import RANGE, make
from citewell.text._quantity_tables import comparator_pattern, unit_of, unit_pattern
from citewell.text.quantities import Quantity, QuantityKind

_COUNTED = (
    "people|patients|persons|person|adults|adult|children|child|women|woman|men|man|infants|infant"
    "|babies|baby|pregnancies|cases|case|trials|studies|users|participants"
)


def fractions(text: str) -> list[Quantity]:
    """ "3 of 52", "48 in 100 people", "1 to 3 in 100,000", "one extra case for every 10"."""
    found: list[Quantity] = []
    for match in _fraction_re().finditer(text):
        part, whole = read_number(match["part"]), read_number(match["whole"])
        high = read_number(match["high"]) if match["high"] else part
        if part.part or not _is_share(match, part.value, whole.value):
            continue
        quantity = make(match, QuantityKind.FRACTION, part.value, high.value, digits=high.digits)
        words = part.words and whole.words
        found.append(replace(quantity, of=whole.value, words=words))
    return found


def inverted_fractions(text: str) -> list[Quantity]:
    """ "Of 440 babies with one, 78 had no fever", "for every 4 treated, 1 more gets well"."""
    found: list[Quantity] = []
    for match in _inverted_re().finditer(text):
        part, whole = read_number(match["part"]), read_number(match["whole"])
        high = read_number(match["high"]) if match["high"] else part
        if not part.part and 1 < whole.value >= high.value:
            quantity = make(
                match, QuantityKind.FRACTION, part.value, high.value, digits=high.digits
            )
            found.append(replace(quantity, of=whole.value))
    return found


@lru_cache(maxsize=1)
def _inverted_re() -> re.Pattern[str]:
    number = number_pattern()
    return re.compile(
        rf"(?<![\w-])(?:Of|[Ff]or\severy|[Oo]f\severy|[Ii]n\severy|Among)\s(?P<whole>{number})(?:\s[A-Za-z-]+){{1,6}},\s"
        rf"(?:only\s|about\s)?(?P<part>{number})(?:{RANGE}(?P<high>{number}))?(?![\s-]?(?:{unit_pattern()})|[\w%/]|[.,]\d|\s(?:of|in|out)\s)"
    )


def _is_share(match: re.Match[str], part: float, whole: float) -> bool:
    link = match["link"]
    year = " in " in link and 1900 <= whole <= 2100 and "," not in match["whole"] and part < 100
    small = " per " in link and whole < 100
    return part <= whole and whole > 1 and not year and not small


@lru_cache(maxsize=1)
def _fraction_re() -> re.Pattern[str]:
    number, units = number_pattern(), unit_pattern()
    noun = rf"(?:(?:\s(?:extra|more|fewer))?\s(?i:{_COUNTED}))?(?=\s(?!of\s\d))"
    link = (
        rf"(?:(?:{noun}\s(?i:out\sof|of\severy|in\severy|in|per)|\s(?i:of))\s(?:(?i:the|all|about|such)\s)?"
        r"|\s?/\s?|(?:\s[a-z-]+){0,3}\s(?i:for\severy)\s)"
    )
    not_unit = (
        rf"(?![\s-]?(?:(?!(?i:{_COUNTED}))(?:{units}))|[\d/]|[.,]\d|\s(?i:person|patient|woman)-)"
    )
    bound = rf"(?:\s(?:{comparator_pattern('post')}))?"
    return re.compile(
        rf"(?<![\w.,/*:-])(?P<part>{number})(?:{RANGE}(?P<high>{number}))?{bound}"
        rf"(?P<link>{link})(?P<whole>{number}){not_unit}(?:\s(?i:{_COUNTED})(?![\w-]))?"
    )


def pairs(text: str) -> list[Quantity]:
    """ "140/90 mmHg", "160/800 mg", "200/6": two numbers that belong together."""
    found: list[Quantity] = []
    for match in _pair_re().finditer(text):
        first, second = read_number(match["first"]).value, read_number(match["second"]).value
        raw = (first, second)
        if not match["unit"]:
            found.append(make(match, QuantityKind.PAIR, first, second, raw=raw))
            continue
        unit = unit_of(match["unit"])
        low, high = first * unit.factor, second * unit.factor
        quantity = make(match, QuantityKind.PAIR, low, high, raw=raw)
        found.append(replace(quantity, unit=unit.canonical, dimension=unit.dimension))
    return found


@lru_cache(maxsize=1)
def _pair_re() -> re.Pattern[str]:
    number = number_pattern()
    return re.compile(
        rf"(?<![\w.,/*:-])(?P<first>{number})\s?/\s?(?P<second>{number})"
        rf"(?:[\s-]?(?P<unit>{unit_pattern()}))?(?![\w/])"
    )
