"""What kind of source a document is and whether it still stands, from what its own file says."""

import re
from collections.abc import Iterable
from functools import lru_cache

from citewell.model import SourceKind, SourceStatus
from citewell.sources._documents import lookup, table

_STRENGTH = (
    SourceStatus.RETRACTED,
    SourceStatus.EXPRESSION_OF_CONCERN,
    SourceStatus.SUPERSEDED,
    SourceStatus.CORRECTED,
)
_RETRACTED_TITLE = re.compile(
    r"^\W*(?:RETRACTED|Retracted)(?: ARTICLE| Article| article)?\b\W*[:\]]"
)


def kind_of_types(types: Iterable[str], name: str) -> SourceKind | None:
    """The kind that a list of declared types stands for; the first row of the table that fits.

    >>> kind_of_types(["Journal Article", "Review", "Meta-Analysis"], "publication_types.tsv")
    <SourceKind.SYSTEMATIC_REVIEW: 'systematic_review'>
    """
    declared = set(types)
    return next((SourceKind(kind) for word, kind in table(name) if word in declared), None)


@lru_cache
def _title_rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(p, re.IGNORECASE), kind) for p, kind in table("title_kinds.tsv"))


def kind_of_title(title: str) -> SourceKind | None:
    """The design that the authors name in their title, None when they name none.

    >>> kind_of_title("Dupilumab in asthma: a randomised, placebo-controlled trial")
    <SourceKind.RANDOMIZED_TRIAL: 'randomized_trial'>
    >>> kind_of_title("Protocol of a randomised trial")
    """
    for pattern, kind in _title_rules():
        if pattern.search(title[:1000]):
            return None if kind == "-" else SourceKind(kind)
    return None


def standing(
    title: str, links: Iterable[tuple[str, str]], retracted: bool = False
) -> tuple[SourceStatus, str | None]:
    """Status of a document and the note that says why.

    Args:
        title: publishers mark retracted articles there as well.
        links: type and citation of each notice that the file names.
        retracted: whether the file's own types say so.

    >>> standing("Asthma", [("ErratumIn", "BMJ. 2020;1:2")])
    (<SourceStatus.CORRECTED: 'corrected'>, 'Corrected in BMJ. 2020;1:2')
    """
    rows = lookup("related.tsv")
    found = [(SourceStatus(rows[t][0]), f"{rows[t][1]} {c}".strip()) for t, c in links if t in rows]
    if retracted or _RETRACTED_TITLE.match(title):
        found.append((SourceStatus.RETRACTED, "Marked as retracted"))
    for status in _STRENGTH:
        notes = [note for its, note in found if its is status]
        if notes:
            told = [note for note in notes if note != "Marked as retracted"] or notes
            return status, "; ".join(dict.fromkeys(told))
    return SourceStatus.CURRENT, None


def notice(types: Iterable[str], links: Iterable[tuple[str, str]]) -> str | None:
    """What to say of a record that is itself a notice about another; None when it is none.

    >>> notice(["Retraction of Publication"], [("RetractionOf", "BMJ. 2019;3:4")])
    'This record is a retraction notice for BMJ. 2019;3:4'
    """
    declared, named = set(types), list(links)
    for word, what, link in table("notices.tsv"):
        if word in declared:
            cited = "; ".join(c for t, c in named if t == link and c)
            return f"This record is {what}" + (f" for {cited}" if cited else "")
    return None


@lru_cache
def _guideline_rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(p, re.IGNORECASE), kind) for p, kind in table("guideline_titles.tsv"))


def kind_of_file(title: str) -> SourceKind:
    """The kind of a file that declares none (PDF, DOCX), from its title alone.

    >>> kind_of_file("Management of asthma: a clinical practice guideline")
    <SourceKind.GUIDELINE: 'guideline'>
    >>> kind_of_file("Adherence to guidelines for asthma")
    <SourceKind.REFERENCE_TEXT: 'reference_text'>
    """
    if told := kind_of_title(title):
        return told
    for pattern, kind in _guideline_rules():
        if pattern.search(title[:1000]):
            return SourceKind.REFERENCE_TEXT if kind == "-" else SourceKind(kind)
    return SourceKind.REFERENCE_TEXT
