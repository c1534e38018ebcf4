"""Named states of a library that stay readable: Lance tags, with a manifest for people."""

import re

from citewell.library._catalog import Catalog
from citewell.library._errors import guarded
from citewell.library._files import Files
from citewell.library._schema import TABLES
from citewell.library._tables import Tables
from citewell.library.reports import Snapshot
from citewell.model import hash_json
from citewell.model.errors import LibraryError

FOLDER = "snapshots"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


def content_id(catalog: Catalog) -> str:
    """SHA-256 over the current documents: equal for libraries that say the same.

    History, superseded versions, and when or from where something was read do not count.
    """
    return hash_json(sorted([entry.id, entry.key] for entry in catalog.live()))


def snapshot_id(content: str, versions: dict[str, int]) -> str:
    """Twelve characters that name a state of one library, its history included."""
    return hash_json([content, versions])[:12]


def create(tables: Tables, catalog: Catalog, tag: str, time: str) -> Snapshot:
    """Tag the state of the tables. The manifest comes last and makes the snapshot exist.

    Raises:
        LibraryError: the name is not fit or taken.
    """
    check_name(tag, tables.files.uri)
    if tables.files.read(_manifest(tag)):
        raise LibraryError(
            f"there is a snapshot {tag} already",
            where=tables.files.uri,
            todo="Choose another name",
        )
    made = Snapshot(
        tag=tag, created=time, content_id=content_id(catalog), versions=tables.versions()
    )
    for name in TABLES:
        with guarded(tables.files.uri, f"the table {name}"):
            tags, version = tables[name].tags, tables[name].version
            # A tag without a manifest was left by a writer that was stopped half way.
            (tags.update if tag in tags.list() else tags.create)(tag, version)
    tables.files.write(_manifest(tag), made.model_dump())
    return made


def read_all(files: Files) -> list[Snapshot]:
    """Every snapshot, oldest first."""
    names = [name.removesuffix(".json") for name in files.names(FOLDER)]
    return sorted((read(files, name) for name in names), key=lambda s: (s.created, s.tag))


def read(files: Files, tag: str) -> Snapshot:
    """One snapshot.

    Raises:
        LibraryError: there is none of that name; the message lists those that are.
    """
    check_name(tag, files.uri)
    manifest = files.read(_manifest(tag))
    if manifest is None:
        known = ", ".join(name.removesuffix(".json") for name in files.names(FOLDER))
        raise LibraryError(
            f"there is no snapshot {tag}",
            where=files.uri,
            todo=f"Those that exist: {known}" if known else "None has been made yet",
        )
    return Snapshot.model_validate(manifest)


def check_name(tag: str, where: str) -> None:
    """Refuse a name that could not be a file name everywhere.

    >>> check_name("2026-11.first", "lib")
    """
    if not _NAME.fullmatch(tag):
        raise LibraryError(
            f"a snapshot cannot be named {tag!r}",
            where=where,
            todo="Use up to 64 letters, digits, dots, dashes and underscores",
        )


def _manifest(tag: str) -> str:
    return f"{FOLDER}/{tag}.json"
