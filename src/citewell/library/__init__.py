"""The library: storing documents, finding passages, naming states that stay readable."""

from citewell.library._library import Library
from citewell.library.reports import (
    AddReport,
    CompactReport,
    Failure,
    Hit,
    LibraryInfo,
    Problem,
    ResolvedSpan,
    Snapshot,
    VerifyReport,
)

__all__ = [
    "AddReport",
    "CompactReport",
    "Failure",
    "Hit",
    "Library",
    "LibraryInfo",
    "Problem",
    "ResolvedSpan",
    "Snapshot",
    "VerifyReport",
]
