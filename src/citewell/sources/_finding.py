"""Which files a command means: names, folders and patterns to a list of files."""

import glob
import os
from collections.abc import Iterable, Iterator
from pathlib import Path


def find_files(patterns: Iterable[str | Path]) -> list[Path]:
    """The files that some names, folders and glob patterns stand for, sorted, each once.

    Folders are searched to any depth; hidden files and folders in them are passed over, links to
    folders are not followed. A name that stands for nothing, and a folder that may not be listed, is kept, so that
    reading it says so.

    >>> find_files(["no/such/file.txt"])
    [PosixPath('no/such/file.txt')]
    """
    found: dict[Path, Path] = {}
    for pattern in patterns:
        for path in _matches(str(pattern)):
            found.setdefault(path.absolute(), path)
    return sorted(found.values())


def _matches(pattern: str) -> Iterator[Path]:
    path = Path(pattern).expanduser()
    if path.exists() or not glob.has_magic(pattern):
        yield from _files_of(path)
        return
    top = Path(*path.parts[: _first_magic(path)])
    hits = sorted(top.glob(str(Path(*path.parts[_first_magic(path) :]))))
    for hit in hits or [path]:
        yield from _files_of(hit)


def _first_magic(path: Path) -> int:
    return next(at for at, part in enumerate(path.parts) if glob.has_magic(part))


def _files_of(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    closed: list[Path] = []
    for folder, folders, names in os.walk(path, onerror=lambda e: closed.append(Path(e.filename))):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if not name.startswith(".") and (Path(folder) / name).is_file():
                yield Path(folder) / name
    yield from closed
