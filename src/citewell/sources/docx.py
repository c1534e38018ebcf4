"""Reader for Word documents (DOCX): the text of the main part under its headings.

Format: ECMA-376 part 1 (WordprocessingML), read as zip and XML; macros, links and images are left.
"""

import re
from typing import TYPE_CHECKING

from citewell.model.errors import SourceError
from citewell.sources._documents import About, Block, clean, file_id, from_blocks
from citewell.sources._docx_text import as_html, title_of
from citewell.sources._failures import Outcomes, Reading
from citewell.sources._html_text import html_blocks
from citewell.sources._kinds import kind_of_file, standing
from citewell.sources._opening import SourceFile
from citewell.sources._xml import first, parse
from citewell.sources._zip import Parts
from citewell.sources.plain_text import file_title

if TYPE_CHECKING:
    from lxml.etree import _Element as Element  # pyright: ignore[reportPrivateUsage]

READER = "docx.v1"
_MAIN, _STYLES, _CORE = "word/document.xml", "word/styles.xml", "docProps/core.xml"
_JUNK_TITLE = re.compile(
    r"^(?:title|untitled|document\d*|microsoft word)\b|\.docx?$", re.IGNORECASE
)


def read(source: SourceFile, reading: Reading) -> Outcomes:
    """The one document of a file.

    Raises:
        SourceError: the file is no Word document, is damaged or has no text.
    """
    parts = Parts(source.read_all(), reading.limits.record_bytes)
    if _MAIN not in parts:
        raise SourceError("is a zip archive without a Word document", todo="Check what it is")
    body = as_html(_part(parts, _MAIN), _optional(parts, _STYLES))
    core = _optional(parts, _CORE)
    told = clean(first(core, "{*}title")) if core is not None else ""
    title = told if told and not _JUNK_TITLE.search(told) else title_of(body)
    title = title or file_title(reading.origin)
    status, note = standing(title, ())
    about = About(
        id=file_id(reading.origin),
        kind=kind_of_file(title),
        title=title,
        language=_language(core),
        status=status,
        status_note=note,
    )
    blocks = [_under(block, title) for block in html_blocks(body) if block.text]
    yield from_blocks(about, [b for b in blocks if b.text != title], reading)


def _part(parts: Parts, name: str) -> "Element":
    try:
        return parse(parts.read(name))
    except SourceError as error:
        raise SourceError(
            error.what, where=f"{name} {error.where}".strip(), todo=error.todo
        ) from error


def _optional(parts: Parts, name: str) -> "Element | None":
    """A part that the text can do without: absent or damaged, it is left out."""
    try:
        return _part(parts, name) if name in parts else None
    except SourceError:
        return None


def _language(core: "Element | None") -> str | None:
    told = first(core, "{*}language") if core is not None else ""
    code = told.split("-")[0].lower()
    return code if re.fullmatch(r"[a-z]{2,3}", code) else None


def _under(block: Block, title: str) -> Block:
    return block._replace(path=tuple(name for name in block.path if name != title))
