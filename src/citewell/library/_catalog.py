"""Which documents the library holds, at which versions, and which of them is the current one."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from citewell.library._schema import SOURCES
from citewell.library._tables import Tables
from citewell.model import SourceStatus


class Entry(NamedTuple):
    """One stored edition of a document. ``seq`` grows with every edition written."""

    edition: int
    seq: int
    id: str
    sha256: str
    key: str
    kind: str
    status: str
    passages: int


class Catalog:
    """The editions of every document.

    The table ``sources`` is only ever appended to: of the editions with one id the youngest is
    current, the others are superseded. So taking over from an old version is one atomic write.

    >>> old, new = Entry(1, 1, "a", "h1", "k1", "guideline", "current", 3), Entry(2, 2, "a", "h2", "k2", "guideline", "current", 4)
    >>> catalog = Catalog([old, new])
    >>> catalog.current("a").sha256, [e.sha256 for e in catalog.versions("a")]
    ('h2', ['h2', 'h1'])
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._all = sorted(entries, key=lambda entry: (entry.seq, entry.edition))
        self._current = {entry.id: entry for entry in self._all}
        self._by_edition: dict[int, Entry] | None = None

    @classmethod
    def of(cls, tables: Tables) -> "Catalog":
        """The catalogue of the tables as opened."""
        columns = tables.table(SOURCES, Entry._fields)
        return cls(map(Entry._make, zip(*(c.to_pylist() for c in columns.columns), strict=True)))

    def __iter__(self) -> Iterator[Entry]:
        """Every edition, oldest first."""
        return iter(self._all)

    def live(self) -> list[Entry]:
        """The current edition of every document."""
        return list(self._current.values())

    def by_edition(self) -> dict[int, Entry]:
        """The current editions by number."""
        if self._by_edition is None:
            self._by_edition = {entry.edition: entry for entry in self._current.values()}
        return self._by_edition

    def current(self, source_id: str) -> Entry | None:
        """The current edition of a document."""
        return self._current.get(source_id)

    def versions(self, source_id: str) -> list[Entry]:
        """The editions of a document, youngest first; one per text, the youngest of each."""
        newest: dict[str, Entry] = {}
        for entry in reversed(self._all):
            if entry.id == source_id:
                newest.setdefault(entry.sha256, entry)
        return list(newest.values())

    def version(self, source_id: str, sha256: str) -> Entry | None:
        """The youngest edition of a document with that text."""
        return next((e for e in self.versions(source_id) if e.sha256 == sha256), None)

    def shown(self) -> list[Entry]:
        """One edition per document and text: the current ones and those they superseded."""
        newest = {(entry.id, entry.sha256): entry for entry in self._all}
        return list(newest.values())

    def is_current(self, entry: Entry) -> bool:
        """True when no younger edition has taken its place."""
        return self._current.get(entry.id) == entry

    def status(self, entry: Entry) -> SourceStatus:
        """The status to show: a replaced version is superseded unless it has a graver mark."""
        status = SourceStatus(entry.status)
        replaced = not self.is_current(entry) and status is SourceStatus.CURRENT
        return SourceStatus.SUPERSEDED if replaced else status

    def next_seq(self) -> int:
        """The number for the next edition."""
        return self._all[-1].seq + 1 if self._all else 1

    def add(self, entry: Entry) -> None:
        """Take in an edition that is about to be written."""
        self._all.append(entry)
        self._current[entry.id] = entry
        self._by_edition = None
