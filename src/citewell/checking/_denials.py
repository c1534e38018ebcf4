"""Words that deny without a "not", and the plain words that a rewording denies in their place.

"Unexplained" is "no known cause", "observational" is "no fair test". The table is
``data/denials.tsv``; words with a negating prefix that it lacks deny their own root.
"""

import re
from functools import lru_cache
from importlib.resources import files

from citewell.checking._cue_words import negated_root
from citewell.checking._words import key_of, stem
from citewell.text.cues import Cue

_WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")
_END = re.compile(r"[.;:?!]\s")
AFTER, BEFORE = 8, 5
"""Plain words after and before a negation among which its object is sought."""


def plain_key(word: str) -> str:
    """The key of one plain word, stop words too."""
    return key_of(stem(word))


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Whole words and beginnings of words, with the stems that they deny."""
    text = (files("citewell.checking") / "data" / "denials.tsv").read_text(encoding="utf-8")
    table: dict[str, frozenset[str]] = {}
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            words, plain, *_ = line.split("\t")
            table.update(dict.fromkeys(words.split("|"), frozenset(map(plain_key, plain.split()))))
    begins = {k[:-1]: v for k, v in table.items() if k.endswith("*")}
    return {k: v for k, v in table.items() if not k.endswith("*")}, begins


@lru_cache(maxsize=8192)
def denied(phrase: str) -> frozenset[str]:
    """The stems of what a denying word denies; none where it is not known to deny anything.

    >>> sorted(denied("unpaired"))
    ['pair']
    """
    phrase = re.sub(r"\s+", " ", phrase.lower())
    whole, begins = _table()
    if phrase in whole:
        return whole[phrase]
    found = next((v for k, v in begins.items() if phrase.startswith(k)), None)
    if found is not None:
        return found
    root = negated_root(stem(phrase.replace("-", "")))
    return frozenset({key_of(root), plain_key(root)}) if root else frozenset()


@lru_cache(maxsize=16384)
def denied_by(text: str, cue: Cue) -> frozenset[str]:
    """The stems of what a cue denies by itself; of "non-smoking" the next word."""
    if cue.text.lower() == "non":
        word = _WORD.search(text, cue.end)
        name = word.group().lower() if word else ""
        return denied(f"non-{name}") or frozenset({plain_key(name)} - {""})
    return denied(cue.text)


@lru_cache(maxsize=16384)
def near(text: str, cue: Cue) -> frozenset[str]:
    """The stems of the plain words, stop words too, around a cue in its clause."""
    start = max(cue.scope[0], cue.start - 60)
    stop = _END.search(text, cue.end, cue.end + 90)
    before = _WORD.findall(text[start : cue.start])[-BEFORE:]
    after = _WORD.findall(text[cue.end : stop.start() if stop else cue.end + 90])[:AFTER]
    inside = _WORD.findall(cue.text)
    return frozenset(map(plain_key, (*before, *inside, *after)))


def next_word(text: str, cue: Cue) -> frozenset[str]:
    """The key of the word right behind a cue."""
    word = _WORD.search(text, cue.end)
    return frozenset({plain_key(word.group())} if word else ())
