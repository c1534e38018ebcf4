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
    ],
)
def test_content_decides_first_then_the_name(name, head, reader):
    assert detect_reader(Path(name), head.encode()) == reader


@pytest.mark.parametrize(
    ("name", "head", "reason"),
    [
        ("a.xml", b"", "is empty"),
        ("a.xml", b"\x89PNG\r\n", "is a PNG image"),
        ("a.txt", b"%PDF-1.7", "is a PDF"),
        ("a.docx", b"PK\x03\x04", "is a zip archive"),
        ("a.xml", b"<!DOCTYPE html><title>404 Not\nFound</title>", "HTML page titled '404 Not Found'"),
        ("a.txt", b"\n<html><body>", "is an HTML page"),
        ("a.xml", b"hello", "is not XML: it starts with 'hello'"),
        ("a.xml", b"<barcodes><source>", "unknown kind (root element <barcodes>)"),
        ("a.xml", b"<document>", "unknown kind (root element <document>)"),
        ("a.json", b"{}", "no reader takes .json files"),
        ("a.html", b"<html><title>Asthma</title>", "no reader takes .html files"),
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
