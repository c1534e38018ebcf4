"""Reader for trial registrations of ClinicalTrials.gov in JSON: version 2 and the legacy form.

Formats: https://clinicaltrials.gov/data-api/about-api/study-data-structure and
https://clinicaltrials.gov/data-api/about-api/api-migration
"""

from citewell.model.errors import SourceError
from citewell.sources._documents import lookup
from citewell.sources._failures import Outcomes, Reading
from citewell.sources._json import Json, Node, cut_json, load_record, node, text
from citewell.sources._opening import SourceFile
from citewell.sources._records import Record
from citewell.sources._trials import trial

READER = "ctgov_json.v1"
_LISTS = frozenset({"studies", "FullStudies"})
_LIST = "List"


def read(source: SourceFile, reading: Reading) -> Outcomes:
    """The registrations of an answer of the API or of a download, one document each.

    Raises:
        SourceError: the file as a whole cannot be read on.
    """
    any_record = False
    for record in cut_json(source, _LISTS, reading.limits.record_bytes):
        any_record = True
        name = record.name
        try:
            study = _study(load_record(record))
            name = _name(study, record)
            yield trial(study, reading)
        except (SourceError, ValueError) as error:
            yield reading.failure(error, name)
    if not any_record:
        raise SourceError("holds no registration", todo="Fetch it again")


def _study(found: Node) -> Node:
    """A study in the form of version 2, from whichever form it was in."""
    if "protocolSection" in found:
        return found
    if "StudyFieldsResponse" in found:
        raise SourceError(
            "is a table of single fields, not of whole registrations",
            todo="Fetch full studies instead",
        )
    legacy = node(found.get("Study")) or found
    if "ProtocolSection" in legacy:
        return modern(legacy)
    known = ", ".join(list(found)[:4]) or "nothing"
    raise SourceError(f"is no registration (it holds {known})", todo="Fetch full studies instead")


def _name(study: Node, record: Record) -> str:
    number = text(study, "protocolSection", "identificationModule", "nctId")
    return f"{number}, {record.name}" if number else record.name


def modern(legacy: Json) -> Json:
    """A value of the legacy form under the names of version 2.

    >>> modern({"ConditionList": {"Condition": ["Asthma"]}, "BriefTitle": "A"})
    {'conditions': ['Asthma'], 'briefTitle': 'A'}
    """
    if isinstance(legacy, list):
        return [modern(one) for one in legacy]
    if not isinstance(legacy, dict):
        return legacy
    return {_modern_name(name): _modern_value(name, value) for name, value in legacy.items()}


def _modern_name(name: str) -> str:
    row = lookup("ctgov_legacy.tsv").get(name)
    return row[0] if row else name[:1].lower() + name[1:]


def _modern_value(name: str, value: Json) -> Json:
    if name.endswith(_LIST) and isinstance(value, dict) and len(value) == 1:
        (inner,) = value.values()
        return modern(inner if isinstance(inner, list) else [inner])
    return modern(value)
