"""MedQuAD: questions as headings, answers as text."""

import pytest

from citewell.model import SourceKind
from citewell.sources import ReadFailure


def test_questions_are_headings(data, read):
    (document,) = read(data / "medquad.xml")
    source = document.source
    assert (source.id, source.kind) == (
        "medquad:NHLBI-0000001-examplosis",
        SourceKind.REFERENCE_TEXT,
    )
    assert (source.title, source.publisher) == ("Examplosis", "NHLBI")
    assert source.identifiers.url == "https://example.org/examplosis"
    (passage,) = document.passages
    assert passage.section_path == ("What is (are) Examplosis?",)
    assert passage.text == (
        "Key Points\n• Examplosis is rare.\n• It heals by itself.\n\n"
        "Examplosis makes you cite too much."
    )


def test_parts_of_one_page_stay_apart_and_older_files_are_read(data, read):
    text = (data / "medquad.xml").read_text()
    (part,) = read("a.xml", text.replace("<Focus>Examplosis", "<Focus>Mild examplosis"))
    assert part.source.id == "medquad:NHLBI-0000001-mild-examplosis"
    older = (
        text.replace("<Document id=", "<doc docid=").replace("source=", "corpus=")
        .replace("</Document>", "</doc>").replace("Focus>", "doctitle-focus>")
        .replace("QAPairs>", "qaPairs>").replace("QAPair>", "pair>").replace("<QAPair ", "<pair ")
        .replace("Question", "question").replace("Answer", "answer")
    )  # fmt: skip
    (document,) = read("a.xml", older)
    assert (document.source.title, len(document.passages)) == ("Examplosis", 1)


def test_without_a_subject_the_address_is_the_title(data, read):
    text = (data / "medquad.xml").read_text()
    (document,) = read("a.xml", text.replace("<Focus>Examplosis", "<Focus>"))
    assert document.source.title == "https://example.org/examplosis"


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('source="NHLBI"', "", "names no id and source"),
        ("Answer>", "Reply>", "holds questions without answers"),
        ("QAPairs>", "Pairs>", "holds no question-answer pairs"),
    ],
)
def test_what_is_missing_is_named(data, read, old, new, reason):
    (failure,) = read("a.xml", (data / "medquad.xml").read_text().replace(old, new))
    assert isinstance(failure, ReadFailure)
    assert failure.reason == reason
