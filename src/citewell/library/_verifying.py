"""Does everything stored still hold? Hashes, offsets, statements, spans."""

from collections.abc import Iterable, Iterator
from typing import Any

from citewell.library._catalog import Catalog, Entry
from citewell.library._schema import (
    PASSAGE_COLUMNS,
    PASSAGES,
    SOURCES,
    passage_of,
    passage_terms,
    source_of,
)
from citewell.library._tables import Tables, one_of
from citewell.library.reports import Problem, ResolvedSpan, VerifyReport
from citewell.model import hash_text
from citewell.model.errors import LibraryError

_AT_ONCE = 200
"""Documents checked together; their texts are in memory meanwhile."""


class Verifying:
    """One check of a whole library; problems are collected, never raised."""

    def __init__(self, tables: Tables, catalog: Catalog) -> None:
        self._tables = tables
        self._catalog = catalog
        self._problems: list[Problem] = []
        self._counts = {"sources": 0, "passages": 0, "statements": 0}
        self._misindexed = 0

    def run(self, resolved: Iterable[ResolvedSpan]) -> VerifyReport:
        """Check every document at every version, then the spans given."""
        entries = list(self._catalog)
        for start in range(0, len(entries), _AT_ONCE):
            self._check_documents(entries[start : start + _AT_ONCE])
        if self._misindexed:
            what = "are indexed under other words than this version reads; run compact"
            self._problem(f"{self._misindexed} passages", what)
        spans = 0
        for span in resolved:
            spans += 1
            self._check_span(span)
        return VerifyReport(**self._counts, spans=spans, problems=tuple(self._problems))

    def _check_documents(self, entries: list[Entry]) -> None:
        which = one_of("edition", [entry.edition for entry in entries])
        try:
            texts = self._tables.rows(SOURCES, ["edition", "title", "source", "text"], which)
            rows = self._tables.rows(PASSAGES, ["edition", "terms", *PASSAGE_COLUMNS], which)
        except LibraryError as error:
            self._problem(f"{len(entries)} documents from {entries[0].id}", error.what)
            return
        held: dict[int, list[dict[str, Any]]] = {}
        for row in rows:
            held.setdefault(row["edition"], []).append(row)
        by_edition = {row["edition"]: row for row in texts}
        for entry in entries:
            found = by_edition.get(entry.edition)
            if found is None:
                self._problem(entry.id, "its row is missing")
            else:
                self._check_document(entry, found, held.get(entry.edition, []))

    def _check_document(self, entry: Entry, row: dict[str, Any], passages: list[Any]) -> None:
        self._counts["sources"] += 1
        self._counts["passages"] += len(passages)
        if hash_text(row["text"]) != entry.sha256:
            self._problem(entry.id, "its text does not have the hash it is stored under")
        if len(passages) != entry.passages:
            self._problem(entry.id, f"has {len(passages)} passages of {entry.passages}")
        try:
            source = source_of(row)
            if (source.id, source.sha256) != (entry.id, entry.sha256):
                self._problem(entry.id, "its description names another text")
        except ValueError:
            self._problem(entry.id, "its description cannot be read")
        for passage in passages:
            for what in self._passage_problems(row, entry, passage):
                self._problem(f"{entry.id}, passage {passage['id']}", what)

    def _passage_problems(
        self, owner: dict[str, Any], entry: Entry, row: dict[str, Any]
    ) -> Iterator[str]:
        text, title = owner["text"], owner["title"]
        if text[row["start"] : row["end"]] != row["text"]:
            yield "does not stand at its offsets"
        if (row["source_id"], row["source_hash"]) != (entry.id, entry.sha256):
            yield "names another source or version"
        try:
            passage = passage_of(row)
        except ValueError:
            yield "cannot be read"
            return
        self._misindexed += row["terms"] != passage_terms(passage, title)
        for statement in passage.statements:
            self._counts["statements"] += 1
            if text[statement.start : statement.end] != statement.text:
                yield f"statement {statement.id} does not stand at its offsets"

    def _check_span(self, resolved: ResolvedSpan) -> None:
        if not resolved.found:
            span = resolved.span
            where = f"{span.source_id}, span {span.start}-{span.end}"
            self._problem(where, f"is {resolved.how.value}")

    def _problem(self, where: str, what: str) -> None:
        self._problems.append(Problem(where=where, what=what))
