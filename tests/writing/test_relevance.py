"""Nearness of sentences to a question."""

import pytest

from citewell.library import Library, find_evidence
from citewell.understanding import understand
from citewell.writing import candidates
from citewell.writing.relevance import Relevance, parts_of


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Should I stop it?", ()),
        ("Do I need antibiotics, and for how long?", ("Do I need antibiotics", "for how long")),
        (
            "Cystitis in a woman: which antibiotic, how many days, and do I need a culture?",
            ("which antibiotic", "how many days", "do I need a culture"),
        ),
        ("Wait, or which antibiotic, how long?", ("which antibiotic", "how long")),
    ],
)
def test_parts_of_a_question(text: str, parts: tuple[str, ...]) -> None:
    assert parts_of(text) == parts


def test_the_statement_that_answers_is_nearest(mini_library: Library) -> None:
    question = understand("When should dupilumab be stopped in severe asthma?")
    pool = candidates(find_evidence(question, mini_library).evidence)
    relevance = Relevance(question, pool)
    assert max(pool, key=relevance.of).id == "MI-001"


def test_nothing_shared_is_nothing_near(mini_library: Library) -> None:
    question = understand("When should dupilumab be stopped?")
    relevance = Relevance(question, candidates(find_evidence(question, mini_library).evidence))
    assert relevance.similarity("weather in spring") == 0.0


def test_similarity_is_one_for_the_same_words(mini_library: Library) -> None:
    question = understand("When should dupilumab be stopped?")
    relevance = Relevance(question, candidates(find_evidence(question, mini_library).evidence))
    assert relevance.similarity(question.text) == pytest.approx(1.0)
