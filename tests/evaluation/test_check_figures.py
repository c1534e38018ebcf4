"""Figures of the checks on small sets."""

from pathlib import Path

import pytest

from citewell.evaluation.check_figures import article_cases, fact_cases, measure_checks
from citewell.model import Document

TRIAL = """A trial

Adults were given 5 mg of apixaban twice daily or a placebo for 12 weeks. It was a small trial.
Attacks were reduced by at least 30% in those who were given the drug, and not in the others.
"""
FACTS = """
facts:
- {statement: "Apixaban 5 mg twice daily should not be stopped before 12 weeks.", ship: ok}
- {statement: "This one may not be used.", ship: hold}
"""


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    (tmp_path / "topic.yaml").write_text(FACTS, encoding="utf-8")
    return tmp_path


def test_only_facts_that_may_be_used_are_taken(facts: Path) -> None:
    assert [case.claim[:8] for case in fact_cases(facts)] == ["Apixaban"]


def test_sentences_of_articles_stand_in_their_passage(tmp_path: Path) -> None:
    (tmp_path / "trial.txt").write_text(TRIAL, encoding="utf-8")
    cases = list(article_cases(tmp_path))
    assert cases
    assert all(case.claim in case.spans[0].quote for case in cases)
    assert [case.claim for case in article_cases(tmp_path)] == [case.claim for case in cases]


def test_every_set_has_its_figures(mini_topic: Document, facts: Path, tmp_path: Path) -> None:
    articles = tmp_path / "corpora" / "evidence_inference" / "jats"
    articles.mkdir(parents=True)
    (articles / "trial.txt").write_text(TRIAL, encoding="utf-8")
    measured = measure_checks([mini_topic], facts, tmp_path / "corpora")
    values = {one["name"]: one["value"] for one in measured.figures}
    assert values["facts: sentences"] == 1
    assert values["facts: unchanged, rejected"] == 0
    assert values["facts: digit changed, caught"] == 100
    assert values["statements: planted errors"] > 0
    assert values["trial sentences: sentences"] == values["trial paragraphs: sentences"] > 0
    assert measured.data == "statements; patient wordings; facts; trial sentences; trial paragraphs"


def test_what_is_not_at_hand_is_skipped_and_named(mini_topic: Document, monkeypatch) -> None:
    monkeypatch.setenv("CITEWELL_SHARED", "/no/such/folder")
    monkeypatch.setenv("CITEWELL_DATA", "/no/such/folder")
    measured = measure_checks([mini_topic])
    assert [note.partition(":")[0] for note in measured.notes] == [
        "facts skipped",
        "trial reports skipped",
    ]
