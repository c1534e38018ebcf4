"""Reader for PubMed's NBIB files (MEDLINE tags): citations with abstracts.

Format: https://www.nlm.nih.gov/bsd/mms/medlineelements.html
"""

import re
from collections.abc import Iterator

from citewell.model.errors import SourceError
from citewell.sources._citations import Reference, reference_document
from citewell.sources._decoding import decode
from citewell.sources._failures import Outcomes, Reading
from citewell.sources._opening import SourceFile
from citewell.sources._tagged import Tags, nothing_found, tagged_records, value

READER = "nbib.v1"
_TAG = re.compile(r"(?P<tag>[A-Z]{2,4}) {0,2}- ?(?P<value>.*)")
_LINKS = {
    "RIN": "RetractionIn",
    "EIN": "ErratumIn",
    "ECI": "ExpressionOfConcernIn",
    "UIN": "UpdateIn",
    "RPI": "RetractedandRepublishedIn",
    "ROF": "RetractionOf",
    "EFR": "ErratumFor",
    "ECF": "ExpressionOfConcernFor",
}
"""Tags of notices, with the names that the XML gives them."""
_TRIAL = re.compile(r"NCT\d{8}")


def read(source: SourceFile, reading: Reading) -> Outcomes:
    """The citations of a file that have an abstract, and a failure for each that has none.

    Raises:
        SourceError: the file is not text, or holds no citation.
    """
    text = decode(source.read_all()).replace("\r\n", "\n")
    any_record = False
    for record, tags in tagged_records(text, _TAG, "PMID"):
        any_record = True
        try:
            yield reference_document(_reference(tags), reading)
        except (SourceError, ValueError) as error:
            yield reading.failure(error, f"PMID {value(tags, 'PMID')[:9]}, {record.name}")
    if not any_record:
        raise nothing_found("NBIB")


def _reference(tags: Tags) -> Reference:
    return Reference(
        title=value(tags, "TI", "BTI"),
        authors=[*tags.get("AU", []), *tags.get("CN", [])],
        container=value(tags, "JT", "BTI", "TA"),
        publisher=value(tags, "PB"),
        date=value(tags, "DP"),
        doi=next(_dois(tags), ""),
        pmid=value(tags, "PMID"),
        pmcid=value(tags, "PMC"),
        isbn=value(tags, "ISBN").split(" ")[0],
        trials=[number for held in tags.get("SI", []) for number in _TRIAL.findall(held)],
        language=value(tags, "LA"),
        abstract="\n\n".join(tags.get("AB", [])),
        types=tags.get("PT", []),
        links=[(name, where) for tag, name in _LINKS.items() for where in tags.get(tag, [])],
    )


def _dois(tags: Tags) -> Iterator[str]:
    for tag in ("LID", "AID"):
        for number in tags.get(tag, []):
            if number.endswith("[doi]"):
                yield number.removesuffix("[doi]").strip()
