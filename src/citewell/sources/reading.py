"""Reading files: each file to its documents, or to what went wrong and what to do about it."""

from collections.abc import Callable, Iterator
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from citewell.model import Document
from citewell.model.errors import CitewellError, SourceError
from citewell.sources._failures import (
    LIMITS,
    Limits,
    Outcome,
    Outcomes,
    ReadFailure,
    Reading,
    as_failure,
    utc_now,
)
from citewell.sources._opening import SourceFile
from citewell.sources.detecting import detect_reader

Reader = Callable[[SourceFile, Reading], Outcomes]
READERS: dict[str, str] = {
    name: f"citewell.sources.{name.partition('.')[0]}"
    for name in (
        "pubmed_xml.v1",
        "jats.v1",
        "spl.v1",
        "openfda_label.v1",
        "fhir_epi_json.v1",
        "fhir_epi_fsh.v1",
        "ctgov_json.v1",
        "ctgov_xml.v1",
        "ahrq_summary.v1",
        "medquad.v1",
        "html_page.v1",
        "pdf.v1",
        "docx.v1",
        "ris.v1",
        "nbib.v1",
        "bibtex.v1",
        "csl_json.v1",
        "snippets.v1",
        "plain_text.v1",
        "markdown.v1",
        "practice_summary.v1",
    )
}
"""Readers by versioned name, with the module that holds each; loaded when first used."""


def read_path(
    path: str | Path, *, clock: Callable[[], datetime] = utc_now, limits: Limits = LIMITS
) -> Iterator[Document | ReadFailure]:
    """The documents of one file, one by one, and a failure for each that cannot be read.

    Never raises for what a file holds: the failure says what, where and what to do.

    Args:
        path: the file; gzip is unpacked.
        clock: gives the time that is noted as ``read_at``.
        limits: how much to take before refusing.

    >>> [str(failure) for failure in read_path("no/such/file.txt")]
    ['no/such/file.txt: there is no such file. Check the path']
    """
    origin = str(path)
    if not _is_text(origin):
        shown = origin.encode("utf-8", "backslashreplace").decode()
        yield ReadFailure(path=shown, reason="its name is not UTF-8 text", todo="Rename the file")
        return
    read_at = clock().strftime("%Y-%m-%dT%H:%M:%SZ")
    try:
        with SourceFile(Path(path), limits) as source:
            name = detect_reader(Path(path), source.head)
            yield from load_reader(name)(source, Reading(origin, read_at, name, limits))
    except (CitewellError, OSError, ValueError) as error:
        yield as_failure(origin, error)


def _is_text(name: str) -> bool:
    """False for a file name that holds bytes of another encoding, which cannot be stored."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def load_reader(name: str) -> Reader:
    """The reader of a versioned name.

    Raises:
        SourceError: there is none of this name, or it is not installed.
    """
    module = READERS.get(name)
    if module is None or find_spec(module) is None:
        raise SourceError(f"reader {name} is not installed", todo="Install a complete citewell")
    if name.startswith("practice_summary"):
        return _practice_summary
    return import_module(module).read


def _practice_summary(source: SourceFile, reading: Reading) -> Iterator[Outcome]:
    read = import_module(READERS["practice_summary.v1"]).read
    document: Document = read(source.read_all(), reading.origin)
    source_ = document.source.model_copy(update={"read_at": reading.read_at})
    yield document.model_copy(update={"source": source_})
