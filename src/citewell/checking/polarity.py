"""Rung 3: negation, direction, modality and action agree."""

from collections.abc import Sequence

from citewell.checking._context import CheckContext
from citewell.checking._direction import action_fault, direction_fault
from citewell.checking._modality import modality_fault
from citewell.checking._near import Change, changes
from citewell.checking._negation import Fault, negation_fault
from citewell.checking._registry import register
from citewell.checking._spans import joined, same_wording
from citewell.model import CheckResult, Span
from citewell.text.cues import Cue, cues

NAME = "polarity.v1"


@register(NAME)
def polarity(claim: str, spans: Sequence[Span], context: CheckContext) -> CheckResult:
    """Whether the claim says yes where the passage says yes, up where it says up, must where must.

    Negations are compared by what they negate, not by how many there are. A negation that cannot be
    matched fails. An inference rule may turn an action round ("stop if not" into "continue if"),
    and nothing else.
    """
    passage = joined(spans)
    if same_wording(claim, spans):
        return CheckResult(name=NAME, passed=True, detail="The wording is that of the passage.")
    if not cues(claim) and not cues(passage):
        return CheckResult(
            name=NAME, passed=True, detail="Neither side negates, advises or compares."
        )
    fault = _fault(claim, passage, context)
    if fault is None:
        return CheckResult(name=NAME, passed=True, detail="Negation, direction and advice agree.")
    return CheckResult(
        name=NAME,
        passed=False,
        detail=fault.detail,
        claim_range=_range(fault.claim),
        span_range=_range(fault.passage),
    )


def _range(place: Cue | tuple[int, int] | None) -> tuple[int, int] | None:
    return (place.start, place.end) if isinstance(place, Cue) else place


def _nearly_quoted(change: Change) -> Fault:
    if change.after and change.before:
        detail = f"The claim says {change.after!r} where the passage says {change.before!r}."
    else:
        detail = f"Words that bear the meaning differ: {change.after!r} and {change.before!r}."
    return Fault(detail, claim=change.claim, passage=change.passage)


def _fault(claim: str, passage: str, context: CheckContext) -> Fault | None:
    near = next(iter(changes(claim, passage)), None)
    if near:
        return _nearly_quoted(near)
    action, excused = action_fault(claim, passage, context.turns)
    return (
        action
        or negation_fault(claim, passage, excused)
        or modality_fault(claim, passage)
        or direction_fault(claim, passage)
    )
