"""Telling apart what is written in JSON or in tagged lines, by the names that only one format has."""

import re

from citewell.model.errors import SourceError

_JSON = (
    (re.compile(r'"protocolSection"\s*:'), "ctgov_json.v1"),
    (re.compile(r'"(?:FullStudiesResponse|StudyFieldsResponse|ProtocolSection)"\s*:'), "ctgov_json.v1"),
    (re.compile(r'"resourceType"\s*:'), "fhir_epi_json.v1"),
    (re.compile(r'"(?:spl_product_data_elements|spl_set_id|set_id)"\s*:'), "openfda_label.v1"),
    (re.compile(r'"disclaimer"\s*:\s*"[^"]{0,80}openFDA'), "openfda_label.v1"),
    (re.compile(r'"error"\s*:\s*\{\s*"code"\s*:'), "openfda_label.v1"),
    (
        re.compile(r'"type"\s*:\s*"(?:article|article-journal|article-magazine|article-newspaper|'
                   r'book|chapter|paper-conference|report|thesis|webpage|document|dataset|'
                   r'posted-content|journal-article|book-chapter|entry-encyclopedia|legislation)"'),
        "csl_json.v1",
    ),
    (re.compile(r'\A\s*\{[^{}]{0,4000}"(?:pmid|document)"\s*:'), "snippets.v1"),
    (re.compile(r'"snippets"\s*:\s*\['), "snippets.v1"),
)  # fmt: skip
"""The first row whose pattern is in the head of the file decides."""
_NAME = re.compile(r'"([^"\\]{1,40})"\s*:')
_LINES = (
    (re.compile(r"\A\s*TY  - ?[A-Z]{2,6}\s*$", re.MULTILINE), "ris.v1"),
    (re.compile(r"\A\s*PMID ?- ?\d{1,9}\s*$", re.MULTILINE), "nbib.v1"),
    (re.compile(r"\A\s*(?:%[^\n]*\n\s*)*@\s*[A-Za-z]{4,15}\s*[{(]\s*[^\s,{}()]{1,80}\s*,"), "bibtex.v1"),
    (re.compile(r"^Instance:[ \t]*\S+\s*\nInstanceOf:", re.MULTILINE), "fhir_epi_fsh.v1"),
)  # fmt: skip


def json_reader(text: str) -> str:
    """The reader for a text that starts as JSON does.

    Args:
        text: the head of the file.

    Raises:
        SourceError: no reader takes it; the message names what it starts with.

    >>> json_reader('{"studies": [{"protocolSection": {')
    'ctgov_json.v1'
    """
    for pattern, name in _JSON:
        if pattern.search(text):
            return name
    names = ", ".join(dict.fromkeys(_NAME.findall(text[:5000])[:4]))
    raise SourceError(
        f"is JSON of an unknown kind ({f'its first names are {names}' if names else 'without names'})",
        todo="citewell reads openFDA labels, ClinicalTrials.gov studies, FHIR product information, "
        "CSL references and BioASQ snippets",
    )


def lines_reader(text: str) -> str | None:
    """The reader for a text in tagged lines, or None when it is in none of the known forms.

    >>> lines_reader("TY  - JOUR\\nTI  - Asthma")
    'ris.v1'
    """
    return next((name for pattern, name in _LINES if pattern.search(text)), None)
