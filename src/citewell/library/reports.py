"""What the library says about itself and its work: reports, hits and resolved spans."""

from citewell.model import Noun, Refound, Source, Span


class Failure(Noun):
    """A file or record that could not be added, kept until it can be.

    ``time`` is ISO 8601 in UTC.
    """

    path: str
    record: str = ""
    reason: str
    todo: str = ""
    time: str


class AddReport(Noun):
    """What one :meth:`Library.add` did, in documents.

    ``read`` counts every document that could be read; it is the sum of ``added``, ``unchanged``,
    ``updated`` (same text, other metadata or statements), ``superseded`` (a new text took the
    place of an older one) and ``older`` (of an import or merge: an older version than the one held,
    left out). ``passages`` counts passages written.
    """

    read: int = 0
    added: int = 0
    unchanged: int = 0
    updated: int = 0
    superseded: int = 0
    older: int = 0
    failed: int = 0
    passages: int = 0
    failures: tuple[Failure, ...] = ()


class ExportReport(Noun):
    """What an export holds."""

    path: str
    documents: int
    passages: int
    content_id: str
    bytes: int


class Hit(Noun):
    """A passage found by a search: ids only, its text is fetched for the final few.

    ``why`` says which words matched and by which concept.
    """

    passage_id: str
    source_id: str
    score: float
    why: str


class Problem(Noun):
    """Something that does not hold in a library."""

    where: str
    what: str


class VerifyReport(Noun):
    """The result of checking a whole library."""

    sources: int
    passages: int
    statements: int
    spans: int
    problems: tuple[Problem, ...] = ()

    @property
    def ok(self) -> bool:
        """True when nothing was found wrong."""
        return not self.problems


class Snapshot(Noun):
    """A tagged state of the library that can be opened again."""

    tag: str
    created: str
    content_id: str
    versions: dict[str, int]


class LibraryInfo(Noun):
    """Counts and sizes. ``bytes`` is None where the library is not a local folder."""

    uri: str
    format: int
    sources: int
    superseded: int
    passages: int
    failures: int
    by_kind: dict[str, int]
    by_status: dict[str, int]
    bytes: int | None
    versions: dict[str, int]
    snapshots: tuple[str, ...]
    content_id: str
    snapshot_id: str


class CompactReport(Noun):
    """What :meth:`Library.compact` did."""

    passages_removed: int
    passages_reindexed: int
    versions_removed: int
    bytes_before: int | None
    bytes_after: int | None


class ResolvedSpan(Noun):
    """Where a span stands today.

    ``exact`` is True when the very version that the span names is still held; otherwise the quote
    was looked for in the version named by ``source_hash``. ``start`` and ``end`` are offsets in
    ``text`` and are None when ``how`` is ``ambiguous`` or ``lost``. ``source`` and ``text`` are None
    when the library does not hold the source at all.
    """

    span: Span
    how: Refound
    exact: bool
    source: Source | None = None
    source_hash: str | None = None
    text: str | None = None
    start: int | None = None
    end: int | None = None

    @property
    def found(self) -> bool:
        """True when the quote stands at ``start``..``end`` of ``text``."""
        return self.start is not None
