"""Rung 2: the numbers of a claim are those of its passage."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citewell.checking import CheckContext
from citewell.checking.quantities import quantities_agree
from citewell.model import PatientFact, Span
from tests.checking.conftest import Checked


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("Attacks fell in 48 of 100 people.", "Exacerbations fell in 48% of patients."),
        ("About 6 of 100 had it.", "It occurred in 3 of 52."),
        ("About half had it.", "It occurred in 51.2%."),
        ("It lasts 2 weeks.", "It lasts 14 days."),
        ("Give 1 g.", "Give 1,000 mg."),
        ("A fever of 100.4 F or more.", "A temperature of 38 C or higher."),
        ("Take it once a day for five days.", "5 days, once daily."),
        ("It is for people from age 12.", "It is licensed at age 12 or over."),
        ("Do not take more than 6 puffs.", "No more than 6 inhalations."),
        ("After a year it was better.", "It was better at 12 months."),
        ("Twice a day.", "Twice daily for 10 days, and 5 mg at night."),
        ("On the drug 10 mg or more.", "A dose of 10 to 30 mg, 10 mg or more."),
        ("There are two ways: cut down or stop at once.", "Tapering and stopping at once both do."),
        ("Call 999 or 911.", "Call the emergency services."),
        ("52 of 1,000 against 109 of 1,000.", "52 against 109 per 1,000 in 52 weeks."),
        ("80 to 90 mg for each kilogram a day", "80 to 90 mg/kg a day in 2 divided doses"),
    ],
)
def test_the_same_number_in_other_words_passes(checked: Checked, claim: str, passage: str) -> None:
    result = checked("quantities", claim, passage)
    assert result.passed is not False, result.detail


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("Attacks fell by 87%.", "Exacerbations fell by 46%."),
        ("Take 5 g.", "Take 5 mg."),
        ("Take 0.5 mg.", "Take 5 mg."),
        ("For 6 months.", "For 6 weeks."),
        ("At most 5 mg.", "At least 5 mg."),
        ("For people over 80.", "For people of 80 or over."),
        ("At age 12.", "At age 12 or over."),
        ("48% had it.", "48 people had it."),
        ("Half had it.", "48% had it."),
        ("Exactly 30% had it.", "About 30% had it."),
        ("3 of 53 had it.", "3 of 52 had it."),
        ("1 to 5 in 100,000 people.", "1 to 3 in 100,000 people."),
        ("Take it twice a day.", "Take it once a day."),
        ("Step 3 treatment.", "Step 4 treatment."),
        ("IL-5 is blocked.", "IL-4 is blocked."),
        ("TA75 says so.", "TA751 says so."),
        ("In 2022.", "In 2021."),
        ("A dose of 5 mg.", "A dose of the drug."),
    ],
)
def test_another_number_fails(checked: Checked, claim: str, passage: str) -> None:
    assert checked("quantities", claim, passage).passed is False


def test_the_fault_is_told_with_its_characters(checked: Checked) -> None:
    claim, passage = "Attacks fell by 87%.", "Exacerbations fell by 46% on it."
    result = checked("quantities", claim, passage)
    assert result.detail == "The claim says '87%', the passage says '46%'."
    assert result.claim_range and claim[slice(*result.claim_range)] == "87%"
    assert result.span_range and passage[slice(*result.span_range)] == "46%"


def test_a_dose_belongs_to_its_drug(checked: Checked) -> None:
    passage = "Amoxicillin 1 g, clarithromycin 500 mg and metronidazole 400 mg, each twice daily."
    assert checked("quantities", "Clarithromycin is 500 mg.", passage).passed
    result = checked("quantities", "Clarithromycin is 400 mg.", passage)
    assert result.passed is False
    assert "metronidazole" in result.detail


def test_a_result_belongs_to_its_arm(checked: Checked) -> None:
    passage = "51.7% who stopped and 35.0% who continued had worse asthma."
    assert checked("quantities", "35.0% of those who continued had it.", passage).passed
    assert checked("quantities", "35.0% of those who stopped had it.", passage).passed is False


def test_numbers_of_several_spans_count_together(checked: Checked) -> None:
    assert checked("quantities", "5 mg for 10 days.", "Take 5 mg.", "Take it for 10 days.").passed


def test_numbers_of_the_question_may_be_repeated(checked: Checked) -> None:
    fact = PatientFact(name="age", value="86 years", number=86, unit="years")
    assert checked("quantities", "At 86 it stays 5 mg.", "It stays 5 mg.", facts=(fact,)).passed
    asked = "My mother is 86"
    assert checked("quantities", "At 86 it stays 5 mg.", "It stays 5 mg.", question=asked).passed


def test_a_claim_without_numbers_has_nothing_to_judge(checked: Checked) -> None:
    assert checked("quantities", "It helps.", "It helped 48%.").passed is None


@given(st.integers(2, 5000), st.integers(2, 5000), st.sampled_from(["mg", "%", "weeks", "people"]))
def test_only_equal_numbers_agree(left: int, right: int, unit: str) -> None:
    passage = f"It was {right} {unit} here."
    span = Span(source_id="s", source_hash="h", start=0, end=len(passage), quote=passage)
    result = quantities_agree(f"We saw {left} {unit}.", [span], CheckContext())
    assert result.passed is (left == right)
