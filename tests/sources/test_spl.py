"""Drug labels: identity, boxed warning first, sections, tables."""

import pytest

from citewell.model import SourceKind
from citewell.sources import ReadFailure


@pytest.fixture
def label(data, read):
    (document,) = read(data / "spl.xml")
    return document


def test_identity(label):
    source = label.source
    assert source.id == "spl:abcdef00-0000-0000-0000-000000000002"
    assert source.kind is SourceKind.DRUG_LABEL
    assert source.title == "EXAMPLA (examplol) tablets, for oral use"
    assert (source.publisher, source.issued) == ("Example Pharma Inc.", "2021-09-30")
    assert source.identifiers.spl_version == "7"
    assert source.authors == ()


def test_the_boxed_warning_comes_first(label):
    first = label.passages[0]
    assert first.section_path == ("Boxed warning", "WARNING: BLEEDING")
    assert first.text == "EXAMPLA can cause serious bleeding. Stop it before surgery."


def test_sections_nest_and_nameless_ones_take_the_name_of_their_code(label):
    paths = [p.section_path for p in label.passages]
    assert ("1 INDICATIONS AND USAGE", "1.1 Limits of use") in paths
    assert ("Dosage & administration",) in paths


def test_tables_are_rows(label):
    assert label.passages[-1].text == (
        "Table 1: Dose\nKidney function | Dose\nCrCl >50 mL/min | 10 mg twice daily\n"
        "CrCl 15 to 50 mL/min | 5 mg twice daily"
    )


def test_highlights_are_left_out(label):
    assert "Short words" not in label.text


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("<title/>", "Exampla XR (examplol): human prescription drug label"),
        ("<title>Drug Facts</title>", "Exampla XR (examplol): human prescription drug label"),
        ("<title>Exampla tablets</title>", "Exampla tablets"),
        ("", "Exampla XR (examplol): human prescription drug label"),
    ],
)
def test_a_poor_title_gives_way_to_the_product(data, read, title, expected):
    text = (data / "spl.xml").read_text()
    start, end = text.index("<title>These"), text.index("<effectiveTime")
    (document,) = read("a.xml", text[:start] + title + text[end:])
    assert document.source.title == expected


def test_an_index_file_without_text_fails(data, read):
    text = (
        (data / "spl.xml").read_text().replace("<text>", "<texts>").replace("</text>", "</texts>")
    )
    (failure,) = read("a.xml", text)
    assert isinstance(failure, ReadFailure)
    assert failure.reason == "is a label file without text (HUMAN PRESCRIPTION DRUG LABEL)"


def test_a_label_without_set_id_fails(data, read):
    (failure,) = read("a.xml", (data / "spl.xml").read_text().replace("<setId", "<setIdea"))
    assert failure.reason == "has no set id"
