"""Modality: must, should, may and their negations agree in strength."""

import re

from citewell.checking._cue_words import focus, judged_cues, likeness
from citewell.checking._negation import Fault
from citewell.checking._words import content
from citewell.text.cues import Cue, CueKind

_AGREE = {
    "require": frozenset({"require"}),
    "recommend": frozenset({"recommend"}),
    "suggest": frozenset({"suggest", "permit"}),
    "permit": frozenset({"permit", "suggest"}),
}
_NAMES = {
    "require": "a duty",
    "recommend": "a recommendation",
    "suggest": "a weak recommendation",
    "permit": "a possibility",
}
_NEGATED = re.compile(r"\s*(?:\w+\s){0,1}?(?:not|n['’]t|never)\b", re.IGNORECASE)
_UNNEEDED = re.compile(r"(?:\bnot|n['’]t|\bno|never)\s(?:\w+\s){0,2}$", re.IGNORECASE)
_FORBIDS = re.compile(
    r"\b(?:must (?:not|never)|contraindicated|never|barred|banned|do not|don['’]t|not to (?:give|take|use)|cannot|not allowed)\b",
    re.IGNORECASE,
)


def modality_fault(claim: str, passage: str) -> Fault | None:
    """The first duty, advice or possibility that the claim states at another strength, or None."""
    mine, theirs = _cues(claim), _cues(passage)
    for cue in mine:
        fault = _claim_fault(claim, cue, passage, theirs)
        if fault:
            return fault
    for cue in theirs:
        if (
            cue.value in {"suggest", "permit"}
            and cue.strong
            and _hardened(passage, cue, claim, mine)
        ):
            detail = f"The passage only says {cue.text!r}; the claim states it outright."
            return Fault(detail, passage=cue)
    return _ban_fault(claim, passage)


def _cues(text: str) -> list[Cue]:
    """Modal cues that are not negated: bans are judged apart, and "not required" is no duty."""
    return [
        c
        for c in judged_cues(text, CueKind.MODALITY)
        if not _NEGATED.match(text, c.end) and not _UNNEEDED.search(text[: c.start])
    ]


def _claim_fault(claim: str, cue: Cue, passage: str, theirs: list[Cue]) -> Fault | None:
    if not cue.strong:
        return None
    agreeing = [c for c in theirs if c.value in _AGREE[cue.value]]
    nearest = max(theirs, key=lambda c: likeness(claim, cue, passage, c), default=None)
    bears = nearest is not None and bool(set(focus(claim, cue)) & set(focus(passage, nearest)))
    if nearest and bears and nearest.value not in _AGREE[cue.value] and nearest.strong:
        best = max((likeness(claim, cue, passage, c) for c in agreeing), default=-1.0)
        if best < likeness(claim, cue, passage, nearest):
            return Fault(_differs(cue, nearest), claim=cue, passage=nearest)
    if agreeing or (cue.value in {"permit", "suggest"} and not theirs):
        return None
    if cue.value == "recommend" and not any(c.strong for c in theirs):
        return None
    if cue.value == "permit" and not bears:
        return None
    what = f"the passage says {nearest.text!r}" if nearest else "the passage does not"
    return Fault(
        f"The claim says {cue.text!r} ({_NAMES[cue.value]}); {what}.", claim=cue, passage=nearest
    )


def _differs(cue: Cue, other: Cue) -> str:
    return (
        f"The claim says {cue.text!r} ({_NAMES[cue.value]}), "
        f"the passage says {other.text!r} ({_NAMES[other.value]})."
    )


def _hardened(passage: str, cue: Cue, claim: str, mine: list[Cue]) -> bool:
    """Whether the claim keeps what a weak cue bears on but drops the weakness."""
    if any(c.value in {"suggest", "permit"} for c in mine):
        return False
    wanted = [k for k in focus(passage, cue)[:2]]
    said = {w.key for w in content(claim)}
    return bool(wanted) and all(k in said for k in wanted)


def _ban_fault(claim: str, passage: str) -> Fault | None:
    """ "Must not" is more than "should not"."""
    match = re.search(r"\bmust (?:not|never)\b", claim, re.IGNORECASE)
    if match and not _FORBIDS.search(passage):
        return Fault(f"The claim says {match.group()!r}; the passage is not so strict.")
    soft = re.search(r"\bshould not\b|\bshouldn['’]t\b|\bshould never\b", claim, re.IGNORECASE)
    if (
        soft
        and re.search(r"\bmust not\b", passage)
        and not re.search(r"should not|avoid|advis|recommend", passage)
    ):
        return Fault(f"The claim says {soft.group()!r}; the passage says 'must not'.")
    return None
