"""Modality: must, should, may and their negations agree in strength."""

import re
from functools import lru_cache

from citewell.checking._cue_words import focus, judged_cues, likeness
from citewell.checking._negation import Fault
from citewell.checking._words import content
from citewell.text.cues import Cue, CueKind

_AGREE = {
    "require": frozenset({"require", "need"}),
    "need": frozenset({"require", "need", "recommend"}),
    "recommend": frozenset({"recommend", "need"}),
    "suggest": frozenset({"suggest", "permit"}),
    "permit": frozenset({"permit", "suggest"}),
}
_NAMES = {
    "require": "a duty",
    "need": "a need",
    "recommend": "a recommendation",
    "suggest": "a weak recommendation",
    "permit": "a possibility",
}
_NEGATED = re.compile(r"\s*(?:\w+\s){0,1}?(?:not|n['’]t|never)\b", re.IGNORECASE)
_UNNEEDED = re.compile(r"(?:\bnot|n['’]t|\bno|never)\s(?:\w+\s){0,2}$", re.IGNORECASE)
_WEAKENED = re.compile(r"\s(?:\w+\s)?(?:be\s)?(?:consider|think)", re.IGNORECASE)
_HEDGED = re.compile(r"\b(?:may|might|can|could)\s(?:\w+\s)?$", re.IGNORECASE)
_NECESSARY = re.compile(r"\b(?:only|unless|once|provided|until)\b", re.IGNORECASE)
_DUTY = re.compile(
    r"\b(?:must|requir\w*|mandat\w*|essential|compulsory|ha[sv]e? to|needs?(?! for\b)|needed|necessary|calls? for|only"
    r"|contraindicated|obliged)\b",
    re.IGNORECASE,
)
_FORBIDS = re.compile(
    r"\b(?:must (?:not|never)|contraindicated|never|barred|banned|do not|don['’]t|not to (?:give|take|use)|cannot|not allowed)\b",
    re.IGNORECASE,
)


def modality_fault(claim: str, passage: str) -> Fault | None:
    """The first duty, advice or possibility that the claim states at another strength, or None."""
    mine, theirs = _cues(claim), _cues(passage)
    for cue in mine:
        if cue.text.lower() == "must" and not _DUTY.search(passage):
            detail = "The claim says 'must'; the passage states no duty."
            return Fault(detail, claim=cue)
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


@lru_cache(maxsize=8192)
def _cues(text: str) -> tuple[Cue, ...]:
    """Modal cues that are not negated: bans are judged apart, and "not required" is no duty.

    In "should be considered" and "may need to" the weaker word counts.
    """
    found = judged_cues(text, CueKind.MODALITY)
    return tuple(
        c
        for c in found
        if not _NEGATED.match(text, c.end)
        and not _UNNEEDED.search(text[max(0, c.start - 24) : c.start])
        and not (c.value == "recommend" and _WEAKENED.match(text, c.end))
        and not (c.value in {"require", "need", "recommend"} and _HEDGED.search(text[: c.start]))
    )


def _claim_fault(claim: str, cue: Cue, passage: str, theirs: tuple[Cue, ...]) -> Fault | None:
    if not cue.strong:
        return None
    agreeing = [c for c in theirs if _agrees(cue, c)]
    nearest = max(theirs, key=lambda c: likeness(claim, cue, passage, c), default=None)
    bears = nearest is not None and _same_thing(claim, cue, passage, nearest)
    optional = bears and nearest is not None and nearest.value in {"permit", "suggest"}
    if cue.value in {"require", "need"} and not optional and _NECESSARY.search(passage):
        return None
    if nearest and bears and not _agrees(cue, nearest) and nearest.strong:
        best = max((likeness(claim, cue, passage, c) for c in agreeing), default=-1.0)
        if best < likeness(claim, cue, passage, nearest):
            return Fault(_differs(cue, nearest), claim=cue, passage=nearest)
    if agreeing or (cue.value in {"permit", "suggest"} and not (theirs and bears)):
        return None
    if cue.value in {"recommend", "need"} and not any(c.strong for c in theirs):
        return None
    what = f"the passage says {nearest.text!r}" if nearest else "the passage does not"
    detail = f"The claim says {cue.text!r} ({_NAMES[cue.value]}); {what}."
    return Fault(detail, claim=cue, passage=nearest)


def _agrees(claim: Cue, passage: Cue) -> bool:
    if claim.value == "recommend" and passage.value == "require":
        return not passage.strong
    return passage.value in _AGREE[claim.value]


def _same_thing(claim: str, cue: Cue, passage: str, other: Cue) -> bool:
    mine, theirs = focus(claim, cue), focus(passage, other)
    return bool(set(mine[:2]) & set(theirs)) or bool(set(mine) & set(theirs[:2]))


def _differs(cue: Cue, other: Cue) -> str:
    return (
        f"The claim says {cue.text!r} ({_NAMES[cue.value]}), "
        f"the passage says {other.text!r} ({_NAMES[other.value]})."
    )


def _hardened(passage: str, cue: Cue, claim: str, mine: tuple[Cue, ...]) -> bool:
    """Whether the claim keeps what a weak cue bears on but drops the weakness."""
    if any(c.value in {"suggest", "permit"} for c in mine):
        return False
    wanted = focus(passage, cue)[:2]
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
