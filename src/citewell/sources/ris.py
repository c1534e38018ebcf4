"""Reader for RIS files of reference managers: an abstract is a source, a bare reference is none.

Format: https://en.wikipedia.org/wiki/RIS_(file_format), as Reference Manager and EndNote write it.
"""

import re

from citewell.model.errors import SourceError
from citewell.sources._citations import Reference, reference_document
from citewell.sources._decoding import decode
from citewell.sources._failures import Outcomes, Reading
from citewell.sources._opening import SourceFile
from citewell.sources._people import person
from citewell.sources._tagged import Tags, nothing_found, tagged_records, value

READER = "ris.v1"
_TAG = re.compile(r"(?P<tag>[A-Z][A-Z0-9])  - ?(?P<value>.*)")
_ISBN = re.compile(r"[\dXx-]{10,17}")


def read(source: SourceFile, reading: Reading) -> Outcomes:
    """The references of a file that have an abstract, and a failure for each that has none.

    Raises:
        SourceError: the file is not text, or holds no reference.
    """
    text = decode(source.read_all()).replace("\r\n", "\n")
    any_record = False
    for record, tags in tagged_records(text, _TAG, "TY"):
        any_record = True
        try:
            if "ER" not in tags:
                raise SourceError("has no end (ER line; cut off?)", todo="Export it again")
            yield reference_document(_reference(tags), reading)
        except (SourceError, ValueError) as error:
            yield reading.failure(error, record.name)
    if not any_record:
        raise nothing_found("RIS")


def _reference(tags: Tags) -> Reference:
    number = value(tags, "SN", "BN")
    is_book = value(tags, "TY") in {"BOOK", "CHAP", "EBOOK", "ECHAP", "EDBOOK"}
    is_pubmed = "pubmed" in value(tags, "DB", "DP").lower()
    return Reference(
        title=value(tags, "TI", "T1", "CT"),
        authors=[_author(name) for tag in ("AU", "A1") for name in tags.get(tag, [])],
        container=value(tags, "JF", "T2", "JO", "BT", "JA"),
        publisher=value(tags, "PB"),
        date=value(tags, "DA", "PY", "Y1").strip("/"),
        doi=value(tags, "DO", "M3"),
        pmid=value(tags, "AN") if is_pubmed else "",
        pmcid=value(tags, "C2"),
        isbn=number if is_book and _ISBN.fullmatch(number) else "",
        url=value(tags, "UR", "L2"),
        language=value(tags, "LA"),
        abstract="\n\n".join(tags.get("AB") or tags.get("N2") or []),
    )


def _author(name: str) -> str:
    surname, comma, given = name.partition(",")
    return person(surname.strip(), given.strip(" ,")) if comma and given.strip(" ,") else name
