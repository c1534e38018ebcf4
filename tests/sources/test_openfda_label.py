"""openFDA labels: one document a result, nested sections once, tables, what is no label."""

import pytest

from citewell.model import SourceKind
from citewell.sources import ReadFailure


@pytest.fixture
def outcomes(data, read):
    return read(data / "openfda.json")


def test_each_result_is_a_document_and_a_bad_one_fails_alone(outcomes):
    label, failure, other = outcomes
    assert isinstance(failure, ReadFailure)
    assert failure.record == "record 2 (line 27)"
    assert "has no set id" in failure.reason
    assert (label.source.id, other.source.id) == (
        "spl:abcdef00-0000-0000-0000-000000000021",
        "spl:abcdef00-0000-0000-0000-000000000022",
    )


def test_identity(outcomes):
    source = outcomes[0].source
    assert source.kind is SourceKind.DRUG_LABEL
    assert source.title == "Exampla (EXAMPLOL): human prescription drug label"
    assert (source.publisher, source.issued) == ("Example Pharma Inc.", "2022-03-15")
    assert source.identifiers.spl_version == "4"
    assert source.identifiers.other == ("NDA000021",)
    assert outcomes[2].source.title == "Itchless: human OTC drug label"


def test_sections_in_the_order_of_labels_without_their_numbered_headings(outcomes):
    paths = [p.section_path for p in outcomes[0].passages]
    assert paths[:3] == [
        ("Boxed warning",),
        ("Indications and usage",),
        ("Dosage and administration",),
    ]
    assert outcomes[0].passages[1].text.startswith("EXAMPLA is a β-blocker")
    assert ("New section of tomorrow",) in paths
    assert "NDC 00000" not in outcomes[0].text


def test_a_heading_that_begins_a_sentence_stays(outcomes):
    assert outcomes[2].passages[-1].text.startswith("Stop use and ask a doctor")


def test_a_section_inside_another_stands_once_under_it(outcomes):
    label = outcomes[0]
    assert label.text.count("slow the growth") == 1
    assert ("Use in specific populations", "Pregnancy") in [p.section_path for p in label.passages]


def test_tables_are_rows(outcomes):
    assert outcomes[0].passages[3].text == (
        "Table 1. Dose\nKidney function | Dose\nCrCl <30 mL/min | 12.5 mg"
    )


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ('{"error": {"code": "NOT_FOUND", "message": "No matches found!"}}', "No matches found!"),
        ('{"results": [], "meta": {"disclaimer": "openFDA"}}', "holds no label"),
        ('{"results": [{"set_id": "a", "openfda": {}}]}', "is a label without text"),
        ('{"results": [{"set_id": "a", "purpose": ["x"]', "is cut off at the end"),
    ],
)
def test_what_is_no_label_is_named(read, content, reason):
    (failure,) = read("a.json", content)
    assert isinstance(failure, ReadFailure)
    assert reason in failure.reason
    assert failure.todo


def test_a_label_without_annotation_is_named_by_its_product_data(read):
    content = (
        '{"results": [{"set_id": "a", "purpose": ["Words"], '
        '"spl_product_data_elements": ["Painless examplol"]}]}'
    )
    (document,) = read("a.json", content)
    assert document.source.title == "Painless examplol: drug label"
