"""Spans are found again by quote and surroundings, or say that they cannot be."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import ValidationError

from citewell.model import Refound, Span, find_again

TEXT = "Do not stop the drug. Take 5 mg daily. If in doubt, take 5 mg weekly and ask."


def _span(quote: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(quote, start + 1)
    return Span.of("label", "hash", TEXT, start, start + len(quote))


def test_a_span_keeps_its_quote_and_surroundings() -> None:
    span = _span("5 mg", 1)
    assert (span.quote, span.prefix[-5:], span.suffix[:7]) == ("5 mg", "take ", " weekly")


def test_offsets_outside_the_text_are_refused() -> None:
    with pytest.raises(ValueError, match="does not lie in a text of 77 characters"):
        Span.of("label", "hash", TEXT, 70, 90)


def test_a_quote_of_another_length_than_its_offsets_is_refused() -> None:
    with pytest.raises(ValidationError, match="4 characters long"):
        Span(source_id="a", source_hash="b", start=0, end=4, quote="abc")


def test_a_span_in_an_unchanged_text_stands_in_place() -> None:
    assert find_again(_span("5 mg", 1), TEXT).how is Refound.IN_PLACE


def test_equal_quotes_are_told_apart_by_their_surroundings() -> None:
    moved = "A new first sentence. " + TEXT
    anchor = find_again(_span("5 mg", 1), moved)
    assert anchor.how is Refound.MOVED
    assert anchor.start == moved.index("5 mg weekly")


def test_a_changed_quote_is_lost_and_never_matched_nearly() -> None:
    changed = TEXT.replace("Do not stop", "Do stop")
    assert find_again(_span("Do not stop the drug"), changed).how is Refound.LOST


def test_equal_quotes_with_equal_surroundings_are_ambiguous() -> None:
    span = Span.of("a", "h", "x 5 mg x", 2, 6)
    assert find_again(span, "Now: x 5 mg x. And so on. x 5 mg x").how is Refound.AMBIGUOUS


@given(
    before=st.text(max_size=60),
    quote=st.text(min_size=1, max_size=40),
    after=st.text(max_size=60),
    inserted=st.text(max_size=80),
)
def test_text_put_in_front_moves_a_unique_quote(
    before: str, quote: str, after: str, inserted: str
) -> None:
    text = before + quote + after
    changed = inserted + text
    assume(changed.count(quote) == 1)
    assume(text.find(quote, text.find(quote) + 1) < 0)
    span = Span.of("s", "h", text, len(before), len(before) + len(quote))
    anchor = find_again(span, changed)
    assert anchor.start is not None
    assert changed[anchor.start : anchor.end] == quote


@given(text=st.text(min_size=1, max_size=200), data=st.data())
def test_a_found_span_always_has_the_words_of_its_quote(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    other = data.draw(st.text(max_size=200))
    anchor = find_again(Span.of("s", "h", text, start, end), other)
    if anchor.start is not None:
        assert other[anchor.start : anchor.end] == text[start:end]
    else:
        assert anchor.how in {Refound.LOST, Refound.AMBIGUOUS}
