"""How soon the person needs help: a table of signs, read before anything else is done.

Deterministic and always on. A sign that is negated, asked about in general ("when should I
worry") or lies in the past does not raise the class; a crisis is never lowered by anything.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from citewell.model import Audience, PatientFact, Urgency
from citewell.understanding._tables import rows

_NEGATED = re.compile(
    r"\b(no|not|without|never|denies|deny|don't have|haven't had|free of)\b[^.,;?!]{0,25}$",
    re.IGNORECASE,
)
_GENERAL = re.compile(
    r"\b(when should|when do i|when is it|when to|what are|which (symptoms|signs|eye)|signs of|what if|how do i "
    r"(know|tell)|in case|could it cause|can it cause|risk of|prevent|ago\b|last (year|month)|used to)\b",
    re.IGNORECASE,
)


class UrgencyReading(NamedTuple):
    """The class, the rows that decided it, and the concepts whose emergency advice comes first."""

    urgency: Urgency
    signs: tuple[str, ...]
    about: tuple[str, ...]


class _Row(NamedTuple):
    id: str
    urgency: Urgency
    about: tuple[str, ...]
    patterns: tuple[re.Pattern[str], ...]
    audience: str | None
    below: float | None


@lru_cache(maxsize=1)
def _signs() -> tuple[_Row, ...]:
    return tuple(
        _Row(
            row["id"],
            Urgency(row["urgency"]),
            tuple(row["about"]),
            tuple(re.compile(p, re.IGNORECASE) for p in row["all"]),
            row.get("audience"),
            row.get("any_age_below"),
        )
        for row in rows("urgency")
    )


_ORDER = (Urgency.CRISIS, Urgency.EMERGENCY, Urgency.URGENT_SAME_DAY, Urgency.NONE)


def read_urgency(
    text: str, audience: Audience, facts: tuple[PatientFact, ...] = ()
) -> UrgencyReading:
    """The urgency of a question.

    >>> read_urgency("My chest feels tight and my arm is numb", Audience.PATIENT).urgency.value
    'emergency'
    >>> read_urgency("When should I worry about chest pain?", Audience.PATIENT).urgency.value
    'none'
    """
    found = [row for row in _signs() if _holds(row, text, audience, facts)]
    if not found:
        return UrgencyReading(Urgency.NONE, (), ())
    urgency = min((row.urgency for row in found), key=_ORDER.index)
    return UrgencyReading(
        urgency, tuple(r.id for r in found), tuple(a for r in found for a in r.about)
    )


def _holds(row: _Row, text: str, audience: Audience, facts: tuple[PatientFact, ...]) -> bool:
    if row.audience and row.audience != audience.value:
        return False
    if row.below is not None and not _younger(row.below, facts):
        return False
    return all(_stands(pattern, text, row.urgency) for pattern in row.patterns)


def _younger(limit: float, facts: tuple[PatientFact, ...]) -> bool:
    return any(f.name == "age" and f.number is not None and f.number < limit for f in facts)


def _stands(pattern: re.Pattern[str], text: str, urgency: Urgency) -> bool:
    for found in pattern.finditer(text):
        if urgency is Urgency.CRISIS:
            return True
        sentence = text[_sentence_start(text, found.start()) : found.end()]
        before = text[_sentence_start(text, found.start()) : found.start()]
        if not _NEGATED.search(before) and not _GENERAL.search(sentence):
            return True
    return False


def _sentence_start(text: str, at: int) -> int:
    return max(text.rfind(mark, 0, at) for mark in ".?!;") + 1
