"""The documents of a library as one file: JSON Lines, each line with the checksum of what it holds."""

import gzip
import hashlib
import os
import secrets
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Literal, cast

from pydantic import Field

from citewell.library.reports import ExportReport
from citewell.model import Document, Noun
from citewell.model.errors import UsageError

EXPORT_FORMAT = 1
"""Version of the lines; a higher one is refused."""


class Manifest(Noun):
    """The first line of an export: what the file holds, and of which library.

    ``notes`` are those of the library (see ``Library.remember``); they go into an empty library with
    the documents.
    """

    format: int = EXPORT_FORMAT
    citewell: str
    documents: int
    passages: int
    content_id: str
    notes: dict[str, Any] = Field(default_factory=dict)


def line_of(kind: Literal["manifest", "document"], value: Noun) -> bytes:
    r"""A line of an export. The SHA-256 is that of the bytes of the value as they stand in it.

    >>> made = line_of("manifest", Manifest(citewell="1", documents=0, passages=0, content_id="x"))
    >>> made[:24], made[-3:]
    (b'{"manifest":{"format":1,', b'"}\n')
    """
    body = value.model_dump_json(exclude_none=True).encode()
    checksum = hashlib.sha256(body).hexdigest().encode()
    return b'{"%s":%s,"sha256":"%s"}\n' % (kind.encode(), body, checksum)


def write_export(path: Path, manifest: Manifest, documents: Iterable[Document]) -> ExportReport:
    """Write an export, packed with gzip when the name ends in ``.gz``. The same content gives the
    same bytes. A reader sees the old file or the whole new one, never a part.

    Raises:
        UsageError: the file cannot be written; an older one stays as it was.
    """
    with _replacing(path) as raw, _packed(raw, path) as file:
        file.write(line_of("manifest", manifest))
        for document in documents:
            file.write(line_of("document", document))
    return ExportReport(
        path=str(path),
        documents=manifest.documents,
        passages=manifest.passages,
        content_id=manifest.content_id,
        bytes=path.stat().st_size,
    )


@contextmanager
def _packed(raw: IO[bytes], path: Path) -> Generator[IO[bytes]]:
    if path.suffix.lower() != ".gz":
        yield raw
        return
    with gzip.GzipFile(filename="", mode="wb", fileobj=raw, compresslevel=6, mtime=0) as packed:
        yield cast(IO[bytes], packed)


@contextmanager
def _replacing(path: Path) -> Generator[IO[bytes]]:
    """A file beside ``path`` that takes its place when all went well; a device is written directly."""
    special = path.exists() and not path.is_file()
    part = path if special else _part_of(path.resolve())
    try:
        with part.open("wb" if special else "xb") as file:
            yield file
            file.flush()
            if not special:
                os.fsync(file.fileno())
        if not special:
            part.replace(path.resolve())
    except OSError as error:
        raise _cannot_write(path, error) from error
    finally:
        if not special:
            part.unlink(missing_ok=True)


def _part_of(target: Path) -> Path:
    return target.with_name(f".{target.name[:100]}.{secrets.token_hex(4)}.part")


def _cannot_write(path: Path, error: OSError) -> UsageError:
    return UsageError(
        f"cannot be written ({error.strerror or error})",
        where=str(path),
        todo="Choose another file, or free some space",
    )
