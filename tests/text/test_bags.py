"""Bags of words in which a thing is one word, whatever it is called."""

from hypothesis import given
from hypothesis import strategies as st

from citewell.text.bags import concept_bag


def test_brand_and_generic_are_one_word() -> None:
    assert concept_bag("Dupixent dose") == concept_bag("the dose of dupilumab")


def test_a_known_thing_is_marked_and_its_words_are_gone() -> None:
    bag = concept_bag("high blood pressure tablets")
    assert "#hypertension" in bag
    assert "blood" not in bag


@given(st.text(max_size=80))
def test_order_and_repetition_do_not_matter(text: str) -> None:
    assert concept_bag(f"{text} . {text}") >= concept_bag(text)
