"""Everyday words are no subject of a question."""

from citewell.text.everyday import everyday_words
from citewell.text.terms import terms


def test_times_and_family_are_everyday() -> None:
    assert {"yesterday", "husband", "breakfast"} <= everyday_words()


def test_illnesses_are_not() -> None:
    assert not {"alopecia", "malaria", "snake", "ankle", "pancreatic"} & everyday_words()


def test_no_drug_is_an_everyday_word() -> None:
    drugs = {t.name.lower() for t in terms().by_id.values() if t.type.value == "drug"}
    assert not drugs & everyday_words()
