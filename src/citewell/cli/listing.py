"""`citewell sources`."""

from pathlib import Path

import typer

from citewell.cli.adding import SOME_FAILED, add_files, show_report
from citewell.cli.output import print_json, print_table
from citewell.model import SourceKind
from citewell.model.errors import UsageError


def held(library: str | None, kind: str | None, text: str | None, *, as_json: bool) -> None:
    """List the sources of the library."""
    from citewell.answering import open_library

    if kind is not None and kind not in {k.value for k in SourceKind}:
        known = ", ".join(k.value for k in SourceKind)
        raise UsageError(f"there is no kind {kind}", todo=f"Use one of: {known}")
    found = open_library(library).sources(kind=SourceKind(kind) if kind else None, text=text)
    if as_json:
        print_json(found)
        return
    rows = [(s.id, s.kind.value, s.status.value, s.issued or "", s.title) for s in found]
    print_table(("id", "kind", "status", "issued", "title"), rows)
    typer.echo(f"{len(found)} sources")


def failures(library: str | None, *, retry: bool, as_json: bool) -> int:
    """List what could not be read; with ``retry`` read those files again."""
    from citewell.answering import open_library

    store = open_library(library)
    unread = store.failures()
    if retry and unread:
        report = add_files(store, [Path(p) for p in dict.fromkeys(f.path for f in unread)], 2, quiet=as_json)
        if as_json:
            print_json(report)
        else:
            show_report(report)
        return SOME_FAILED if report.failed else 0
    if as_json:
        print_json(unread)
    else:
        print_table(
            ("file", "record", "reason", "what to do", "when"),
            [(f.path, f.record, f.reason, f.todo, f.time) for f in unread],
        )
        typer.echo(f"{len(unread)} unread" if unread else "Everything given so far could be read.")
    return 0
