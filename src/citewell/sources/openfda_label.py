"""Reader for openFDA drug labels: JSON as the API and the bulk downloads give it.

Format: https://open.fda.gov/apis/drug/label/searchable-fields/
"""

import re
from collections.abc import Iterator

from citewell.model import Document, Identifiers, SourceKind
from citewell.model.errors import SourceError
from citewell.sources._documents import About, Block, Headings, clean, from_blocks, lookup
from citewell.sources._failures import Outcomes, Reading
from citewell.sources._html_text import table_rows
from citewell.sources._json import Node, cut_json, load_record, node, text, texts
from citewell.sources._opening import SourceFile
from citewell.sources._people import iso_date
from citewell.sources._records import Record

READER = "openfda_label.v1"
_LISTS = frozenset({"results"})
_TABLE = "_table"
_LEFT_OUT = "-"


def read(source: SourceFile, reading: Reading) -> Outcomes:
    """The labels of an openFDA answer or download, one document each.

    Raises:
        SourceError: the file holds no label.
    """
    any_record = False
    for record in cut_json(source, _LISTS, reading.limits.record_bytes):
        any_record = True
        name = record.name
        try:
            label = load_record(record)
            name = _name(label, record)
            yield _document(label, reading)
        except (SourceError, ValueError) as error:
            yield reading.failure(error, name)
    if not any_record:
        raise SourceError("holds no label", todo="Fetch it again from api.fda.gov/drug/label")


def _name(label: Node, record: Record) -> str:
    set_id = text(label, "set_id")
    return f"set id {set_id}, {record.name}" if set_id else record.name


def _document(label: Node, reading: Reading) -> Document:
    if "error" in label:
        told = text(label, "error", "message") or text(label, "error", "code") or "no words"
        raise SourceError(f"is an error message of the service ({told})", todo="Ask again")
    set_id = text(label, "set_id") or text(label, "openfda", "spl_set_id")
    if not set_id:
        known = ", ".join(list(label)[:4])
        raise SourceError(
            f"has no set id (it holds {known})",
            todo="citewell reads drug labels of openFDA, not its other records",
        )
    blocks = [block for block in _blocks(label) if block.text.strip()]
    if not blocks:
        raise SourceError("is a label without text", todo="Add the label itself (SPL XML)")
    return from_blocks(_about(label, set_id), blocks, reading)


def _about(label: Node, set_id: str) -> About:
    when = text(label, "effective_time")
    known = node(label.get("openfda"))
    return About(
        id=f"spl:{set_id.lower()}",
        kind=SourceKind.DRUG_LABEL,
        title=_title(label, known),
        publisher=clean(next(iter(texts(known, "manufacturer_name")), "")) or None,
        issued=iso_date(when[:4], when[4:6], when[6:8]) if when[:8].isdigit() else None,
        identifiers=Identifiers(
            spl_set_id=set_id,
            spl_version=text(label, "version") or None,
            other=tuple(texts(known, "application_number")),
        ),
    )


def _title(label: Node, known: Node) -> str:
    """``Brand (generic): human prescription drug label``, as far as the record names them."""
    brand, generic = (
        clean(next(iter(texts(known, f"{name}_name")), "")) for name in ("brand", "generic")
    )
    name = brand or generic
    if not name:
        # Labels without annotation name their product only in the list of its data.
        listed = clean(next(iter(texts(label, "spl_product_data_elements")), ""))
        name = listed[:100].rsplit(" ", 1)[0] if len(listed) > 100 else listed
    kind = next(iter(texts(known, "product_type")), "drug").lower().replace("otc", "OTC")
    same = not generic or generic.lower() == name.lower()
    shown = f"{name}{'' if same else f' ({generic})'}"
    return f"{shown}: {kind} label" if shown else f"{kind} label".capitalize()


def _blocks(label: Node) -> Iterator[Block]:
    """Sections in the order of labels; a section that is part of another stands under it."""
    sections = {name: _section(label, name) for name in _fields(label)}
    parents = {name: _parent(name, sections) for name in sections}
    for name, parts in sections.items():
        above = parents[name]
        path = (_heading(above), _heading(name)) if above else (_heading(name),)
        inside = [sections[part][0] for part, its in parents.items() if its == name]
        yield from (Block(path, _untitled(_without(part, inside), path[-1])) for part in parts)
        for table in texts(label, f"{name}{_TABLE}"):
            yield Block(path, "\n".join(table_rows(table)), rows=True)


def _fields(label: Node) -> list[str]:
    known = list(lookup("openfda_sections.tsv"))
    told = [
        name
        for name, value in label.items()
        if isinstance(value, list) and not name.endswith(_TABLE) and _row(name)[0] != _LEFT_OUT
    ]
    place = {name: rank for rank, name in enumerate(known)}
    return sorted(told, key=lambda name: place.get(name, len(known)))


def _section(label: Node, name: str) -> list[str]:
    return [" ".join(part.split()) for part in texts(label, name)] or [""]


def _parent(name: str, sections: dict[str, list[str]]) -> str:
    """The section whose text holds this one whole: openFDA gives nested sections twice."""
    own = sections[name][0]
    for parent in _row(name)[1]:
        if own and parent in sections and own in sections[parent][0]:
            return parent
    return ""


def _without(part: str, inside: list[str]) -> str:
    for nested in sorted(filter(None, inside), key=len, reverse=True):
        part = part.replace(nested, "\n\n", 1)
    return part


def _untitled(part: str, heading: str) -> str:
    """A section without its own numbered heading, which openFDA runs into the text.

    >>> _untitled("8.1 Pregnancy It may harm.", "Pregnancy"), _untitled("Stop use if ill", "Stop use")
    ('It may harm.', 'Stop use if ill')
    """
    words = re.escape(heading).replace(r"\ and\ ", r"\ (?:and|&)\ ")
    return re.sub(rf"^\d+(?:\.\d+)*\.?\s+{words}\b[.:]?\s*", "", part, flags=re.IGNORECASE)


def _row(name: str) -> tuple[str, Headings]:
    heading, parents, *_ = (*lookup("openfda_sections.tsv").get(name, ("",)), "")
    return heading, tuple(parents.split())


def _heading(name: str) -> str:
    return _row(name)[0] or name.removeprefix("spl_").replace("_", " ").capitalize()
