"""Reading an export line by line: what is whole is taken in, what is damaged is told by its line."""

import gzip
import hashlib
import json
import re
import zlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import IO, Any, cast

from pydantic import TypeAdapter, ValidationError

from citewell.library._adding import now
from citewell.library._exporting import EXPORT_FORMAT
from citewell.library._stored import read_stored
from citewell.library.reports import Failure
from citewell.model import Document
from citewell.model.errors import LibraryError, SourceError, UsageError

MOST_BYTES = 256_000_000
"""Of one line: more than any reader makes of a document."""

_LINE = re.compile(rb'\{"(manifest|document)":(\{.*\}),"sha256":"([0-9a-f]{64})"\}', re.DOTALL)
_BEGINNING = re.compile(rb'\{"(?:manifest":\{"format":|document":\{"source":)')
_GZIP = b"\x1f\x8b"
_AGAIN = "Export the library again, or copy the file again; the other lines are taken in"
_WRITTEN = "a file that `citewell library export` wrote"
_CUT_OFF = (EOFError, OSError, zlib.error)


class _DamagedError(Exception):
    """A line that does not hold what was written."""


def is_export(path: Path) -> bool:
    """True for a file that begins like an export, even if its manifest is damaged."""
    try:
        with _opened(path) as file:
            return any(_BEGINNING.match(file.readline(1_000_000)) for _ in range(2))
    except _CUT_OFF:
        return False


def read_manifest(path: Path) -> dict[str, Any]:
    """The manifest of an export; empty when it is damaged.

    Raises:
        UsageError: the file cannot be read.
        SourceError: it is not an export.
        LibraryError: a newer version of citewell wrote it.
    """
    try:
        path.open("rb").close()
    except OSError as error:
        what = f"cannot be read ({error.strerror})"
        raise UsageError(what, where=str(path), todo=f"Give {_WRITTEN}") from error
    if not is_export(path):
        raise SourceError(
            "is not an export of a library",
            where=str(path),
            todo=f"Give {_WRITTEN}; read other files with `citewell add`",
        )
    with _opened(path) as file:
        try:
            manifest = json.loads(_content(file.readline(MOST_BYTES + 1), "manifest"))
        except (_DamagedError, ValueError, *_CUT_OFF):
            return {}
    _check_format(path, manifest.get("format"))
    return manifest


def read_export(path: Path) -> Iterator[Document | Failure]:
    """Every document of an export, and a failure for every line that is damaged or missing."""
    manifest = read_manifest(path)
    seen, number = 0, 0
    try:
        with _opened(path) as file:
            for number, line in enumerate(_lines(file), start=1):
                if line.strip() and not (manifest and number == 1):
                    seen += 1
                    yield _read_line(line, path, number)
    except _CUT_OFF as error:
        why = str(error) or type(error).__name__
        reason = f"the file is cut off or damaged from here on ({why})"
        yield _failure(path, f"line {number + 1}", reason, _AGAIN)
    missing = _what_is_missing(manifest.get("documents"), seen)
    if missing:
        yield _failure(path, "", missing, _AGAIN)


def _what_is_missing(expected: object, seen: int) -> str | None:
    if not isinstance(expected, int):
        return (
            "has no manifest that can be read, so it cannot be told whether documents are missing"
        )
    if seen != expected:
        return f"holds {seen} lines of documents, while its manifest says {expected}"
    return None


@lru_cache(maxsize=1)
def _document() -> TypeAdapter[Document]:
    return TypeAdapter(Document)


def _read_line(line: bytes, path: Path, number: int) -> Document | Failure:
    try:
        return read_stored(_document(), _content(line, "document"))
    except _DamagedError as error:
        return _failure(path, f"line {number}", str(error), _AGAIN)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"]))
        reason = f"is not a document as this version of citewell knows it ({where}: {first['msg']})"
        return _failure(path, f"line {number}", reason, "Export it again with this version")


def _content(line: bytes, kind: str) -> bytes:
    """What a line holds, when it is whole."""
    if len(line) > MOST_BYTES:
        raise _DamagedError(f"is longer than {MOST_BYTES // 1_000_000} MB")
    found = _LINE.fullmatch(line.strip())
    if not found or found[1].decode() != kind:
        raise _DamagedError("is not a whole line of an export")
    if hashlib.sha256(found[2]).hexdigest() != found[3].decode():
        raise _DamagedError("does not have the checksum that it was written with")
    return found[2]


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    """Lines; of one that is too long the beginning, by one byte too long."""
    while line := file.readline(MOST_BYTES + 1):
        rest = line
        while rest and not rest.endswith(b"\n"):
            rest = file.readline(MOST_BYTES)
        yield line


def _opened(path: Path) -> IO[bytes]:
    with path.open("rb") as file:
        packed = file.read(2) == _GZIP
    return cast(IO[bytes], gzip.open(path, "rb")) if packed else path.open("rb")


def _check_format(path: Path, found: object) -> None:
    if isinstance(found, int) and found > EXPORT_FORMAT:
        raise LibraryError(
            f"the export has format {found}; this version of citewell reads up to {EXPORT_FORMAT}",
            where=str(path),
            todo="Update citewell",
        )


def _failure(path: Path, record: str, reason: str, todo: str) -> Failure:
    return Failure(path=str(path.absolute()), record=record, reason=reason, todo=todo, time=now())
