"""Frequencies: "every 2 weeks", "three times a week", "twice daily", "a day"."""

import re
from functools import lru_cache

from citewell.text._numbers import number_pattern, read_number
from citewell.text._quantity_base import RANGE as _RANGE
from citewell.text._quantity_base import make as _make
from citewell.text._quantity_tables import comparator_pattern, periods
from citewell.text.quantities import Quantity, QuantityKind

_STRETCH = re.compile(
    r"\b(?:for|in|of|within|than|beyond|over|after|about|least|under|almost|nearly|past|last)\s$",
    re.IGNORECASE,
)
"""Before "a day": a stretch of time ("after a year"), no frequency."""


def every(text: str) -> list[Quantity]:
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
        rf"(?<![\w-])(?:(?i:every|each)[\s-](?:(?P<other>(?i:other|second)[\s-])|(?P<low>{number})(?:{_RANGE}(?P<high>{number}))?[\s-])?"
        rf"(?P<period>(?i:{_period_words('noun')}))s?(?!\w)|(?i:q)(?P<q>\d+)(?P<letter>[hdwmHDWM])(?!\w))"
    )


def _period_words(form: str) -> str:
    words = [
        w for w in periods() if (w.endswith("ly") or w in {"daily", "annual"}) == (form == "adverb")
    ]
    return "|".join(sorted(words, key=len, reverse=True))


def times_per(text: str) -> list[Quantity]:
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


def per_period(text: str) -> list[Quantity]:
    """ "a day", "daily", "per year", "/day": once in the period."""
    found: list[Quantity] = []
    for match in _per_re().finditer(text):
        if match["noun"] and _STRETCH.search(text[max(0, match.start() - 12) : match.start()]):
            continue
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
