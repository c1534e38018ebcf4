"""Reader for snippets as BioASQ gives them: one JSON object a line, each a short quoted passage.

Format: Tsatsaronis 2015, doi:10.1186/s12859-015-0564-6, one snippet a line.
"""

import re

from citewell.model import Document, Identifiers, SourceKind, hash_text
from citewell.model.errors import SourceError
from citewell.sources._documents import About, Block, clean, from_blocks
from citewell.sources._failures import Outcomes, Reading
from citewell.sources._json import Node, cut_json, load_record, text
from citewell.sources._opening import SourceFile

READER = "snippets.v1"
_PMID = re.compile(r"(?:.*/)?(\d{1,9})$")


def read(source: SourceFile, reading: Reading) -> Outcomes:
    """The snippets of a file, one document each.

    Raises:
        SourceError: the file as a whole cannot be read on.
    """
    any_record = False
    for record in cut_json(source, frozenset({"snippets"}), reading.limits.record_bytes):
        any_record = True
        try:
            yield _document(load_record(record), reading)
        except (SourceError, ValueError) as error:
            yield reading.failure(error, record.name)
    if not any_record:
        raise SourceError("holds no snippet", todo="Check what the file is")


def _document(snippet: Node, reading: Reading) -> Document:
    words = text(snippet, "text")
    if not words:
        raise SourceError("is a snippet without text", todo="Take this line out")
    named = text(snippet, "pmid") or text(snippet, "document")
    pmid = _PMID.match(named)
    if not pmid:
        raise SourceError("names no PubMed article (pmid or document)", todo="Add it to the line")
    number = text(snippet, "id") or hash_text(f"{pmid[1]} {words}")[:12]
    section = text(snippet, "section") or text(snippet, "beginSection")
    about = About(
        # Not the id of the article: a snippet must never take the place of its abstract.
        id=f"snippet:{number}",
        kind=SourceKind.REFERENCE_TEXT,
        title=f"Snippet {number} of PMID {pmid[1]}",
        identifiers=Identifiers(pmid=pmid[1]),
    )
    path = (clean(section).capitalize(),) if section else ()
    return from_blocks(about, [Block(path, words)], reading)
