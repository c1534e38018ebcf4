"""`citewell show`: a source, or a passage with the cited characters marked."""

import re

import typer

from citewell.cli.output import print_json
from citewell.library import Library
from citewell.model import Document, Passage, Span, Statement
from citewell.model.errors import UsageError

_SPAN = re.compile(r"^(?P<source>.+?)(?:@(?P<hash>[0-9a-f]{6,64}))?:(?P<start>\d+)-(?P<end>\d+)$")
_STATEMENT = re.compile(r"^(?P<source>.+)#(?P<statement>[\w-]+)$")


def run(what: str, library: str | None, *, as_json: bool) -> None:
    """Show a source id, ``SOURCE:START-END``, or ``SOURCE#STATEMENT``."""
    from citewell.answering import open_library

    store = open_library(library)
    if found := _SPAN.match(what):
        document = _document(store, found["source"], found["hash"])
        _show_span(document, int(found["start"]), int(found["end"]), what, as_json=as_json)
    elif found := _STATEMENT.match(what):
        document = _document(store, found["source"], None)
        statement = _statement(document, found["statement"], what)
        _show_span(document, statement.start, statement.end, what, as_json=as_json)
    else:
        _show_source(store.document(what), as_json=as_json)


def _document(store: Library, source: str, prefix: str | None) -> Document:
    if prefix is None:
        return store.document(source)
    for version in store.versions(source):
        if version.sha256.startswith(prefix):
            return store.document(source, version.sha256)
    return store.document(source, prefix)


def _statement(document: Document, statement_id: str, what: str) -> Statement:
    for passage in document.passages:
        for statement in passage.statements:
            if statement.id == statement_id:
                return statement
    raise UsageError("the source has no such statement", where=what)


def _show_span(document: Document, start: int, end: int, what: str, *, as_json: bool) -> None:
    try:
        span = Span.of(document.source.id, document.source.sha256, document.text, start, end)
    except ValueError as error:
        raise UsageError(str(error), where=what, todo="Give offsets inside the text") from error
    if as_json:
        print_json(span)
        return
    around = [p for p in document.passages if p.start < end and start < p.end]
    for passage in around:
        _show_passage(document, passage, start, end)


def _show_passage(document: Document, passage: Passage, start: int, end: int) -> None:
    from rich.console import Console
    from rich.text import Text

    text = Text(passage.text)
    text.stylize("black on yellow", max(0, start - passage.start), max(0, end - passage.start))
    console = Console()
    if not console.is_terminal:
        local, stop = max(0, start - passage.start), min(len(passage.text), end - passage.start)
        text = Text(f"{passage.text[:local]}>>>{passage.text[local:stop]}<<<{passage.text[stop:]}")
    console.print(Text(f"{document.source.title} ({document.source.kind.value})", style="bold"))
    console.print(Text(" / ".join(passage.section_path), style="italic"))
    console.print(text)
    for statement in passage.statements:
        if statement.start < end and start < statement.end:
            primary = statement.primary
            console.print(
                Text(f"{statement.id}: {primary.title} ({primary.kind.value}, {primary.read.value})", style="dim")
            )


def _show_source(document: Document, *, as_json: bool) -> None:
    if as_json:
        print_json(document)
        return
    source = document.source
    rows = source.model_dump(mode="json", exclude_none=True)
    for key, value in rows.items():
        if value not in ("", [], {}):
            typer.echo(f"{key:16} {value}")
    typer.echo("")
    for passage in document.passages:
        typer.echo(f"[{passage.start}-{passage.end}] {' / '.join(passage.section_path)}")
        typer.echo(passage.text)
        typer.echo("")
