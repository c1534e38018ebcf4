"""RIS, NBIB, BibTeX and CSL-JSON: abstracts are sources, bare references say what to load."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citewell.model import Document, SourceKind, SourceStatus
from citewell.sources import ReadFailure
from citewell.sources.bibtex import entries, plain

FILES = ["refs.ris", "refs.nbib", "refs.bib", "refs.csl.json"]


@pytest.mark.parametrize("name", FILES)
def test_a_reference_without_abstract_fails_and_says_what_to_load(data, read, name):
    first, second, *_ = read(data / name)
    assert isinstance(first, Document)
    assert isinstance(second, ReadFailure)
    assert "is a reference without abstract" in second.reason
    assert second.todo.startswith("Load ")


def test_ris(data, read):
    source = read(data / "refs.ris")[0].source
    assert (source.id, source.kind) == ("cited:10.9999/ris.1", SourceKind.RANDOMIZED_TRIAL)
    assert source.authors == ("Müller JP", "O'Byrne PM")
    assert (source.container_title, source.issued) == ("Example Journal", "2019-04-03")
    assert source.identifiers.isbn is None


def test_labels_in_an_abstract_are_headings(data, read):
    document = read(data / "refs.ris")[0]
    assert [(p.section_path, p.text) for p in document.passages] == [
        (("Abstract", "Background"), "Asthma is common."),
        (("Abstract", "Methods"), "We gave examplol 25 mg once daily."),
        (("Abstract", "Results"), "It helped 12 of 30."),
    ]


def test_nbib_reads_as_pubmed_xml_does(data, read):
    document, failure = read(data / "refs.nbib")
    source = document.source
    assert (source.id, source.kind) == ("pubmed:90000031", SourceKind.SYSTEMATIC_REVIEW)
    assert source.status is SourceStatus.RETRACTED
    assert source.status_note == "Retracted in Example J. 2020;1:2. PMID: 90000033"
    assert (source.issued, source.language) == ("2018-05-07", "en")
    assert (source.identifiers.doi, source.identifiers.pmcid) == ("10.9999/nbib.1", "PMC9000031")
    assert source.identifiers.nct == ("NCT09000001",)
    assert source.authors == ("Müller JP", "Example Group")
    assert document.passages[1].gradings[0].evidence_level == "low"
    assert failure.record == "PMID 90000032, record 2 (line 21)"
    assert "PubMed XML of PMID 90000032" in failure.todo


def test_bibtex(data, read):
    document, _, broken = read(data / "refs.bib")
    source = document.source
    assert source.title == "Examplol in Asthma: a cohort study"
    assert source.kind is SourceKind.OBSERVATIONAL_STUDY
    assert source.authors == ("Müller JP", "García J", "The Example Group")
    assert (source.container_title, source.issued) == ("Example Journal (London)", "2019-05")
    assert document.passages[0].text.startswith("We saw 5% fewer attacks.")
    assert isinstance(broken, ReadFailure)
    assert (broken.record, broken.reason[:10]) == ("broken (line 20)", "has no end")


def test_csl_json(data, read):
    document = read(data / "refs.csl.json")[0]
    source = document.source
    assert source.title == "Examplol for cough: a systematic review"
    assert source.authors == ("Müller JP", "Example Group")
    assert (source.issued, source.language) == ("2019-04-03", "en")
    assert document.passages[0].text == "Examplol helped (moderate certainty)."


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"{\'E}tude of {\ss}-blockers", "Étude of ß-blockers"),
        (r"Ca$^{2+}$ \& 5\%--10\%", "Ca$^2+$ & 5%–10%"),
        (r"\emph{Not} {\textbf{bold}}", "Not bold"),
        (r"\v{S}ulc, \c{c}, {\o}re", "Šulc, ç, øre"),
    ],
)
def test_latex_is_letters(latex, text):
    assert plain(latex) == text


def test_a_reference_that_is_cut_off_fails(data, read):
    text = (data / "refs.ris").read_text()
    (failure,) = read("a.ris", text[: text.index("RESULTS")])
    assert isinstance(failure, ReadFailure)
    assert "has no end" in failure.reason


@pytest.mark.parametrize("name", ["a.ris", "a.nbib", "a.bib"])
def test_a_file_without_references_fails(read, name):
    (failure,) = read(name, "Nothing here")
    assert isinstance(failure, ReadFailure)
    assert "holds no" in failure.reason


@given(st.text('@article{},="# \n\\abc()1', max_size=120))
def test_any_text_is_taken_apart_without_error(text):
    for key, line, fields in entries(text):
        assert key
        assert line >= 1
        assert fields is None or all(isinstance(v, str) for v in fields.values())


def test_many_open_braces_take_linear_time():
    import time

    start = time.monotonic()
    list(entries("@a{" * 5_000))
    list(entries("@a{b, c = " + "{" * 100_000))
    assert time.monotonic() - start < 10
