"""Tokens for lexical search: the same word in another form or spelling gives the same token.

Stemming is light on purpose (plurals, -ing, -ed, a final e): heavier stemmers make one token of
different drugs. Words are in ``data/stop_words.txt`` and ``data/stem_exceptions.tsv``.
"""

import csv
import re
from functools import lru_cache
from importlib.resources import files

from citewell.text._spelling import one_spelling

_WORD = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+(?:['’][^\W_]+)*(?:[-‐‑][^\W_]+(?:['’][^\W_]+)*)*")
_HYPHEN = re.compile(r"[-‐‑]")
_VOWEL = re.compile(r"[aeiouy]")
_DOUBLE = re.compile(r"([bdgmnprt])\1$")
_DOUBLE_L = re.compile(r"[aeiou][a-z]*[aeiou]ll$")


def search_tokens(text: str) -> list[str]:
    """The tokens of a text, in order: lower case, stemmed, one spelling, without stop words.

    Numbers stay as they are ("0.5" is one token). A name with hyphens gives its parts and, if one
    of these is short or has a digit, the whole, so that "IL-4", "IL 4" and "IL4" meet.

    >>> search_tokens("Stopping inhaled corticosteroids in children with oedema")
    ['stop', 'inhal', 'corticosteroid', 'child', 'edema']
    >>> search_tokens("IL-4 at 0.5 mg")
    ['il4', 'il', '4', '0.5', 'mg']
    """
    tokens: list[str] = []
    for word in _WORD.findall(text):
        tokens += _tokens_of(word)
    return tokens


@lru_cache(maxsize=100_000)
def _tokens_of(word: str) -> tuple[str, ...]:
    if word[0].isdigit() and not word.isalnum() and not _HYPHEN.search(word):
        return (word.replace(",", "") if _is_grouped(word) else word,)
    parts = [_bare(part) for part in _HYPHEN.split(word.casefold())]
    found: list[str] = []
    if len(parts) > 1 and any(len(p) <= 2 or any(map(str.isdigit, p)) for p in parts):
        found.append(stem("".join(parts)))
    found += [stem(part) for part in parts if part and part not in _stop_words()]
    return tuple(found)


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of one lower-case word.

    >>> [stem(w) for w in ("doses", "dosing", "biopsies", "stopped", "labelled", "HER2".lower())]
    ['dos', 'dos', 'biopsy', 'stop', 'label', 'her2']
    """
    word = one_spelling(word)
    known = _exceptions().get(word)
    if known is not None:
        return known
    if len(word) < 4 or not word.isalpha():
        return word
    return _without_final_e(_without_ending(_singular(word)))


def _singular(word: str) -> str:
    if not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 5:
        return f"{word[:-3]}y"
    if word.endswith(("sses", "xes", "ches", "shes", "zes")):
        return word[:-2]
    return word[:-1]


def _without_ending(word: str) -> str:
    for ending, shortest in (("ing", 6), ("ed", 5)):
        head = word[: -len(ending)]
        if word.endswith(ending) and len(word) >= shortest and _VOWEL.search(head):
            return word if word.endswith("eed") else _undoubled(head)
    return word


def _undoubled(head: str) -> str:
    """One consonant for two: "stopp" and "labell", but "swell" and "add" stay."""
    if len(head) > 3 and (_DOUBLE.search(head) or _DOUBLE_L.search(head)):
        return head[:-1]
    return head


def _without_final_e(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("e") and not word.endswith("ee") else word


def _bare(word: str) -> str:
    return word.replace("’", "'").removesuffix("'s").replace("'", "")


def _is_grouped(number: str) -> bool:
    """Whether commas group thousands, as in 1,200."""
    return bool(re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", number))


@lru_cache(maxsize=1)
def _stop_words() -> frozenset[str]:
    path = files("citewell.text") / "data" / "stop_words.txt"
    return frozenset(path.read_text(encoding="utf-8").split())


@lru_cache(maxsize=1)
def _exceptions() -> dict[str, str]:
    path = files("citewell.text") / "data" / "stem_exceptions.tsv"
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines(), delimiter="\t")
    return {row["word"]: row["stem"] for row in rows}
