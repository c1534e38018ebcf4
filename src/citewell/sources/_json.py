"""Cutting a long JSON file into its records before any is parsed, and parsing one within bounds."""

import json
import re
from collections.abc import Iterator
from typing import Any

from citewell.model.errors import SourceError
from citewell.sources._opening import SourceFile
from citewell.sources._records import Record, utf8_chunks

DEEPEST = 200
"""Nesting beyond this is refused: no real document has it, and the parser is recursive."""
_TOKEN = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)|[{}\[\]]', re.DOTALL)

Json = Any
Node = dict[str, Any]


def cut_json(source: SourceFile, lists: frozenset[str], limit: int) -> Iterator[Record]:
    """The records of a JSON file: the objects in its list, or the one object that it is.

    The list is the file itself (an array), or the array under one of some names near the top. Files
    with one object after another (JSON Lines) give each of them.

    Args:
        source: the file, at its start.
        lists: names of the lists that hold records, for instance ``results``.
        limit: bytes that one record may have.

    Raises:
        SourceError: the file cannot be unpacked or decoded.
    """
    cutter = _Cutter(lists, limit)
    for chunk in utf8_chunks(source):
        yield from cutter.feed(chunk)
    yield from cutter.close()


class _Cutter:
    """Follows brackets and strings in a stream of bytes and cuts out the objects that are records."""

    def __init__(self, lists: frozenset[str], limit: int) -> None:
        self._lists = {f'"{name}"'.encode() for name in lists}
        self._limit = limit
        self._buffer = bytearray()
        self._scanned = 0
        self._depth = 0
        self._list_depth: int | None = None
        """Depth inside the list of records, once it was found."""
        self._start: int | None = None
        self._start_depth = 0
        self._name = b""
        self._number = 0
        self._line = 1

    def feed(self, chunk: bytes) -> Iterator[Record]:
        self._buffer += chunk
        for match in _TOKEN.finditer(self._buffer, self._scanned):
            token = match[0]
            if token[:1] == b'"':
                if match.end() == len(self._buffer):
                    self._scanned = match.start()  # perhaps cut: look again with the next chunk
                    break
                self._name = token if len(token) < 40 else b""
            else:
                yield from self._bracket(token, match.start())
            self._scanned = match.end()
        yield from self._bound()
        self._drop()

    def _bracket(self, token: bytes, at: int) -> Iterator[Record]:
        if token in b"}]":
            self._depth = max(0, self._depth - 1)
            if self._list_depth is not None and self._depth < self._list_depth:
                self._list_depth = None
            if self._start is not None and self._depth == self._start_depth:
                yield self._record(bytes(self._buffer[self._start : at + 1]), at)
            return
        if token == b"[" and self._is_list():
            self._list_depth, self._start = self._depth + 1, None
        elif token == b"{" and self._start is None and self._depth == (self._list_depth or 0):
            self._start, self._start_depth = at, self._depth
        self._depth += 1
        if self._depth > DEEPEST:
            raise SourceError(
                f"nests its JSON more than {DEEPEST} levels deep",
                todo="Leave it out: no real document does",
            )

    def _is_list(self) -> bool:
        if self._list_depth is not None:
            return False
        return self._depth == 0 or (self._depth <= 2 and self._name in self._lists)

    def _record(self, data: bytes, at: int) -> Record:
        self._number += 1
        line = self._line + self._buffer.count(b"\n", 0, self._start or 0)
        self._start = None
        return Record(self._number, line, data)

    def _failed(self, what: str) -> Record:
        self._number += 1
        return Record(
            self._number,
            self._line,
            error=SourceError(what, todo="Fetch the file again or take this record out"),
        )

    def _bound(self) -> Iterator[Record]:
        if self._start is None or len(self._buffer) - self._start <= self._limit:
            return
        self._start = None
        yield self._failed(f"is larger than {self._limit / 1e6:,.0f} MB")

    def _drop(self) -> None:
        keep = self._scanned if self._start is None else self._start
        self._line += self._buffer.count(b"\n", 0, keep)
        del self._buffer[:keep]
        self._scanned -= keep
        if self._start is not None:
            self._start = 0

    def close(self) -> Iterator[Record]:
        if self._start is not None:
            yield self._failed("is cut off at the end of the file")
        elif self._depth:
            yield self._failed("would follow, but the file is cut off here")


def load(data: bytes) -> Json:
    """A JSON value held in memory.

    Raises:
        SourceError: it is not JSON; the message gives the line.

    >>> load(b'{"a": [1]}')
    {'a': [1]}
    """
    todo = "Fetch it again or correct it"
    try:
        return json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise SourceError(f"is not UTF-8 (byte {error.start})", todo="Save it as UTF-8") from error
    except json.JSONDecodeError as error:
        raise SourceError(
            f"is not JSON ({error.msg})", where=f"line {error.lineno}", todo=todo
        ) from error
    except (ValueError, RecursionError) as error:
        raise SourceError(f"is not JSON ({error})", todo=todo) from error


def load_record(record: Record) -> Node:
    """The object of one record.

    Raises:
        SourceError: it is cut off, not JSON or no object.
    """
    if record.error:
        raise record.error
    return node(load(record.data))


def node(value: Json) -> Node:
    """A value as an object; empty when it is none, so that a path through it finds nothing."""
    return value if isinstance(value, dict) else {}


def at(value: Json, *path: str) -> Json:
    """The value under a path of names; None when there is none.

    >>> at({"a": {"b": 1}}, "a", "b"), at({"a": 1}, "a", "b")
    (1, None)
    """
    for name in path:
        value = node(value).get(name)
    return value


def items(value: Json, *path: str) -> list[Json]:
    """The list under a path; a single value counts as a list of one, nothing as none.

    >>> items({"a": [1, 2]}, "a"), items({"a": 1}, "a"), items({}, "a")
    ([1, 2], [1], [])
    """
    found = at(value, *path)
    if found is None:
        return []
    return found if isinstance(found, list) else [found]


def nodes(value: Json, *path: str) -> list[Node]:
    """The objects in the list under a path."""
    return [found for found in items(value, *path) if isinstance(found, dict)]


def text(value: Json, *path: str) -> str:
    """The text (or number) under a path, trimmed; empty when there is none.

    >>> text({"a": {"b": " x "}}, "a", "b"), text({"a": 5}, "a"), text({"a": [1]}, "a")
    ('x', '5', '')
    """
    found = at(value, *path)
    if isinstance(found, bool) or not isinstance(found, str | int | float):
        return ""
    return str(found).strip()


def texts(value: Json, *path: str) -> list[str]:
    """The texts of the list under a path, without empty ones."""
    return list(filter(None, (text(found) for found in items(value, *path))))
