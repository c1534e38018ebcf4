"""The library: storing documents, finding passages, naming states that stay readable."""

from citewell.library._library import Library
from citewell.library.evidence import Found, find_evidence
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
    "Found",
    "Hit",
    "Library",
    "LibraryInfo",
    "Problem",
    "ResolvedSpan",
    "Snapshot",
    "VerifyReport",
    "find_evidence",
]
