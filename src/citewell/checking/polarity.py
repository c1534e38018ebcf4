"""Rung 3: negation, direction, modality and action agree."""

from collections.abc import Sequence

from citewell.checking._context import CheckContext
from citewell.checking._direction import action_fault, direction_fault
from citewell.checking._modality import modality_fault
from citewell.checking._negation import Fault, negation_fault
from citewell.checking._registry import register
from citewell.checking._spans import joined, same_wording
from citewell.model import CheckResult, Span
from citewell.text.cues import cues

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
        claim_range=(fault.claim.start, fault.claim.end) if fault.claim else None,
        span_range=(fault.passage.start, fault.passage.end) if fault.passage else None,
    )


def _fault(claim: str, passage: str, context: CheckContext) -> Fault | None:
    action, excused = action_fault(claim, passage, context.turns)
    return (
        action
        or negation_fault(claim, passage, excused)
        or modality_fault(claim, passage)
        or direction_fault(claim, passage)
    )
