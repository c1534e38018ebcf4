"""The tables behind :mod:`citewell.text.quantities`: units, comparators, number words, periods."""

import re
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

_CASE_MATTERS = frozenset(
    {"C", "F", "L", "l", "U", "u", "g", "m", "h", "s", "mo", "mol", "Gy", "Hz"}
)


class Unit(NamedTuple):
    """One written unit: ``factor`` turns it into ``canonical``."""

    canonical: str
    dimension: str
    factor: float


class Comparator(NamedTuple):
    """One bounding phrase; ``loose`` when the phrase has a second, unbounded sense."""

    op: str
    loose: bool


def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a tab-separated table in ``text/data``; lines with ``#`` are comments."""
    text = (files("citewell.text") / "data" / name).read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return tuple(tuple(cell.strip() for cell in line.split("\t")) for line in lines)


@lru_cache(maxsize=1)
def units() -> dict[str, Unit]:
    """Written form to unit; forms whose case carries no meaning are keyed in lower case."""
    table: dict[str, Unit] = {}
    for surfaces, canonical, dimension, factor, *_ in rows("units.tsv"):
        for surface in surfaces.split("|"):
            table[_unit_key(surface)] = Unit(canonical, dimension, float(factor))
    return table


def _unit_key(surface: str) -> str:
    return surface if surface in _CASE_MATTERS else surface.lower()


def unit_of(surface: str) -> Unit:
    """The unit written as ``surface``.

    >>> unit_of("mcg")
    Unit(canonical='mg', dimension='mass', factor=0.001)
    """
    return units()[_unit_key(re.sub(r"\s+", " ", surface))]


@lru_cache(maxsize=1)
def unit_pattern() -> str:
    """A regular expression that matches any written unit, longest first."""
    exact = [s for s in units() if s in _CASE_MATTERS]
    loose = sorted((s for s in units() if s not in _CASE_MATTERS), key=len, reverse=True)
    loose_part = "|".join(re.escape(s).replace(r"\ ", r"\s") for s in loose)
    return rf"(?:(?i:{loose_part})|{'|'.join(exact)})(?![A-Za-z0-9²³])"


@lru_cache(maxsize=2)
def comparators(place: str) -> dict[str, Comparator]:
    """Bounding phrases that stand before (``pre``) or after (``post``) a number."""
    return {
        phrase: Comparator(op, loose == "1")
        for phrase, where, op, loose, *_ in rows("comparators.tsv")
        if where == place
    }


@lru_cache(maxsize=2)
def comparator_pattern(place: str) -> str:
    """A regular expression for the bounding phrases of one place, longest first."""
    phrases = sorted(comparators(place), key=len, reverse=True)
    return "|".join(re.escape(p).replace(r"\ ", r"[\s-]") for p in phrases)


@lru_cache(maxsize=1)
def number_words() -> dict[str, tuple[str, float]]:
    """Number word to its kind (cardinal, tens, part, scale) and value."""
    return {word: (kind, float(value)) for word, kind, value, *_ in rows("number_words.tsv")}


@lru_cache(maxsize=1)
def periods() -> dict[str, float]:
    """Word for a period to its length in days."""
    return {
        word: float(days) for words, days, *_ in rows("periods.tsv") for word in words.split("|")
    }
