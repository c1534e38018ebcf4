"""How well the readers do on a folder of real files: what was read, what failed and why, how fast."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from time import perf_counter
from typing import TypedDict

from citewell.model import Document
from citewell.sources import ReadFailure, find_files, read_path


class FormatFigures(TypedDict):
    """One format: counts, seconds of one process, passages per second."""

    reader: str
    files: int
    documents: int
    failed_records: int
    passages: int
    seconds: float
    passages_per_second: float


class Reason(TypedDict):
    """One reason for failing: how many files or records, and the first of them."""

    reason: str
    count: int
    first: str


class ReadingFigures(TypedDict):
    """What reading a folder came to. ``read`` files gave at least one document, the others none."""

    files: int
    read: int
    failed: int
    formats: list[FormatFigures]
    reasons: list[Reason]


def read_corpus(folder: str | Path | Iterable[str | Path]) -> ReadingFigures:
    """Read every file of a folder (or of several names and patterns), one after the other.

    Args:
        folder: as :func:`citewell.sources.find_files` takes it; hidden files are passed over.

    >>> read_corpus("no/such/folder")["reasons"]
    [{'reason': 'there is no such file', 'count': 1, 'first': 'no/such/folder'}]
    """
    names = [folder] if isinstance(folder, str | Path) else list(folder)
    formats: dict[str, FormatFigures] = {}
    failures: list[ReadFailure] = []
    paths = find_files(names)
    for path in paths:
        failures += _read_one(path, formats)
    read = sum(figures["files"] for figures in formats.values())
    for figures in formats.values():
        figures["passages_per_second"] = round(figures["passages"] / (figures["seconds"] or 1e-9))
    return ReadingFigures(
        files=len(paths),
        read=read,
        failed=len(paths) - read,
        formats=sorted(formats.values(), key=lambda f: f["reader"]),
        reasons=_reasons(failures),
    )


def _read_one(path: Path, formats: dict[str, FormatFigures]) -> list[ReadFailure]:
    start = perf_counter()
    outcomes = list(read_path(path))
    seconds = perf_counter() - start
    documents = [o for o in outcomes if isinstance(o, Document)]
    failures = [o for o in outcomes if isinstance(o, ReadFailure)]
    if documents:
        reader = documents[0].source.reader or "unnamed"
        figures = formats.setdefault(reader, _no_figures(reader))
        figures["files"] += 1
        figures["documents"] += len(documents)
        figures["failed_records"] += len(failures)
        figures["passages"] += sum(len(document.passages) for document in documents)
        figures["seconds"] += seconds
    return failures


def _no_figures(reader: str) -> FormatFigures:
    return FormatFigures(
        reader=reader,
        files=0,
        documents=0,
        failed_records=0,
        passages=0,
        seconds=0.0,
        passages_per_second=0.0,
    )


def _reasons(failures: list[ReadFailure]) -> list[Reason]:
    counts = Counter(failure.reason for failure in failures)
    first = {failure.reason: failure for failure in reversed(failures)}
    return [
        Reason(reason=reason, count=count, first=_place(first[reason]))
        for reason, count in counts.most_common()
    ]


def _place(failure: ReadFailure) -> str:
    return f"{failure.path}, {failure.record}" if failure.record else failure.path
