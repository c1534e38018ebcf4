"""Sentences of an article and what binds them to their evidence."""

from pydantic import Field

from citewell.model._base import Noun
from citewell.model.sources import Passage, Source
from citewell.model.spans import Span
from citewell.model.vocabulary import Basis, CitationVerdict, Role, SourceKind


class Evidence(Noun):
    """A passage chosen for a question.

    ``certainty`` is the strength or certainty *as its own source states it*; ``design`` is the kind
    of source; ``why`` says how it was found.
    """

    passage: Passage
    source: Source
    score: float
    why: str
    design: SourceKind
    certainty: str | None = None


class CheckResult(Noun):
    """What one check found.

    ``passed`` is None when the check had nothing to judge. ``claim_range`` and ``span_range`` are
    the characters at fault in the claim and in the joined span text.
    """

    name: str
    """The versioned name, for instance ``quantities.v1``."""
    detail: str
    passed: bool | None = None
    claim_range: tuple[int, int] | None = None
    span_range: tuple[int, int] | None = None


class Citation(Noun):
    """Binds a claim to spans of one source, with the verdict of the checks.

    ``reference`` is the number in the article's reference list: rendering, filled last.
    ``source_key`` is the id of the source that the reference names (the primary source where the
    spans lie in a practice summary).
    """

    source_key: str
    reference: int | None = None
    verdict: CitationVerdict = CitationVerdict.NOT_CHECKED
    checks: tuple[CheckResult, ...] = ()
    spans: tuple[Span, ...] = Field(min_length=1)
    statement_id: str | None = None


class Claim(Noun):
    """One sentence of an article (or a few that rest on the same spans)."""

    id: str
    text: str = Field(min_length=1)
    role: Role
    basis: Basis
    citations: tuple[Citation, ...] = ()
    rule: str | None = None
    """For ``inferred``: the versioned rule. For ``safety_table``: the row."""
    group: str | None = None


class DroppedClaim(Noun):
    """A claim that failed a check and is not shown; kept for review."""

    text: str
    reason: str
    role: Role
    citations: tuple[Citation, ...] = ()
