"""Planted errors."""

import ast
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import citewell.evaluation.mutations as module
from citewell.evaluation.mutations import MutationKind, mutations

SENTENCE = "Apixaban should not be stopped below 5.5 mg and may raise attacks by at least 10%."


def test_each_kind_is_planted_where_the_sentence_allows_it() -> None:
    kinds = {m.kind for m in mutations(SENTENCE)}
    assert kinds == set(MutationKind)


def test_the_same_seed_gives_the_same_errors() -> None:
    assert mutations(SENTENCE, 1) == mutations(SENTENCE, 1)


def test_digits_in_names_are_left_alone() -> None:
    assert not mutations("IL-4 and NG245 and FEV1")


def test_the_mutator_does_not_see_through_the_eyes_of_the_checks() -> None:
    tree = ast.parse(Path(module.__file__).read_text(encoding="utf-8"))
    imported = {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    assert not {m for m in imported if m and m.startswith("citewell.")}


@given(st.text(max_size=120))
def test_a_mutation_changes_the_text(text: str) -> None:
    assert all(m.text != text for m in mutations(text))
