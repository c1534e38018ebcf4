"""Negation: what the claim negates, the passage negates, and the other way round."""

from dataclasses import dataclass

from citewell.checking._cue_words import focus, judged_cues, likeness
from citewell.checking._words import content
from citewell.text.cues import Cue, CueKind


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, with the characters in claim and passage."""

    detail: str
    claim: Cue | None = None
    passage: Cue | None = None


def negation_fault(claim: str, passage: str, excused: frozenset[int]) -> Fault | None:
    """The first negation that stands on one side only, or None.

    Cues are paired by what they negate. ``excused`` are offsets of claim negations that the action
    check has accounted for ("do not stop" for "continue").
    """
    mine = [c for c in judged_cues(claim, CueKind.NEGATION) if c.start not in excused]
    theirs = list(judged_cues(passage, CueKind.NEGATION))
    pairs = _pairs(claim, mine, passage, theirs)
    left_mine = [c for c in mine if c not in pairs]
    left_theirs = [c for c in theirs if c not in pairs.values()]
    for cue in (c for c in left_mine if c.strong):
        partner = next((c for c in left_theirs if not _plainly_said(claim, cue, passage)), None)
        if partner is None:
            return Fault(_added(claim, cue), claim=cue)
        left_theirs.remove(partner)
    spare = [c for c in left_mine if not c.strong]
    for cue in (c for c in left_theirs if c.strong):
        if _plainly_said(passage, cue, claim) and not spare:
            return Fault(_dropped(passage, cue), passage=cue)
    return None


def _pairs(claim: str, mine: list[Cue], passage: str, theirs: list[Cue]) -> dict[Cue, Cue]:
    """Greedy pairing of cues, most alike first; only cues that share what they negate."""
    scored = sorted(
        (
            (likeness(claim, a, passage, b) + (a.strong and b.strong), -abs(i - j), a, b)
            for i, a in enumerate(mine)
            for j, b in enumerate(theirs)
        ),
        key=lambda row: row[:2],
        reverse=True,
    )
    pairs: dict[Cue, Cue] = {}
    for score, _, a, b in scored:
        shared = set(focus(claim, a)) & set(focus(passage, b))
        if score >= 2 and shared and a not in pairs and b not in pairs.values():
            pairs[a] = b
    return pairs


def _plainly_said(text: str, cue: Cue, other: str) -> bool:
    """Whether what ``cue`` negates in ``text`` stands in ``other`` without negation."""
    wanted = focus(text, cue)[:2]
    negated: set[str] = set()
    for c in judged_cues(other, CueKind.NEGATION):
        negated |= set(focus(other, c))
    plain = {w.key for w in content(other)} - negated
    return bool(wanted) and all(k in plain for k in wanted)


def _phrase(text: str, cue: Cue) -> str:
    words = [w for w in content(text) if w.start >= cue.end and w.start < cue.scope[1]]
    end = max((w.end for w in words[:2]), default=cue.end)
    return text[cue.start : end]


def _added(claim: str, cue: Cue) -> str:
    return f"The claim says {_phrase(claim, cue)!r}; the passage does not negate this."


def _dropped(passage: str, cue: Cue) -> str:
    return f"The passage says {_phrase(passage, cue)!r}; the claim says it without the negation."
