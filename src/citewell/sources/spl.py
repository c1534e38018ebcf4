"""Reader for SPL XML: drug labels as the FDA publishes them.

Format: HL7 Structured Product Labeling, https://www.fda.gov/industry/fda-data-standards-advisory-board/structured-product-labeling-resources
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from citewell.model import Document, Identifiers, SourceKind
from citewell.model.errors import SourceError
from citewell.sources._documents import About, from_blocks
from citewell.sources._failures import Outcomes, Reading
from citewell.sources._opening import SourceFile
from citewell.sources._people import iso_date
from citewell.sources._spl_text import blocks_of
from citewell.sources._xml import first, line, local, parse

if TYPE_CHECKING:
    from lxml.etree import _Element as Element  # pyright: ignore[reportPrivateUsage]

READER = "spl.v1"
_BOILERPLATE = re.compile(
    r"^(?:these highlights do not include|drug facts\b|full prescribing information|package label)",
    re.IGNORECASE,
)
_APPROVAL = re.compile(r"\s*Initial U\.? ?S\.? Approval:?\s*\d{4}\W*$", re.IGNORECASE)
_BREAK = "\ue000"
"""Stands for a line break while a title is read; a private character that no title uses."""


def read(source: SourceFile, reading: Reading) -> Outcomes:
    """The one label of an SPL file.

    Raises:
        SourceError: the file is no SPL, or has no text.
    """
    root = parse(source.read_all())
    for element in root.iter("{urn:hl7-org:v3}*"):
        element.tag = local(element)
    yield _document(root, reading)


def _document(root: "Element", reading: Reading) -> Document:
    set_id = _attribute(root, "setId", "root")
    if not set_id:
        raise SourceError("has no set id", todo="Fetch the label again")
    blocks = list(blocks_of(root))
    if not any(block.text for block in blocks):
        what = _attribute(root, "code", "displayName") or "no text in its sections"
        raise SourceError(f"is a label file without text ({what})", todo="Add the label itself")
    return from_blocks(_about(root, set_id), blocks, reading)


def _about(root: "Element", set_id: str) -> About:
    made_by = "author/assignedEntity/representedOrganization/name"
    return About(
        id=f"spl:{set_id.lower()}",
        kind=SourceKind.DRUG_LABEL,
        title=_title(root),
        publisher=first(root, made_by) or None,
        issued=_date(_attribute(root, "effectiveTime", "value")),
        identifiers=Identifiers(
            spl_set_id=set_id, spl_version=_attribute(root, "versionNumber", "value") or None
        ),
        language=_attribute(root, "languageCode", "code")[:2].lower() or None,
    )


def _attribute(root: "Element", name: str, attribute: str) -> str:
    element = root.find(name)
    return (element.get(attribute) or "").strip() if element is not None else ""


def _date(value: str) -> str | None:
    return iso_date(value[:4], value[4:6], value[6:8]) if value[:8].isdigit() else None


def _title(root: "Element") -> str:
    """The label's own title where it names the product, else the product as the label lists it."""
    product, generic = _product(root)
    own = _own_title(root)
    known = [name.lower() for name in (product, generic) if name]
    if own and (not known or any(name.split()[0] in own.lower() for name in known)):
        return own
    kind = _attribute(root, "code", "displayName").lower().replace("otc", "OTC") or "drug label"
    name = product or generic
    if not name:
        return own or kind.capitalize()
    same = not generic or generic.lower() == name.lower()
    return f"{name}{'' if same else f' ({generic})'}: {kind}"


def _own_title(root: "Element") -> str:
    title = root.find("title")
    if title is None:
        return ""
    for child in title.iter("br"):
        child.tail = f"{_BREAK} {child.tail or ''}"
    lines = [" ".join(part.split()) for part in line(title).split(_BREAK)]
    told = " ".join(part for part in lines if part and not _BOILERPLATE.match(part))
    return _APPROVAL.sub("", told).strip()[:500]


def _product(root: "Element") -> tuple[str, str]:
    """Brand and generic name of the first product that has a name."""
    for product in root.iter("manufacturedProduct", "manufacturedMedicine"):
        name = product.find("name")
        if name is None:
            continue
        brand = line(name)
        generic = first(product, ".//genericMedicine/name")
        generic = generic or ", ".join(_ingredients(product))
        if brand or generic:
            return brand, generic
    return "", ""


def _ingredients(product: "Element") -> Iterator[str]:
    for part in product.iter("ingredient", "activeIngredient"):
        if part.get("classCode", "ACTIB").startswith("ACT") and (name := first(part, "*/name")):
            yield name
