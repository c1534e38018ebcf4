"""Telling files apart, and saying what a file is that no reader takes."""

from pathlib import Path

import pytest

from citewell.model.errors import SourceError
from citewell.sources import detect_reader
from citewell.sources.detecting import root_name

PROLOG = '<?xml version="1.0"?>\n<!-- a comment -->\n<!DOCTYPE x PUBLIC "-//x//" "x.dtd">\n'


@pytest.mark.parametrize(
    ("name", "head", "reader"),
    [
        ("a.xml", PROLOG + "<PubmedArticleSet>", "pubmed_xml.v1"),
        ("a.txt", PROLOG + "<PubmedArticleSet>", "pubmed_xml.v1"),
        ("a.xml.gz", "<PubmedBookArticle>", "pubmed_xml.v1"),
        ("a.nxml", PROLOG + '<article xmlns:x="y">', "jats.v1"),
        ("a", "<pmc-articleset>", "jats.v1"),
        ("a.xml", '<document xmlns="urn:hl7-org:v3">', "spl.v1"),
        ("a.md", "<p align=center>Hello", "markdown.v1"),
        ("a.MD", "# Hello", "markdown.v1"),
        ("a.txt", "<5 mg is enough", "plain_text.v1"),
        ("LICENSE", "Words", "plain_text.v1"),
        ("a.yaml", "# x\nformat: citewell-practice-summary/1\n", "practice_summary.v1"),
        (
            "a.json",
            '{"meta": {"disclaimer": "x"}, "results": [{"set_id": "a"}]}',
            "openfda_label.v1",
        ),
        ("a.json", '{"error": {"code": "NOT_FOUND"}}', "openfda_label.v1"),
        ("a.json", '{"studies": [{"protocolSection": {}}]}', "ctgov_json.v1"),
        ("a.json", '{"FullStudiesResponse": {}}', "ctgov_json.v1"),
        ("a.json", '{"resourceType": "Bundle"}', "fhir_epi_json.v1"),
        ("a.json", '[{"type": "article-journal", "title": "A"}]', "csl_json.v1"),
        ("a.jsonl", '{"id": "1", "pmid": "2", "text": "A"}\n', "snippets.v1"),
        ("a.txt", '{"id": "1", "pmid": "2", "text": "A"}\n', "snippets.v1"),
        ("a.txt", "[1] Words in brackets", "plain_text.v1"),
        ("a.xml", PROLOG + "<clinical_study>", "ctgov_xml.v1"),
        ("a.xml", "<Version><xmlSource>National Guideline Clearinghouse", "ahrq_summary.v1"),
        ("a.xml", "<Document id='1'><QAPairs><QAPair>", "medquad.v1"),
        ("a.htm", "<!DOCTYPE html><title>A</title>", "html_page.v1"),
        ("a.html", "<?xml version='1.0'?><!DOCTYPE html><html>", "html_page.v1"),
        ("a.html", "<p>A piece of a page", "html_page.v1"),
        ("a", "%PDF-1.7", "pdf.v1"),
        ("a.zip", "PK\x03\x04 [Content_Types].xml word/document.xml", "docx.v1"),
        ("a.docx", "PK\x03\x04", "docx.v1"),
        ("a.txt", "TY  - JOUR\nTI  - A", "ris.v1"),
        ("a.txt", "\nPMID- 123\nOWN - NLM", "nbib.v1"),
        ("a.bib", "% notes\n@article{a1,\n title={A}}", "bibtex.v1"),
        ("a.fsh", "// x\nInstance: a\nInstanceOf: B\n", "fhir_epi_fsh.v1"),
        ("a.md", "@reader{of, this}", "markdown.v1"),
    ],
)
def test_content_decides_first_then_the_name(name, head, reader):
    assert detect_reader(Path(name), head.encode()) == reader


@pytest.mark.parametrize(
    ("name", "head", "reason"),
    [
        ("a.xml", b"", "is empty"),
        ("a.xml", b"\x89PNG\r\n", "is a PNG image"),
        ("a.xlsx", b"PK\x03\x04", "is a zip archive"),
        ("a.doc", b"\xd0\xcf\x11\xe0", "password-protected Word"),
        ("a.xml", b"<!DOCTYPE html><title>404 Not\nFound</title>", "HTML page titled '404 Not Found'"),
        ("a.txt", b"\n<html><body>", "is an HTML page"),
        ("a.xml", b"hello", "is not XML: it starts with 'hello'"),
        ("a.xml", b"<barcodes><source>", "unknown kind (root element <barcodes>)"),
        ("a.xml", b"<document>", "unknown kind (root element <document>)"),
        ("a.json", b"{}", "JSON of an unknown kind (without names)"),
        ("a.json", b'{"odd": 1, "even": 2}', "JSON of an unknown kind (its first names are odd, even)"),
        ("a.json", b"hello", "is not JSON: it starts with 'hello'"),
        ("a.pdf", b"\x00\x01words", "does not begin as such a file does"),
        ("a.odt2", b"words", "no reader takes .odt2 files"),
        ("a.yaml", b"a: 1", "no practice summary"),
        ("a.txt", b"a\x00b", "binary data"),
        ("a.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><article>', "declares entities"),
        ("a.xml", b'<!DOCTYPE a [\n<!ENTITY % b SYSTEM "c">', "declares entities"),
    ],
)  # fmt: skip
def test_what_no_reader_takes_is_named(name, head, reason):
    with pytest.raises(SourceError) as caught:
        detect_reader(Path(name), head)
    assert reason in caught.value.what
    assert caught.value.todo


def test_root_name_sees_through_a_harmless_subset():
    assert root_name("<!DOCTYPE a [<!ELEMENT a ANY>]>\n<a/>") == "a"
    assert root_name("no xml") is None
