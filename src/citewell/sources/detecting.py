"""Telling what a file is: by its content first, then by the ending of its name."""

import html
import re
from pathlib import Path

from citewell.model.errors import SourceError
from citewell.sources._decoding import looks_binary, marked_encoding
from citewell.sources._detecting_text import json_reader, lines_reader

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"PK\x03\x04", "a zip archive (perhaps an Excel or EPUB file)"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\xd0\xcf\x11\xe0", "an old or password-protected Word, Excel or PowerPoint file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x1f\x8b", "gzip inside gzip"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"SQLite format 3", "a SQLite database"),
    (b"PAR1", "a Parquet file"),
)
_ROOTS = {
    "PubmedArticleSet": "pubmed_xml.v1",
    "PubmedArticle": "pubmed_xml.v1",
    "PubmedBookArticleSet": "pubmed_xml.v1",
    "PubmedBookArticle": "pubmed_xml.v1",
    "article": "jats.v1",
    "pmc-articleset": "jats.v1",
    "clinical_study": "ctgov_xml.v1",
}
_ROOTS_WITH = {
    "document": ("urn:hl7-org:v3", "spl.v1"),
    "Version": ("National Guideline Clearinghouse", "ahrq_summary.v1"),
    "Document": ("<QAPair", "medquad.v1"),
    "DiseaseFile": ("<QAPair", "medquad.v1"),
    "doc": ("<qaPairs", "medquad.v1"),
}
"""Roots that many formats use, with what only one of them has near its top."""
_MARKDOWN = {".md", ".markdown"}
_TEXT = {".txt", ".text", ""}
_XML = {".xml", ".nxml"}
_HTML = {".html", ".htm", ".xhtml"}
_YAML = {".yaml", ".yml"}
_JSON = {".json", ".jsonl", ".ndjson", ".csljson"}
_LINES = {".ris": "ris.v1", ".nbib": "nbib.v1", ".bib": "bibtex.v1", ".fsh": "fhir_epi_fsh.v1"}
_PDF, _PDF_BEFORE = b"%PDF-", b"\x00\t\n\r \xef\xbb\xbf"
_PDF_NAME = ".pdf"
_ZIP, _DOCX_PART, _DOCX = b"PK\x03\x04", b"word/document.xml", ".docx"
_SUMMARY = re.compile(r"^format:\s*[\"']?citewell-practice-summary/1\b", re.MULTILINE)
_MISC = re.compile(r"\s*(?:<\?.*?\?>|<!--.*?-->)", re.DOTALL)
_DOCTYPE = re.compile(r"\s*<!DOCTYPE\s[^\[>]*(?:(\[)|>)", re.IGNORECASE)
_ROOT = re.compile(r"\s*<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)[\s/>]")
_HTML_TITLE = re.compile(r"<title[^>]*>\s*([^<]{1,120})", re.IGNORECASE)
READS = (
    "citewell reads articles (PubMed and JATS XML, HTML, PDF, DOCX, text, Markdown), drug labels "
    "(SPL, openFDA, FHIR), trial registrations, guideline summaries, references and practice summaries"
)


def detect_reader(path: Path, head: bytes) -> str:
    """The versioned name of the reader for a file.

    Args:
        path: its name, used where the content leaves a choice (Markdown or plain text).
        head: its first bytes, unpacked.

    Raises:
        SourceError: no reader takes it; the message says what it seems to be.

    >>> detect_reader(Path("a.txt"), b"<PubmedArticleSet>")
    'pubmed_xml.v1'
    >>> detect_reader(Path("a.md"), b"# Asthma")
    'markdown.v1'
    """
    if not head.strip():
        raise SourceError("is empty", todo="Fetch the file again or leave it out")
    suffix = _suffix(path)
    if name := _by_signature(head, suffix):
        return name
    text = _head_text(head)
    start = text.lstrip()
    if _is_html(start):
        return _html(start, suffix)
    if suffix in _XML or (start.startswith("<") and suffix not in _MARKDOWN):
        return _by_root(start, suffix)
    if start.startswith(("{", "[")) and (suffix in _JSON or suffix in _TEXT):
        return json_reader(start) if suffix in _JSON else _json_or_text(start, text)
    return (suffix not in _MARKDOWN and lines_reader(start)) or _by_suffix(suffix, text)


def _by_signature(head: bytes, suffix: str) -> str | None:
    """The reader of a file in no text format, told by its first bytes."""
    if head.lstrip(_PDF_BEFORE).startswith(_PDF):
        return "pdf.v1"
    if head.startswith(_ZIP) and (_DOCX_PART in head or suffix == _DOCX):
        return "docx.v1"
    for signature, what in _SIGNATURES:
        if head.startswith(signature):
            raise SourceError(f"is {what}", todo=f"{READS}; convert it first")
    return None


def _json_or_text(start: str, text: str) -> str:
    """A text file may begin with a bracket and be no JSON."""
    try:
        return json_reader(start)
    except SourceError:
        return _by_suffix(".txt", text)


def _head_text(head: bytes) -> str:
    encoding, mark = marked_encoding(head)
    return head[len(mark) :].decode(encoding or "utf-8", "replace")


def _suffix(path: Path) -> str:
    name = path.name.lower().removesuffix(".gz")
    return Path(name).suffix


def _is_html(start: str) -> bool:
    front = start[:200].lower()
    return front.startswith(("<!doctype html", "<html", "<head", "<body"))


def _html(start: str, suffix: str) -> str:
    """An HTML page where its name says so; under another name it is what a failed download left."""
    if suffix in _HTML:
        return "html_page.v1"
    title = _HTML_TITLE.search(start)
    named = f" titled '{' '.join(html.unescape(title[1]).split())}'" if title else ""
    raise SourceError(
        f"is an HTML page{named}, perhaps the error page of a download",
        todo="Fetch the document again, or rename it to .html if the page is what you want",
    )


def _by_root(start: str, suffix: str) -> str:
    root = root_name(start)
    mark, name = _ROOTS_WITH.get(root or "", ("", ""))
    if name and mark in start:
        return name
    if root in _ROOTS:
        return _ROOTS[root]
    if root == "html" or suffix in _HTML:
        return _html(start, suffix)
    if suffix not in _XML:
        return _by_suffix(suffix, start)
    if root is None:
        raise SourceError(
            f"is not XML: it starts with {start[:20]!r}", todo="Check what the file is"
        )
    raise SourceError(
        f"is XML of an unknown kind (root element <{root}>)",
        todo="citewell reads PubMed, JATS, SPL, ClinicalTrials.gov, AHRQ and MedQuAD XML",
    )


def root_name(text: str) -> str | None:
    """The local name of the root element, or None when the text is no XML or the root lies too deep.

    Raises:
        SourceError: the document type declares entities of its own.

    >>> root_name("<?xml version='1.0'?><!-- a --><n:article x='1'>")
    'article'
    """
    at = 0
    while match := _MISC.match(text, at):
        at = match.end()
    if doctype := _DOCTYPE.match(text, at):
        at = doctype.end()
        if doctype[1]:
            at = _after_subset(text, at)
        while match := _MISC.match(text, at):
            at = match.end()
    root = _ROOT.match(text, at)
    return root[1] if root else None


def _after_subset(text: str, at: int) -> int:
    end = text.find("]", at)
    subset = text[at:end] if end >= 0 else text[at:]
    if "<!ENTITY" in subset:
        raise entities_refused()
    close = text.find(">", end) if end >= 0 else -1
    return close + 1 if close >= 0 else len(text)


def entities_refused() -> SourceError:
    """The error for XML that declares entities of its own."""
    return SourceError(
        "declares entities of its own in its document type, which are never expanded",
        todo="Remove the declarations or save the file with plain characters",
    )


def _by_suffix(suffix: str, text: str) -> str:
    if suffix in _YAML and _SUMMARY.search(text[:2000]):
        return "practice_summary.v1"
    if suffix in {_PDF_NAME, _DOCX}:
        raise SourceError(
            f"is named {suffix} and does not begin as such a file does",
            todo="Fetch it again, or name it after what it is",
        )
    if looks_binary(text):
        raise SourceError("is not text (it holds binary data)", todo=f"{READS}; convert it first")
    if suffix in _MARKDOWN:
        return "markdown.v1"
    if suffix in _LINES:
        return _LINES[suffix]
    if suffix in _HTML:
        return "html_page.v1"
    if suffix in _TEXT:
        return "plain_text.v1"
    if suffix in _JSON:
        raise SourceError(f"is not JSON: it starts with {text.lstrip()[:20]!r}", todo="Check it")
    if suffix in _YAML:
        raise SourceError(
            "is YAML but no practice summary",
            todo="Its first lines must hold `format: citewell-practice-summary/1`",
        )
    raise SourceError(
        f"no reader takes {suffix} files", todo=f"{READS}; rename it to .txt to read it as text"
    )
