"""Opening a library folder: making it, or saying clearly why it cannot be opened."""

import secrets
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from citewell.library._files import Files
from citewell.library._locking import LOCK_NAME, writer_lock
from citewell.library._schema import FORMAT
from citewell.library._tables import create_tables
from citewell.model.errors import LibraryError

META = "library.json"


def prepare(files: Files, *, create: bool, read_only: bool, wait: float) -> None:
    """Check that the location holds a library that this version can read; make one if allowed.

    Raises:
        LibraryError: it is something else, too new, damaged, missing, or cannot be written.
    """
    if files.folder is not None:
        _check_folder(files)
    meta = files.read(META)
    if meta is not None:
        _check_format(files, meta)
        if meta.get("ready"):
            return
    if read_only or not create:
        raise _absent(files, half_made=meta is not None)
    _make(files, wait)


def read_notes(files: Files) -> dict[str, Any]:
    """The notes in ``library.json`` by name."""
    notes = (files.read(META) or {}).get("notes")
    return notes if isinstance(notes, dict) else {}


def write_note(files: Files, name: str, note: dict[str, Any]) -> None:
    """Put a note into ``library.json``; the caller holds the writer's lock."""
    meta = files.read(META) or {}
    files.write(META, meta | {"notes": read_notes(files) | {name: note}})


def lock(files: Files, wait: float) -> AbstractContextManager[None]:
    """The writer's lock. An object store has none: there each commit is all or nothing."""
    return nullcontext() if files.folder is None else writer_lock(files.folder, wait)


def _make(files: Files, wait: float) -> None:
    if files.folder is not None:
        try:
            files.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LibraryError(
                f"the library folder cannot be made ({error.strerror})",
                where=files.uri,
                todo="Choose another with --library or CITEWELL_LIBRARY",
            ) from error
    with lock(files, wait):
        meta = files.read(META) or {"format": FORMAT, "id": secrets.token_hex(8)}
        if not meta.get("ready"):
            # A process that ends half way leaves "ready" false, and the next one goes on.
            files.write(META, meta | {"ready": False})
            create_tables(files)
            files.write(META, meta | {"ready": True})


def _check_folder(files: Files) -> None:
    folder = files.folder
    if folder is None or not folder.exists():
        return
    if not folder.is_dir():
        raise LibraryError(
            "is a file, not a library folder",
            where=files.uri,
            todo="Name a folder with --library or CITEWELL_LIBRARY",
        )
    try:
        names = {path.name for path in folder.iterdir()}
    except OSError as error:
        raise LibraryError(
            f"the library folder cannot be read ({error.strerror})",
            where=files.uri,
            todo="Check who owns the folder, or choose another with --library or CITEWELL_LIBRARY",
        ) from error
    if META in names or not {n for n in names if not _ours_early(n)}:
        return
    missing = "sources.lance" in names
    raise LibraryError(
        f"the file {META} is missing from the library" if missing else "is not a citewell library",
        where=files.uri,
        todo=(
            f"Restore {META} from a copy, or add the sources again to a new folder"
            if missing
            else "Name an empty folder or an existing library with --library or CITEWELL_LIBRARY"
        ),
    )


def _ours_early(name: str) -> bool:
    """True for what is there before ``library.json``: the lock, and that file's own beginning."""
    return name == LOCK_NAME or name.startswith(f".{META}.")


def _check_format(files: Files, meta: dict[str, object]) -> None:
    found = meta.get("format")
    if not isinstance(found, int):
        raise LibraryError(
            f"the file {META} is damaged (no format number)",
            where=files.uri,
            todo="Restore it from a copy, or add the sources again to a new folder",
        )
    if found > FORMAT:
        raise LibraryError(
            f"the library has format {found}; this version of citewell reads up to {FORMAT}",
            where=files.uri,
            todo="Update citewell",
        )


def _absent(files: Files, *, half_made: bool) -> LibraryError:
    if half_made:
        return LibraryError(
            "the library is being made, or its making was interrupted",
            where=files.uri,
            todo="Repeat; adding a document finishes it",
        )
    return LibraryError(
        "there is no library here",
        where=files.uri,
        todo="Check the path, or make one: citewell ask QUESTION or citewell add PATH",
    )
