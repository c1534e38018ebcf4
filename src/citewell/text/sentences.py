"""Sentence splitting for clinical text that loses nothing: the sentences joined are the text.

Rules, tables and no model. Where a full stop may or may not end a sentence, a dose instruction
decides for splitting: reading "Take 5 mg q.i.d. Stop if rash." as one sentence could hide a warning
behind a dose. Words are in ``data/sentence_abbreviations.tsv`` and ``data/sentence_words.json``.
"""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

_CLOSERS = "\"'”’»)\\]}"
_SUPERSCRIPT = "[⁰¹²³⁴⁵⁶⁷⁸⁹](?:[⁰¹²³⁴⁵⁶⁷⁸⁹,⁻–-]*[⁰¹²³⁴⁵⁶⁷⁸⁹])?"
_BRACKETED = r"\[\d{1,3}(?:[,;–-] ?\d{1,3})*\]"
_GLUED_NUMBER = r"(?<=[a-z)\]%][.!?])\d{1,3}(?:[,–-]\d{1,3})*(?=\s+[A-Z(\"“])"

_TERMINAL = re.compile(
    rf"(?<![.!?…])(?P<stop>[.!?…]++)(?P<close>[{_CLOSERS}]*)"
    rf"(?P<ref>(?:{_SUPERSCRIPT}|[ ]?{_BRACKETED}|{_GLUED_NUMBER})*)"
    rf"(?:(?P<space>\s++)|(?P<glued>(?<=[a-z)%]{{3}}[.!?])(?=[A-Z][a-z]+[ ,])))"
    rf"|(?P<line>(?<! ) *+\n\s*+)|(?P<bullet>[ ](?=[•▪●◦‣■□➢] ?\S))"
)
_LIST_MARK = re.compile(
    r"(?:[•▪●◦‣■□➢*·–—-]|\(?(?:\d{1,2}|[A-Za-z]|[ivx]{1,4})[.)]|\(\d{1,2}\)|\[\d{1,3}\]|#{1,6})\s"
)
_LAST_WORD = re.compile(r"[^\s(\[\"“‘/]+$")
_OWN_NUMBER = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*|[A-Za-z]|[ivxIVX]{1,4})$")
_FIRST_WORD = re.compile(r"[^\s,;:.!?)\]]+")
_JOURNAL_YEAR = re.compile(r"(?:19|20)\d\d ?[;:]")
_OPENERS = "\"'“‘«([{¿¡*_"
_SHORT_LINE = 60
_LOOK_BACK = 64
_LOOK_AHEAD = 40


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with the white space after it: ``text`` is ``whole[start:end]``."""

    text: str
    start: int
    end: int

    @property
    def core(self) -> str:
        """The sentence without white space around it."""
        return self.text.strip()

    @property
    def core_range(self) -> tuple[int, int]:
        """Where :attr:`core` stands in the whole text."""
        start = self.start + len(self.text) - len(self.text.lstrip())
        return start, start + len(self.core)


def split_sentences(text: str) -> list[Sentence]:
    """Cut a text into sentences; joined, they are the text again.

    White space goes with the sentence before it. A text of white space alone is one sentence, an
    empty one none.

    >>> [s.core for s in split_sentences("Take 0.5 mg q.i.d. Stop if rash, e.g. hives.")]
    ['Take 0.5 mg q.i.d.', 'Stop if rash, e.g. hives.']
    """
    ends = [*_boundaries(text), len(text)] if text else []
    sentences: list[Sentence] = []
    start = 0
    for end in ends:
        if end > start:
            sentences.append(Sentence(text[start:end], start, end))
            start = end
    return sentences


def _boundaries(text: str) -> Iterator[int]:
    start = len(text) - len(text.lstrip())
    for match in _TERMINAL.finditer(text):
        end = match.end()
        if end >= len(text) or match.start() < start:
            continue
        if match["stop"] is not None:
            ends = _stop_ends(text, start, match)
        elif match["line"] is not None:
            ends = _line_ends(text, start, match)
        else:
            ends = True
        if ends:
            yield end
            start = end


def _line_ends(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether a line end without a full stop before it ends a sentence."""
    if match["line"].count("\n") > 1 or _LIST_MARK.match(text, match.end()):
        return True
    line = text[max(start, text.rfind("\n", 0, match.start()) + 1) : match.start()].rstrip()
    if line.endswith(":"):
        return True
    goes_on = text[match.end()].islower() or line.endswith((",", ";", "-", "–", "(", "/"))
    return len(line) < _SHORT_LINE and not goes_on and not _words().joins(line)


def _stop_ends(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether a full stop (or ``!``, ``?``, ``…``) ends a sentence."""
    space = match["space"] or ""
    before = text[max(start, match.start() - _LOOK_BACK) : match.start()]
    if "\n" in space and (space.count("\n") > 1 or _LIST_MARK.match(text, match.end())):
        return not _is_own_number(before) or "\n\n" in space
    after = text[match.end() : match.end() + _LOOK_AHEAD]
    if match["stop"] != ".":
        return _starts_sentence(after)
    if match["glued"] is not None:
        return not _is_address(before)
    if match["close"] or match["ref"]:
        return _starts_sentence(after) and not (match["close"] and _is_mark(before, after))
    return _period_ends(before, after)


def _period_ends(before: str, after: str) -> bool:
    if _is_own_number(before) or before[-1:].isspace() or _JOURNAL_YEAR.match(after):
        return False
    words = _words()
    found = _LAST_WORD.search(before)
    word = found[0].lstrip("-–±~≈<>≤≥=") if found else ""
    kind = words.kind(word)
    first = _first_word(after)
    if kind == "never":
        return False
    if kind == "number":
        return not _opens_number(after) and _starts_sentence(after)
    if kind == "name":
        return first in words.starters
    if len(word) == 1 and word.isalpha() and (kind is None or not _follows_number(before)):
        return _initial_ends(before, word, first)
    if first.lower() in words.instructions and (kind == "end" or _is_plain(word)):
        return True
    if kind == "end" and after[:1] in _OPENERS:
        return after[:1] not in "([{"
    if kind == "end" and after[:1].isdigit():
        return word != "al" and _second_word(after) not in words.times
    return _starts_sentence(after)


def _follows_number(before: str) -> bool:
    """Whether a one-letter word at the end is a unit: "5 g", "mg/L", "10 U"."""
    return before[:-1].rstrip()[-1:] in set("0123456789/½")


def _initial_ends(before: str, letter: str, first: str) -> bool:
    """Whether a single letter with a full stop ends a sentence ("vitamin D.") or is an initial."""
    words = _words()
    if letter.islower():
        return first[:1].isupper()
    previous = before[: -len(letter)].split()[-1:]
    counted = bool(previous) and previous[0].lower().strip("(") in words.counted_letters
    return first[:1].isupper() and (counted or first in words.starters)


def _starts_sentence(after: str) -> bool:
    """Whether what follows can be the start of a sentence."""
    bare = after.lstrip(_OPENERS)
    if not bare:
        return True
    if bare[0].islower():
        return _is_mixed_case(_first_word(bare))
    return bare[0] not in ",;:.)]%/=<>≤≥&"


def _is_mixed_case(word: str) -> bool:
    """Names such as mRNA, eGFR, pH and iPSC begin sentences in lower case."""
    return len(word) > 1 and word[0].islower() and any(c.isupper() for c in word[1:4])


def _is_own_number(sentence: str) -> bool:
    """Whether all that stands before a full stop is the number of a list item."""
    bare = sentence.strip().lstrip("(")
    if _OWN_NUMBER.match(bare):
        return True
    head, colon, number = bare.rpartition(": ")
    return bool(colon and head) and len(number) < 3 and number.isdigit()


def _is_mark(before: str, after: str) -> bool:
    """Whether ``.)`` closes an aside such as "(e.g.)" within a sentence."""
    found = _LAST_WORD.search(before)
    kind = _words().kind(found[0]) if found else None
    return kind in {"never", "number"} and _first_word(after) not in _words().starters


def _is_address(before: str) -> bool:
    token = before.rsplit(None, 1)[-1] if before.split() else ""
    return any(c in token for c in "./@\\_")


def _is_plain(word: str) -> bool:
    return (len(word) > 2 and word[-3:].isalpha()) or word[-1:].isdigit() or word.endswith("%")


def _opens_number(after: str) -> bool:
    bare = after.lstrip(_OPENERS)
    return bool(re.match(r"\d|[A-Z]?\d|[SIVX]+\b|[a-z]\b", bare))


def _first_word(text: str) -> str:
    found = _FIRST_WORD.match(text.lstrip(_OPENERS))
    return found[0] if found else ""


def _second_word(text: str) -> str:
    return " ".join(text.split()[1:2]).strip(".,;").lower()


@dataclass(frozen=True, slots=True)
class _Words:
    kinds: dict[str, str]
    starters: frozenset[str]
    instructions: frozenset[str]
    counted_letters: frozenset[str]
    times: frozenset[str]
    joining: frozenset[str]

    def kind(self, word: str) -> str | None:
        """The kind of an abbreviation, without its last full stop."""
        bare = word.strip("([{\"'“‘")
        found = self.kinds.get(bare)
        if found is None and bare[:1].isupper() and bare[1:].islower():
            found = self.kinds.get(bare.lower())
        return found

    def joins(self, line: str) -> bool:
        """Whether a line ends in a word that needs another after it."""
        return line.rsplit(None, 1)[-1].lower() in self.joining if line else True


@lru_cache(maxsize=1)
def _words() -> _Words:
    data = files("citewell.text") / "data"
    table = (data / "sentence_abbreviations.tsv").read_text(encoding="utf-8").splitlines()
    kinds = {row["abbreviation"]: row["kind"] for row in csv.DictReader(table, delimiter="\t")}
    words: dict[str, list[str]] = json.loads((data / "sentence_words.json").read_text("utf-8"))
    return _Words(kinds, **{name: frozenset(items) for name, items in words.items()})
