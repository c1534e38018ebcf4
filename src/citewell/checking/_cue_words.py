"""The words that a cue bears on, and how well two cues bear on the same thing."""

import re
from functools import lru_cache
from importlib.resources import files

from citewell.checking._words import Word, content, key_of
from citewell.text.cues import Cue, CueKind, cues
from citewell.text.quantities import Quantity, quantities

_MORE = re.compile(r"(?:more|greater|higher|longer) than|over|above|exceed", re.IGNORECASE)
_BAN = re.compile(r"(?:\b(?:not|never|no one|nobody)|n['’]t)\s(?:[\w-]+\s){0,6}$", re.IGNORECASE)
_ELLIPSIS = re.compile(
    r"\bif (?:not|so)\s?[,.:;]|\bdouble-(?:blind|dummy)|\b(?:heart|kidney|renal|liver|respiratory|cardiac) failure",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"\b(?:do not|don['’]t|never|nobody should|no one should)\s(?:\w+\s){0,6}?(?:on your own|by yourself|yourself"
    r"|suddenly|alone|without (?:your|asking|talking|speaking|advice|telling|first)\b[^.;]*)",
    re.IGNORECASE,
)
_AND = re.compile(r"\b(?:and|or|nor)\b", re.IGNORECASE)
_OR = re.compile(r"\b(?:or|nor)\b", re.IGNORECASE)
_WHOLE = frozenset({"none", "nothing", "nobody", "no one", "neither"})
REACH = 3
"""Content words after a cue that count as what it bears on."""


@lru_cache(maxsize=1)
def _idioms() -> re.Pattern[str]:
    text = (files("citewell.checking") / "data" / "neutral_idioms.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return re.compile(
        rf"\b(?:{'|'.join(re.escape(line.strip()) for line in lines)})\b", re.IGNORECASE
    )


@lru_cache(maxsize=8192)
def judged_cues(text: str, kind: CueKind) -> tuple[Cue, ...]:
    """The cues of one kind that carry meaning here.

    Left out are cues in idioms ("without delay", "if not,") and in the bound of a number.
    """
    taken = [(m.start(), m.end()) for m in _idioms().finditer(text)]
    taken += [(m.start(), m.end()) for m in _ELLIPSIS.finditer(text)]
    taken += [_bound_span(text, q) for q in quantities(text)]
    return tuple(
        c for c in cues(text) if c.kind is kind and not any(a <= c.start < b for a, b in taken)
    )


def _bound_span(text: str, quantity: Quantity) -> tuple[int, int]:
    """The characters that make a number's bound, with the "not" of "do not take more than 6"."""
    if quantity.comparator == "<=" and _MORE.match(quantity.text):
        match = _BAN.search(text[: quantity.start])
        return (match.start() if match else quantity.start, quantity.end)
    return (quantity.start, quantity.end)


def acts_alone(text: str, cue: Cue) -> bool:
    """Whether a cue stands in a plain instruction not to act alone ("do not stop on your own")."""
    return any(m.start() <= cue.start < m.end() for m in _ALONE.finditer(text))


@lru_cache(maxsize=16384)
def subject_words(text: str, cue: Cue, reach: int = 3) -> frozenset[str]:
    """The last content words before a cue in its clause: of "X must not be used", X."""
    words = [w for w in content(text) if cue.scope[0] <= w.start and w.end <= cue.start]
    return frozenset(_first_places(words[::-1], reach))


@lru_cache(maxsize=16384)
def focus(text: str, cue: Cue, reach: int = REACH) -> tuple[str, ...]:
    """What a cue bears on: the next content words of its clause; none before a stop ("had not.")."""
    if cue.text.lower() in _WHOLE or re.match(r"\s?[,.;:)]", text[cue.end :]):
        return ()
    words = [w for w in content(text) if cue.scope[0] <= w.start < cue.scope[1]]
    inside = [w.key for w in words if cue.start <= w.start < cue.end]
    roots = tuple(key_of(root) for k in inside if (root := negated_root(k)))
    comma = text.find(",", cue.end)
    stop = comma if comma >= 0 else len(text)
    return (*roots, *_first_places([w for w in words if cue.end <= w.start < stop], reach))


@lru_cache(maxsize=16384)
def region(text: str, cue: Cue) -> frozenset[str]:
    """The content words of a cue's clause from the cue on."""
    words = [w for w in content(text) if cue.start <= w.start < cue.scope[1]]
    return frozenset(w.key for w in words) | frozenset(focus(text, cue))


def _first_places(words: list[Word], reach: int) -> tuple[str, ...]:
    """Keys of the words at the first ``reach`` places; a concept shares the place of its words."""
    keys: list[str] = []
    taken: list[tuple[int, int]] = []
    for word in words:
        if not any(a < word.end and word.start < b for a, b in taken):
            if len(taken) == reach:
                break
            taken.append((word.start, word.end))
        keys.append(word.key)
    return tuple(keys)


def places(words: list[Word]) -> list[frozenset[str]]:
    """The keys at each place, in order; a concept shares the place of its words."""
    found: list[set[str]] = []
    start, end = 0, 0
    for word in words:
        if found and word.start < end and start < word.end:
            found[-1].add(word.key)
            start, end = min(start, word.start), max(end, word.end)
        else:
            found.append({word.key})
            start, end = word.start, word.end
    return [frozenset(keys) for keys in found]


def negated_root(key: str) -> str:
    """The word that a prefix negates ("controll" of "uncontroll"), or nothing."""
    match = re.match(r"(?:un|in|non|im|ir|dis)([a-z]{4,})$", key)
    return match.group(1) if match else ""


@lru_cache(maxsize=16384)
def around(text: str, cue: Cue, reach: int = 4) -> frozenset[str]:
    """The content words within ``reach`` words on either side of a cue, in its clause."""
    words = [w for w in content(text) if cue.scope[0] <= w.start < cue.scope[1]]
    after = [w.key for w in words if w.start >= cue.end][:reach]
    before = [w.key for w in words if w.end <= cue.start][-reach:]
    return frozenset(after + before)


def following(text: str, cue: Cue) -> frozenset[str]:
    """The content words right behind a cue that stands for a whole ("nothing else needs")."""
    return frozenset(w.key for w in content(text) if 0 <= w.start - cue.end <= 20)


@lru_cache(maxsize=16384)
def alternatives(text: str, cue: Cue) -> frozenset[str]:
    """The content words of a cue's clause behind an "or": "no X or Y" denies both."""
    match = (_AND if cue.text.lower().startswith("avoid") else _OR).search(
        text, cue.end, cue.scope[1]
    )
    if not match:
        return frozenset()
    return frozenset(w.key for w in content(text) if match.end() <= w.start < cue.scope[1])


@lru_cache(maxsize=16384)
def clause_words(text: str, cue: Cue) -> frozenset[str]:
    """The content words of a cue's clause."""
    return frozenset(w.key for w in content(text) if cue.scope[0] <= w.start < cue.scope[1])


def bans(text: str, cue: Cue) -> bool:
    """Whether a cue forbids or advises against a use."""
    word = cue.text.lower()
    return (
        word.startswith(("avoid", "contra"))
        or word.endswith("against")
        or "=use" in focus(text, cue)[:1]
    )


@lru_cache(maxsize=65536)
def likeness(text: str, cue: Cue, other_text: str, other: Cue) -> float:
    """How far two cues bear on the same thing; 0 when nothing is shared."""
    mine, theirs = focus(text, cue), focus(other_text, other)
    first = bool(mine and theirs and mine[0] == theirs[0])
    near = len(set(mine) & set(theirs))
    far = len(set(mine) & region(other_text, other)) + len(set(theirs) & region(text, cue))
    here, there = subject_words(text, cue), subject_words(other_text, other)
    about = len(here & (there | set(theirs))) + len(there & set(mine))
    clause = clause_words(text, cue) & clause_words(other_text, other)
    both = 2 * (bans(text, cue) and bans(other_text, other))
    return both + 3 * near + 2 * first + 0.75 * far + 1.0 * about + 0.5 * len(clause)
