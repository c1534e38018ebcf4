"""Word documents: headings by style, lists, tables, exponents; bombs and locks are refused."""

import io
import zipfile

import pytest

from citewell.model import SourceKind
from citewell.sources import Limits, ReadFailure, read_path
from tests.sources.building import docx, paragraph


@pytest.fixture
def guideline(data, read):
    (document,) = read(data / "guideline.docx")
    return document


def test_the_title_is_that_of_the_text_where_the_file_s_is_made_by_word(guideline):
    source = guideline.source
    assert source.title == "Care of examplosis: practice guideline"
    assert source.kind is SourceKind.GUIDELINE
    assert source.id.startswith("file:guideline-")


def test_headings_lists_and_gradings(guideline):
    first = guideline.passages[0]
    assert first.section_path == ("Treatment",)
    assert first.text == "Give these drugs:\n\n• examplol 25 mg (Grade 1B)\n• nothing else"
    assert [(g.strength, g.evidence_level) for g in first.gradings] == [("1", "B")]


def test_exponents_keep_their_meaning_and_deleted_words_are_gone(guideline):
    assert guideline.passages[1].section_path == ("Treatment", "In children")
    assert guideline.passages[1].text == "Give 10^9 cells. Inserted."


def test_merged_cells_are_repeated(guideline):
    assert guideline.passages[2].text == ("Age | Dose\n6 to 11 | 5 mg\n6 to 11 | 7.5 mg at night")


def test_what_is_no_word_document_is_named(read):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "x")
    (failure,) = read("a.docx", out.getvalue())
    assert isinstance(failure, ReadFailure)
    assert failure.reason == "is a zip archive without a Word document"
    (failure,) = read("a.docx", docx(paragraph("words"))[:200])
    assert "damaged or cut-off zip archive" in failure.reason
    (failure,) = read("a.docx", docx(""))
    assert failure.reason == "has no text to cite"


def test_a_bomb_is_refused(tmp_path):
    path = tmp_path / "bomb.docx"
    path.write_bytes(docx(paragraph("words " * 200_000)))
    (failure,) = read_path(path, limits=Limits(record_bytes=500_000))
    assert isinstance(failure, ReadFailure)
    assert "unpacks to more than" in failure.reason


def test_entities_are_refused(read):
    data = docx(paragraph("x"))
    evil = b'<!DOCTYPE a [<!ENTITY b "c">]><w:document xmlns:w="x">&b;</w:document>'
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, evil if name == "word/document.xml" else old.read(name))
    (failure,) = read("a.docx", out.getvalue())
    assert isinstance(failure, ReadFailure)
    assert "declares entities" in failure.reason
    assert failure.record.startswith("word/document.xml")
