"""Content words of a text, with concepts merged, for the alignment of claim and passage."""

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from citewell.text._spelling import one_spelling
from citewell.text.terms import terms

_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*(?:-[A-Za-z]+)*|\d[\d.,]*")
_SUFFIX = re.compile(
    r"(?:ations?|ating|ated|ates?|ements?|ments?|ings?|ives?|ions?|ies|ied|ers?|ed|es|ly|s|e|y)$"
)


@dataclass(frozen=True, slots=True)
class Word:
    """One content word or named concept: ``key`` is equal where two texts mean the same."""

    key: str
    start: int
    end: int


@lru_cache(maxsize=1)
def _tables() -> tuple[frozenset[str], dict[str, str]]:
    folder = files("citewell.checking") / "data"
    stop = frozenset((folder / "stopwords.txt").read_text(encoding="utf-8").split())
    same: dict[str, str] = {}
    for line in (folder / "synonyms.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            words = line.split()
            same.update((stem(w), f"={words[0]}") for w in words)
    return stop, same


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word without its ending; rough, and only ever compared with other stems.

    >>> stem("recommended") == stem("recommends")
    True
    """
    word = one_spelling(word.lower().replace("’", "'").removesuffix("'s"))
    if len(word) <= 4:
        return word.rstrip("s") if len(word) == 4 else word
    short = _SUFFIX.sub("", word)
    return short if len(short) >= 3 else word


def key_of(stemmed: str) -> str:
    """The key of a stem: that of its group of synonyms, if it has one."""
    return _tables()[1].get(stemmed, stemmed)


@lru_cache(maxsize=8192)
def content(text: str) -> tuple[Word, ...]:
    """The content words of a text, in order; a named concept counts as one more word.

    >>> [w.key for w in content("Do not give the drug")]
    ['=use', '=drug']
    """
    stop, same = _tables()
    found = [Word(f"#{m.id}", m.start, m.end) for m in terms().find(text)]
    for match in _WORD.finditer(text):
        raw = match.group().lower()
        for part in _parts(raw, match.start()):
            if part.key not in stop:
                key = stem(part.key)
                found.append(Word(same.get(key, key), part.start, part.end))
    found.sort(key=lambda w: (w.start, w.end))
    return tuple(found)


def _parts(raw: str, start: int) -> list[Word]:
    parts: list[Word] = []
    at = 0
    for piece in raw.split("-"):
        if len(piece) > 2 or piece == raw:
            parts.append(Word(piece, start + at, start + at + len(piece)))
        at += len(piece) + 1
    return parts
