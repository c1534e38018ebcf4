"""`citewell add`."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from citewell.cli.output import print_json, print_table
from citewell.library import AddReport, Library
from citewell.model import Document
from citewell.model.errors import UsageError
from citewell.sources import ReadFailure, find_files, read_many

Batch = tuple[Path, list[Document | ReadFailure]]

SOME_FAILED = 3
"""Exit code when something could not be read; everything else is stored."""


def run(paths: list[str], library: str | None, workers: int, *, as_json: bool) -> int:
    """Read files into the library and report what became of them."""
    from citewell.answering import open_library

    files = find_files(paths)
    if not files:
        raise UsageError(
            "no file found", where=", ".join(paths), todo="Give files, folders or globs that exist"
        )
    report = add_files(open_library(library), files, workers, quiet=as_json)
    if as_json:
        print_json(report)
    else:
        show_report(report)
    return SOME_FAILED if report.failed else 0


def add_files(library: Library, files: list[Path], workers: int, *, quiet: bool) -> AddReport:
    """Read and store files, with a progress bar on a terminal."""
    batches = read_many(files, workers=workers)
    if not quiet and sys.stderr.isatty():
        batches = _shown(batches, len(files))
    return library.add(outcome for _, batch in batches for outcome in batch)


def _shown(batches: Iterable[Batch], total: int) -> Iterator[Batch]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("Reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task, seen = progress.add_task("", total=total), set[Path]()
        for path, batch in batches:
            yield path, batch
            seen.add(path)
            progress.update(task, completed=len(seen))


def show_report(report: AddReport) -> None:
    """The closing table: read, unchanged, superseded, failed with reason."""
    rows = [
        ("read", report.read),
        ("  new", report.added),
        ("  unchanged", report.unchanged),
        ("  updated", report.updated),
        ("  superseded an older version", report.superseded),
        ("passages written", report.passages),
        ("failed", report.failed),
    ]
    print_table(("documents", "count"), rows)
    if report.failures:
        print_table(
            ("failed", "record", "reason", "what to do"),
            [(f.path, f.record, f.reason, f.todo) for f in report.failures],
        )
