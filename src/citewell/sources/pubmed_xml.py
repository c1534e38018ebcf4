"""Reader for PubMed XML: citations with abstracts, one document each.

Format: https://dtd.nlm.nih.gov/ncbi/pubmed/doc/out/250101/
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from citewell.model import Document, Identifiers, SourceKind
from citewell.model.errors import SourceError
from citewell.sources._documents import About, Block, clean, from_blocks, lookup
from citewell.sources._failures import Outcomes, Reading
from citewell.sources._kinds import kind_of_types, notice, standing
from citewell.sources._opening import SourceFile
from citewell.sources._people import iso_date, person
from citewell.sources._records import Record, cut_records
from citewell.sources._xml import first, inline, line, parse

if TYPE_CHECKING:
    from lxml.etree import _Element as Element  # pyright: ignore[reportPrivateUsage]

READER = "pubmed_xml.v1"
_TAGS = ("PubmedArticle", "PubmedBookArticle")
_PMID = re.compile(rb"<PMID[^<>]*>\s*(\d{1,9})\s*<")


def read(source: SourceFile, reading: Reading) -> Outcomes:
    """The documents of a PubMed file, one by one; a record that fails is named and passed over.

    Raises:
        SourceError: the file as a whole cannot be read on.
    """
    any_record = False
    for record in cut_records(source, _TAGS, reading.limits.record_bytes):
        any_record = True
        try:
            yield _document(record, reading)
        except (SourceError, ValueError) as error:
            yield reading.failure(error, _name(record))
    if not any_record:
        raise SourceError("holds no PubMed record", todo="Fetch it again in the XML format")


def _name(record: Record) -> str:
    pmid = _PMID.search(record.data)
    return f"PMID {pmid[1].decode()}, {record.name}" if pmid else record.name


def _document(record: Record, reading: Reading) -> Document:
    if record.error:
        raise record.error
    root = parse(record.data)
    cited = root.find("MedlineCitation")
    cited = cited if cited is not None else root.find("BookDocument")
    if cited is None:
        raise SourceError("holds no citation", todo="Take this record out")
    blocks = list(_abstract(cited))
    if not blocks:
        raise SourceError("no abstract", todo="Add the full text of the article instead")
    return from_blocks(_about(root, cited), blocks, reading)


def _about(root: "Element", cited: "Element") -> About:
    article = cited.find("Article")
    article = article if article is not None else cited
    pmid = first(cited, "PMID")
    if not pmid.isascii() or not pmid.isdigit():
        raise SourceError("has no PMID", todo="Take this record out")
    title = first(article, "ArticleTitle", "Book/BookTitle", "VernacularTitle")
    if not title:
        raise SourceError("has no title", todo="Take this record out")
    types = [line(t) for t in article.iterfind(".//PublicationType")]
    links = _links(cited)
    status, note = standing(title, links, "Retracted Publication" in types)
    return About(
        id=f"pubmed:{pmid}",
        kind=kind_of_types(types, "publication_types.tsv") or SourceKind.REFERENCE_TEXT,
        title=title,
        authors=tuple(_authors(article)),
        publisher=first(article, "Book/Publisher/PublisherName") or None,
        container_title=first(article, "Journal/Title", "Journal/ISOAbbreviation", "Book/BookTitle")
        or None,
        issued=_issued(article),
        identifiers=_identifiers(root, article, pmid),
        language=_language(article),
        status=status,
        status_note=notice(types, links) or note,
    )


def _links(cited: "Element") -> list[tuple[str, str]]:
    path = "CommentsCorrectionsList/CommentsCorrections"
    return [(link.get("RefType", ""), first(link, "RefSource")) for link in cited.iterfind(path)]


def _authors(article: "Element") -> Iterator[str]:
    for author in article.iterfind("AuthorList[1]/Author"):
        if author.get("ValidYN") == "N":
            continue
        if group := first(author, "CollectiveName"):
            yield group
        elif surname := first(author, "LastName"):
            yield person(surname, first(author, "ForeName"), first(author, "Initials"))


def _issued(article: "Element") -> str | None:
    for path in ("Journal/JournalIssue/PubDate", "ArticleDate", "Book/PubDate"):
        for date in article.iterfind(path):
            if medline := first(date, "MedlineDate"):
                words = medline.split()
                return iso_date(medline, words[1] if len(words) > 1 else "")
            if issued := iso_date(first(date, "Year"), first(date, "Month"), first(date, "Day")):
                return issued
    return None


def _identifiers(root: "Element", article: "Element", pmid: str) -> Identifiers:
    ids: dict[str, str] = {}
    data = root.find("PubmedData")
    data = data if data is not None else root.find("PubmedBookData")
    # The reference list of a record holds identifiers as well: those of other articles.
    paths = [] if data is None else [*data.iterfind("ArticleIdList/ArticleId")]
    for found in [*paths, *article.iterfind("ArticleIdList/ArticleId")]:
        ids.setdefault(found.get("IdType", ""), line(found))
    for found in article.iterfind("ELocationID"):
        ids.setdefault(found.get("EIdType", ""), line(found))
    return Identifiers(
        pmid=pmid,
        pmcid=ids.get("pmc") or None,
        doi=ids.get("doi") or None,
        nct=tuple(_trials(article)),
        isbn=first(article, "Book/Isbn") or None,
    )


def _trials(article: "Element") -> Iterator[str]:
    for number in article.iterfind(".//DataBankList/DataBank/AccessionNumberList/AccessionNumber"):
        text = line(number)
        if re.fullmatch(r"NCT\d{8}", text):
            yield text


def _language(article: "Element") -> str | None:
    code = first(article, "Language").lower()
    return lookup("languages.tsv").get(code, (code,))[0] or None


def _abstract(cited: "Element") -> Iterator[Block]:
    article = cited.find("Article")
    article = article if article is not None else cited
    yield from _parts(article.find("Abstract"), "Abstract")
    for other in cited.iterfind("OtherAbstract"):
        plain = other.get("Type", "").lower() == "plain-language-summary"
        if plain and other.get("Language", "eng") == "eng":
            yield from _parts(other, "Plain language summary")


def _parts(abstract: "Element | None", top: str) -> Iterator[Block]:
    if abstract is None:
        return
    for part in abstract.iterfind("AbstractText"):
        label = clean(part.get("Label"))
        label = label.capitalize() if label.isupper() else label
        named = label and label.lower() not in {"abstract", "unlabelled"}
        yield Block((top, label) if named else (top,), inline(part))
