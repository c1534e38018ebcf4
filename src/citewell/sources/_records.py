"""Cutting a long XML file into its records before any is parsed, so that one bad record stays alone."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from citewell.model.errors import SourceError
from citewell.sources._opening import SourceFile

_DECLARED = re.compile(rb"^\s*<\?xml[^>]*\sencoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
_PLAIN = {"utf-8", "utf8", "us-ascii", "ascii"}
_TAIL = 200
"""Bytes kept back while looking for a tag, since a tag may lie across two reads."""


@dataclass(frozen=True, slots=True)
class Record:
    """The bytes of one record and where it starts; with an error where they are not whole."""

    number: int
    line: int
    data: bytes = b""
    error: SourceError | None = None

    @property
    def name(self) -> str:
        """For messages: ``record 7 (line 210)``."""
        return f"record {self.number} (line {self.line})"


def cut_records(source: SourceFile, tags: tuple[str, ...], limit: int) -> Iterator[Record]:
    """The records of a file, as bytes in UTF-8.

    Args:
        source: the file, at its start.
        tags: names of the elements that are records; they do not nest.
        limit: bytes that one record may have.

    Raises:
        SourceError: the file cannot be unpacked or decoded, or ends too early.
    """
    cutter = _Cutter(tags, limit)
    for chunk in utf8_chunks(source):
        yield from cutter.feed(chunk)
    yield from cutter.close()


class _Cutter:
    """Looks for start and end tags of records in a stream of bytes."""

    def __init__(self, tags: tuple[str, ...], limit: int) -> None:
        names = b"|".join(tag.encode() for tag in tags)
        self._tag = re.compile(rb"<(/?)(?:" + names + rb")(?=[\s/>])[^<>]*>")
        self._limit = limit
        self._buffer = bytearray()
        self._searched = 0
        self._open = False
        self._skipping = False
        self._number = 0
        self._line = 1
        self._tail = b""

    def feed(self, chunk: bytes) -> Iterator[Record]:
        self._buffer += chunk
        done, seen = 0, self._searched
        for match in self._tag.finditer(self._buffer, self._searched):
            is_end = bool(match[1])
            at = match.end() if is_end else match.start()
            yield from self._piece(done, at, is_end)
            done, seen = at, match.end()
            self._open, self._skipping = not is_end, False
        self._drop(done, seen)
        yield from self._bound()

    def _piece(self, start: int, end: int, ends: bool) -> Iterator[Record]:
        """What lies between two tags: a record, a record without its end, or a gap."""
        piece = bytes(self._buffer[start:end])
        if self._open and ends:
            yield self._record(piece)
        elif self._open:
            yield self._record(piece, _broken("has no end tag"))
        elif not self._skipping and (ends or b"<MedlineCitation" in piece):
            yield self._record(piece, _broken("has no start tag"))
        self._line += piece.count(b"\n")

    def _record(self, data: bytes = b"", error: SourceError | None = None) -> Record:
        self._number += 1
        return Record(self._number, self._line, data, error)

    def _drop(self, done: int, seen: int) -> None:
        if done:
            self._tail = bytes(self._buffer[max(0, done - _TAIL) : done])
            del self._buffer[:done]
        # Never back before the end of a tag that was found, or it would be found again.
        self._searched = max(seen - done, len(self._buffer) - _TAIL)

    def _bound(self) -> Iterator[Record]:
        if len(self._buffer) <= self._limit:
            return
        if self._open:
            megabytes = self._limit / 1e6
            yield self._record(error=_broken(f"is larger than {megabytes:,.0f} MB"))
            self._open, self._skipping = False, True
        self._line += self._buffer.count(b"\n", 0, self._searched)
        self._drop(self._searched, self._searched)

    def close(self) -> Iterator[Record]:
        rest = bytes(self._buffer)
        if self._open:
            yield self._record(rest, _broken("is cut off at the end of the file"))
        elif b"<MedlineCitation" in rest and not self._skipping:
            yield self._record(rest, _broken("has no start tag"))
        elif not re.search(rb"</[\w:.-]+\s*>\s*$", (self._tail + rest)[-_TAIL:]):
            yield self._record(error=_broken("would follow, but the file is cut off here"))


def _broken(what: str) -> SourceError:
    return SourceError(what, todo="Fetch the file again or take this record out")


def utf8_chunks(source: SourceFile) -> Iterator[bytes]:
    """The file in chunks of UTF-8, whatever its encoding."""
    encoding = _encoding(source.head)
    if encoding is None:
        while chunk := source.read():
            yield chunk
        return
    try:
        decoder = codecs.getincrementaldecoder(encoding)()
    except LookupError as error:
        raise SourceError(
            f"names an encoding that does not exist ({encoding})", todo="Save it as UTF-8"
        ) from error
    try:
        while chunk := source.read():
            yield decoder.decode(chunk).encode("utf-8", "replace")
        yield decoder.decode(b"", final=True).encode("utf-8", "replace")
    except UnicodeError as error:
        raise SourceError(
            f"has bytes that do not fit its encoding ({encoding})", todo="Save it as UTF-8"
        ) from error


def _encoding(head: bytes) -> str | None:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    declared = _DECLARED.match(head)
    name = declared[1].decode("ascii").lower() if declared else "utf-8"
    return None if name in _PLAIN else name
