"""Reader for MedQuAD XML: questions and answers from sites of the National Institutes of Health.

Format: Ben Abacha and Demner-Fushman 2019, doi:10.1186/s12859-019-3119-4
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from citewell.model import Document, Identifiers, SourceKind
from citewell.model.errors import SourceError
from citewell.sources._documents import About, Block, clean, from_blocks, slug
from citewell.sources._failures import Outcomes, Reading
from citewell.sources._opening import SourceFile
from citewell.sources._xml import first, line, local, parse

if TYPE_CHECKING:
    from lxml.etree import _Element as Element  # pyright: ignore[reportPrivateUsage]

READER = "medquad.v1"
_NAMES = {"doctitle-focus": "focus", "pair": "qapair"}
"""Names of elements in the older files of the collection, with those of the newer ones."""
_IDS = ("id", "docid", "fid")
_BLANK_LINES = re.compile(r"\n[ \t\r]*\n\s*")
_ITEM = re.compile(r"\s{2,}- +")
_SPACED_MARK = re.compile(r"\s+([?.,;:!])$")


def read(source: SourceFile, reading: Reading) -> Outcomes:
    """The one document of a file: its questions are headings, the answers stand under them.

    Raises:
        SourceError: the file is no MedQuAD document, or has no answers.
    """
    root = parse(source.read_all())
    for element in root.iter("{*}*"):
        element.tag = _NAMES.get(local(element).lower(), local(element).lower())
    if root.find("qapairs") is None:
        raise SourceError("holds no question-answer pairs", todo="Check what the file is")
    yield _document(root, reading)


def _document(root: "Element", reading: Reading) -> Document:
    site = clean(root.get("source") or root.get("corpus"))
    number = next((v for name in _IDS if (v := (root.get(name) or "").strip())), "")
    if not number or not site:
        raise SourceError("names no id and source", todo="Take it from the original collection")
    blocks = list(_pairs(root))
    if not blocks:
        raise SourceError("holds questions without answers", todo="Load the page that it names")
    url = (root.get("url") or "").strip()
    title = first(root, "focus") or clean(url)
    if not title:
        raise SourceError("has no subject (Focus)", todo="Leave it out")
    about = About(
        # With its subject: the parts of one page share a number.
        id=f"medquad:{site}-{number}-{slug(title)}",
        kind=SourceKind.REFERENCE_TEXT,
        title=title,
        publisher=site,
        identifiers=Identifiers(url=url or None),
    )
    return from_blocks(about, blocks, reading)


def _pairs(root: "Element") -> Iterator[Block]:
    for pair in root.iterfind("qapairs/qapair"):
        question = _SPACED_MARK.sub(r"\1", line(pair.find("question")))
        answer = pair.find("answer")
        words = "".join(map(str, answer.itertext())) if answer is not None else ""
        for part in _BLANK_LINES.split(words):
            # The items of lists were run together, three spaces apart.
            if text := _ITEM.sub("\n• ", part.strip()):
                yield Block((question,) if question else (), _joined(text))


def _joined(text: str) -> str:
    return "\n".join(" ".join(row.split()) for row in text.split("\n"))
