"""The ladder of checks over one claim, and the verdict that follows from it."""

from collections.abc import Sequence

from citewell.checking._context import CheckContext
from citewell.checking._registry import registered
from citewell.model import CheckResult, CitationVerdict, Span


def check_claim(
    claim: str, spans: Sequence[Span], context: CheckContext
) -> tuple[CheckResult, ...]:
    """Run every registered check on a claim and the spans it rests on, taken together.

    >>> from citewell.model import hash_text
    >>> text = "Dupilumab cut attacks by 46%."
    >>> span = Span.of("trial", hash_text(text), text, 0, len(text))
    >>> context = CheckContext(texts={("trial", span.source_hash): text})
    >>> results = check_claim("Dupilumab cut attacks by 87%.", [span], context)
    >>> next(r.detail for r in results if r.name == "quantities.v1")
    "The claim says '87%', the passage says '46%'."
    """
    return tuple(check(claim, spans, context) for check in registered().values())


def verdict(results: Sequence[CheckResult]) -> CitationVerdict:
    """What the checks amount to; fails closed.

    A wrong polarity contradicts; any other failed check leaves the claim unsupported. Without a
    check that judged and passed, nothing was checked.

    >>> verdict([])
    <CitationVerdict.NOT_CHECKED: 'not_checked'>
    """
    failed = {r.name.split(".")[0] for r in results if r.passed is False}
    if failed - {"polarity"}:
        return CitationVerdict.NOT_SUPPORTED
    if failed:
        return CitationVerdict.CONTRADICTED
    if any(r.passed for r in results):
        return CitationVerdict.SUPPORTED
    return CitationVerdict.NOT_CHECKED
