"""Reader for electronic product information (FHIR ePI) as JSON: a document Bundle.

Profile: https://build.fhir.org/ig/HL7/emedicinal-product-info/
"""

from collections.abc import Iterator

from citewell.model.errors import SourceError
from citewell.sources._epi import language_of, leaflet, no_english, product_name
from citewell.sources._failures import Outcomes, Reading
from citewell.sources._json import Node, cut_json, load_record, node, nodes, text
from citewell.sources._opening import SourceFile

READER = "fhir_epi_json.v1"
_DEEPEST = 4


def read(source: SourceFile, reading: Reading) -> Outcomes:
    """The English leaflets of the Bundles in a file.

    Raises:
        SourceError: the file as a whole cannot be read on.
    """
    any_record = False
    for record in cut_json(source, frozenset(), reading.limits.record_bytes):
        any_record = True
        try:
            yield from _leaflets(load_record(record), reading)
        except (SourceError, ValueError) as error:
            yield reading.failure(error, record.name if record.number > 1 else "")
    if not any_record:
        raise SourceError("holds no FHIR resource", todo="Fetch the ePI document again")


def _leaflets(resource: Node, reading: Reading) -> Outcomes:
    kind = text(resource, "resourceType")
    if kind not in {"Bundle", "Composition"}:
        raise SourceError(
            f"is a FHIR resource of another kind ({kind or 'not named'})",
            todo="citewell reads product information (ePI): a Bundle with a Composition",
        )
    resources = list(_resources(resource, 0))
    found = [one for one in resources if text(one, "resourceType") == "Composition"]
    english = [one for one in found if language_of(one) == "en"]
    if not english:
        raise no_english([language_of(one) for one in found])
    product, holder = _product(resources), _holder(resources)
    for one in english:
        try:
            yield leaflet(one, product, holder, text(one, "id"), reading)
        except (SourceError, ValueError) as error:
            yield reading.failure(error, f"Composition {text(one, 'id')}".strip())


def _resources(resource: Node, depth: int) -> Iterator[Node]:
    """A resource and, for a Bundle, those in it. A composition takes its Bundle's language."""
    yield resource
    if depth >= _DEEPEST:
        return
    for entry in nodes(resource, "entry"):
        inner = node(entry.get("resource"))
        if "language" not in inner and text(inner, "resourceType") == "Composition":
            inner = {**inner, "language": text(resource, "language")}
        yield from _resources(inner, depth + 1)


def _product(resources: list[Node]) -> str:
    kinds = {"MedicinalProductDefinition"}
    names = (product_name(one) for one in resources if text(one, "resourceType") in kinds)
    return next(filter(None, names), "")


def _holder(resources: list[Node]) -> str:
    names = (text(one, "name") for one in resources if text(one, "resourceType") == "Organization")
    return next(filter(None, names), "")
