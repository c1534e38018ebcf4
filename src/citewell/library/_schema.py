"""How nouns become rows and rows become nouns again."""

import json
import zlib
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter

from citewell.library._stored import read_stored
from citewell.model import (
    Document,
    Grading,
    Passage,
    PracticeSummary,
    Source,
    Statement,
    hash_text,
)

FORMAT = 1
"""Version of the layout on disk; a higher one is refused."""

SOURCES = "sources"
PASSAGES = "passages"
FAILURES = "failures"
TABLES = (SOURCES, PASSAGES, FAILURES)

PASSAGE_COLUMNS = (
    "id",
    "source_id",
    "source_hash",
    "index",
    "section_path",
    "start",
    "end",
    "text",
    "statements",
    "gradings",
)
"""The columns that :func:`passage_of` reads."""

LATER_COLUMNS = {PASSAGES: ("gradings",)}
"""Columns that tables made by earlier versions lack: added, empty, when such a table is next written
to. Snapshots of that time never have them."""

# When and from where a document was read says nothing about what it is: reading it again from
# another place must be a no-op, and two libraries with the same content must have the same id.
_NOT_CONTENT = {"read_at", "read_from"}

Row = dict[str, Any]


_FAILURE_COLUMNS = ("path", "record", "reason", "todo", "time")


@lru_cache(maxsize=1)
def schemas() -> Mapping[str, Any]:
    """The Arrow schema of each table."""
    import pyarrow as pa

    text, number = pa.string(), pa.int64()
    return {
        SOURCES: pa.schema(
            [
                ("edition", number),
                ("seq", number),
                ("id", text),
                ("sha256", text),
                ("key", text),
                ("kind", text),
                ("status", text),
                ("title", text),
                ("passages", pa.int32()),
                ("source", text),
                ("summary", text),
                ("text", text),
            ]
        ),
        PASSAGES: pa.schema(
            [
                ("edition", number),
                ("id", text),
                ("source_id", text),
                ("source_hash", text),
                ("index", pa.int32()),
                ("section_path", pa.list_(text)),
                ("start", number),
                ("end", number),
                ("text", text),
                ("statements", text),
                ("terms", pa.list_(pa.uint32())),
                ("gradings", text),
            ]
        ),
        FAILURES: pa.schema([(name, text) for name in _FAILURE_COLUMNS]),
    }


def term_code(token: str) -> int:
    """The 32-bit code under which a token is indexed (CRC-32 of its UTF-8).

    >>> term_code("asthma")
    2221346356
    """
    return zlib.crc32(token.encode("utf-8", "surrogatepass"))


def passage_rows(document: Document, edition: int) -> list[Row]:
    """Rows of the table ``passages``, in the order of the document."""
    title = document.source.title
    return [_passage_row(passage, edition, title) for passage in document.passages]


def _passage_row(passage: Passage, edition: int, title: str) -> Row:
    return {
        "edition": edition,
        "id": passage.id,
        "source_id": passage.source_id,
        "source_hash": passage.source_hash,
        "index": passage.index,
        "section_path": passage.section_path,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
        "statements": _statements_json(passage.statements),
        "terms": passage_terms(passage, title),
        "gradings": _gradings_json(passage.gradings),
    }


def passage_terms(passage: Passage, title: str) -> list[int]:
    """Codes of the tokens by which a passage is found: its text and headings, the title of its
    source, and for a practice summary each statement's plain wording, the questions it answers and
    the identifiers of its primary source (``NICE NG136``)."""
    from citewell.text import search_tokens

    parts = [passage.text, *passage.section_path, title]
    for statement in passage.statements:
        parts += [statement.plain or "", *statement.answers, *statement.primary.identifiers.other]
    return [term_code(token) for token in search_tokens(" \n ".join(parts))]


@lru_cache(maxsize=1)
def _statements() -> TypeAdapter[tuple[Statement, ...]]:
    return TypeAdapter(tuple[Statement, ...])


def _statements_json(statements: tuple[Statement, ...]) -> str | None:
    if not statements:
        return None
    return _statements().dump_json(statements, exclude_defaults=True).decode()


@lru_cache(maxsize=1)
def _gradings() -> TypeAdapter[tuple[Grading, ...]]:
    return TypeAdapter(tuple[Grading, ...])


def _gradings_json(gradings: tuple[Grading, ...]) -> str | None:
    if not gradings:
        return None
    return _gradings().dump_json(gradings, exclude_defaults=True).decode()


def source_row(document: Document, edition: int, seq: int, key: str) -> Row:
    """The row of the table ``sources``; its being there makes the document exist."""
    source, summary = document.source, document.summary
    return {
        "edition": edition,
        "seq": seq,
        "id": source.id,
        "sha256": source.sha256,
        "key": key,
        "kind": source.kind.value,
        "status": source.status.value,
        "title": source.title,
        "passages": len(document.passages),
        "source": source.to_json(),
        "summary": summary.to_json() if summary else None,
        "text": document.text,
    }


def content_key(document: Document) -> str:
    """SHA-256 over everything a document says and is: equal for equal content.

    Left out are the time and the place of reading.
    """
    source = document.source.model_dump_json(exclude=_NOT_CONTENT, exclude_none=True)
    summary = document.summary.to_json() if document.summary else ""
    passages = map(_passage_key, document.passages)
    body = json.dumps([source, summary, *passages], ensure_ascii=False)
    return hash_text(body)


def _passage_key(passage: Passage) -> list[Any]:
    key = [passage.id, passage.section_path, passage.start, passage.end]
    gradings = _gradings_json(passage.gradings)
    # Only where there are any, so that the keys of what was stored before there were stay the same.
    return [*key, _statements_json(passage.statements), *([gradings] if gradings else [])]


def passage_of(row: Mapping[str, Any]) -> Passage:
    """The passage in a row of the table ``passages``."""
    return Passage(
        id=row["id"],
        source_id=row["source_id"],
        source_hash=row["source_hash"],
        index=row["index"],
        section_path=tuple(row["section_path"] or ()),
        start=row["start"],
        end=row["end"],
        text=row["text"],
        statements=statements_of(row["statements"]),
        gradings=_gradings_of(row.get("gradings")),
    )


def statements_of(text: str | None) -> tuple[Statement, ...]:
    """The statements in their stored form."""
    return read_stored(_statements(), text) if text else ()


def _gradings_of(text: str | None) -> tuple[Grading, ...]:
    return read_stored(_gradings(), text) if text else ()


@lru_cache(maxsize=1)
def _source() -> TypeAdapter[Source]:
    return TypeAdapter(Source)


@lru_cache(maxsize=1)
def _summary() -> TypeAdapter[PracticeSummary]:
    return TypeAdapter(PracticeSummary)


def source_of(row: Mapping[str, Any]) -> Source:
    """The source in a row of the table ``sources``, with the status that the row has."""
    return read_stored(_source(), row["source"])


def summary_of(row: Mapping[str, Any]) -> PracticeSummary | None:
    """The summary data in a row of the table ``sources``, if it is a practice summary."""
    return read_stored(_summary(), row["summary"]) if row["summary"] else None
