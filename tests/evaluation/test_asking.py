"""Timing runs on a handful of questions; no time is asserted."""

from pathlib import Path

import pytest

from citewell.evaluation.asking import (
    README_QUESTION,
    measure_asking,
    run_fresh,
    starter_questions,
)
from citewell.model import Audience
from citewell.model.errors import CitewellError


def test_every_topic_asks_for_both_audiences() -> None:
    asked = list(starter_questions())
    topics = {one.source_id for one in asked}
    for audience in Audience:
        assert {one.source_id for one in asked if one.audience is audience} == topics


def test_a_fresh_process_answers(tmp_path: Path) -> None:
    run = run_fresh(["ask", README_QUESTION], tmp_path / "library")
    assert "Dupixent" in run.output
    assert run.seconds > 0
    assert run.memory is None or 20 < run.memory < 4_000


def test_a_process_that_fails_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CitewellError, match="code 2"):
        run_fresh(["ask", ""], tmp_path / "library")


def test_the_figures_of_a_small_run() -> None:
    asked = list(starter_questions())[:2]
    measured = measure_asking(processes=1, passes=2, asked=asked)
    figures = {one["name"]: one for one in measured.figures}
    assert figures["questions"]["value"] == 2
    assert figures["cold ask p50"]["target"] == "<= 2.5"
    assert figures["warm ask p50, again"]["target"] == "<= 150"
    assert figures["citewell --help p50"]["unit"] == "s"
