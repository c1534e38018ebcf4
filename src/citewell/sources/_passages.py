"""Cutting a text into passages: whole paragraphs where they fit, whole sentences where not."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from citewell.text.sentences import split_sentences

_LONGEST_UNIT = 4_000
"""Characters. A longer stretch without a sentence end is no prose and is cut at a space."""
_WINDOW = 20_000
"""Characters given to the sentence splitter at once."""
_LINE = re.compile(r"[^\n]+")
_BLANK_LINE = re.compile(r"\n[ \n]*\n")


class Range(NamedTuple):
    """A stretch of a text by its offsets, with its count of words."""

    start: int
    end: int
    words: int


@dataclass(frozen=True, slots=True)
class Size:
    """Words per passage: below ``least`` neighbours are joined, above ``most`` a text is cut."""

    least: int
    most: int


PROSE = Size(60, 180)
ARTICLE = Size(60, 220)


def paragraphs(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Offsets of the paragraphs of a stretch: what stands between empty lines.

    >>> list(paragraphs("One.\\n\\nTwo."))
    [(0, 4), (6, 10)]
    """
    stop = len(text) if end is None else end
    for match in _BLANK_LINE.finditer(text, start, stop):
        yield from _trimmed(text, start, match.start())
        start = match.end()
    yield from _trimmed(text, start, stop)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    body = text[start:end]
    front = len(body) - len(body.lstrip())
    body = body.strip()
    if body:
        yield start + front, start + front + len(body)


def cut_prose(text: str, stretches: Iterable[tuple[int, int]], size: Size) -> list[Range]:
    """Passages out of the paragraphs of one section.

    A passage is a run of whole paragraphs, or of whole sentences of one long paragraph.

    Args:
        text: the whole text.
        stretches: offsets of its paragraphs, in order.
        size: words per passage; one sentence may be longer than ``most``.

    >>> [r.words for r in cut_prose("One two.\\n\\nThree.", [(0, 8), (10, 16)], PROSE)]
    [3]
    """
    units: list[Range] = []
    for start, end in stretches:
        words = count_words(text, start, end)
        if words <= size.most and end - start <= _LONGEST_UNIT:
            units.append(Range(start, end, words))
        else:
            units += _balanced(_sentences(text, start, end), size.most)
    return _merged(_led_in(text, units, size.most), size)


def cut_rows(text: str, start: int, end: int, size: Size) -> list[Range]:
    """Passages out of a table: runs of whole rows (lines)."""
    rows = [
        unit
        for match in _LINE.finditer(text, start, end)
        for unit in _bounded(text, match.start(), match.end())
    ]
    return _merged(_balanced(rows, size.most), size)


def count_words(text: str, start: int, end: int) -> int:
    """Words between two offsets."""
    return len(text[start:end].split())


def _sentences(text: str, start: int, end: int) -> list[Range]:
    units: list[Range] = []
    for a, b in _sentence_ranges(text, start, end):
        units += _bounded(text, a, b)
    return units


def _sentence_ranges(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    # A window at a time: the splitter looks back to the start of a sentence, so one endless
    # "sentence" would cost time in the square of its length.
    while end - start > _WINDOW:
        found = split_sentences(text[start : start + _WINDOW])
        done = found[:-1] or found
        yield from ((start + s.start, start + s.end) for s in done)
        start += done[-1].end
    yield from ((start + s.start, start + s.end) for s in split_sentences(text[start:end]))


def _bounded(text: str, start: int, end: int) -> Iterator[Range]:
    while end - start > _LONGEST_UNIT:
        cut = text.rfind(" ", start + 1, start + _LONGEST_UNIT)
        cut = cut if cut > start else start + _LONGEST_UNIT
        yield from (Range(a, b, count_words(text, a, b)) for a, b in _trimmed(text, start, cut))
        start = cut
    yield from (Range(a, b, count_words(text, a, b)) for a, b in _trimmed(text, start, end))


def _balanced(units: list[Range], most: int) -> list[Range]:
    """Neighbours joined into parts of about equal size, none above ``most`` unless a unit is."""
    total = sum(unit.words for unit in units)
    parts = -(-total // most) or 1
    share = total / parts
    joined: list[Range] = []
    for unit in units:
        last = joined[-1] if joined else None
        if last and last.words < share and _fits(last, unit, most):
            joined[-1] = _join(last, unit)
        else:
            joined.append(unit)
    return joined


def _led_in(text: str, units: list[Range], most: int) -> list[Range]:
    """A paragraph that ends in a colon joined to what it announces: a list means nothing without."""
    joined: list[Range] = []
    for unit in units:
        last = joined[-1] if joined else None
        if last and text[last.end - 1] == ":" and _fits(last, unit, most):
            joined[-1] = _join(last, unit)
        else:
            joined.append(unit)
    return joined


def _merged(units: list[Range], size: Size) -> list[Range]:
    joined: list[Range] = []
    for unit in units:
        last = joined[-1] if joined else None
        if last and last.words < size.least and _fits(last, unit, size.most):
            joined[-1] = _join(last, unit)
        else:
            joined.append(unit)
    if (
        len(joined) > 1
        and joined[-1].words < size.least
        and _fits(joined[-2], joined[-1], size.most)
    ):
        joined[-2:] = [_join(joined[-2], joined[-1])]
    return joined


def _fits(left: Range, right: Range, most: int) -> bool:
    return left.words + right.words <= most and right.end - left.start <= 4 * _LONGEST_UNIT


def _join(left: Range, right: Range) -> Range:
    return Range(left.start, right.end, left.words + right.words)
