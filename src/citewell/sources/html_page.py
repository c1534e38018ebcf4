"""Reader for HTML articles: the text of a page and what its head says of it; nothing is run.

Tags for articles: Highwire Press (https://scholar.google.com/intl/en/scholar/inclusion.html),
Dublin Core (https://www.dublincore.org/specifications/dublin-core/dc-html/), Open Graph
(https://ogp.me).
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from citewell.model import Identifiers, SourceKind
from citewell.model.errors import SourceError
from citewell.sources._decoding import decode
from citewell.sources._documents import About, Block, clean, file_id, from_blocks
from citewell.sources._failures import Outcomes, Reading
from citewell.sources._html_main import main_part
from citewell.sources._html_text import html_blocks, page, without_pointers
from citewell.sources._kinds import kind_of_file, kind_of_types, standing
from citewell.sources._opening import SourceFile
from citewell.sources._people import person, written_date
from citewell.sources._xml import line
from citewell.sources.plain_text import file_title

if TYPE_CHECKING:
    from lxml.etree import _Element as Element  # pyright: ignore[reportPrivateUsage]

READER = "html_page.v1"
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE
)
_WESTERN = {"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii", "windows-1252", "cp1252"}
_DOI = re.compile(r"10\.\d{4,9}/\S{1,200}")
_ERROR_PAGE = re.compile(
    r"\W*(?:error|[45]\d\d\b|page not found|not found|access denied|forbidden|just a moment|"
    r"attention required|are you a robot|sign in|log ?in|service unavailable|captcha|"
    r"cookies? (?:required|disabled)|javascript required)",
    re.IGNORECASE,
)
_LIST_OF_REFERENCES = re.compile(
    r"(?:\d+\.? )?(?:references?|bibliography|literature cited|works cited|cited literature)"
    r"(?: cited| list)?$",
    re.IGNORECASE,
)
_CUT_OFF = "The page has no end and may be cut off"
_FEWEST_WORDS = 20
_FEW_WORDS = 400

Meta = dict[str, list[str]]


def read(source: SourceFile, reading: Reading) -> Outcomes:
    """The article of a page.

    Raises:
        SourceError: the page is an error message of a site, or has no text.
    """
    text = _decoded(source.read_all())
    root = page(text)
    meta = _meta(root)
    about = _about(root, meta, reading, _ending(text))
    blocks = list(_blocks(root, about.title))
    words = sum(len(block.text.split()) for block in blocks)
    if words < _FEW_WORDS and _ERROR_PAGE.match(about.title):
        raise SourceError(
            f"seems to be the error page of a site ('{about.title[:80]}')",
            todo="Fetch the document again",
        )
    if words < _FEWEST_WORDS:
        raise SourceError(
            f"has no text of an article ({words} words beside menus and scripts)",
            todo="Save the page once it has loaded, or fetch the document as XML or PDF",
        )
    yield from_blocks(about, blocks, reading)


def _decoded(data: bytes) -> str:
    declared = _CHARSET.search(data[:4096])
    name = declared[1].decode("ascii").lower() if declared else "utf-8"
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")) or name.startswith("utf"):
        return decode(data)
    try:
        # Browsers read Latin-1 as Windows-1252, and so does everyone who writes it.
        return data.decode("cp1252" if name in _WESTERN else name)
    except (LookupError, UnicodeDecodeError):
        return decode(data)


def _meta(root: "Element") -> Meta:
    """The contents of the ``meta`` tags by their name in lower case."""
    found: Meta = {}
    for tag in root.iter("meta"):
        name = (tag.get("name") or tag.get("property") or "").lower().replace("dcterms.", "dc.")
        if content := clean(tag.get("content")):
            found.setdefault(name, []).append(content)
    return found


def _first(meta: Meta, *names: str) -> str:
    return next((meta[name][0] for name in names if name in meta), "")


def _ending(text: str) -> str:
    """What to say of a page that begins and does not end; empty for one that is whole."""
    begins, end = "<html" in text[:5_000].lower(), text[-5_000:].lower()
    return "" if not begins or "</html" in end or "</body" in end else _CUT_OFF


def _about(root: "Element", meta: Meta, reading: Reading, ending: str) -> About:
    title = _title(root, meta) or file_title(reading.origin)
    identifiers = _identifiers(root, meta)
    status, note = standing(title, ())
    dates = ("citation_publication_date", "citation_date", "citation_online_date", "dc.date",
             "dc.issued", "article:published_time", "citation_year")  # fmt: skip
    return About(
        id=_id(identifiers, reading.origin),
        kind=_kind(meta, title),
        title=title,
        authors=tuple(dict.fromkeys(_authors(meta))),
        publisher=_first(meta, "citation_publisher", "dc.publisher", "og:site_name") or None,
        container_title=_first(meta, "citation_journal_title", "citation_conference_title") or None,
        issued=written_date(_first(meta, *dates)),
        identifiers=identifiers,
        licence=_licence(root, meta),
        language=_language(root, meta),
        status=status,
        status_note=note or ending or None,
    )


def _title(root: "Element", meta: Meta) -> str:
    told = _first(meta, "citation_title", "dc.title", "og:title")
    shown, top = line(root.find(".//title")), line(root.find(".//h1"))
    # The name of the site stands behind the title of a page, which its heading repeats.
    return told or (top if top and shown.startswith(top) else shown or top)


def _kind(meta: Meta, title: str) -> SourceKind:
    types = [
        kind.lower() for kind in meta.get("citation_article_type", []) + meta.get("dc.type", [])
    ]
    declared = kind_of_types(types, "jats_types.tsv")
    told = kind_of_file(title)
    # Titles of articles name their design; those of other pages may be about anything.
    trusted = "citation_title" in meta or told is SourceKind.GUIDELINE
    return declared or (told if trusted else SourceKind.REFERENCE_TEXT)


def _identifiers(root: "Element", meta: Meta) -> Identifiers:
    named = _first(meta, "citation_doi", "dc.identifier", "prism.doi", "dc.identifier.doi")
    doi = _DOI.search(named)
    pmid = _first(meta, "citation_pmid")
    link = next((e.get("href") or "" for e in root.iter("link") if e.get("rel") == "canonical"), "")
    url = link or _first(meta, "og:url", "citation_fulltext_html_url")
    return Identifiers(
        doi=doi[0] if doi else None,
        pmid=pmid if pmid.isascii() and pmid.isdigit() else None,
        url=url if url.startswith(("http://", "https://")) else None,
    )


def _id(identifiers: Identifiers, origin: str) -> str:
    """By address: a page may hold no more than the abstract, and must not replace the full text."""
    if identifiers.url:
        return f"url:{identifiers.url.partition('://')[2]}"
    return f"page:{identifiers.doi.lower()}" if identifiers.doi else file_id(origin)


def _authors(meta: Meta) -> Iterator[str]:
    for name in meta.get("citation_author") or meta.get("dc.creator") or meta.get("author") or []:
        surname, comma, given = name.partition(",")
        yield person(surname.strip(), given.strip()) if comma and given.strip() else name


def _licence(root: "Element", meta: Meta) -> str | None:
    for link in root.iter("link", "a"):
        if "license" in (link.get("rel") or "").split() and (link.get("href") or "").startswith(
            "http"
        ):
            return link.get("href")
    return _first(meta, "dc.rights", "dc.license", "citation_license")[:300] or None


def _language(root: "Element", meta: Meta) -> str | None:
    told = root.get("lang") or _first(meta, "citation_language", "dc.language")
    code = told.split("-")[0].strip().lower()
    return code if re.fullmatch(r"[a-z]{2,3}", code) else None


def _blocks(root: "Element", title: str) -> Iterator[Block]:
    main = main_part(root)
    without_pointers(main)
    for block in html_blocks(main):
        path = tuple(name for name in block.path if name.lower() != title.lower())
        listed = any(_LIST_OF_REFERENCES.match(name) for name in path)
        if block.text and not listed and clean(block.text) != title:
            yield block._replace(path=path)
