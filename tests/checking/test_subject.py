"""Rung 4: the same drug, condition and people."""

import pytest

from tests.checking.conftest import Checked


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("Dupixent cut attacks.", "Dupilumab reduced exacerbations."),
        ("An ear infection gets better.", "Acute otitis media resolves."),
        ("An antibiotic such as amoxicillin is given.", "A penicillin is given."),
        ("It helps.", "Dupilumab helps."),
    ],
)
def test_another_name_of_the_same_passes(checked: Checked, claim: str, passage: str) -> None:
    result = checked("subject", claim, passage)
    assert result.passed is not False, result.detail


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("Mepolizumab cut attacks.", "Dupilumab cut attacks."),
        ("Amoxicillin is given.", "A penicillin is given."),
        ("It is safe in pregnancy.", "It is safe in adults."),
        ("Rosuvastatin cut events.", "The drug cut events."),
        ("Fictinumab cut events.", "The drug cut events."),
    ],
)
def test_another_subject_fails(checked: Checked, claim: str, passage: str) -> None:
    assert checked("subject", claim, passage).passed is False


def test_the_heading_counts(checked: Checked) -> None:
    claim, passage = "Dupilumab cut attacks.", "It cut attacks."
    assert checked("subject", claim, passage).passed is False
    assert checked("subject", claim, passage, title="Dupilumab for asthma").passed
    assert checked("subject", claim, passage, section_path=("Dupilumab",)).passed


def test_the_arms_of_a_comparison_may_not_swap(checked: Checked) -> None:
    passage = "Apixaban caused fewer bleeds than warfarin."
    assert checked("subject", "Apixaban bled less than warfarin.", passage).passed
    result = checked("subject", "Warfarin caused fewer bleeds than apixaban.", passage)
    assert result.passed is False


def test_the_fault_names_both_sides(checked: Checked) -> None:
    claim = "Mepolizumab cut attacks."
    result = checked("subject", claim, "Dupilumab cut attacks.")
    assert "mepolizumab" in result.detail and "dupilumab" in result.detail
    assert result.claim_range and claim[slice(*result.claim_range)] == "Mepolizumab"
