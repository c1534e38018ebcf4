"""Markdown: front matter, headings, fences."""

import pytest

from citewell.model import SourceKind
from citewell.sources import ReadFailure


def test_a_guide(data, read):
    (document,) = read(data / "guide.md")
    source = document.source
    assert source.id == "doi:10.9999/guide.1"
    assert (source.kind, source.title) == (SourceKind.GUIDELINE, "Examplosis: a short guide")
    assert source.issued == "2022"
    assert source.identifiers.doi == "10.9999/Guide.1"
    assert source.identifiers.url is None, "an address that is no web address is left out"
    assert source.authors == ()
    assert "Nobody" not in document.text


def test_headings_are_paths_and_fences_are_text(data, read):
    (document,) = read(data / "guide.md")
    assert [p.section_path for p in document.passages] == [
        ("Examplosis",),
        ("Examplosis", "Treatment"),
        ("Examplosis", "First choice"),
    ]
    assert "<script>alert(1)</script>" in document.passages[1].text
    assert "# this is no heading" in document.passages[1].text


@pytest.mark.parametrize("kind", ["practice_summary", "gospel", ""])
def test_a_kind_that_cannot_be_is_left_out(read, kind):
    (document,) = read("a.md", f"---\nkind: {kind}\nyear: 20222\n---\nText.")
    assert document.source.kind is SourceKind.REFERENCE_TEXT
    assert document.source.issued is None
    assert document.text == "Text."


def test_the_title_is_not_repeated_in_the_path(read):
    (document,) = read("a.md", "# Gout\n\n## Diet\n\nDrink water.")
    assert document.source.title == "Gout"
    assert document.passages[0].section_path == ("Diet",)


def test_a_rule_is_no_heading_and_an_open_front_matter_is_text(read):
    (document,) = read("a.md", "---\ntitle: x\n\nText.\n\n---\n\nMore.")
    assert document.source.title in {"x", "a"}
    (document,) = read("b.md", "One line.\nTwo lines.\n---\nMore.")
    assert document.passages[0].section_path == ()


def test_headings_alone_are_no_evidence(read):
    (failure,) = read("a.md", "# Gout\n\n## Diet")
    assert isinstance(failure, ReadFailure)
    assert failure.reason == "has no text to cite"
