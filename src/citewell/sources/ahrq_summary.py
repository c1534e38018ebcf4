"""Reader for guideline summaries of AHRQ's National Guideline Clearinghouse (1998 to 2018), in XML.

Sections hold fields, fields hold values, values are HTML written into an attribute.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from citewell.model import Document, SourceKind
from citewell.model.errors import SourceError
from citewell.sources._documents import About, Block, clean, file_id, from_blocks, lookup
from citewell.sources._failures import Outcomes, Reading
from citewell.sources._html_text import fragment, html_blocks
from citewell.sources._opening import SourceFile
from citewell.sources._people import iso_date
from citewell.sources._xml import parse

if TYPE_CHECKING:
    from lxml.etree import _Element as Element  # pyright: ignore[reportPrivateUsage]

READER = "ahrq_summary.v1"
_NUMBER = re.compile(r"ngc-?(\d{1,6})$", re.IGNORECASE)
_REVISED = re.compile(r"revised\s+(?:(?:19|20)\d\d)[^;)]*")
_DATE = re.compile(r"((?:19|20)\d\d)(?:\s+([A-Z][a-z]{2})[a-z]*)?(?:\s+(\d{1,2})\b)?")
_CLASS_OF_DEVELOPER = re.compile(r"\s+-\s+[^-]{5,60}(?:\[[^\]]*\])?$")
_NOTE = "Read in the summary of the National Guideline Clearinghouse (AHRQ), which closed in 2018"
_CONTAINER = "National Guideline Clearinghouse"
_LONGEST_LICENCE = 300
_SAYS_NOTHING = re.compile(
    r"(?:none|not|no information)(?: (?:provided|stated|applicable|available|given))?\.?",
    re.IGNORECASE,
)
"""What the template has where a guideline says nothing."""

Fields = dict[str, list[str]]


def read(source: SourceFile, reading: Reading) -> Outcomes:
    """The one guideline of a summary.

    Raises:
        SourceError: the file is no guideline summary, or has no text.
    """
    fields = _fields(parse(source.read_all()))
    title = _text(fields, "Guideline Title").rstrip(".")
    if not title:
        raise SourceError("has no guideline title", todo="Check that it is a guideline summary")
    yield _document(fields, title, reading)


def _fields(root: "Element") -> Fields:
    """The values of each field, as HTML; a field that is repeated says the same twice."""
    found: Fields = {}
    for field in root.iter("Field"):
        values = [value.get("Value") or "" for value in field.iterfind("FieldValue")]
        found.setdefault(field.get("Name") or "", [v for v in values if v.strip()])
    return found


def _document(fields: Fields, title: str, reading: Reading) -> Document:
    blocks = [
        block
        for block in _blocks(fields)
        if not _SAYS_NOTHING.fullmatch(block.text.strip() or "none")
    ]
    if not blocks:
        raise SourceError("is a summary without recommendations", todo="Load the guideline itself")
    about = About(
        id=_id(reading.origin),
        kind=SourceKind.GUIDELINE,
        title=title,
        publisher="; ".join(_developers(fields)) or None,
        container_title=_CONTAINER,
        issued=_issued(_text(fields, "Date Released")),
        licence=_text(fields, "Copyright Statement")[:_LONGEST_LICENCE].strip() or None,
        status_note=_NOTE,
        population=_text(fields, "Target Population") or None,
    )
    return from_blocks(about, blocks, reading)


def _id(origin: str) -> str:
    number = _NUMBER.search(Path(origin).name.removesuffix(".gz").rpartition(".")[0])
    return f"ngc:{number[1]}" if number else file_id(origin)


def _text(fields: Fields, name: str) -> str:
    parts = [_words(value) for value in fields.get(name, [])]
    return clean("; ".join(filter(None, parts)))


def _words(value: str) -> str:
    """The words of a value on one line, items of lists set apart."""
    if "<" not in value and "&" not in value:
        return clean(value)
    rows = [row for block in html_blocks(fragment(value)) for row in block.text.split("\n")]
    return clean("; ".join(row.removeprefix("• ") for row in rows if row.strip()))


def _developers(fields: Fields) -> Iterator[str]:
    """Who made the guideline, without the class of organisation that the template adds."""
    for value in fields.get("Guideline Developer(s)", []):
        if name := _CLASS_OF_DEVELOPER.sub("", _words(value)):
            yield name


def _issued(released: str) -> str | None:
    """The date of the last revision, else of the release; a reaffirmation changes no text.

    >>> _issued("2004 Jan (revised 2013 Sep; reaffirmed 2017)"), _issued("2011")
    ('2013-09', '2011')
    """
    revised = _REVISED.findall(released)
    dates = _DATE.findall(revised[-1] if revised else released.split("(")[0])
    return iso_date(*dates[-1]) if dates else None


def _blocks(fields: Fields) -> Iterator[Block]:
    for name, (heading,) in lookup("ahrq_fields.tsv").items():
        for value in fields.get(name, []):
            yield from html_blocks(fragment(value), (heading,), bold=True)
