"""Abbreviations that a text defines itself: "chronic kidney disease (CKD)".

The algorithm of Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions
in biomedical text", Pacific Symposium on Biocomputing 2003, pages 451-462, with two additions: plain
initials come first, and a long form may not close a bracket that it does not open.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from citewell.text.sentences import split_sentences

_BRACKETS = re.compile(r"[(\[]([^()\[\]]{2,160})[)\]]")
_SHORT = re.compile(r"(?=[^\W\d_]|\d+[^\W\d_])[^\s,;:=<>≤≥%]{2,10}(?: [^\s,;:=<>≤≥%]{1,8})?$")
_STOP = re.compile(r"\s*[,;:=]")
_LAST_WORD = re.compile(r"[^\s(\[,;:]+(?=\s*$)")


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form with the long form that the text gives for it, and where both stand."""

    short: str
    long: str
    short_start: int
    short_end: int
    long_start: int
    long_end: int


def find_abbreviations(text: str) -> list[Abbreviation]:
    """The abbreviations that a text defines, in order; both "long (short)" and "short (long)".

    >>> [(a.short, a.long) for a in find_abbreviations("Give a proton pump inhibitor (PPI).")]
    [('PPI', 'proton pump inhibitor')]
    """
    found: list[Abbreviation] = []
    for sentence in split_sentences(text):
        for brackets in _BRACKETS.finditer(text, sentence.start, sentence.end):
            found += _definition(text, sentence.start, brackets)
    return found


def _definition(text: str, start: int, brackets: re.Match[str]) -> Iterator[Abbreviation]:
    inside = brackets[1]
    stop = _STOP.search(inside)
    short = inside[: stop.start()] if stop else inside
    if _is_short(short):
        at = brackets.start(1)
        long = _long_before(short, text[start : brackets.start()].rstrip())
        if long is not None:
            yield Abbreviation(
                short, long[0], at, at + len(short), start + long[1], start + long[2]
            )
            return
    before = _LAST_WORD.search(text, start, brackets.start())
    if before and " " in inside and _is_short(before[0]) and len(before[0]) < len(inside):
        long_at = _match(before[0], inside)
        if long_at == 0:
            span = brackets.span(1)
            yield Abbreviation(before[0], inside, before.start(), before.end(), *span)


def _is_short(text: str) -> bool:
    return bool(_SHORT.match(text)) and any(map(str.isupper, text))


def _long_before(short: str, before: str) -> tuple[str, int, int] | None:
    """The long form at the end of the words before the brackets, with its range in them."""
    letters = sum(map(str.isalnum, short))
    most = min(letters + 5, letters * 2)
    words = list(re.finditer(r"\S+", before))[-most:]
    if not words:
        return None
    start = words[0].start()
    at = _by_initials(short, before[start:])
    if at is None:
        at = _match(short, before[start:])
    if at is None:
        return None
    long = before[start + at :]
    bare = long.lstrip("(['\"“‘")
    at = len(before) - len(bare)
    if len(bare) <= len(short) or short in bare.split() or bare.count(")") > bare.count("("):
        return None
    return bare, at, len(before)


def _by_initials(short: str, long: str) -> int | None:
    """Where the last words begin if their first letters are the short form.

    Comes first because the letter match below takes "pump inhibitor" for PPI.
    """
    letters = [c for c in short.removesuffix("s").casefold() if c.isalnum()]
    words = list(re.finditer(r"[^\W_]+", long))[-len(letters) :]
    initials = [long[word.start()].casefold() for word in words]
    return words[0].start() if letters and initials == letters else None


def _match(short: str, long: str) -> int | None:
    """Where the shortest long form begins whose letters, from the right, hold those of ``short``.

    The first letter of the short form must begin a word.
    """
    at = len(long)
    letters = [c for c in short.casefold() if c.isalnum()]
    text = long.casefold()
    if len(text) != len(long):
        return None
    for n in range(len(letters) - 1, -1, -1):
        at = text.rfind(letters[n], 0, at)
        while n == 0 and at > 0 and text[at - 1].isalnum():
            at = text.rfind(letters[0], 0, at)
        if at < 0:
            return None
    return max(long.rfind(" ", 0, at + 1), long.rfind("\n", 0, at + 1)) + 1
