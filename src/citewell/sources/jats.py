"""Reader for JATS XML: journal articles in full text.

Format: NISO Z39.96, https://jats.nlm.nih.gov/archiving/tag-library/1.3/
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from citewell.model import Document, Identifiers, SourceKind
from citewell.model.errors import SourceError
from citewell.sources._documents import About, from_blocks
from citewell.sources._failures import Outcomes, Reading
from citewell.sources._jats_text import blocks_of, related_work
from citewell.sources._kinds import kind_of_title, kind_of_types, notice, standing
from citewell.sources._opening import SourceFile
from citewell.sources._people import iso_date, person
from citewell.sources._xml import first, line, local, parse

if TYPE_CHECKING:
    from lxml.etree import _Element as Element  # pyright: ignore[reportPrivateUsage]

READER = "jats.v1"
_XLINK = "{http://www.w3.org/1999/xlink}"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_OPEN = {"research-article", "brief-report", "review-article", "rapid-communication", "other", ""}
"""Article types that leave the design open, so that the title may name it."""


def read(source: SourceFile, reading: Reading) -> Outcomes:
    """The articles of a JATS file (usually one).

    Raises:
        SourceError: the file is no JATS XML.
    """
    root = parse(source.read_all())
    _plain_names(root)
    articles = [root] if local(root) == "article" else list(root.iterfind("article"))
    if not articles:
        raise SourceError("holds no article", todo="Fetch it again in the JATS format")
    for number, article in enumerate(articles, 1):
        try:
            yield _document(article, reading)
        except (SourceError, ValueError) as error:
            yield reading.failure(error, f"article {number}" if len(articles) > 1 else "")


def _plain_names(root: "Element") -> None:
    """Names without namespaces, so that every edition of the format reads the same."""
    for element in root.iter("{*}*"):
        if not callable(element.tag) and "}" in element.tag:
            element.tag = local(element)


def _document(article: "Element", reading: Reading) -> Document:
    meta = article.find("front/article-meta")
    if meta is None:
        meta = article.find("front")
    if meta is None:
        raise SourceError(
            "is an <article> without the front matter of JATS",
            todo="Only JATS articles are read; check what the file is",
        )
    return from_blocks(_about(article, meta), blocks_of(article, meta), reading)


def _about(article: "Element", meta: "Element") -> About:
    title = _title(meta)
    if not title:
        raise SourceError("has no title", todo="Add one or leave the file out")
    types = _types(article, meta)
    links = [(e.get("related-article-type", ""), related_work(e)) for e in _related(article)]
    status, note = standing(title, links)
    identifiers = _identifiers(meta)
    return About(
        id=_id(identifiers),
        kind=_kind(types, title),
        title=title,
        authors=tuple(_authors(meta)),
        publisher=first(article, "front/journal-meta/publisher/publisher-name") or None,
        container_title=first(article, "front/journal-meta//journal-title") or None,
        issued=_issued(meta),
        identifiers=identifiers,
        licence=_licence(meta),
        language=(article.get(_XML_LANG) or "").lower() or None,
        status=status,
        status_note=notice(types, links) or note,
    )


def _title(meta: "Element") -> str:
    group = meta.find("title-group")
    if group is None:
        return ""
    skip = ("xref", "fn")
    title = line(group.find("article-title"), skip)
    subtitle = line(group.find("subtitle"), skip)
    joint = "" if not subtitle or title.endswith((":", "?", "!", ".")) else ":"
    return f"{title}{joint} {subtitle}".strip()


def _types(article: "Element", meta: "Element") -> list[str]:
    """The declared types: the article's own, then the subjects under which the journal lists it."""
    types = [article.get("article-type", "").lower()]
    for group in meta.iterfind("article-categories/subj-group"):
        if group.get("subj-group-type") in {None, "heading"}:
            types += [line(subject).lower() for subject in group.iterfind("subject")]
    return types


def _kind(types: list[str], title: str) -> SourceKind:
    declared = kind_of_types(types, "jats_types.tsv")
    told = kind_of_title(title) if types[0] in _OPEN else None
    if declared in {None, SourceKind.NARRATIVE_REVIEW} and told:
        return told
    return declared or SourceKind.REFERENCE_TEXT


def _related(article: "Element") -> Iterator["Element"]:
    yield from article.iterfind("front//related-article")


def _id(identifiers: Identifiers) -> str:
    if identifiers.pmcid:
        return f"pmc:{identifiers.pmcid}"
    if identifiers.doi:
        return f"doi:{identifiers.doi.lower()}"
    if identifiers.pmid:
        return f"pubmed:{identifiers.pmid}"
    raise SourceError(
        "has neither PMCID, DOI nor PMID, so that it cannot be told from others",
        todo="Add an <article-id>",
    )


def _identifiers(meta: "Element") -> Identifiers:
    ids: dict[str, str] = {}
    for found in meta.iterfind("article-id"):
        ids.setdefault(found.get("pub-id-type", ""), line(found))
    pmc = re.search(r"\d+", ids.get("pmc") or ids.get("pmcid") or "")
    trials = (line(e) for e in meta.iterfind("abstract//ext-link"))
    return Identifiers(
        pmid=ids.get("pmid") or None,
        pmcid=f"PMC{pmc[0]}" if pmc else None,
        doi=ids.get("doi") or None,
        nct=tuple(dict.fromkeys(t for t in trials if re.fullmatch(r"NCT\d{8}", t))),
    )


def _authors(meta: "Element") -> Iterator[str]:
    for group in meta.iterfind("contrib-group"):
        for contributor in group.iterfind("contrib"):
            if contributor.get("contrib-type", "author") == "author":
                yield from _name(contributor)


def _name(contributor: "Element") -> Iterator[str]:
    for name in contributor.iterfind(".//name"):
        if surname := first(name, "surname"):
            yield person(surname, first(name, "given-names"))
            return
    collab = contributor.find("collab")
    if collab is not None and (group := line(collab, ("contrib-group", "xref"))):
        yield group


def _issued(meta: "Element") -> str | None:
    """The earliest date of publication that is given in most detail."""
    dates = [
        iso_date(first(date, "year"), first(date, "month"), first(date, "day"))
        for date in meta.iterfind("pub-date")
        if date.get("pub-type") not in {"pmc-release", "nihms-submitted"}
    ]
    known = sorted(filter(None, dates), key=lambda d: (d[:4], -len(d), d))
    return known[0] if known else None


def _licence(meta: "Element") -> str | None:
    for licence in meta.iterfind(".//license"):
        links = [licence, *licence.iter("ext-link", "uri", "license_ref")]
        for link in links:
            if (address := link.get(f"{_XLINK}href") or "").startswith("http"):
                return address
        if words := line(licence):
            return words[:300]
    return None
