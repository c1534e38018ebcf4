"""Reversible normalisation: one plain form for every text, with the way back to the original.

What changes: Unicode NFC; line ends to ``\\n``; every kind of space to one space; soft hyphens,
zero-width and direction marks and control characters removed; typographic ligatures to letters;
non-breaking hyphens and minus signs to ``-``; the micro sign to Greek mu (as in NFKC). Runs of
spaces become one space, spaces before a line end go, and more than one empty line becomes one.

What never changes: digits, letters, units, comparators, quotation marks, en and em dashes.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_SPACES = (
    "\t\x1c\x1d\x1e\x1f\u00a0\u1680"
    + "".join(map(chr, range(0x2000, 0x200B)))
    + "\u202f\u205f\u3000"
)
_LINE_ENDS = "\x0b\x0c\x85\u2028\u2029"
_REMOVED = [
    *range(0x09),
    *range(0x0E, 0x1C),
    *range(0x7F, 0x85),
    *range(0x86, 0xA0),
    *(0xAD, 0x34F, 0x61C, 0x180E, 0xFEFF),  # soft hyphen, joiners, direction and order marks
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    *range(0xFE00, 0xFE10),  # variation selectors
    *range(0xFFF9, 0xFFFC),
    *range(0xE0000, 0xE01F0),  # tags: invisible text
]
_LETTERS = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
    "\u00b5": "\u03bc",
    "\u2010": "-",
    "\u2011": "-",
    "\u2212": "-",
    "\ufe63": "-",
    "\uff0d": "-",
    "\u2012": "\u2013",
    "\u2015": "\u2014",
}
_TABLE: dict[int, str] = (
    {ord(c): " " for c in _SPACES}
    | {ord(c): "\n" for c in _LINE_ENDS}
    | dict.fromkeys(_REMOVED, "")
    | {ord(c): r for c, r in _LETTERS.items()}
    | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")  # lone surrogates cannot be stored as UTF-8
)


def _ranges(codes: list[int]) -> Iterator[str]:
    """A sorted list of code points as the inside of a character class."""
    first = last = codes[0]
    for code in [*codes[1:], -1]:
        if code == last + 1:
            last = code
            continue
        yield f"{re.escape(chr(first))}-{re.escape(chr(last))}"
        first = last = code


_MAPPED = re.compile(f"[{''.join(_ranges(sorted(_TABLE)))}]")
_SPACING = re.compile(r"\r[\r\n ]*|\n[\r\n ]+| [\r\n ]+")
_NOT_ASCII = re.compile(r"[\x00-\x7f]?[^\x00-\x7f]+")


@dataclass(frozen=True, slots=True)
class _Pass:
    """The edits of one pass over a text: each replaced ``old`` by ``new``, in order."""

    new_starts: list[int]
    new_ends: list[int]
    old_starts: list[int]
    old_ends: list[int]

    def back(self, offset: int, *, as_end: bool) -> int:
        """An offset of the new text in the old one; one inside an edit goes to the edit's edge."""
        at = bisect_right(self.new_starts, offset) - 1
        if as_end:
            while at >= 0 and self.new_starts[at] == offset:
                at -= 1
        if at < 0:
            return offset
        if offset >= self.new_ends[at]:
            return self.old_ends[at] + offset - self.new_ends[at]
        return self.old_ends[at] if as_end else self.old_starts[at]


@dataclass(frozen=True, slots=True)
class Normalised:
    """A normalised text with the way back to ``raw``. Offsets count code points."""

    raw: str
    text: str
    _passes: tuple[_Pass, ...]

    def to_original(self, offset: int) -> int:
        """The offset in ``raw`` of the character that stands at ``offset`` in ``text``.

        Raises:
            IndexError: the offset does not lie within ``text`` (its length is allowed).

        >>> normalise("a\\u00ad b").to_original(1)
        2
        """
        self._check(offset)
        if offset == len(self.text):
            return len(self.raw)
        return self._back(offset, as_end=False)

    def original_range(self, start: int, end: int) -> tuple[int, int]:
        """The range of ``raw`` that became ``text[start:end]``, removed characters at its edges left out.

        Raises:
            IndexError: the range does not lie within ``text``.

        >>> done = normalise("5\\u00a0 mg")
        >>> done.text, done.original_range(2, 4)
        ('5 mg', (3, 5))
        """
        self._check(start)
        self._check(end)
        if start >= end:
            at = self.to_original(start)
            return at, at
        return self._back(start, as_end=False), self._back(end, as_end=True)

    def _back(self, offset: int, *, as_end: bool) -> int:
        for step in reversed(self._passes):
            offset = step.back(offset, as_end=as_end)
        return offset

    def _check(self, offset: int) -> None:
        if not 0 <= offset <= len(self.text):
            raise IndexError(f"offset {offset} lies outside a text of {len(self.text)} characters")


def normalise(raw: str) -> Normalised:
    """Bring a text into the plain form that everything else works on.

    Doing it twice changes nothing more.

    >>> normalise("5\\u00a0\\u00a0mg \\r\\nof\\u00adten \\u2264\\u200b 10\\u2009\\u00b5g").text
    '5 mg\\noften ≤ 10 μg'
    """
    text, passes = raw, list[_Pass]()
    for find in (_mapped, _composed, _spaced):
        edits = list(find(text))
        if edits:
            text, step = _apply(text, edits)
            passes.append(step)
    return Normalised(raw, text, tuple(passes))


def is_normal(text: str) -> bool:
    """Whether :func:`normalise` would leave a text as it is.

    >>> is_normal("5 mg"), is_normal("5  mg")
    (True, False)
    """
    return not (_MAPPED.search(text) or any(True for _ in _spaced(text))) and (
        text.isascii() or unicodedata.is_normalized("NFC", text)
    )


_Edit = tuple[int, int, str]


def _apply(text: str, edits: list[_Edit]) -> tuple[str, _Pass]:
    parts: list[str] = []
    step = _Pass([], [], [], [])
    at = length = 0
    for start, end, new in edits:
        length += start - at
        parts += (text[at:start], new)
        step.new_starts.append(length)
        length += len(new)
        step.new_ends.append(length)
        step.old_starts.append(start)
        step.old_ends.append(end)
        at = end
    parts.append(text[at:])
    return "".join(parts), step


def _mapped(text: str) -> Iterator[_Edit]:
    return _edits(_MAPPED, text, lambda found: _TABLE[ord(found)])


def _spaced(text: str) -> Iterator[_Edit]:
    return _edits(_SPACING, text, _one_spacing)


def _edits(pattern: re.Pattern[str], text: str, new: Callable[[str], str]) -> Iterator[_Edit]:
    for match in pattern.finditer(text):
        replaced = new(match[0])
        if replaced != match[0]:
            yield match.start(), match.end(), replaced


def _one_spacing(run: str) -> str:
    lines = run.replace("\r\n", "\n").replace("\r", "\n")
    breaks = lines.count("\n")
    if not breaks:
        return " "
    return "\n" * min(breaks, 2) + (" " if lines.endswith(" ") else "")


def _composed(text: str) -> Iterator[_Edit]:
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return
    for match in _NOT_ASCII.finditer(text):
        if unicodedata.is_normalized("NFC", match[0]):
            continue
        start = match.start()
        for cluster in _clusters(match[0]):
            new = unicodedata.normalize("NFC", cluster)
            if new != cluster:
                yield start, start + len(cluster), new
            start += len(cluster)


def _clusters(chunk: str) -> list[str]:
    """Pieces that compose on their own: a letter with its marks, a Hangul syllable."""
    pieces: list[str] = []
    for char in chunk:
        if pieces and _composes(pieces[-1], char):
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces


def _composes(before: str, char: str) -> bool:
    if unicodedata.combining(char):
        return True
    nfc = unicodedata.normalize
    return nfc("NFC", before + char) != nfc("NFC", before) + nfc("NFC", char)
