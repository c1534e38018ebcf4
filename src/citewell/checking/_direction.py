"""Direction and action: up or down, better or worse, stop or continue, on the same thing."""

import re
from collections.abc import Sequence

from citewell.checking._cue_words import acts_alone, around, judged_cues
from citewell.checking._negation import Fault
from citewell.text.cues import Cue, CueKind

_OPPOSITE = {
    "up": "down",
    "down": "up",
    "better": "worse",
    "worse": "better",
    "early": "late",
    "late": "early",
    "stop": "continue",
    "continue": "stop",
}
_DENIED = re.compile(r"(?:\bno|\bnot|n['’]t|\bor|\band)\s(?:clearly\s|any\s)?$", re.IGNORECASE)
_NEGATED = re.compile(
    r"(?:\bnot|n['’]t|\bnever|\bcannot|\bwithout|\bavoid\w*|\bagainst)\s(?:\w+\s){0,4}$",
    re.IGNORECASE,
)


def direction_fault(claim: str, passage: str) -> Fault | None:
    """The first increase that the passage has as a decrease (or the reverse), or None."""
    theirs = [c for c in judged_cues(passage, CueKind.DIRECTION) if not _denied(passage, c)]
    for cue in judged_cues(claim, CueKind.DIRECTION):
        if _denied(claim, cue):
            continue
        found = _opposite(claim, cue, passage, theirs)
        if found:
            detail = f"The claim says {cue.text!r}, the passage says {found.text!r}."
            return Fault(detail, claim=cue, passage=found)
    return None


def _denied(text: str, cue: Cue) -> bool:
    """ "no better", "not more", and the "or more" of a bound: left to the other checks."""
    return bool(_DENIED.search(text[max(0, cue.start - 12) : cue.start]))


def _opposite(claim: str, cue: Cue, passage: str, theirs: Sequence[Cue]) -> Cue | None:
    """The opposite cue of the passage about the same words, unless one that agrees is as near."""
    wanted = _OPPOSITE.get(cue.value)
    mine = around(claim, cue)

    def shared(other: Cue) -> int:
        return len(mine & around(passage, other))

    against = max((c for c in theirs if c.value == wanted), key=shared, default=None)
    if against is None:
        return None
    agreeing = [shared(c) for c in theirs if c.value == cue.value]
    if agreeing and shared(against) < max(agreeing) + 2:
        return None
    strong = cue.strong and against.strong
    enough = shared(against) >= (1 if strong else 3)
    return against if enough else None


def action_fault(
    claim: str, passage: str, turns: Sequence[tuple[str, str]]
) -> tuple[Fault | None, frozenset[int]]:
    """The first action that the passage turns round, and the claim negations it accounts for.

    ``turns`` are the turns that an inference rule allows, from passage to claim.
    """
    theirs = judged_cues(passage, CueKind.ACTION)
    excused: set[int] = set()
    for cue in judged_cues(claim, CueKind.ACTION):
        if acts_alone(claim, cue):
            continue
        value = _effective(claim, cue)
        found = _best_action(claim, cue, value, passage, theirs)
        if found is None:
            continue
        there = _effective(passage, found)
        if there == _OPPOSITE.get(value) and (there, value) not in turns:
            detail = f"The claim says {_shown(claim, cue)!r}, the passage says {_shown(passage, found)!r}."
            return Fault(detail, claim=cue, passage=found), frozenset(excused)
        if there == value and value != cue.value and found.value != cue.value:
            excused |= _negations_before(claim, cue)
    return None, frozenset(excused)


def _best_action(
    claim: str, cue: Cue, value: str, passage: str, theirs: Sequence[Cue]
) -> Cue | None:
    kind = {value, _OPPOSITE.get(value)}
    mine = around(claim, cue)

    def rank(other: Cue) -> tuple[int, bool, bool]:
        there = _effective(passage, other)
        return len(mine & around(passage, other)), there == value, other.strong

    ranked = sorted((c for c in theirs if _effective(passage, c) in kind), key=rank, reverse=True)
    if not ranked or not cue.strong:
        return None
    agreeing = [c for c in ranked if _effective(passage, c) == value]
    best = ranked[0]
    shared = len(mine & around(passage, best))
    return best if shared or not agreeing else agreeing[0]


def _effective(text: str, cue: Cue) -> str:
    negated = bool(_NEGATED.search(text[max(cue.scope[0], cue.start - 32) : cue.start]))
    return _OPPOSITE.get(cue.value, f"not {cue.value}") if negated else cue.value


def _negations_before(text: str, cue: Cue) -> frozenset[int]:
    window = judged_cues(text, CueKind.NEGATION)
    return frozenset(
        c.start for c in window if 0 <= cue.start - c.end <= 32 and c.scope == cue.scope
    )


def _shown(text: str, cue: Cue) -> str:
    match = _NEGATED.search(text[max(cue.scope[0], cue.start - 32) : cue.start])
    start = cue.start - len(match.group()) if match else cue.start
    return text[start : cue.end]
