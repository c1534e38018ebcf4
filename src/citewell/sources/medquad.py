"""Reader for MedQuAD XML: questions and answers from sites of the National Institutes of Health.

Format: Ben Abacha and Demner-Fushman 2019, doi:10.1186/s12859-019-3119-4
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from citewell.model import Document, Identifiers, SourceKind
from citewell.model.errors import SourceError
from citewell.sources._documents import About, Block, clean, from_blocks
from citewell.sources._failures import Outcomes, Reading
from citewell.sources._opening import SourceFile
from citewell.sources._xml import first, line, local, parse

if TYPE_CHECKING:
    from lxml.etree import _Element as Element  # pyright: ignore[reportPrivateUsage]

READER = "medquad.v1"
_BLANK_LINES = re.compile(r"\n[ \t\r]*\n\s*")
_ITEM = re.compile(r"\s{2,}- +")
_SPACED_MARK = re.compile(r"\s+([?.,;:!])$")


def read(source: SourceFile, reading: Reading) -> Outcomes:
    """The one document of a file: its questions are headings, the answers stand under them.

    Raises:
        SourceError: the file is no MedQuAD document, or has no answers.
    """
    root = parse(source.read_all())
    if local(root) != "Document" or root.find("QAPairs") is None:
        raise SourceError("holds no question-answer pairs", todo="Check what the file is")
    yield _document(root, reading)


def _document(root: "Element", reading: Reading) -> Document:
    number, site = root.get("id", "").strip(), clean(root.get("source"))
    if not number or not site:
        raise SourceError("names no id and source", todo="Take it from the original collection")
    title = first(root, "Focus")
    if not title:
        raise SourceError("has no subject (Focus)", todo="Leave it out")
    blocks = list(_pairs(root))
    if not blocks:
        raise SourceError("holds questions without answers", todo="Load the page that it names")
    about = About(
        id=f"medquad:{site}-{number}",
        kind=SourceKind.REFERENCE_TEXT,
        title=title,
        publisher=site,
        identifiers=Identifiers(url=(root.get("url") or "").strip() or None),
    )
    return from_blocks(about, blocks, reading)


def _pairs(root: "Element") -> Iterator[Block]:
    for pair in root.iterfind("QAPairs/QAPair"):
        question = _SPACED_MARK.sub(r"\1", line(pair.find("Question")))
        answer = pair.find("Answer")
        words = "".join(map(str, answer.itertext())) if answer is not None else ""
        for part in _BLANK_LINES.split(words):
            # The items of lists were run together, three spaces apart.
            if text := _ITEM.sub("\n• ", part.strip()):
                yield Block((question,) if question else (), _joined(text))


def _joined(text: str) -> str:
    return "\n".join(" ".join(row.split()) for row in text.split("\n"))
