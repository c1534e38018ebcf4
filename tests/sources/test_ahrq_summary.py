"""Guideline summaries: fields with HTML in attributes, gradings and population in typed fields."""

import pytest

from citewell.model import GradingScheme, SourceKind
from citewell.sources import ReadFailure


@pytest.fixture
def guideline(data, read):
    (document,) = read(data / "ngc-999999.xml")
    return document


def test_identity(guideline):
    source = guideline.source
    assert source.id == "ngc:999999"
    assert source.kind is SourceKind.GUIDELINE
    assert source.title == "Care of the example disease"
    assert source.publisher == "Example Society; Example Agency"
    assert source.container_title == "National Guideline Clearinghouse"
    assert source.issued == "2013-09"
    assert source.licence == "Written for a test."
    assert "summary" in source.status_note


def test_population_as_stated(guideline):
    assert guideline.source.population == "Adults; Children over 6 years"


def test_bold_lines_are_headings_and_gradings_are_typed(guideline):
    first = guideline.passages[0]
    assert first.section_path == ("Recommendations", "Treatment", "First Choice")
    assert first.text.startswith("• Give examplol 25 mg daily (Strong recommendation")
    assert [(g.strength, g.evidence_level, g.scheme) for g in first.gradings] == [
        ("Strong", "moderate", GradingScheme.GRADE),
        ("Class III", "B-NR", GradingScheme.CLASS_LOE),
    ]


def test_the_scale_itself_grades_nothing(guideline):
    scale = next(p for p in guideline.passages if "We are sure" in p.text)
    assert scale.section_path[-1] == "Quality of Evidence"
    assert scale.gradings == ()


def test_fields_that_say_nothing_are_left_out(guideline):
    assert "None provided" not in guideline.text
    assert "Pulmonary Medicine" not in guideline.text


def test_a_summary_without_its_parts_fails(data, read):
    text = (data / "ngc-999999.xml").read_text()
    (failure,) = read("a.xml", text.replace("Guideline Title", "Other"))
    assert isinstance(failure, ReadFailure)
    assert failure.reason == "has no guideline title"
    start, end = text.index('<Section SecID="2"'), text.index('<Section SecID="5"')
    (failure,) = read("a.xml", text[:start] + text[end:])
    assert failure.reason == "is a summary without recommendations"


def test_without_a_number_in_its_name_the_file_is_its_identity(data, read):
    (document,) = read("other.xml", (data / "ngc-999999.xml").read_text())
    assert document.source.id.startswith("file:other-")
