"""Checks a saved article again against a library: do its spans still stand, do its claims still pass?"""

from citewell.checking import verdict
from citewell.composing.checked import run_checks
from citewell.library import Library
from citewell.model import (
    Article,
    Basis,
    CitationVerdict,
    Claim,
    Noun,
    Refound,
    Span,
)
from citewell.writing import Candidate, candidate_of_span, rule_turns


class RecheckedClaim(Noun):
    """One claim after a second look.

    ``verdict`` is today's; ``spans`` says how each span was found again.
    """

    id: str
    text: str
    before: CitationVerdict
    verdict: CitationVerdict
    spans: tuple[Refound, ...]
    detail: str = ""


class RecheckReport(Noun):
    """An article after a second look; ``changed`` are the claims that no longer stand as saved."""

    article: str
    checked: int
    standing: int
    changed: tuple[RecheckedClaim, ...]


def recheck(article: Article, library: Library) -> RecheckReport:
    """Find every span again and run every check again, against the library as it is now."""
    cited = [claim for claim in article.claims() if claim.citations]
    looked = [_recheck_claim(claim, article, library) for claim in cited]
    changed = tuple(
        c for c in looked if c.verdict is not c.before or set(c.spans) - {Refound.IN_PLACE}
    )
    return RecheckReport(
        article=article.id,
        checked=len(looked),
        standing=len(looked) - len(changed),
        changed=changed,
    )


def _recheck_claim(claim: Claim, article: Article, library: Library) -> RecheckedClaim:
    before = claim.citations[0].verdict
    found = [_find(span, library) for citation in claim.citations for span in citation.spans]
    hows = tuple(how for how, _ in found)
    standing = [candidate for _, candidate in found if candidate is not None]
    if len(standing) < len(found):
        detail = "a cited passage cannot be found any more"
        return _looked(claim, before, CitationVerdict.NOT_SUPPORTED, hows, detail)
    results = run_checks(
        claim.text,
        standing,
        article.question,
        role=claim.role,
        basis=claim.basis,
        rule=claim.rule,
        turns=rule_turns(claim.rule) if claim.basis is Basis.INFERRED else (),
        text_of=library.text_of,
    )
    detail = "; ".join(f"{r.name}: {r.detail}" for r in results if r.passed is False)
    return _looked(claim, before, verdict(results), hows, detail)


def _looked(
    claim: Claim,
    before: CitationVerdict,
    now: CitationVerdict,
    hows: tuple[Refound, ...],
    detail: str,
) -> RecheckedClaim:
    return RecheckedClaim(
        id=claim.id, text=claim.text, before=before, verdict=now, spans=hows, detail=detail
    )


def _find(span: Span, library: Library) -> tuple[Refound, Candidate | None]:
    """How a span stands today, and the sentence there."""
    resolved = library.resolve(span)
    if resolved.source is None or resolved.start is None or resolved.end is None:
        return resolved.how, None
    passages = library.passages(resolved.source.id, resolved.source.sha256)
    candidate = candidate_of_span(passages, resolved.source, resolved.start, resolved.end)
    return resolved.how, candidate
