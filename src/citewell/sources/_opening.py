"""Opening a file: unpacked when it is gzip, and never more than the limits allow."""

import gzip
import zlib
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self, cast

from citewell.model.errors import SourceError
from citewell.sources._failures import LIMITS, MEGABYTE, Limits

HEAD_BYTES = 65_536
_CHUNK = 1 << 18
_BOMB_FLOOR = 10 * MEGABYTE


class SourceFile:
    """The bytes of one file, read once from front to back.

    ``head`` is its start (unpacked), for telling what it is; reading starts at the front anyway.

    Raises:
        OSError: the file cannot be opened.
        SourceError: damaged gzip, or more bytes than the limits allow.
    """

    def __init__(self, path: Path, limits: Limits = LIMITS) -> None:
        self._limits = limits
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise SourceError(
                "is a pipe or a device, not a file", todo="Save its content to a file"
            )
        self._raw = path.open("rb")
        self._taken = 0
        try:
            self._size = path.stat().st_size
            self._packed = self._raw.read(2) == b"\x1f\x8b"
            self._raw.seek(0)
            self._stream = self._unpacking()
            self.head = b""
            self.head = self._fill(HEAD_BYTES)
        except BaseException:
            self._raw.close()
            raise

    def _unpacking(self) -> BinaryIO:
        if self._packed:
            return cast("BinaryIO", gzip.GzipFile(fileobj=self._raw))
        if self._size > self._limits.file_bytes:
            raise _too_big("the file", self._limits.file_bytes)
        return self._raw

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._raw.close()

    def read(self, size: int = _CHUNK) -> bytes:
        """Up to ``size`` more bytes; empty at the end."""
        if self.head:
            start, self.head = self.head, b""
            return start
        return self._take(size)

    def read_all(self) -> bytes:
        """Everything that is left, at most one record's worth."""
        limit = self._limits.record_bytes
        parts, length = list[bytes](), 0
        while chunk := self.read():
            parts.append(chunk)
            length += len(chunk)
            if length > limit:
                raise _too_big("one document", limit)
        return b"".join(parts)

    def _fill(self, size: int) -> bytes:
        parts = bytearray()
        while len(parts) < size and (chunk := self._take(size - len(parts))):
            parts += chunk
        return bytes(parts)

    def _take(self, size: int) -> bytes:
        try:
            chunk = self._stream.read(size)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise SourceError(
                f"is a damaged or cut-off gzip file ({error})", todo="Fetch the file again"
            ) from error
        self._taken += len(chunk)
        if self._taken > self._limits.file_bytes:
            raise _too_big("the unpacked file", self._limits.file_bytes)
        if self._packed and self._taken > max(_BOMB_FLOOR, self._limits.gzip_ratio * self._size):
            raise SourceError(
                f"unpacks to more than {self._limits.gzip_ratio} times its size (a gzip bomb?)",
                todo="Unpack it yourself if you trust it, and add the unpacked file",
            )
        return chunk


def _too_big(what: str, limit: int) -> SourceError:
    return SourceError(
        f"{what} is larger than {limit / MEGABYTE:,.0f} MB", todo="Split it into smaller files"
    )
