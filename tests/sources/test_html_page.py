"""Web pages: the article and its metadata; scripts, menus and error pages are not taken for text."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from citewell.model import Document, SourceKind
from citewell.sources import ReadFailure
from citewell.sources._html_text import fragment, html_blocks

WORDS = "<p>" + "Plain words about asthma in adults. " * 8 + "</p>"


@pytest.fixture
def article(data, read):
    (document,) = read(data / "page.html")
    return document


def test_metadata_from_the_head(article):
    source = article.source
    assert source.id == "url:example.org/articles/1"
    assert source.kind is SourceKind.RANDOMIZED_TRIAL
    assert source.title == "Management of examplosis: a randomised trial"
    assert source.authors == ("Müller JP", "The Example Group")
    assert (source.container_title, source.issued, source.language) == (
        "Example Journal",
        "2019-04-03",
        "en",
    )
    assert source.identifiers.doi == "10.9999/page.1"
    assert source.licence == "https://creativecommons.org/licenses/by/4.0/"


def test_text_under_headings_with_numbers_intact(article):
    background, results, table = article.passages
    assert background.section_path == ("Background",)
    assert (
        background.text == "Examplosis is notable and common in adults. It kills 10^9 cells a day."
    )
    assert results.text == (
        "We gave examplol:\n25 mg once daily.\n\n• Fewer attacks\n• at night\n• More sleep"
    )
    assert table.text == "Table 1. Outcomes\nOutcome | Examplol\nDeaths | 0"


@pytest.mark.parametrize(
    "left_out",
    ["Run me", "color: red", "Home", "cookies", "Hidden words", "Subscribe", "Smith", "Copyright"],
)
def test_what_is_not_the_article_is_left_out(article, left_out):
    assert left_out not in article.text


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("<html><title>404 Not Found</title><body><h1>Not Found</h1></body></html>", "error page of a site"),
        ("<html><title>Just a moment...</title><body>Checking</body></html>", "error page of a site"),
        (f"<html><title>Asthma</title><body><script>{'words ' * 99}</script></body></html>", "has no text of an article"),
        ("<html>" + "<div>" * 400 + "x</html>", "more than 256 levels deep"),
    ],
)  # fmt: skip
def test_pages_without_article_fail(read, content, reason):
    (failure,) = read("a.html", content)
    assert isinstance(failure, ReadFailure)
    assert reason in failure.reason
    assert failure.todo


def test_the_name_of_the_site_is_no_part_of_the_title(read):
    page = f"<html><title>Asthma in adults | A site</title><body><h1>Asthma in adults</h1>{WORDS}"
    (document,) = read("a.html", page)
    assert document.source.title == "Asthma in adults"
    assert document.source.id.startswith("file:a-")
    assert all(p.section_path == () for p in document.passages)


def test_a_page_without_an_end_says_so(data, read):
    text = (data / "page.html").read_text()
    (document,) = read("a.html", text[: text.index("<h2>References")])
    assert document.source.status_note == "The page has no end and may be cut off"


@pytest.mark.parametrize(
    ("charset", "encoding"), [("iso-8859-1", "cp1252"), ("utf-8", "utf-8"), ("", "cp1252")]
)
def test_encodings(read, charset, encoding):
    page = f"<html><head><meta charset='{charset}'></head><body>{WORDS}<p>Müller – 5 µg</p></body>"
    (document,) = read("a.html", page.encode(encoding))
    assert "Müller – 5 μg" in document.text


def test_layout_tables_are_text_and_tables_of_data_are_rows():
    cell = "<p>" + "Long words in a cell that lays out a page. " * 40 + "</p>"
    layout = f"<table><tr><td>{cell}</td><td>menu</td></tr><tr><td>x</td><td>y</td></tr></table>"
    assert not any(block.rows for block in html_blocks(fragment(layout)))
    data = "<table><tr><td>a</td><td>b</td></tr><tr><td>1</td><td>2</td></tr></table>"
    assert [b.text for b in html_blocks(fragment(data)) if b.rows] == ["a | b\n1 | 2"]


pieces = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<ul>",
        "<li>",
        "</ul>",
        "<table>",
        "<tr>",
        "<td>",
        "</table>",
        "<h2>",
        "</h2>",
        "<b>",
        "<br>",
        "<script>",
        "</script>",
        "<a",
        "href='#x'>1</a>",
        "words",
        "5&nbsp;mg",
        "&lt;b&gt;",
        "<!--",
        "<sup>2</sup>",
        "\x01",
    ]
)


@given(st.lists(pieces, max_size=60).map(" ".join))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_soup_gives_a_document_or_a_reason(read, soup):
    (outcome,) = read("a.html", f"<html><body>{WORDS}{soup}{WORDS}")
    assert isinstance(outcome, Document | ReadFailure)


def test_many_elements_take_linear_time(read):
    import time

    start = time.monotonic()
    read("a.html", "<html><body>" + "<p>Some <b>words</b> here.</p>" * 30_000)
    read("b.html", "<html><body><table>" + "<tr><td>a<td>b" * 10_000)
    assert time.monotonic() - start < 20
