"""`citewell add`."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from citewell.cli.opening import open_bare, open_filled
from citewell.cli.output import one_line, print_json, print_table, say
from citewell.model.errors import UsageError

if TYPE_CHECKING:
    from citewell.library import AddReport, Library
    from citewell.library.reports import Failure
    from citewell.model import Document
    from citewell.sources import ReadFailure

    Batch = tuple[Path, list[Document | ReadFailure]]

SOME_FAILED = 3
"""Exit code when something could not be read; everything else is stored."""

_SHOWN = 20
"""Failures shown on a terminal; `citewell sources --failed` lists them all."""


def run(
    paths: Sequence[str], library: str | None, workers: int, *, starter: bool, as_json: bool
) -> int:
    """Read files into the library and report what became of them."""
    from citewell.sources import find_files

    if any(not path.strip() for path in paths):
        raise UsageError("a path is empty", todo="Give files, folders or globs")
    # Absolute, so that a file that failed can be read again from another folder.
    found = [path.absolute() for path in find_files(paths)]
    if not found:
        raise UsageError(
            "no file found", where=", ".join(paths), todo="Check what the folder holds"
        )
    files = _without_libraries(found)
    if not files:
        raise UsageError(
            "these are the files of a library itself",
            where=", ".join(paths),
            todo="Give the documents to add",
        )
    store = open_filled(library) if starter else open_bare(library)
    return finish(add_files(store, files, workers), as_json=as_json)


def _without_libraries(files: Sequence[Path]) -> list[Path]:
    """Files without those of a citewell library that lies in a folder to be added."""
    inside = [
        f.parent
        for f in files
        if f.name == "library.json" and (f.parent / "sources.lance").is_dir()
    ]
    return [f for f in files if not any(f.is_relative_to(folder) for folder in inside)]


def add_files(library: "Library", files: Sequence[Path], workers: int) -> "AddReport":
    """Read and store files, with a progress bar when standard error is a terminal."""
    from citewell.sources import read_many

    batches = read_many(files, workers=workers)
    if sys.stderr.isatty():
        batches = _shown(batches, len(files))
    return library.add(outcome for _, batch in batches for outcome in batch)


def _shown(batches: "Iterable[Batch]", total: int) -> "Iterator[Batch]":
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (TextColumn("Reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task, seen = progress.add_task("", total=total), set[Path]()
        for path, batch in batches:
            yield path, batch
            seen.add(path)
            progress.update(task, completed=len(seen))


def finish(report: "AddReport", *, as_json: bool) -> int:
    """Print what was done; the exit code."""
    if as_json:
        print_json(report)
    else:
        _show(report)
    return SOME_FAILED if report.failed else 0


def _show(report: "AddReport") -> None:
    """The closing table: read, unchanged, superseded, failed with reason."""
    rows = (
        ("read", report.read),
        ("new", report.added),
        ("unchanged", report.unchanged),
        ("updated", report.updated),
        ("superseded an older version", report.superseded),
        *([("older than what is held, left out", report.older)] if report.older else []),
        ("failed", report.failed),
        ("passages written", report.passages),
    )
    print_table(("documents", "count"), rows)
    for failure in report.failures[:_SHOWN]:
        say(failure_line(failure))
    if report.failed:
        more = report.failed - _SHOWN
        begin = f"and {more} more failed; all are listed by" if more > 0 else "Listed by"
        say(f"{begin} `citewell sources --failed`; read again by `citewell sources --retry`")


def failure_line(failure: "Failure") -> str:
    """A failure in one sentence: which file and record, why, what to do."""
    where = f"{failure.path}, {failure.record}" if failure.record else failure.path
    todo = f". {failure.todo}" if failure.todo else ""
    return one_line(f"{where}: {failure.reason}{todo}")
