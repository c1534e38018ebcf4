"""Rung 5: current sources, of the kind that the claim says."""

from typing import Any

import pytest

from citewell.model import (
    Primary,
    ReadLevel,
    Role,
    SourceKind,
    SourceStatus,
    Statement,
    StatementKind,
)
from tests.checking.conftest import Checked, source

TEXT = "The drug helps."


def statement(**changes: Any) -> Statement:
    fields: dict[str, Any] = {
        "source_id": "p",
        "kind": SourceKind.NARRATIVE_REVIEW,
        "title": "A review",
        "read": ReadLevel.SECOND_HAND,
    }
    return Statement(
        id="S-1",
        text=TEXT,
        start=0,
        end=len(TEXT),
        kind=StatementKind.EFFICACY,
        role=Role.FINDING,
        primary=Primary(**(fields | changes)),
    )


def test_a_current_source_passes(checked: Checked) -> None:
    assert checked("standing", TEXT, TEXT).passed


@pytest.mark.parametrize(
    "status",
    [SourceStatus.RETRACTED, SourceStatus.SUPERSEDED, SourceStatus.EXPRESSION_OF_CONCERN],
)
def test_a_fallen_source_fails(checked: Checked, status: SourceStatus) -> None:
    result = checked("standing", TEXT, TEXT, sources={"s": source(TEXT, status=status)})
    assert result.passed is False


def test_a_claim_may_say_that_it_was_superseded(checked: Checked) -> None:
    fallen = {"s": source(TEXT, status=SourceStatus.SUPERSEDED)}
    claim = "An earlier edition, since replaced, said that it helps."
    assert checked("standing", claim, TEXT, sources=fallen).passed


def test_the_primary_source_is_judged_too(checked: Checked) -> None:
    summary = {"s": source(TEXT, kind=SourceKind.PRACTICE_SUMMARY)}
    fallen = statement(status=SourceStatus.RETRACTED)
    assert checked("standing", TEXT, TEXT, sources=summary, statements=(fallen,)).passed is False
    sound = checked("standing", TEXT, TEXT, sources=summary, statements=(statement(),))
    assert sound.passed and "second-hand" in sound.detail


def test_a_summary_of_a_review_is_no_guideline(checked: Checked) -> None:
    summary = {"s": source(TEXT, kind=SourceKind.PRACTICE_SUMMARY)}
    claim = "A guideline recommends the drug."
    result = checked("standing", claim, TEXT, sources=summary, statements=(statement(),))
    assert result.passed is False
    told = checked("standing", TEXT, TEXT, sources=summary, claimed_kind=SourceKind.GUIDELINE)
    assert told.passed is False


def test_an_unknown_source_fails(checked: Checked) -> None:
    assert checked("standing", TEXT, TEXT, sources={}).passed is False
