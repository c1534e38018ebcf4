"""Taking documents into the library, batch by batch; a document is wholly in or not at all."""

import secrets
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Protocol

from citewell.library._catalog import Catalog, Entry
from citewell.library._schema import (
    FAILURES,
    PASSAGES,
    SOURCES,
    Row,
    content_key,
    passage_rows,
    source_of,
    source_row,
)
from citewell.library._tables import Tables, one_of
from citewell.library.reports import AddReport, Failure
from citewell.model import Document, Source, SourceStatus

BATCH = 2_000
"""Passages written in one commit."""

# A notice that something is wrong with a paper is not undone by an older export that does not
# have it yet.
_GRAVITY = {
    SourceStatus.CORRECTED: 1,
    SourceStatus.EXPRESSION_OF_CONCERN: 2,
    SourceStatus.RETRACTED: 3,
}


class Failed(Protocol):
    """What a reader yields for a file or record that it could not read."""

    @property
    def path(self) -> str: ...
    @property
    def record(self) -> str: ...
    @property
    def reason(self) -> str: ...
    @property
    def todo(self) -> str: ...


def now() -> str:
    """The time, ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


class Adding:
    """One run of adding documents; the caller holds the writer's lock."""

    def __init__(
        self,
        tables: Tables,
        catalog: Catalog,
        *,
        whole: bool = False,
        newer_only: bool = False,
        path: str | None = None,
    ) -> None:
        self._tables = tables
        self._whole = whole
        self._newer_only = newer_only
        self._catalog = catalog
        self._sources: list[Row] = []
        self._passages: list[Row] = []
        self._failures: list[Failure] = []
        self._paths = {path} if path else set[str]()
        self._counts: dict[str, int] = dict.fromkeys(
            ("read", "added", "unchanged", "updated", "superseded", "older", "passages"), 0
        )

    def run(self, documents: Iterable[Document | Failed]) -> AddReport:
        """Take in everything; what was complete when an error ended the run is kept, unless it was
        to be the whole or nothing."""
        ended = False
        try:
            for item in documents:
                if isinstance(item, Document):
                    self._take(item)
                else:
                    self._fail(item.path, item.record, item.reason, item.todo)
            ended = True
        finally:
            if ended or not self._whole:
                self._flush()
                self._write_failures()
        failures = tuple(self._failures)
        return AddReport(**self._counts, failed=len(failures), failures=failures)

    def _take(self, document: Document) -> None:
        source = document.source
        path = source.read_from or source.id
        reason = why_unfit(document)
        if reason:
            todo = "The reader of this format made an invalid document; please report it"
            self._fail(path, source.id, reason, todo)
            return
        self._paths.add(path)
        self._counts["read"] += 1
        self._place(document)

    def _place(self, document: Document) -> None:
        old = self._catalog.current(document.source.id)
        if old:
            document = self._keeping_status(document, old)
        key = content_key(document)
        change = _change(old, document.source.sha256, key)
        if old and self._newer_only and change != "unchanged" and self._is_older(document, old):
            change = "older"
        self._counts[change] += 1
        if change not in {"unchanged", "older"}:
            self._queue(document, key)

    def _queue(self, document: Document, key: str) -> None:
        # Random, so that rows left behind by a killed writer can never be taken for a new edition.
        edition, seq = secrets.randbits(63), self._catalog.next_seq()
        row = source_row(document, edition, seq, key)
        self._passages += passage_rows(document, edition)
        self._sources.append(row)
        self._catalog.add(Entry._make(row[field] for field in Entry._fields))
        if len(self._passages) >= BATCH and not self._whole:
            self._flush()

    def _keeping_status(self, document: Document, old: Entry) -> Document:
        """The document with the graver of its own status and the one already known."""
        status, known = document.source.status, SourceStatus(old.status)
        if _GRAVITY.get(known, 0) <= _GRAVITY.get(status, 0):
            return document
        note = self._stored(old).status_note
        source = document.source.model_copy(update={"status": known, "status_note": note})
        return document.model_copy(update={"source": source})

    def _is_older(self, document: Document, old: Entry) -> bool:
        """True when a document is to be left out because a younger one is held. A graver mark is
        taken whatever its age."""
        source = document.source
        if _GRAVITY.get(source.status, 0) > _GRAVITY.get(SourceStatus(old.status), 0):
            return False
        return is_older(source, self._stored(old))

    def _stored(self, entry: Entry) -> Source:
        waiting = [row for row in self._sources if row["edition"] == entry.edition]
        where = one_of("edition", [entry.edition])
        return source_of((waiting or self._tables.rows(SOURCES, ["source"], where))[0])

    def _flush(self) -> None:
        """Write the batch. The sources come last: without its row there a document is not seen."""
        passages, sources = self._passages, self._sources
        self._passages, self._sources = [], []
        if passages:
            self._tables.append(PASSAGES, passages)
            self._counts["passages"] += len(passages)
        if sources:
            self._tables.append(SOURCES, sources)

    def _fail(self, path: str, record: str, reason: str, todo: str) -> None:
        self._paths.add(str(path))
        self._failures.append(
            Failure(path=str(path), record=record or "", reason=reason, todo=todo or "", time=now())
        )

    def _write_failures(self) -> None:
        """What a path last gave is what counts: earlier failures of the paths read are cleared."""
        known = {row["path"] for row in self._tables.rows(FAILURES, ["path"])}
        again = sorted(known & self._paths)
        if again:
            self._tables.delete_in(FAILURES, "path", again)
        if self._failures:
            self._tables.append(FAILURES, [failure.model_dump() for failure in self._failures])


def _change(old: Entry | None, sha256: str, key: str) -> str:
    if old is None:
        return "added"
    if old.key == key:
        return "unchanged"
    return "updated" if old.sha256 == sha256 else "superseded"


def is_older(source: Source, other: Source) -> bool:
    """True when a source was issued before another version of it or, where that cannot be told, was
    read before it.

    >>> new = Source(id="a", kind="guideline", title="A", sha256="1", issued="2026-02")
    >>> is_older(new.model_copy(update={"issued": "2025"}), new)
    True
    >>> is_older(new.model_copy(update={"issued": "2026"}), new)
    False
    """
    dates = ((source.issued, other.issued), (source.read_at, other.read_at))
    for mine, theirs in dates:
        known = min(len(mine or ""), len(theirs or ""))  # To the precision that both have.
        if mine and theirs and mine[:known] != theirs[:known]:
            return mine[:known] < theirs[:known]
    return False


def why_unfit(document: Document) -> str | None:
    """Why a document cannot be stored, or None: what it says must stand where it says."""
    source, seen = document.source, set[str]()
    for passage in document.passages:
        if (passage.source_id, passage.source_hash) != (source.id, source.sha256):
            return f"passage {passage.id} names another source or version"
        if passage.id in seen:
            return f"the passage id {passage.id} occurs twice"
        seen.add(passage.id)
        for statement in passage.statements:
            if document.text[statement.start : statement.end] != statement.text:
                return f"statement {statement.id} does not stand at its offsets"
    try:
        document.text.encode()
    except UnicodeEncodeError as error:
        return f"the text has a broken character at {error.start}"
    return None
