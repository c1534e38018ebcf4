"""Reader for CSL-JSON, as Zotero, Pandoc and Crossref write references.

Format: https://github.com/citation-style-language/schema/blob/master/schemas/input/csl-data.json
"""

from collections.abc import Iterator

from citewell.model.errors import SourceError
from citewell.sources._citations import Reference, reference_document
from citewell.sources._failures import Outcomes, Reading
from citewell.sources._json import Json, Node, cut_json, items, load_record, nodes, text
from citewell.sources._opening import SourceFile
from citewell.sources._people import person

READER = "csl_json.v1"
_LISTS = frozenset({"items"})


def read(source: SourceFile, reading: Reading) -> Outcomes:
    """The references of a file that have an abstract, and a failure for each that has none.

    Raises:
        SourceError: the file as a whole cannot be read on.
    """
    any_record = False
    for record in cut_json(source, _LISTS, reading.limits.record_bytes):
        any_record = True
        try:
            yield reference_document(_reference(load_record(record)), reading)
        except (SourceError, ValueError) as error:
            yield reading.failure(error, record.name)
    if not any_record:
        raise SourceError("holds no reference", todo="Export it again")


def _reference(item: Node) -> Reference:
    return Reference(
        title=text(item, "title"),
        authors=list(_authors(item)),
        container=text(item, "container-title"),
        publisher=text(item, "publisher"),
        date=_date(item.get("issued")),
        doi=text(item, "DOI"),
        pmid=text(item, "PMID"),
        pmcid=text(item, "PMCID"),
        isbn=text(item, "ISBN"),
        url=text(item, "URL"),
        language=text(item, "language"),
        abstract=text(item, "abstract"),
    )


def _authors(item: Node) -> Iterator[str]:
    for name in nodes(item, "author"):
        family, given = text(name, "family"), text(name, "given")
        particle = text(name, "non-dropping-particle")
        whole = f"{particle} {family}".strip()
        yield text(name, "literal") or (person(whole, given) if given else whole)


def _date(issued: Json) -> str:
    """The first date, as ``2019-4-3``; or in words where it was kept so."""
    for parts in items(issued, "date-parts"):
        known = [str(part) for part in items(parts) if isinstance(part, int | str)]
        if known:
            return "-".join(known[:3])
    return text(issued, "raw") or text(issued, "literal")
