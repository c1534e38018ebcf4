"""The library: storing documents and finding passages."""

from collections.abc import Generator, Iterable
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, Self

from citewell._version import __version__
from citewell.library import _compacting, _opening, _snapshots
from citewell.library._adding import Adding, Failed, now
from citewell.library._exporting import Manifest, write_export
from citewell.library._files import Files, default_location
from citewell.library._importing import read_export, read_manifest
from citewell.library._locking import WAIT
from citewell.library._reading import Reading
from citewell.library._schema import FAILURES, FORMAT, PASSAGES, SOURCES
from citewell.library._tables import Tables, quoted
from citewell.library._verifying import Verifying
from citewell.library.reports import (
    AddReport,
    CompactReport,
    ExportReport,
    LibraryInfo,
    Snapshot,
    VerifyReport,
)
from citewell.model import Document, Span
from citewell.model.errors import LibraryError


class Library(Reading):
    """A store of documents, opened with :meth:`open`.

    What is read is the state at opening (or at the last :meth:`refresh`): another process that
    writes meanwhile does not change an answer half way. Writing methods take the writer's lock,
    go on from the newest state, and show their own changes at once.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     library = Library.open(folder)
    ...     library.add([]).read, len(library.sources()), library.search("asthma")
    (0, 0, [])
    """

    def __init__(self, tables: Tables, *, read_only: bool, wait: float) -> None:
        super().__init__(tables)
        self._files = tables.files
        self._read_only = read_only
        self._wait = wait

    @classmethod
    def open(
        cls,
        uri: str | Path | None = None,
        *,
        create: bool = True,
        read_only: bool = False,
        wait: float = WAIT,
    ) -> Self:
        """Open a library, making it if it is not there.

        Args:
            uri: a folder, or an address such as ``s3://bucket/library``. Default: the environment
                variable ``CITEWELL_LIBRARY``, else a folder under the user's data directory.
            create: make the library if there is none.
            read_only: refuse every writing method.
            wait: seconds to wait for another writer.

        Raises:
            LibraryError: no library there, not a library, made by a newer version, damaged, or no
                permission; the message says what to do.
        """
        files = Files(str(uri) if uri is not None else default_location())
        _opening.prepare(files, create=create, read_only=read_only, wait=wait)
        return cls(Tables(files), read_only=read_only, wait=wait)

    @property
    def read_only(self) -> bool:
        """True when every writing method is refused."""
        return self._read_only

    # Writing

    def add(self, documents: Iterable[Document | Failed], *, whole: bool = False) -> AddReport:
        """Store documents; what is already there is left alone.

        A document is known by its source id. The same content again is a no-op; a new text makes
        the stored version superseded (it stays readable by its hash, and leaves the search); the
        same text with other metadata or statements takes the place of the old. A retraction,
        expression of concern or correction once known is kept. Failures are stored for
        :meth:`failures`, and cleared when their path reads well.

        Documents are taken one by one and written in batches; each is wholly in or not at all. With
        ``whole``, all of them are written at the end, and none if the run is stopped before.

        Raises:
            LibraryError: read-only, locked, disk full. What was written before stays.
        """
        return self._take(documents, whole=whole)

    def delete(self, source_id: str) -> int:
        """Remove a document with all its versions; the number of versions removed.

        Snapshots made before keep it.

        Raises:
            LibraryError: there is no such document, read-only, or locked.
        """
        with self._writing():
            entries = [entry for entry in self._load_catalog() if entry.id == source_id]
            if not entries:
                raise self._unknown(source_id, None)
            editions = [entry.edition for entry in entries]
            self._tables.delete_in(SOURCES, "edition", editions)
            self._tables.delete_in(PASSAGES, "edition", editions)
            return len({entry.sha256 for entry in entries})

    def clear_failure(self, path: str) -> int:
        """Forget the failures of a path; the number forgotten."""
        with self._writing():
            return self._tables.delete(FAILURES, f"path = {quoted(path)}")

    def snapshot(self, tag: str) -> Snapshot:
        """Name the present state, so that it can be opened again whatever comes later.

        Raises:
            LibraryError: the name is taken or not fit, read-only, or locked.
        """
        with self._writing():
            return _snapshots.create(self._tables, self._load_catalog(), tag, now())

    def compact(self, keep: timedelta = _compacting.KEEP) -> CompactReport:
        """Free disk space and join small files. Readers may go on meanwhile as long as none is
        older than ``keep``."""
        with self._writing():
            return _compacting.compact(self._tables, keep)

    def remember(self, name: str, note: dict[str, Any]) -> None:
        """Keep a note under a name in ``library.json``, in place of the last one of that name.

        Raises:
            LibraryError: read-only, or locked.
        """
        with self._writing():
            _opening.write_note(self._files, name, note)

    def remembered(self, name: str) -> Any:
        """The note under a name; None if there is none."""
        return _opening.read_notes(self._files).get(name)

    # Moving documents from library to library

    def export_to(self, path: str | Path) -> ExportReport:
        """Write the current version of every document to one file (JSON Lines, packed with gzip when
        its name ends in ``.gz``). The same content gives the same bytes.

        Raises:
            LibraryError: the library is damaged.
            UsageError: the file cannot be written.
        """
        live = self._catalog.live()
        manifest = Manifest(
            citewell=__version__,
            documents=len(live),
            passages=sum(entry.passages for entry in live),
            content_id=self.content_id(),
            notes=_opening.read_notes(self._files),
        )
        return write_export(Path(path), manifest, self.documents())

    def import_from(self, path: str | Path) -> AddReport:
        """Take in the documents of an export. Every line is checked; one that is damaged is a
        failure with its number, and the rest is taken in. What is held stays where it is newer.

        Raises:
            UsageError, SourceError: there is no such file, or it is not an export.
            LibraryError: written by a newer citewell, read-only, locked, disk full.
        """
        path = Path(path)
        notes = read_manifest(path).get("notes") if self.is_empty() else None
        report = self._take(read_export(path), newer_only=True, path=str(path.absolute()))
        for name, note in (notes if isinstance(notes, dict) else {}).items():
            self.remember(name, note)
        return report

    def merge(self, other: Reading) -> AddReport:
        """Take in the documents of another library, the current version of each. What is held stays
        where it is newer: by the date of issue or, where that cannot tell, of reading.

        Raises:
            LibraryError: the other is damaged; read-only, locked, disk full.
        """
        return self._take(other.documents(), newer_only=True)

    def _take(self, documents: Iterable[Document | Failed], **how: Any) -> AddReport:
        with self._writing():
            report = Adding(self._tables, self._load_catalog(), **how).run(documents)
            if self._tables.fragments(PASSAGES) > _compacting.MANY_FILES:
                _compacting.join_files(self._tables)
            return report

    # States

    def refresh(self) -> bool:
        """Take in what other processes have written; True if there was anything."""
        if not self._tables.is_stale():
            return False
        self._tables.refresh()
        self._forget()
        return True

    def snapshots(self) -> list[Snapshot]:
        """The named states, oldest first."""
        return _snapshots.read_all(self._files)

    def at_snapshot(self, tag: str) -> "Library":
        """The library as it was when the snapshot was made, for reading.

        Raises:
            LibraryError: there is no such snapshot.
        """
        made = _snapshots.read(self._files, tag)
        tables = Tables(self._files, made.versions)
        return Library(tables, read_only=True, wait=self._wait)

    def content_id(self) -> str:
        """SHA-256 over the current content: equal for two libraries that hold the same."""
        return _snapshots.content_id(self._catalog)

    def info(self) -> LibraryInfo:
        """Counts, sizes and versions."""
        live, content = self._catalog.live(), self.content_id()
        versions = self._tables.versions()
        return LibraryInfo(
            uri=self.uri,
            format=FORMAT,
            sources=len(live),
            superseded=len(self._catalog.shown()) - len(live),
            passages=sum(entry.passages for entry in live),
            failures=self._tables[FAILURES].count_rows(),
            by_kind=_counted(entry.kind for entry in live),
            by_status=_counted(entry.status for entry in live),
            bytes=self._files.size(),
            versions=versions,
            snapshots=tuple(made.tag for made in self.snapshots()),
            content_id=content,
            snapshot_id=_snapshots.snapshot_id(content, versions),
        )

    def verify(self, spans: Iterable[Span] = ()) -> VerifyReport:
        """Check that every hash fits its text, every passage and statement stands at its offsets,
        and every span given still resolves."""
        return Verifying(self._tables, self._catalog).run(self.resolve(span) for span in spans)

    @contextmanager
    def _writing(self) -> Generator[None]:
        if self._read_only:
            raise LibraryError(
                "the library is opened for reading only",
                where=self.uri,
                todo="Open it again without read_only",
            )
        with _opening.lock(self._files, self._wait):
            self._tables.refresh()
            try:
                yield
            finally:
                self._tables.refresh()
                self._forget()


def _counted(values: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    return dict(sorted(counts.items()))
