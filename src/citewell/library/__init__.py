"""The library: storing documents, finding passages, naming states that stay readable."""

from citewell.library._importing import is_export, read_manifest
from citewell.library._library import Library
from citewell.library.evidence import Found, find_evidence
from citewell.library.reports import (
    AddReport,
    CompactReport,
    ExportReport,
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
    "ExportReport",
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
    "is_export",
    "read_manifest",
]
