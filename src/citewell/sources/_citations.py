"""References as reference managers keep them: a source only where they hold an abstract."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from citewell.model import Document, Identifiers, SourceKind, hash_text
from citewell.model.errors import SourceError
from citewell.sources._documents import About, Block, clean, from_blocks, lookup
from citewell.sources._failures import Reading
from citewell.sources._html_text import fragment, html_blocks
from citewell.sources._kinds import kind_of_title, kind_of_types, notice, standing
from citewell.sources._people import written_date

_ABSTRACT = "Abstract"
_LABEL = re.compile(r"(?:^|(?<=[.?!)\]] ))([A-Z][A-Z /&,'-]{3,70}): ")
_DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>]{1,200}")
_PMC = re.compile(r"(?:PMC)?(\d{1,9})")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,100}>")
_PARAGRAPHS = re.compile(r"\n\s*\n")


@dataclass(slots=True)
class Reference:
    """What a reference manager says of a work; everything as written there."""

    title: str = ""
    authors: list[str] = field(default_factory=list[str])
    container: str = ""
    publisher: str = ""
    date: str = ""
    doi: str = ""
    pmid: str = ""
    pmcid: str = ""
    isbn: str = ""
    url: str = ""
    trials: list[str] = field(default_factory=list[str])
    language: str = ""
    abstract: str = ""
    types: list[str] = field(default_factory=list[str])
    links: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])


def reference_document(reference: Reference, reading: Reading) -> Document:
    """The document of a reference: its abstract.

    Raises:
        SourceError: it has no title, or no abstract; the message says what to load instead.
    """
    title = clean(_TAG.sub("", reference.title).rstrip(". "))
    if not title:
        raise SourceError("is a reference without title", todo="Take it out or correct it")
    if not reference.abstract.strip():
        raise SourceError(
            f"is a reference without abstract ('{title[:100]}')", todo=_todo(reference)
        )
    return from_blocks(_about(reference, title), _blocks(reference.abstract), reading)


def _todo(reference: Reference) -> str:
    if reference.pmid:
        return f"Load the PubMed XML of PMID {reference.pmid}, or the full text"
    if reference.doi:
        return f"Load the full text of {reference.doi} as XML, HTML or PDF"
    return "Load its full text as XML, HTML or PDF"


def _about(reference: Reference, title: str) -> About:
    retracted = "Retracted Publication" in reference.types
    status, note = standing(title, reference.links, retracted)
    identifiers = _identifiers(reference)
    code = reference.language.strip().lower()[:3]
    return About(
        id=_id(reference, identifiers, title),
        kind=_kind(reference, title),
        title=title,
        authors=tuple(dict.fromkeys(filter(None, map(clean, reference.authors)))),
        publisher=clean(reference.publisher) or None,
        container_title=clean(reference.container) or None,
        issued=written_date(reference.date),
        identifiers=identifiers,
        language=lookup("languages.tsv").get(code, (code[:2],))[0] or None,
        status=status,
        status_note=notice(reference.types, reference.links) or note,
    )


def _kind(reference: Reference, title: str) -> SourceKind:
    declared = kind_of_types(reference.types, "publication_types.tsv")
    return declared or kind_of_title(title) or SourceKind.REFERENCE_TEXT


def _id(reference: Reference, identifiers: Identifiers, title: str) -> str:
    """As in PubMed XML, which has the same abstract; never that of a full text."""
    if identifiers.pmid:
        return f"pubmed:{identifiers.pmid}"
    if identifiers.doi:
        return f"cited:{identifiers.doi.lower()}"
    return f"cited:{hash_text(f'{title.lower()} {reference.date[:4]}')[:16]}"


def _identifiers(reference: Reference) -> Identifiers:
    doi = _DOI.search(reference.doi) or _DOI.search(reference.url)
    pmc = _PMC.fullmatch(reference.pmcid.strip())
    pmid = reference.pmid.strip()
    return Identifiers(
        doi=doi[0].rstrip(".,;") if doi else None,
        pmid=pmid if pmid.isascii() and pmid.isdigit() else None,
        pmcid=f"PMC{pmc[1]}" if pmc else None,
        isbn=reference.isbn.strip() or None,
        nct=tuple(dict.fromkeys(t for t in reference.trials if re.fullmatch(r"NCT\d{8}", t))),
        url=reference.url if reference.url.startswith(("http://", "https://")) else None,
    )


def _blocks(abstract: str) -> Iterator[Block]:
    """The paragraphs of an abstract; the labels of a structured one are headings."""
    if _TAG.search(abstract):
        yield from html_blocks(fragment(abstract.replace("jats:", "")), (_ABSTRACT,))
        return
    path: tuple[str, ...] = (_ABSTRACT,)
    for paragraph in _PARAGRAPHS.split(abstract):
        parts = _LABEL.split(" ".join(paragraph.split()))
        yield Block(path, parts[0])
        for label, words in zip(parts[1::2], parts[2::2], strict=True):
            path = (_ABSTRACT, label.capitalize())
            yield Block(path, words)
