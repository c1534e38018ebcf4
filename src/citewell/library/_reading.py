"""Reading a library: what it holds, and which passages fit a query."""

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from citewell.library._catalog import Catalog, Entry
from citewell.library._schema import (
    FAILURES,
    PASSAGE_COLUMNS,
    PASSAGES,
    SOURCES,
    Row,
    passage_of,
    schemas,
    source_of,
    summary_of,
)
from citewell.library._searching import Filters, build_index, read_query, search
from citewell.library._tables import Tables, one_of
from citewell.library.reports import Failure, Hit, ResolvedSpan
from citewell.model import (
    Document,
    Passage,
    Refound,
    Source,
    SourceKind,
    SourceStatus,
    Span,
    find_again,
)
from citewell.model.errors import LibraryError

if TYPE_CHECKING:
    from citewell.library._index import Index

_SOURCES_KEPT = 5_000
"""Sources read once and kept; above that the memory is worth more than the time."""

_TOGETHER = 200
"""Documents read together when all of them are wanted."""

_DOCUMENTS_KEPT = 64
"""Documents read once and kept until the next change, for questions that come in a row."""


class Reading:
    """The tables as they stood at one moment, read as nouns."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._sources: dict[int, Source] = {}
        self._forget()

    @property
    def uri(self) -> str:
        """Where the library is."""
        return self._tables.files.uri

    @property
    def is_remote(self) -> bool:
        """True for an address in an object store."""
        return self._tables.files.folder is None

    def is_empty(self) -> bool:
        """True when it holds no source at all."""
        return not self._catalog.live()

    def sources(
        self,
        kind: SourceKind | None = None,
        status: SourceStatus | None = None,
        text: str | None = None,
    ) -> list[Source]:
        """Sources in the order of their ids: the current version of each; with ``status``
        superseded the replaced versions as well. ``text`` is looked for in id, title, publisher
        and authors, without regard to case."""
        shown = self._catalog.shown() if status is SourceStatus.SUPERSEDED else self._catalog.live()
        wanted = [
            entry
            for entry in shown
            if (kind is None or entry.kind == kind)
            and (status is None or self._catalog.status(entry) is status)
        ]
        found = self._sources_of(wanted)
        needle = (text or "").casefold()
        return sorted(
            (s for s in found.values() if not needle or needle in _described(s)),
            key=lambda source: (source.id, source.issued or ""),
        )

    def source(self, source_id: str, sha256: str | None = None) -> Source:
        """One source: the current version, or the one with this hash.

        Raises:
            LibraryError: the library does not hold it.
        """
        found = self.find_source(source_id, sha256)
        if found is None:
            raise self._unknown(source_id, sha256)
        return found

    def find_source(self, source_id: str, sha256: str | None = None) -> Source | None:
        """Like :meth:`source`, but None when the library does not hold it."""
        entry = self._entry(source_id, sha256)
        return self._sources_of([entry])[entry.edition] if entry else None

    def versions(self, source_id: str) -> list[Source]:
        """Every version of a source, the current one first."""
        entries = self._catalog.versions(source_id)
        found = self._sources_of(entries)
        return [found[entry.edition] for entry in entries]

    def document(self, source_id: str, sha256: str | None = None) -> Document:
        """A document with its text, passages, statements and summary data.

        Raises:
            LibraryError: the library does not hold it, or it is damaged.
        """
        entry = self._known(source_id, sha256)
        if entry.edition not in self._documents:
            if len(self._documents) >= _DOCUMENTS_KEPT:
                self._documents.clear()
            self._documents[entry.edition] = next(self._read_documents([entry]))
        return self._documents[entry.edition]

    def documents(self) -> Iterator[Document]:
        """The current version of every document, in the order of their ids; few are in memory.

        Raises:
            LibraryError: one is damaged.
        """
        entries = sorted(self._catalog.live(), key=lambda entry: entry.id)
        for start in range(0, len(entries), _TOGETHER):
            yield from self._read_documents(entries[start : start + _TOGETHER])

    def text_of(self, source_id: str, source_hash: str) -> str:
        """The normalised text of a version of a source.

        Raises:
            LibraryError: the library does not hold that version.
        """
        entry = self._known(source_id, source_hash)
        return self._tables.rows(SOURCES, ["text"], f"edition = {entry.edition}")[0]["text"]

    def passages(self, source_id: str, sha256: str | None = None) -> list[Passage]:
        """The passages of a source in order.

        Raises:
            LibraryError: the library does not hold it.
        """
        return self._passages_of(self._known(source_id, sha256))

    def failures(self) -> list[Failure]:
        """What could not be read and has not been read since, by path."""
        rows = self._tables.rows(FAILURES, schemas()[FAILURES].names)
        found = (Failure.model_validate(row) for row in rows)
        return sorted(found, key=lambda failure: (failure.path, failure.record))

    def search(
        self,
        query: str,
        *,
        limit: int = 50,
        kinds: Collection[SourceKind] | None = None,
        statuses: Collection[SourceStatus] | None = None,
        source_ids: Collection[str] | None = None,
    ) -> list[Hit]:
        """The passages that fit a query best, best first: BM25 over its words and, with a lower
        weight, the other names of the concepts it mentions. Retracted sources are found too, so
        filter by status or judge by it."""
        filters = Filters(kinds, statuses, source_ids)
        return search(self._load_index(), self._catalog, read_query(query), filters, limit)

    def knows(self, token: str) -> bool:
        """Whether any current passage holds a search token (see ``citewell.text.search_tokens``)."""
        from citewell.library._schema import term_code

        return len(self._load_index().holders(term_code(token))) > 0

    def fetch_passages(self, ids: Sequence[str]) -> list[Passage]:
        """Passages by id, in the order given; ids that are not current are left out."""
        if not ids:
            return []
        columns = ["edition", *PASSAGE_COLUMNS]
        rows = self._tables.rows(PASSAGES, columns, one_of("id", dict.fromkeys(ids)))
        current = self._catalog.by_edition()
        found = {row["id"]: passage_of(row) for row in rows if row["edition"] in current}
        return [found[passage_id] for passage_id in ids if passage_id in found]

    def resolve(self, span: Span) -> ResolvedSpan:
        """Where a span stands today: in the version it names, else in the current one, where its
        quote is looked for and may have moved, be ambiguous, or be lost."""
        held = self.find_source(span.source_id, span.source_hash)
        source = held or self.find_source(span.source_id)
        if source is None:
            return ResolvedSpan(span=span, how=Refound.LOST, exact=False)
        text = self.text_of(source.id, source.sha256)
        anchor = find_again(span, text)
        return ResolvedSpan(
            span=span,
            how=anchor.how,
            exact=held is not None,
            source=source,
            source_hash=source.sha256,
            text=text,
            start=anchor.start,
            end=anchor.end,
        )

    def _forget(self) -> None:
        """Drop what was derived from the tables; editions never change, so sources may stay."""
        self._catalog_read: Catalog | None = None
        self._index_built: Index | None = None
        self._documents: dict[int, Document] = {}

    @property
    def _catalog(self) -> Catalog:
        if self._catalog_read is None:
            self._catalog_read = self._load_catalog()
        return self._catalog_read

    def _load_catalog(self) -> Catalog:
        return Catalog.of(self._tables)

    def _load_index(self) -> "Index":
        if self._index_built is None:
            self._index_built = build_index(self._tables, self._catalog)
        return self._index_built

    def _entry(self, source_id: str, sha256: str | None) -> Entry | None:
        if sha256 is None:
            return self._catalog.current(source_id)
        return self._catalog.version(source_id, sha256)

    def _known(self, source_id: str, sha256: str | None) -> Entry:
        entry = self._entry(source_id, sha256)
        if entry is None:
            raise self._unknown(source_id, sha256)
        return entry

    def _unknown(self, source_id: str, sha256: str | None) -> LibraryError:
        version = f" with the hash {sha256[:12]}" if sha256 else ""
        return LibraryError(
            f"the library holds no source {source_id}{version}",
            where=self.uri,
            todo="List what it holds with `citewell sources`",
        )

    def _read_documents(self, entries: Sequence[Entry]) -> Iterator[Document]:
        where = one_of("edition", [entry.edition for entry in entries])
        rows = self._tables.rows(SOURCES, ["edition", "source", "text", "summary"], where)
        by_edition = {row["edition"]: row for row in rows}
        passages: dict[int, list[Row]] = {}
        for row in self._tables.rows(PASSAGES, ["edition", *PASSAGE_COLUMNS], where):
            passages.setdefault(row["edition"], []).append(row)
        for entry in entries:
            row, held = by_edition[entry.edition], passages.get(entry.edition, [])
            yield self._document_of(entry, row, sorted(held, key=lambda row: row["index"]))

    def _document_of(self, entry: Entry, row: Row, passages: Sequence[Row]) -> Document:
        try:
            return Document(
                source=self._shown(entry, source_of(row)),
                text=row["text"],
                passages=tuple(map(passage_of, passages)),
                summary=summary_of(row),
            )
        except ValueError as error:
            raise LibraryError(
                f"the document {entry.id} is damaged",
                where=self.uri,
                todo="Run `citewell library verify`, delete the document and add it again",
            ) from error

    def _sources_of(self, entries: Sequence[Entry]) -> dict[int, Source]:
        """The sources of editions, with the status to show."""
        if len(self._sources) > _SOURCES_KEPT:
            self._sources.clear()
        missing = [entry.edition for entry in entries if entry.edition not in self._sources]
        if missing:
            where = one_of("edition", missing) if len(missing) <= _SOURCES_KEPT else None
            for row in self._tables.rows(SOURCES, ["edition", "source"], where):
                self._sources[row["edition"]] = source_of(row)
        return {e.edition: self._shown(e, self._sources[e.edition]) for e in entries}

    def _shown(self, entry: Entry, source: Source) -> Source:
        status = self._catalog.status(entry)
        return source if source.status is status else source.model_copy(update={"status": status})

    def _passages_of(self, entry: Entry) -> list[Passage]:
        where = f"edition = {entry.edition}"
        rows = self._tables.rows(PASSAGES, PASSAGE_COLUMNS, where)
        return sorted(map(passage_of, rows), key=lambda passage: passage.index)


def _described(source: Source) -> str:
    parts = (source.id, source.title, source.publisher or "", *source.authors)
    return "\n".join(parts).casefold()
