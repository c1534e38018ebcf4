"""From a draft to an article: claims checked, references numbered, coverage counted, renderings."""

from citewell.composing.article import compose, coverage
from citewell.composing.checked import CheckedDraft, check_draft, run_checks
from citewell.composing.references import (
    KIND_NAMES,
    describe,
    identifier_line,
    number_references,
    read_line,
)

__all__ = [
    "KIND_NAMES",
    "CheckedDraft",
    "check_draft",
    "compose",
    "coverage",
    "describe",
    "identifier_line",
    "number_references",
    "read_line",
    "run_checks",
]
