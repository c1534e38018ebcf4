"""Reader for PDF by its text layer; needs the extra ``citewell[pdf]``.

Each passage names its page, or the two that it stands on, in its section path; bookmarks whose
words stand on their page are headings.
"""

import re
from collections.abc import Iterator

from citewell.model import Document, Identifiers
from citewell.model.errors import SourceError
from citewell.sources._documents import About, Block, Headings, clean, file_id, from_blocks
from citewell.sources._failures import Outcomes, Reading
from citewell.sources._kinds import kind_of_file, standing
from citewell.sources._opening import SourceFile
from citewell.sources._page_text import (
    Paragraph,
    page_paragraphs,
    without_line_numbers,
    without_running,
)
from citewell.sources._pdf_file import PdfText, pdf_text
from citewell.sources.plain_text import file_title

READER = "pdf.v1"
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>;,]{1,200}")
_JUNK_TITLE = re.compile(
    r"microsoft|untitled|\.(?:docx?|indd|qxd|qxp|pdf|tex|dvi|pptx?|rtf)\b|^\W*\d[\d\W]*$|^slide \d|^doi:",
    re.IGNORECASE,
)
_LONGEST_TITLE = 250
_FEWEST_WORDS = 20
_FEWEST_PER_PAGE = 3

Outline = list[tuple[int, str, int]]


def read(source: SourceFile, reading: Reading) -> Outcomes:
    """The one document of a PDF.

    Raises:
        SourceError: it cannot be opened, or has no text layer.
    """
    text = pdf_text(source.read_all())
    words = [sum(len(line.split()) for line in page) for page in text.pages]
    if sum(words) < max(_FEWEST_WORDS, _FEWEST_PER_PAGE * len(words)):
        raise SourceError(
            f"has no text layer on its {len(words)} pages (a scan?)"
            if len(words) != 1
            else "has no text layer on its one page (a scan?)",
            todo="Run text recognition (OCR) over it and add the result",
        )
    empty = [number for number, count in enumerate(words, 1) if not count]
    yield _document(text, empty, reading)


def _document(text: PdfText, empty: list[int], reading: Reading) -> Document:
    pages = without_running(without_line_numbers(text.pages))
    title = _title(text, pages, reading.origin)
    doi = _doi(text.info)
    status, note = standing(title, ())
    about = About(
        id=f"pdf:{doi.lower()}" if doi else file_id(reading.origin),
        kind=kind_of_file(title),
        title=title,
        identifiers=Identifiers(doi=doi),
        language=_language(text.language),
        status=status,
        status_note=note or _missing(empty) or None,
    )
    return from_blocks(about, _blocks(pages, text.outline, title), reading)


def _title(text: PdfText, pages: list[list[str]], origin: str) -> str:
    """The title in the file's data where it can be one, else the largest words of its first page."""
    first = clean(next((line for page in pages[:1] for line in page), ""))
    for told in (clean(text.info.get("title")), clean(text.largest), first):
        fits = 8 <= len(told) <= _LONGEST_TITLE and len(told.split()) >= 2
        if fits and not _JUNK_TITLE.search(told):
            return told
    return file_title(origin)


def _doi(info: dict[str, str]) -> str | None:
    """The DOI in the file's data; one in its text may be that of a work it cites."""
    for name in ("doi", "wps-articledoi", "subject"):
        if found := _DOI.search(info.get(name, "")):
            return found[0].rstrip(".")
    return None


def _language(told: str) -> str | None:
    code = told.split("-")[0].strip().lower()
    return code if re.fullmatch(r"[a-z]{2,3}", code) else None


def _missing(empty: list[int]) -> str:
    if not empty:
        return ""
    shown = ", ".join(map(str, empty[:10])) + (", ..." if len(empty) > 10 else "")
    return f"Pages without text layer, not read: {shown}"


def _blocks(pages: list[list[str]], outline: Outline, title: str) -> Iterator[Block]:
    marks = {(page, _key(name)): (level, clean(name)) for level, name, page in outline}
    names = frozenset(name.lower() for _, name in marks.values())
    above: list[tuple[int, str]] = []
    for paragraph in page_paragraphs(pages, names):
        if mark := marks.get((paragraph.first, _key(paragraph.text))):
            above = [step for step in above if step[0] < mark[0]]
            above.append(mark)
        elif _key(paragraph.text) != _key(title):
            names_above: Headings = tuple(name for _, name in above)
            yield Block((*names_above, _page(paragraph)), paragraph.text)


def _key(text: str) -> str:
    return " ".join(text.split()).lower()


def _page(paragraph: Paragraph) -> str:
    if paragraph.first == paragraph.last:
        return f"Page {paragraph.first}"
    return f"Pages {paragraph.first}–{paragraph.last}"
