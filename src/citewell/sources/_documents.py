"""From what a reader took out of a file to a :class:`~citewell.model.Document`."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from citewell.model import (
    Document,
    Grading,
    Identifiers,
    Passage,
    Source,
    SourceKind,
    SourceStatus,
    hash_text,
)
from citewell.model.errors import SourceError
from citewell.sources._failures import Reading
from citewell.sources._passages import ARTICLE, Range, Size, cut_prose, cut_rows
from citewell.sources.gradings import gradings_of
from citewell.text.normalise import normalise

Headings = tuple[str, ...]
_UNGRADED = {
    SourceKind.DRUG_LABEL,
    SourceKind.RANDOMIZED_TRIAL,
    SourceKind.OBSERVATIONAL_STUDY,
    SourceKind.CASE_REPORT,
    SourceKind.TRIAL_REGISTRATION,
}
"""Kinds that recommend nothing: a grade in them is that of a tumour or of a side effect."""


class Block(NamedTuple):
    """A paragraph, list or table as a reader found it, with the headings it stands under."""

    path: Headings
    text: str
    rows: bool = False
    """True for a table: one row a line, its own passages."""


class Stretch(NamedTuple):
    """Where a block stands in the text of the document."""

    path: Headings
    start: int
    end: int
    rows: bool = False


@dataclass(frozen=True, slots=True)
class About:
    """What a file says about its document; fields as in :class:`~citewell.model.Source`."""

    id: str
    kind: SourceKind
    title: str
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    container_title: str | None = None
    issued: str | None = None
    identifiers: Identifiers = field(default_factory=Identifiers)
    licence: str | None = None
    language: str | None = None
    status: SourceStatus = SourceStatus.CURRENT
    status_note: str | None = None
    population: str | None = None


def from_blocks(about: About, blocks: Iterable[Block], reading: Reading) -> Document:
    """A document whose text is its title, its headings and its blocks, set apart by empty lines.

    Raises:
        SourceError: there is no block with text.
    """
    parts, stretches = [about.title], list[Stretch]()
    length, last = len(about.title), Headings()
    for block in blocks:
        text = normalise(block.text).text.strip()
        if not text:
            continue
        for heading in _new_headings(last, block.path):
            parts.append(heading)
            length += 2 + len(heading)
        last = block.path
        parts.append(text)
        stretches.append(Stretch(block.path, length + 2, length + 2 + len(text), block.rows))
        length += 2 + len(text)
    return from_text(about, "\n\n".join(parts), stretches, reading, ARTICLE)


def from_text(
    about: About, text: str, stretches: Iterable[Stretch], reading: Reading, size: Size
) -> Document:
    """A document over a text that is already normalised.

    Raises:
        SourceError: there is no stretch to cite.
    """
    sha256 = hash_text(text)
    passages = [
        Passage(
            id=f"{about.id}@{sha256[:12]}#{index}",
            source_id=about.id,
            source_hash=sha256,
            index=index,
            section_path=path,
            start=cut.start,
            end=cut.end,
            text=text[cut.start : cut.end],
            gradings=_gradings(about.kind, text[cut.start : cut.end], cut.start, path),
        )
        for index, (path, cut) in enumerate(_cuts(text, stretches, size))
    ]
    if not passages:
        raise SourceError("has no text to cite", todo="Leave it out")
    source = _source(about, sha256, reading)
    return Document(source=source, text=text, passages=tuple(passages))


def _gradings(kind: SourceKind, text: str, start: int, path: Headings) -> tuple[Grading, ...]:
    if kind in _UNGRADED:
        return ()
    return gradings_of(text, start, path, guideline=kind is SourceKind.GUIDELINE)


def _source(about: About, sha256: str, reading: Reading) -> Source:
    fields: dict[str, Any] = {name: getattr(about, name) for name in About.__dataclass_fields__}
    return Source(
        **fields,
        sha256=sha256,
        read_from=reading.origin,
        read_at=reading.read_at,
        reader=reading.reader,
    )


def _cuts(text: str, stretches: Iterable[Stretch], size: Size) -> Iterator[tuple[Headings, Range]]:
    for (path, rows), group in groupby(stretches, key=lambda s: (s.path, s.rows)):
        if rows:
            cuts = [cut for s in group for cut in cut_rows(text, s.start, s.end, size)]
        else:
            cuts = cut_prose(text, [(s.start, s.end) for s in group], size)
        yield from ((path, cut) for cut in cuts)


def _new_headings(last: Headings, path: Headings) -> Headings:
    shared = 0
    for old, new in zip(last, path, strict=False):
        if old != new:
            break
        shared += 1
    return path[shared:]


def clean(text: str | None) -> str:
    """A text on one line, normalised; for titles, names and headings.

    >>> clean(" Asthma \\n in\\u00a0adults ")
    'Asthma in adults'
    """
    return normalise(" ".join((text or "").split())).text.strip()


def file_id(path: str) -> str:
    """The id of a document without identifiers: the file's name, and a hash of where it lies.

    Where it lies, not what it says: an edited file is a new version of the same source and
    supersedes the old one, while files of one name in two folders stay apart.

    >>> file_id("/data/Asthma guide.txt")
    'file:asthma-guide-e885304d'
    """
    place = Path(path).absolute()
    return f"file:{slug(place.stem)}-{hash_text(place.as_posix())[:8]}"


def slug(text: str) -> str:
    """A text as part of an id: lower-case letters, digits and hyphens, at most 60.

    >>> slug("Müller's guide, 2nd edition")
    'muller-s-guide-2nd-edition'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-") or "untitled"


@lru_cache
def table(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a table in ``sources/data`` (tab-separated; lines that start with # are left out).

    >>> table("languages.tsv")[0]
    ('eng', 'en')
    """
    lines = (files("citewell.sources") / "data" / name).read_text("utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line and not line.startswith("#"))


@lru_cache
def lookup(name: str) -> dict[str, tuple[str, ...]]:
    """A table by its first column."""
    return {row[0]: row[1:] for row in table(name)}
