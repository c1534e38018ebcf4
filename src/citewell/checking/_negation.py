"""Negation: what the claim negates, the passage negates, and the other way round."""

import re
from dataclasses import dataclass
from functools import lru_cache

from citewell.checking._cue_words import (
    acts_alone,
    clause_words,
    focus,
    judged_cues,
    likeness,
    negated_root,
    subject_words,
)
from citewell.checking._words import content, key_of, stem
from citewell.text.cues import Cue, CueKind
from citewell.text.sentences import split_sentences


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, with the characters in claim and passage."""

    detail: str
    claim: Cue | tuple[int, int] | None = None
    passage: Cue | tuple[int, int] | None = None


def negation_fault(claim: str, passage: str, excused: frozenset[int]) -> Fault | None:
    """The first negation that stands on one side only, or None.

    Cues are paired by what they negate. ``excused`` are offsets of claim negations that the action
    check has accounted for ("do not stop" for "continue").
    """
    mine = [c for c in judged_cues(claim, CueKind.NEGATION) if c.start not in excused]
    theirs = list(judged_cues(passage, CueKind.NEGATION))
    pairs = _pairs(claim, mine, passage, theirs)
    left = [c for c in theirs if c not in pairs.values()]
    for cue in (c for c in mine if c.strong and c not in pairs):
        if acts_alone(claim, cue) or _said_again(claim, cue, passage, pairs):
            continue
        partner = _partner(claim, cue, passage, left)
        if partner is None:
            return Fault(_added(claim, cue), claim=cue)
        left.remove(partner)
    spare = [c for c in mine if not c.strong and c not in pairs]
    return next((f for c in left if (f := _lost(claim, spare, passage, c))), None)


def _partner(claim: str, cue: Cue, passage: str, left: list[Cue]) -> Cue | None:
    """A negation of the passage that may be meant, where the claim negates none of its plain words."""
    if _plainly_said(claim, cue, passage):
        return None
    fit = [c for c in left if not c.faint or likeness(claim, cue, passage, c) >= 1]
    return max(fit, key=lambda c: likeness(claim, cue, passage, c), default=None)


def _lost(claim: str, spare: list[Cue], passage: str, cue: Cue) -> Fault | None:
    """The fault of a negation of the passage that the claim has dropped, or None."""
    if cue.strong:
        partner = next((c for c in spare if _may_stand_for(claim, c, passage, cue)), None)
        if partner:
            spare.remove(partner)
            return None
        return Fault(_dropped(passage, cue), passage=cue) if _echoed(passage, cue, claim) else None
    roots = (negated_root(k) for k in _stems(passage[cue.start : cue.end]))
    bare = {r for r in roots if r} & (_stems(claim) - _stems(passage))
    denied = {k for c in judged_cues(claim, CueKind.NEGATION) for k in focus(claim, c)}
    if {k for k in bare if key_of(k) not in denied}:
        return Fault(_dropped(passage, cue), passage=cue)
    return None


@lru_cache(maxsize=8192)
def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in re.findall(r"[A-Za-z]+", text))


def _may_stand_for(claim: str, weak: Cue, passage: str, cue: Cue) -> bool:
    """Whether a weak negation of the claim ("unless", "other") is a negation of the passage."""
    if set(focus(claim, weak)) & set(focus(passage, cue)):
        return True
    return not weak.faint and likeness(claim, weak, passage, cue) >= 1.5


_GENERIC = frozenset(
    {"=use", "=recommend", "=need", "indicat", "approv", "licens", "offer", "start", "suit"}
)


def _echoed(passage: str, cue: Cue, claim: str) -> bool:
    """Whether the claim says, without negation, a good part of what the passage negates.

    Of "X should not be used" the subject counts, where a sentence of the claim about X has no
    negation at all.
    """
    words = focus(passage, cue)[:2]
    wanted = set(words) - _GENERIC
    if wanted & _plain_words(claim):
        return True
    if not words or words[0] in _GENERIC or cue.text.lower().startswith(("avoid", "contra")):
        about = {k for k in subject_words(passage, cue) if k.startswith("#")}
        return bool(about & _unnegated(claim)) and not _negated_about(claim, about)
    return False


@lru_cache(maxsize=8192)
def _by_sentence(text: str) -> tuple[tuple[frozenset[str], bool], ...]:
    """For each sentence, its content words and whether it negates anything."""
    negations = judged_cues(text, CueKind.NEGATION)
    rows: list[tuple[frozenset[str], bool]] = []
    for part in split_sentences(text):
        words = frozenset(w.key for w in content(text) if part.start <= w.start < part.end)
        rows.append((words, any(part.start <= c.start < part.end for c in negations)))
    return tuple(rows)


def _unnegated(text: str) -> frozenset[str]:
    return frozenset(k for words, negates in _by_sentence(text) if not negates for k in words)


def _negated_about(text: str, keys: set[str]) -> bool:
    return any(negates and words & keys for words, negates in _by_sentence(text))


def _pairs(claim: str, mine: list[Cue], passage: str, theirs: list[Cue]) -> dict[Cue, Cue]:
    """Greedy pairing of cues, most alike first; only cues that share what they negate."""
    scored = [
        (likeness(claim, a, passage, b), _rank(a) + _rank(b), -abs(i - j), a, b)
        for i, a in enumerate(mine)
        for j, b in enumerate(theirs)
    ]
    scored.sort(key=lambda row: (row[1] + row[0], row[2]), reverse=True)
    pairs: dict[Cue, Cue] = {}
    for score, _, _, a, b in scored:
        free = a not in pairs and b not in pairs.values()
        if score >= 2 and free and _compatible(claim, a, passage, b):
            pairs[a] = b
    return pairs


def _compatible(claim: str, mine: Cue, passage: str, theirs: Cue) -> bool:
    """Strong cues may pair on what surrounds them; others need to bear on the same words."""
    if mine.strong and theirs.strong:
        return True
    if set(focus(claim, mine)) & set(focus(passage, theirs)):
        return True
    faint = mine.faint or theirs.faint
    return not faint and not (mine.strong and _plainly_said(claim, mine, passage))


def _rank(cue: Cue) -> int:
    """Strong cues are paired with each other before weak and faint ones are considered."""
    return 3 if cue.strong else -2 if cue.faint else 0


def _said_again(claim: str, cue: Cue, passage: str, pairs: dict[Cue, Cue]) -> bool:
    """Whether a further sentence of the claim repeats or splits up a negation of the passage."""
    for other, there in pairs.items():
        between = claim[min(cue.end, other.end) : max(cue.start, other.start)]
        apart = bool(re.search(r"[.;]\s|\(", between))
        if apart and set(focus(claim, cue)) & clause_words(passage, there):
            return True
    return False


def _plainly_said(text: str, cue: Cue, other: str) -> bool:
    """Whether what ``cue`` negates in ``text`` stands in ``other`` without negation."""
    wanted = _first_two(focus(text, cue))
    return any(k in _plain_words(other) for k in wanted)


def _plain_words(text: str) -> frozenset[str]:
    """The content words of a text that no negation in it bears on."""
    negated: set[str] = set()
    for cue in judged_cues(text, CueKind.NEGATION):
        negated |= set(focus(text, cue))
    return frozenset({w.key for w in content(text)} - negated)


def _first_two(keys: tuple[str, ...]) -> tuple[str, ...]:
    """The first two words in focus; a concept beside its own words counts as one of them."""
    words = [k for k in keys if not k.startswith("#")]
    return tuple(words[:2]) if words else keys[:1]


def _phrase(text: str, cue: Cue) -> str:
    words = [w for w in content(text) if w.start >= cue.end and w.start < cue.scope[1]]
    end = max((w.end for w in words[:2]), default=cue.end)
    return text[cue.start : end]


def _added(claim: str, cue: Cue) -> str:
    return f"The claim says {_phrase(claim, cue)!r}; the passage does not negate this."


def _dropped(passage: str, cue: Cue) -> str:
    return f"The passage says {_phrase(passage, cue)!r}; the claim says it without the negation."
