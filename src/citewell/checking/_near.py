"""Claims that are nearly a sentence of their passage, compared word by word.

Where most of a sentence is quoted, the words that differ tell the meaning exactly: a lost "not", a
"with" that became "without", another number or drug. Farther rewordings are left to the other
parts of each check.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from importlib.resources import files

from citewell.checking._cue_words import judged_cues
from citewell.checking._words import stem
from citewell.text.cues import CueKind
from citewell.text.sentences import split_sentences
from citewell.text.terms import terms

_TOKEN = re.compile(r"\d[\d,.]*\d|\d|[A-Za-z]+(?:['’][A-Za-z]+)*|[%<>≥≤]")
_SHARED = 0.7
"""Share of a claim sentence's words that a passage sentence must have before it is compared."""
_NEAR = 0.75
"""Share of words in the same order from which a sentence counts as nearly quoted."""
_SHORT = 4
"""Longer stretches left out are an omission, not an exchange."""


@dataclass(frozen=True, slots=True)
class Change:
    """An exchange that alters the meaning, with its characters in claim and passage."""

    before: str
    after: str
    claim: tuple[int, int]
    passage: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Token:
    key: str
    start: int
    end: int


def _tokens(text: str, start: int, end: int) -> list[_Token]:
    found = (m for m in _TOKEN.finditer(text, start, end))
    return [_Token(m.group().lower().replace("’", "'"), m.start(), m.end()) for m in found]


@lru_cache(maxsize=8192)
def _sentences(text: str) -> tuple[tuple[_Token, ...], ...]:
    rows: list[tuple[_Token, ...]] = []
    for sentence in split_sentences(text):
        tokens = _tokens(text, sentence.start, sentence.end)
        if tokens:
            rows.append(tuple(tokens))
    return tuple(rows)


@lru_cache(maxsize=1)
def _critical() -> dict[str, str]:
    text = (files("citewell.checking") / "data" / "critical_words.tsv").read_text(encoding="utf-8")
    table: dict[str, str] = {}
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            words, meaning, *_ = line.split("\t")
            table.update(dict.fromkeys(words.split("|"), meaning))
    return table


@lru_cache(maxsize=4096)
def changes(claim: str, passage: str) -> tuple[Change, ...]:
    """The exchanges that alter the meaning, in claim sentences that are nearly quoted."""
    found: list[Change] = []
    for mine in _sentences(claim):
        theirs = _nearest(mine, _sentences(passage))
        if theirs:
            found += _altered(claim, mine, passage, theirs)
    return tuple(found)


@lru_cache(maxsize=4096)
def quoted(claim: str, passage: str) -> tuple[tuple[int, int], ...]:
    """The sentences of a passage that a claim nearly quotes, as offsets; none if it says more."""
    sentences = _sentences(passage)
    found = [_nearest(mine, sentences) for mine in _sentences(claim)]
    return tuple((s[0].start, s[-1].end) for s in found if s) if all(found) else ()


def _nearest(
    mine: tuple[_Token, ...], sentences: tuple[tuple[_Token, ...], ...]
) -> tuple[_Token, ...] | None:
    words = Counter(t.key for t in mine)
    best, best_share = None, _SHARED
    for theirs in sentences:
        share = sum((words & Counter(t.key for t in theirs)).values()) / len(mine)
        if share >= best_share:
            best, best_share = theirs, share + 1e-9
    return best if len(mine) >= 4 else None


def _altered(
    claim: str, mine: tuple[_Token, ...], passage: str, theirs: tuple[_Token, ...]
) -> list[Change]:
    matcher = SequenceMatcher(None, [t.key for t in theirs], [t.key for t in mine], autojunk=False)
    blocks = [op for op in matcher.get_opcodes() if op[0] != "equal"]
    same = len(mine) - sum(j2 - j1 for _, _, _, j1, j2 in blocks)
    if same / len(mine) < _NEAR:
        return []
    found: list[Change] = []
    balance = _balance(passage, theirs, claim, mine, blocks)
    for _, i1, i2, j1, j2 in blocks:
        old, new = theirs[i1:i2], mine[j1:j2]
        if max(len(old), len(new)) > _SHORT:
            continue
        turned = _turned(_meanings(passage, old), _meanings(claim, new))
        if (turned and balance) or _exchanged(passage, old, claim, new):
            here, there = _range(mine, j1, j2), _range(theirs, i1, i2)
            found.append(Change(passage[slice(*there)], claim[slice(*here)], here, there))
    return found


def _balance(
    passage: str,
    theirs: tuple[_Token, ...],
    claim: str,
    mine: tuple[_Token, ...],
    blocks: Sequence[tuple[str, int, int, int, int]],
) -> bool:
    """Whether the exchanges, taken together, change anything: a "not" may only have moved."""
    lost, won = Counter[str](), Counter[str]()
    for _, i1, i2, j1, j2 in blocks:
        lost += _meanings(passage, theirs[i1:i2])
        won += _meanings(claim, mine[j1:j2])
    return lost != won


_OPPOSITES = (
    {"up", "down"},
    {"better", "worse"},
    {"more", "less"},
    {"most", "least"},
    {"stop", "continue"},
    {"early", "late"},
    {"upper", "down"},
    {"noninferior", "worse"},
    {"positive", "negative"},
)
_MODAL = frozenset({"require", "recommend", "suggest", "permit"})


def _turned(before: Counter[str], after: Counter[str]) -> bool:
    """Whether an exchange turns the meaning: a negation more or less, an opposite, another modal."""
    if before["negation"] % 2 != after["negation"] % 2:
        return True
    left, right = set(before), set(after)
    if left & _MODAL and right & _MODAL and left & _MODAL != right & _MODAL:
        return True
    return any(left & pair and right & pair and left & pair != right & pair for pair in _OPPOSITES)


def _range(tokens: tuple[_Token, ...], first: int, last: int) -> tuple[int, int]:
    """The characters of some tokens; of none, those of the token before or after."""
    if first < last:
        return tokens[first].start, tokens[last - 1].end
    near = tokens[min(first, len(tokens) - 1)]
    return near.start, near.end


@lru_cache(maxsize=16384)
def _meanings_at(text: str) -> dict[int, str]:
    table: dict[int, str] = {}
    for cue in (c for kind in CueKind for c in judged_cues(text, kind)):
        if not cue.strong and cue.kind in {CueKind.MODALITY, CueKind.NEGATION}:
            continue
        value = "negation" if cue.kind is CueKind.NEGATION else cue.value
        table[cue.start] = value
    return table


def _meanings(text: str, tokens: tuple[_Token, ...]) -> Counter[str]:
    """The classes of the meaning-bearing words among some tokens."""
    marked, words = _meanings_at(text), _critical()
    found: Counter[str] = Counter()
    for token in tokens:
        meaning = words.get(token.key) or marked.get(token.start)
        if meaning:
            found[meaning] += 1
    return found


def _exchanged(passage: str, old: tuple[_Token, ...], claim: str, new: tuple[_Token, ...]) -> bool:
    """Whether one number or one drug stands in the place of another."""
    if len(old) != 1 or len(new) != 1:
        return False
    before, after = old[0], new[0]
    if before.key[0].isdigit() and after.key[0].isdigit():
        return _number(before.key) != _number(after.key)
    drug = _concept(passage, before)
    if not drug or stem(before.key) == stem(after.key):
        return False
    return len(after.key) > 3 and not (drug & _concept(claim, after))


def _number(text: str) -> float:
    try:
        return float(text.replace(",", ""))
    except ValueError:
        return -1.0


def _concept(text: str, token: _Token) -> frozenset[str]:
    """The drugs that a token names, or is part of the name of."""
    found = (m for m in _drugs(text) if m[0] <= token.start and token.end <= m[1])
    return frozenset(m[2] for m in found)


@lru_cache(maxsize=8192)
def _drugs(text: str) -> tuple[tuple[int, int, str], ...]:
    return tuple((m.start, m.end, m.id) for m in terms().find(text) if m.type.startswith("drug"))
