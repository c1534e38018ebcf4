"""JATS XML: front matter, text under nested headings, tables, formulas, references left out."""

import pytest

from citewell.model import SourceKind, SourceStatus
from citewell.sources import ReadFailure


@pytest.fixture
def article(data, read):
    (document,) = read(data / "jats.nxml")
    return document


def passage(document, *path):
    return next(p.text for p in document.passages if p.section_path == path)


def test_front_matter(article):
    source = article.source
    assert source.id == "pmc:PMC9000011"
    assert source.title == "Examplol inhaled once daily: A randomised, double-blind trial"
    assert source.authors == ("Müller JP", "The Example Group")
    assert (source.container_title, source.publisher) == ("Example Lung", "Example Press")
    assert (source.issued, source.language) == ("2019-04-03", "en")
    assert source.identifiers.doi == "10.9999/lung.11"
    assert source.licence == "http://creativecommons.org/licenses/by/4.0/"


def test_the_title_may_name_the_design(article):
    assert article.source.kind is SourceKind.RANDOMIZED_TRIAL


def test_a_correction_is_noted(article):
    assert article.source.status is SourceStatus.CORRECTED
    assert article.source.status_note == "Corrected in 10.9999/lung.12"


def test_reference_numbers_go_and_named_references_stay(article):
    assert passage(article, "Introduction") == (
        "Asthma is common. It kills, as Smith and others wrote (Smith et al., 2008)."
    )


def test_lists_follow_the_words_that_announce_them(article):
    assert passage(article, "Methods", "Patients") == (
        "We took adults with:\n\n• eosinophils of 0.3 × 10^9/L or more;\n"
        "• a body mass index below 35 kg/m²."
    )


def test_formulas_are_kept(article):
    assert passage(article, "Methods", "Analysis") == "The ratio was r = 2 at 10^-6 mol."


def test_a_table_keeps_its_columns_and_footnotes(article):
    assert passage(article, "Results", "Table 1") == (
        "Table 1. Outcomes at week 12\nOutcome | Group |\nOutcome | Examplol | Placebo\n"
        "Deaths | 0 | 1^a\nNausea | 12% | 7%\n^a Road accident."
    )


def test_captions_and_appendices_are_text_and_references_are_not(article):
    assert passage(article, "Results", "Figure 1") == "Figure 1. Flow of patients."
    assert passage(article, "Appendix 1") == "More of the same."
    assert "Secret reference" not in article.text
    assert "We thank all" not in article.text


def test_headings_stand_in_the_text_but_in_no_passage(article):
    assert "\n\nMethods\n\nPatients\n\n" in article.text
    assert all(not p.text.startswith("Methods") for p in article.passages)


@pytest.mark.parametrize(
    ("attributes", "title", "kind"),
    [
        ('article-type="review-article"', "Asthma", SourceKind.NARRATIVE_REVIEW),
        ('article-type="review-article"', "A systematic review", SourceKind.SYSTEMATIC_REVIEW),
        ('article-type="case-report"', "A man", SourceKind.CASE_REPORT),
        ('article-type="research-article"', "Asthma in mice", SourceKind.REFERENCE_TEXT),
        ('article-type="research-article"', "Protocol of a randomised trial", SourceKind.REFERENCE_TEXT),
        ('article-type="editorial"', "On a randomised trial of x", SourceKind.REFERENCE_TEXT),
        ('article-type="retraction"', "Retraction: a randomised trial", SourceKind.REFERENCE_TEXT),
    ],
)  # fmt: skip
def test_kinds(read, attributes, title, kind):
    (document,) = read("a.xml", minimal(attributes, title))
    assert document.source.kind is kind


def minimal(attributes="", title="Asthma", body="<p>Text.</p>", ids="10.1/x"):
    return (
        f"<article {attributes}><front><article-meta>"
        f"<article-id pub-id-type='doi'>{ids}</article-id>"
        f"<title-group><article-title>{title}</article-title></title-group>"
        f"</article-meta></front><body>{body}</body></article>"
    )


def test_a_retracted_title_marks_the_article(read):
    (document,) = read("a.xml", minimal(title="RETRACTED: Asthma"))
    assert document.source.status is SourceStatus.RETRACTED


def test_an_article_set_is_read_whole(read):
    two = minimal(ids="10.1/a") + minimal(ids="10.1/b") + minimal(ids="10.1/c", body="")
    outcomes = read("a.xml", f"<pmc-articleset>{two}</pmc-articleset>")
    assert [o.source.id for o in outcomes[:2]] == ["doi:10.1/a", "doi:10.1/b"]
    assert (outcomes[2].record, outcomes[2].reason) == ("article 3", "has no text to cite")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("<article><p>x</p></article>", "without the front matter of JATS"),
        (minimal(title=""), "has no title"),
        (minimal(ids=""), "has neither PMCID, DOI nor PMID"),
        (minimal()[:-25], "ends before"),
        (minimal()[:-20], "has a damaged tag"),
    ],
)
def test_what_is_no_article_fails_with_its_reason(read, content, reason):
    (failure,) = read("a.xml", content)
    assert isinstance(failure, ReadFailure)
    assert reason in failure.reason
    assert failure.todo


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("10<sup>9</sup>", "10^9"),
        ("10 <sup>9</sup>", "10 ^9"),
        ("CO<sub>2</sub>", "CO2"),
        ("<sup>14</sup>C", "14C"),
        ("min<sup>-1</sup>", "min⁻¹"),
        ("at 1<sup>st</sup> visit", "at 1st visit"),
        ("word<sup>12</sup>", "word¹²"),
        ("word<xref ref-type='bibr'>12</xref>, next", "word, next"),
        ("word <xref ref-type='bibr'><sup>12</sup></xref>next", "word next"),
        ("see ref <xref ref-type='bibr'>12</xref>", "see ref 12"),
        ("done.<xref ref-type='bibr'>[1]</xref>-<xref ref-type='bibr'>[3]</xref>. So", "done. So"),
        ("a&nbsp;b", "a b"),
        ("a <!-- hidden --> b", "a b"),
        ("<b>not</b>able", "notable"),
    ],
)  # fmt: skip
def test_inline_markup_never_changes_a_number(read, written, read_as):
    doctype = '<!DOCTYPE article SYSTEM "JATS.dtd">'
    (document,) = read("a.xml", doctype + minimal(body=f"<p>{written}</p>"))
    assert document.passages[0].text == read_as
