"""The pages of a PDF as lines of text, with what the file says of itself; needs ``pypdf``."""

import logging
import re
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from citewell.model.errors import SourceError

INSTALL = "Run: pip install citewell[pdf]"
_MOST_PAGES = 5_000
_MOST_OUTLINE = 5_000
_MOST_CHARACTERS = 50_000_000


@dataclass(slots=True)
class PdfText:
    """What was taken out of a PDF."""

    pages: list[list[str]] = field(default_factory=list[list[str]])
    unread: list[int] = field(default_factory=list[int])
    """Numbers of pages whose text could not be taken out."""
    info: dict[str, str] = field(default_factory=dict[str, str])
    language: str = ""
    outline: list[tuple[int, str, int]] = field(default_factory=list[tuple[int, str, int]])
    """Level, title and page number of each bookmark."""
    largest: str = ""
    """The words in the largest letters of the first page."""


def pdf_text(data: bytes) -> PdfText:
    """The text of a PDF held in memory.

    Raises:
        SourceError: pypdf is not installed; the file is damaged or protected by a password.
    """
    pypdf = _library()
    # Damage in a file is told by what comes out, not on the user's screen.
    logging.getLogger("pypdf").addHandler(logging.NullHandler())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        reader = _guarded(lambda: pypdf.PdfReader(BytesIO(data), strict=False))
        _decrypt(reader)
        count = _guarded(lambda: len(reader.pages))
        if count > _MOST_PAGES:
            raise SourceError(f"has more than {_MOST_PAGES:,} pages", todo="Split it")
        text = PdfText(info=_info(reader), language=_language(reader))
        _take_pages(reader, count, text)
        text.outline = list(_outline(reader))
        text.largest = _or(lambda: _largest(reader.pages[0]), "") if count else ""
    return text


def _library() -> Any:
    try:
        import pypdf
    except ImportError as error:
        raise SourceError(
            "is a PDF, and the library that reads PDFs is not installed", todo=INSTALL
        ) from error
    return pypdf


def _guarded(call: Callable[[], Any]) -> Any:
    """The result of a call into pypdf, which raises errors of every type for damaged files."""
    try:
        return call()
    except SourceError:
        raise
    except Exception as error:
        if type(error).__name__ == "DependencyError":
            raise SourceError(
                "is encrypted, and the library that decrypts it is not installed", todo=INSTALL
            ) from error
        raise SourceError(
            f"is a damaged PDF ({_told(error)})", todo="Fetch it again, or print it to a new PDF"
        ) from error


def _told(error: Exception) -> str:
    return (str(error).splitlines() or [""])[0][:120] or type(error).__name__


def _or(call: Callable[[], Any], otherwise: Any) -> Any:
    """The result of a call that may fail without harm to the rest."""
    try:
        return _guarded(call)
    except SourceError:
        return otherwise


def _decrypt(reader: Any) -> None:
    if not _guarded(lambda: reader.is_encrypted):
        return
    if not _guarded(lambda: reader.decrypt("")):
        raise SourceError(
            "is protected by a password", todo="Save a copy without password and add that"
        )


def _take_pages(reader: Any, count: int, text: PdfText) -> None:
    left = _MOST_CHARACTERS
    for number in range(count):
        try:
            found: str = _guarded(lambda at=number: reader.pages[at].extract_text() or "")
        except SourceError:
            text.unread.append(number + 1)
            found = ""
        left -= len(found)
        if left < 0:
            raise SourceError("holds too much text for one document", todo="Split it")
        text.pages.append(found.split("\n"))


def _info(reader: Any) -> dict[str, str]:
    found = _or(lambda: dict(reader.metadata or {}), {})
    return {str(name).lstrip("/").lower(): str(value) for name, value in found.items()}


def _language(reader: Any) -> str:
    return str(_or(lambda: reader.trailer["/Root"].get("/Lang") or "", ""))


def _outline(reader: Any) -> Iterator[tuple[int, str, int]]:
    entries = _or(lambda: list(_flat(reader.outline, 1)), [])
    for level, entry in entries[:_MOST_OUTLINE]:
        page = _or(lambda e=entry: reader.get_destination_page_number(e), None)
        title = _or(lambda e=entry: str(e.title), "")
        if isinstance(page, int) and page >= 0 and title.strip():
            yield level, title, page + 1


def _flat(entries: Any, level: int) -> Iterator[tuple[int, Any]]:
    for entry in entries:
        if isinstance(entry, list):
            yield from _flat(entry, level + 1)
        else:
            yield level, entry


def _largest(page: Any) -> str:
    """The words in the largest letters of a page."""
    runs: list[tuple[float, str]] = []

    def note(text: str, around: Any, matrix: Any, font: Any, size: float) -> None:
        height = abs(float(matrix[3] or matrix[1] or 1) * float(around[3] or 1) * float(size or 0))
        if text.strip():
            runs.append((round(height, 1), text))

    page.extract_text(visitor_text=note)
    words = [run for run in runs if re.search(r"[^\W\d_]{3}", run[1])]
    most = max((size for size, _ in words), default=0.0)
    return " ".join(text for size, text in words if size >= most - 0.2)
