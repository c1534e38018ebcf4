"""PDF by its text layer: pages in the path, running heads gone; scans and locks are said."""

import sys

import pytest

from citewell.model import SourceKind
from citewell.sources import ReadFailure, read_path
from tests.sources.building import pdf

pypdf = pytest.importorskip("pypdf")
LINES = ["Plain words about asthma in adults and children stand here in lines."] * 5


@pytest.fixture
def guideline(data, read):
    (document,) = read(data / "guideline.pdf")
    return document


def test_identity_from_the_file_s_own_data(guideline):
    source = guideline.source
    assert source.id == "pdf:10.9999/pdf.1"
    assert source.kind is SourceKind.GUIDELINE
    assert source.title == "Care of examplosis: a clinical practice guideline"
    assert (source.language, source.issued, source.authors) == ("en", None, ())


def test_pages_and_bookmarks_are_the_path(guideline):
    assert [p.section_path for p in guideline.passages[1:]] == [
        ("Scope", "Page 1"),
        ("Recommendations", "Pages 2–3"),
        ("Recommendations", "Page 3"),
    ]


def test_running_heads_go_and_sentences_over_two_pages_are_whole(guideline):
    assert "Example Society 2019" not in guideline.text
    assert guideline.passages[2].text == (
        "We recommend examplol as the first treat-ment in adults who can swallow it and whose "
        "heart rate is above 50/min (strong recommendation, low-quality evidence) and not in "
        "children. Every treatment needs a plan."
    ).replace("treat-ment", "treatment")


def test_gradings_and_ranges_survive_line_ends(guideline):
    (grading,) = guideline.passages[2].gradings
    assert (grading.strength, grading.evidence_level) == ("strong", "low")
    assert "Give 5-10 mg daily." in guideline.passages[3].text


def test_a_scan_is_said(read):
    (failure,) = read("scan.pdf", pdf([[], [], []]))
    assert isinstance(failure, ReadFailure)
    assert failure.reason == "has no text layer on its 3 pages (a scan?)"
    assert "OCR" in failure.todo


def test_pages_without_text_are_noted(read):
    (document,) = read("a.pdf", pdf([LINES, [], [*LINES, "! Asthma in short"]]))
    assert document.source.status_note == "Pages without text layer, not read: 2"


def test_the_largest_letters_are_the_title(read):
    (document,) = read("a.pdf", pdf([["Volume 1", "! Asthma in adults", *LINES]]))
    assert document.source.title == "Asthma in adults"
    assert document.source.id.startswith("file:a-")


@pytest.mark.parametrize("title", ["Microsoft Word - final.doc", "untitled", "1234 56..78"])
def test_titles_that_programs_make_are_passed_over(read, title):
    (document,) = read("a.pdf", pdf([["! Asthma in adults", *LINES]], title=title))
    assert document.source.title == "Asthma in adults"


def test_a_password_is_said(read, tmp_path):
    pytest.importorskip("cryptography")
    for user, readable in (("secret", False), ("", True)):
        path = tmp_path / f"locked{user}.pdf"
        writer = pypdf.PdfWriter()
        (tmp_path / "plain.pdf").write_bytes(pdf([LINES]))
        writer.append(tmp_path / "plain.pdf")
        writer.encrypt(user_password=user, owner_password="owner", algorithm="AES-256")
        writer.write(path)
        (outcome,) = read_path(path)
        assert isinstance(outcome, ReadFailure) is not readable
        if not readable:
            assert outcome.reason == "is protected by a password"


def test_without_the_library_the_failure_names_the_extra(read, monkeypatch):
    monkeypatch.setitem(sys.modules, "pypdf", None)
    (failure,) = read("a.pdf", pdf([LINES]))
    assert "not installed" in failure.reason
    assert failure.todo == "Run: pip install citewell[pdf]"


@pytest.mark.parametrize("cut", [0.1, 0.4, 0.7, 0.95])
def test_a_cut_off_file_is_read_or_fails_with_a_reason(read, cut):
    data = pdf([LINES, LINES])
    (outcome,) = read("a.pdf", data[: int(cut * len(data))])
    assert not isinstance(outcome, ReadFailure) or outcome.reason
