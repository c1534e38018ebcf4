"""Rung 1: every quote stands in the stored text of its source, at its offsets."""

from collections.abc import Sequence

from citewell.checking._context import CheckContext
from citewell.checking._registry import register
from citewell.model import CheckResult, Span

NAME = "located.v1"


@register(NAME)
def located(claim: str, spans: Sequence[Span], context: CheckContext) -> CheckResult:
    """Whether each span's quote stands, character by character, where the span says.

    Nothing fuzzy decides: a quote without its "not" is a near match, and fails.
    """
    del claim
    if not spans:
        return CheckResult(name=NAME, passed=False, detail="No passage is cited.")
    at = 0
    for span in spans:
        fault = _fault(span, context)
        if fault:
            where = (at, at + len(span.quote))
            return CheckResult(name=NAME, passed=False, detail=fault, span_range=where)
        at += len(span.quote) + 1
    count = "The quote stands" if len(spans) == 1 else f"All {len(spans)} quotes stand"
    return CheckResult(name=NAME, passed=True, detail=f"{count} in the stored text.")


def _fault(span: Span, context: CheckContext) -> str | None:
    text = context.texts.get((span.source_id, span.source_hash))
    if text is None:
        return f"This version of {span.source_id} is not in the library."
    if span.end > len(text):
        return f"The quote lies beyond the end of {span.source_id}."
    if text[span.start : span.end] != span.quote:
        there = text[span.start : min(span.end, span.start + 60)]
        return f"The text of {span.source_id} reads {there!r} at this place, not the quote."
    known = context.sources.get(span.source_id)
    if known and known.sha256 != span.source_hash:
        return f"{span.source_id} has changed since it was quoted."
    return None
