"""Reader for electronic product information (FHIR ePI) in FHIR Shorthand, as guides keep it.

Language: https://hl7.org/fhir/uv/shorthand/reference.html
"""

from citewell.model.errors import SourceError
from citewell.sources._decoding import decode
from citewell.sources._epi import language_of, leaflet, no_english, product_name
from citewell.sources._failures import Outcomes, Reading
from citewell.sources._fsh import instances
from citewell.sources._json import Node, text
from citewell.sources._opening import SourceFile

READER = "fhir_epi_fsh.v1"


def read(source: SourceFile, reading: Reading) -> Outcomes:
    """The English leaflets of a file.

    Raises:
        SourceError: the file is not text, is cut off, or has no leaflet in English.
    """
    found = list(instances(decode(source.read_all())))
    leaflets = [one for one in found if one.of.startswith("Composition")]
    english = [one for one in leaflets if language_of(one.content) == "en"]
    if not english:
        raise no_english([language_of(one.content) for one in leaflets])
    names = {one.name: product_name(one.content) for one in found}
    for one in english:
        try:
            yield leaflet(one.content, _product(one.content, names), "", one.name, reading)
        except (SourceError, ValueError) as error:
            yield reading.failure(error, f"instance {one.name}")


def _product(composition: Node, names: dict[str, str]) -> str:
    """The name of the product that a leaflet names as its subject."""
    return names.get(text(composition, "subject", "reference"), "")
