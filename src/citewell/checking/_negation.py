"""Negation: what the claim negates, the passage negates, and the other way round."""

import re
from dataclasses import dataclass
from functools import lru_cache

from citewell.checking._cue_words import (
    REACH,
    acts_alone,
    alternatives,
    bans,
    clause_words,
    focus,
    following,
    judged_cues,
    likeness,
    negated_root,
    subject_words,
)
from citewell.checking._denials import denied_by, near, next_word
from citewell.checking._echo import echo, plainly
from citewell.checking._near import quoted
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
    alone = _let_alone(claim, passage)
    if alone:
        return alone
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
    both = {c.text.lower() for c in theirs}
    spare = [c for c in mine if not c.strong and c not in pairs and c.text.lower() not in both]
    parts = quoted(claim, passage)
    if parts:
        left = [c for c in left if any(a <= c.start < b for a, b in parts)]
    return next((f for c in left if (f := _lost(claim, spare, passage, c))), None)


_BY_SELF = re.compile(
    r"\b(?:(?:stop|change|treat|do|start|space|take|skip|give|cut|use)\b[^.;,]*\s)"
    r"(?:on your own|by yourself|alone)\b(?=[.,;]|$)",
    re.IGNORECASE,
)


_BARRED = re.compile(
    r"\b(?:not|never|nobody|no one|rather than|against)\b[^.;]{0,60}$", re.IGNORECASE
)


def _let_alone(claim: str, passage: str) -> Fault | None:
    """An order to act alone, without a negation and without a word of it in the passage."""
    match = _BY_SELF.search(claim)
    said = re.search(r"\b(?:own|sel(?:f|ves)|alone)\b", passage)
    if not match or (said and not _BARRED.search(passage[: said.start()])):
        return None
    before = claim[max(0, match.start() - 25) : match.start()]
    if re.search(
        r"\b(?:not|never|n['’]t|nobody|no one|rather than|avoid)\b", before + match.group()
    ):
        return None
    where = (match.start(), match.end())
    return Fault(f"The claim says {match.group()!r}; the passage does not.", claim=where)


def _partner(claim: str, cue: Cue, passage: str, left: list[Cue]) -> Cue | None:
    """A negation of the passage that may be meant, where the claim negates none of its plain words."""
    if _plainly_said(claim, cue, passage):
        return None
    fit = [c for c in left if _may_be_meant(claim, cue, passage, c)]
    return max(fit, key=lambda c: likeness(claim, cue, passage, c), default=None)


def _may_be_meant(claim: str, cue: Cue, passage: str, other: Cue) -> bool:
    if not other.strong:
        told = bool(denied_by(passage, other) & near(claim, cue))
        return told or (not other.faint and echo(claim, cue, passage) < ECHO)
    shared = near(claim, cue) & near(passage, other)
    if likeness(claim, cue, passage, other) >= 1 or len(shared) >= 2:
        return True
    return echo(claim, cue, passage) < ECHO


ECHO = 1.0
"""How much of a negated phrase the claim has to say plainly before it counts as turned round."""


def _lost(claim: str, spare: list[Cue], passage: str, cue: Cue) -> Fault | None:
    """The fault of a negation of the passage that the claim has dropped, or None."""
    if cue.text.lower() == "nor" or _twice(passage, cue):
        return None
    if cue.strong:
        partner = next((c for c in spare if _may_stand_for(claim, c, passage, cue)), None)
        if partner:
            spare.remove(partner)
            return None
        said = _echoed(passage, cue, claim) or echo(passage, cue, claim) >= ECHO
        return Fault(_dropped(passage, cue), passage=cue) if said else None
    if plainly(passage, cue, claim):
        return Fault(_dropped(passage, cue), passage=cue)
    roots = (negated_root(k) for k in _stems(passage[cue.start : cue.end]))
    bare = {r for r in roots if r} & (_stems(claim) - _stems(passage))
    denied = {k for c in judged_cues(claim, CueKind.NEGATION) for k in focus(claim, c)}
    if {k for k in bare if key_of(k) not in denied}:
        return Fault(_dropped(passage, cue), passage=cue)
    return None


def _twice(text: str, cue: Cue) -> bool:
    """ "Must not be taken (is contraindicated)" denies once; "unless contraindicated" not at all."""
    before = text[max(0, cue.start - 30) : cue.start].lower()
    said = re.search(r"(?:\bnot\b[^.;]*|contraindicated\s?)\([^)]*$", before)
    return bool(said) or before.endswith("unless ")


@lru_cache(maxsize=8192)
def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in re.findall(r"[A-Za-z]+", text))


def _may_stand_for(claim: str, weak: Cue, passage: str, cue: Cue) -> bool:
    """Whether a denying word of the claim ("failed") is a negation of the passage ("not help")."""
    return bool(denied_by(claim, weak) & near(passage, cue))


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
        same = set(focus(claim, mine)) & set(focus(passage, theirs))
        lacks = mine.text.lower() == "without"
        return bool(same) or not lacks or echo(claim, mine, passage) < ECHO
    if mine.strong:
        return bool(denied_by(passage, theirs) & near(claim, mine))
    if theirs.strong:
        return _may_stand_for(claim, mine, passage, theirs)
    return mine.text.lower() == theirs.text.lower() or bool(
        denied_by(claim, mine) & denied_by(passage, theirs)
        or set(focus(claim, mine)) & set(focus(passage, theirs))
    )


def _rank(cue: Cue) -> int:
    """Strong cues are paired with each other before weak and faint ones are considered."""
    return 3 if cue.strong else -2 if cue.faint else 0


def _said_again(claim: str, cue: Cue, passage: str, pairs: dict[Cue, Cue]) -> bool:
    """Whether a further sentence of the claim repeats or splits up a negation of the passage."""
    for other, there in pairs.items():
        between = claim[min(cue.end, other.end) : max(cue.start, other.start)]
        listed = there.text.lower().startswith("avoid") and " and " in between
        apart = listed or bool(re.search(r"[.;]\s|\(", between))
        if apart and focus(claim, cue)[:1] and focus(claim, cue)[:1] == focus(claim, other)[:1]:
            return True
        if apart and not there.strong:
            return bool(denied_by(passage, there) & next_word(claim, cue))
        if cue.text.lower() == "nor" and set(focus(claim, cue)) & clause_words(passage, there):
            return True
        reached = set(focus(passage, there)) | alternatives(passage, there)
        if bans(claim, cue):
            reached |= subject_words(passage, there)
        if apart and there.strong and set(focus(claim, cue)[:REACH]) & reached:
            return not _first_two(focus(claim, cue)) or not set(_first_two(focus(claim, cue))) & (
                _plain_words(passage) - reached
            )
    return False


def _plainly_said(text: str, cue: Cue, other: str) -> bool:
    """Whether what ``cue`` negates in ``text`` stands in ``other`` without negation."""
    wanted = _first_two(focus(text, cue))
    return any(k in _plain_words(other) for k in wanted)


def _plain_words(text: str) -> frozenset[str]:
    """The content words of a text that no negation in it bears on."""
    negated: set[str] = set()
    for cue in judged_cues(text, CueKind.NEGATION):
        negated |= set(focus(text, cue)) or following(text, cue)
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
