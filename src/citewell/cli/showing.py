"""`citewell show`: a source, or a passage with the cited characters marked."""

import re
import sys
from typing import TYPE_CHECKING, NamedTuple

from citewell.cli.opening import open_held
from citewell.cli.output import clean, emit, print_json, print_pairs
from citewell.model import Document, Span, Statement
from citewell.model.errors import LibraryError, UsageError

if TYPE_CHECKING:
    from citewell.library import Library

_FORM = re.compile(
    r"(?P<source>.+?)(?:@(?P<hash>[0-9a-f]{6,64}))?"
    r"(?::(?P<start>\d{1,12})-(?P<end>\d{1,12})|#(?P<part>[\w.-]+))?"
)
_AROUND = 200
"""Characters shown on both sides of a span that stands in no passage, such as a heading."""


class _Place(NamedTuple):
    """What was asked for: a stretch of a document, with the statement that was named, if any."""

    document: Document
    start: int
    end: int


def run(what: str, library: str | None, snapshot: str | None, *, as_json: bool) -> None:
    """Show a source id, ``SOURCE:START-END``, ``SOURCE@HASH:START-END`` or ``SOURCE#STATEMENT``."""
    store = open_held(library, snapshot)
    form = _FORM.fullmatch(what.strip())
    if form is None:
        raise UsageError(
            "names no source", where=repr(what), todo="List those held: citewell sources"
        )
    if store.find_source(what.strip()) or not any(form.group("hash", "start", "part")):
        _show_source(_document(store, what.strip(), None), as_json=as_json)
        return
    document = _document(store, form["source"], form["hash"])
    if form["start"]:
        _show_place(_Place(document, int(form["start"]), int(form["end"])), what, as_json=as_json)
    elif form["part"]:
        _show_place(_part(document, form["part"], what), what, as_json=as_json)
    else:
        _show_source(document, as_json=as_json)


def _document(store: "Library", source: str, prefix: str | None) -> Document:
    versions = store.versions(source)
    if not versions:
        raise _unknown(store, source)
    if prefix is None:
        return store.document(source)
    for version in versions:
        if version.sha256.startswith(prefix):
            return store.document(source, version.sha256)
    held = ", ".join(f"{version.sha256[:12]} ({version.status.value})" for version in versions)
    raise LibraryError(
        f"the library holds no version {prefix[:12]} of {source}",
        where=store.uri,
        todo=f"Those held: {held}",
    )


def _unknown(store: "Library", source: str) -> LibraryError:
    from difflib import get_close_matches

    ids = [held.id for held in store.sources()]
    wanted = source.casefold()
    near = [i for i in ids if wanted in i.casefold()] or get_close_matches(source, ids, cutoff=0.75)
    todo = f"Did you mean {' or '.join(near[:3])}" if near else "List those held: citewell sources"
    return LibraryError(f"the library holds no source {source}", where=store.uri, todo=todo)


def _part(document: Document, part: str, what: str) -> _Place:
    """The place of a statement, or of a passage by its number."""
    for statement in _statements(document):
        if statement.id == part:
            return _Place(document, statement.start, statement.end)
    for passage in document.passages:
        if part == str(passage.index):
            return _Place(document, passage.start, passage.end)
    todo = f"Its passages are 0 to {len(document.passages) - 1}"
    if statements := _statements(document):
        todo += f", its statements {len(statements)}, for instance {statements[0].id}"
    raise UsageError(f"the source has no statement {part}", where=what, todo=todo)


def _statements(document: Document) -> list[Statement]:
    return [statement for passage in document.passages for statement in passage.statements]


def _show_place(place: _Place, what: str, *, as_json: bool) -> None:
    document, start, end = place
    try:
        source = document.source
        span = Span.of(source.id, source.sha256, document.text, start, end)
    except ValueError as error:
        todo = f"Give a start and a greater end from 0 to {len(document.text)}"
        raise UsageError(f"there is no such stretch ({error})", where=what, todo=todo) from error
    if as_json:
        print_json(span)
        return
    emit(_described(place) + "\n")


def _described(place: _Place) -> str:
    """Title, heading and passage with the mark, and where the statements in it come from."""
    document, start, end = place
    source = document.source
    around = [p for p in document.passages if p.start < end and start < p.end]
    first = min([start, *(p.start for p in around)]) if around else max(0, start - _AROUND)
    last = max([end, *(p.end for p in around)]) if around else end + _AROUND
    text = document.text
    parts = (text[first:start], text[start:end], text[end:last])
    lines = [clean(f"{source.title} ({_kind(document)})")]
    lines += (
        [clean(" / ".join(around[0].section_path))] if around and around[0].section_path else []
    )
    lines += ["", _marked(*map(clean, parts))]
    told = [_origin(s) for s in _statements(document) if s.start < end and start < s.end]
    return "\n".join([*lines, *([""] if told else []), *told])


def _kind(document: Document) -> str:
    kind, status = document.source.kind.value.replace("_", " "), document.source.status.value
    return kind if status == "current" else f"{kind}, {status.replace('_', ' ')}"


def _marked(before: str, cited: str, after: str) -> str:
    """The cited characters in reverse video where the terminal can, else between >>> and <<<."""
    from rich.console import Console

    console = Console()
    if not (sys.stdout.isatty() and console.color_system):
        return f"{before}>>>{cited}<<<{after}"
    return f"{before}\x1b[7m{cited}\x1b[0m{after}"


def _origin(statement: Statement) -> str:
    primary = statement.primary
    said = [primary.title, primary.kind.value.replace("_", " "), primary.year, primary.locator]
    known = ", ".join(clean(word) for word in said if word)
    return f"{statement.id}: {known} (read: {primary.read.value.replace('_', ' ')})"


def _show_source(document: Document, *, as_json: bool) -> None:
    if as_json:
        print_json(document)
        return
    values = document.source.model_dump(mode="json", exclude_none=True)
    print_pairs([(name.replace("_", " "), value) for name, value in values.items()])
    for passage in document.passages:
        path = f" {' / '.join(passage.section_path)}" if passage.section_path else ""
        emit(clean(f"\n[{passage.start}-{passage.end}]{path}\n{passage.text}\n"))
