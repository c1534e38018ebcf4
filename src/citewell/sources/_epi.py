"""Electronic product information (FHIR ePI): a Composition with its sections, to a document.

Profile: https://build.fhir.org/ig/HL7/emedicinal-product-info/
"""

import re
from collections.abc import Iterator

from citewell.model import Document, Identifiers, SourceKind
from citewell.model.errors import SourceError
from citewell.sources._documents import About, Block, Headings, clean, from_blocks
from citewell.sources._failures import Reading
from citewell.sources._html_text import fragment, html_blocks
from citewell.sources._json import Json, Node, node, nodes, text
from citewell.sources._people import iso_date

_TEST_ONLY = re.compile(r"\s*TEST PURPOSES ONLY\s*-?\s*")
_DEEPEST = 20


def language_of(composition: Node) -> str:
    """The language of a leaflet as its first subtag (``en``); empty when it names none."""
    return text(composition, "language").split("-")[0].lower()


def no_english(languages: list[str]) -> SourceError:
    """The error for a file whose leaflets are in other languages, or that holds none."""
    if not languages:
        return SourceError("holds no leaflet (no Composition)", todo="Fetch the ePI document again")
    told = ", ".join(dict.fromkeys(name or "not named" for name in languages))
    return SourceError(f"has no English text (languages: {told})", todo="Load it in English")


def leaflet(composition: Node, product: str, holder: str, name: str, reading: Reading) -> Document:
    """The document of one leaflet.

    Args:
        composition: the Composition resource.
        product: the full name of the product; empty when the file does not give it.
        holder: who holds the marketing authorisation; empty when not given.
        name: the id of the composition in its file, for want of an identifier.
        reading: the read that it is part of.

    Raises:
        SourceError: it has no text or nothing to tell it by.
    """
    blocks = [b for part in nodes(composition, "section") for b in _section(part, (), 0)]
    if not any(block.text.strip() for block in blocks):
        raise SourceError("is a leaflet without text", todo="Fetch the ePI document again")
    number = _identifier(composition)
    if not number and not name:
        raise SourceError("has no identifier", todo="Add one to its Composition")
    written = clean(text(composition, "title"))
    is_test = bool(_TEST_ONLY.match(written))
    about = About(
        id=f"epi:{number or name}",
        kind=SourceKind.DRUG_LABEL,
        title=_title(composition, clean(product), _TEST_ONLY.sub("", written)),
        publisher=clean(holder) or None,
        issued=_date(text(composition, "date")),
        identifiers=Identifiers(other=(number,) if number else ()),
        language=language_of(composition) or None,
        status_note="Its own title says: test purposes only" if is_test else None,
    )
    return from_blocks(about, blocks, reading)


def _identifier(composition: Node) -> str:
    found = composition.get("identifier")
    values = [text(one, "value") for one in (found if isinstance(found, list) else [found])]
    return next(filter(None, (_number(value) for value in values)), "")


def _number(written: str) -> str:
    """The number in an identifier; packs are described beside it, or in its place.

    >>> _number("EU/1/23/1752/001 – 1 vial"), _number("30 tablets"), _number("PLB-7")
    ('EU/1/23/1752/001', '', 'PLB-7')
    """
    words = written.split()
    if len(words) == 1:
        return "" if written == "None" else written
    return next((word for word in words if word.count("/") >= 2), "")


def _title(composition: Node, product: str, written: str) -> str:
    kind = clean(text(composition, "type", "text")) or _first_display(composition.get("type"))
    name = product or written
    if not name:
        return kind or "Product information"
    return f"{name}: {kind.lower()}" if kind and kind.lower() not in name.lower() else name


def _first_display(concept: Json) -> str:
    return next(filter(None, (text(c, "display") for c in nodes(concept, "coding"))), "")


def _date(written: str) -> str | None:
    return iso_date(written[:4], written[5:7], written[8:10])


def _section(section: Node, above: Headings, depth: int) -> Iterator[Block]:
    title = clean(text(section, "title"))
    path = (*above, title) if title else above
    div = text(section, "text", "div")
    if div and "emptyReason" not in section:
        # Leaflets mark list items and bold words as headings; their real ones are section titles.
        yield from html_blocks(fragment(div), path, headings=False)
    if depth < _DEEPEST:
        for part in nodes(section, "section"):
            yield from _section(part, path, depth + 1)


def product_name(resource: Node) -> str:
    """The full name of a MedicinalProductDefinition."""
    found = resource.get("name")
    for name in found if isinstance(found, list) else [found]:
        if full := text(node(name), "productName"):
            return full
    return ""
