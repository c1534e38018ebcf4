"""Lines of printed pages to paragraphs."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from citewell.sources._page_text import (
    _joined,
    page_paragraphs,
    without_line_numbers,
    without_running,
)


def test_running_heads_and_page_numbers_go():
    pages = [["Asthma guide 2019", f"Words {w}.", f"Page {n} of 3"] for n, w in enumerate("abc", 1)]
    assert without_running(pages) == [["Words a."], ["Words b."], ["Words c."]]


def test_lines_of_one_page_stay():
    assert without_running([["Head", "Words."], ["Other", "Words too."]]) == [
        ["Head", "Words."],
        ["Other", "Words too."],
    ]


def test_numbers_of_lines_go_only_where_they_count_the_lines():
    counted = [[f"words {n}" for n in range(1, 11)], [f"words {n}" for n in range(11, 21)]]
    assert without_line_numbers(counted) == [["words"] * 10] * 2
    doses = [["Give 5", "then 10", "then 20", "then 40", "and stop at 80"]]
    assert without_line_numbers(doses) == doses


def test_words_broken_at_a_line_end_are_whole_where_the_document_has_them():
    known = Counter({"treatment": 2, "low-dose": 1})
    assert _joined("first treat-", "ment of", known) == "first treatment of"
    assert _joined("a low-", "dose plan", known) == "a low-dose plan"
    assert _joined("5-", "10 mg", known) == "5-10 mg"
    assert _joined("one -", "Two", known) == "one - Two"


def test_items_begin_paragraphs_and_pages_are_numbered():
    pages = [["We advise:", "• one", "going on", "• two and"], ["three more."]]
    assert [tuple(p) for p in page_paragraphs(pages)] == [
        (1, 1, "We advise:"),
        (1, 1, "• one going on"),
        (1, 2, "• two and three more."),
    ]


lines = st.text("ab -.•1)\u00ad", max_size=12)


@given(st.lists(st.lists(lines, max_size=8), max_size=5))
def test_no_letter_or_digit_is_lost_or_made(pages):
    def letters(texts):
        return Counter(c for text in texts for c in text if c.isalnum())

    assert letters(p.text for p in page_paragraphs(pages)) == letters(
        row for page in pages for row in page
    )
