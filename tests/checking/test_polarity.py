"""Rung 3: negation, strength of advice, direction and action."""

import pytest

from tests.checking.conftest import Checked


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("Do not take it.", "It should not be given."),
        ("It must not be used in pregnancy.", "It is contraindicated in pregnancy."),
        ("They do not give the drug.", "They advise against the drug."),
        ("It does not help the cough.", "It did not improve cough."),
        ("The asthma is not controlled.", "The asthma is uncontrolled."),
        ("NICE says you may take it.", "NICE suggests considering it."),
        ("You can stop at once.", "NICE accepts stopping at once."),
        ("Keep taking the drug.", "The drug should be continued."),
        ("Attacks fell on the drug.", "The drug reduced exacerbations."),
        ("The doctor should think about a test.", "A test should be considered."),
        ("Get help if no cause of the cough is found.", "Unexplained cough needs referral."),
        ("These studies had no group to compare with.", "The studies were uncontrolled."),
        ("Start iron while you wait.", "Do not hold back iron while waiting."),
        ("There were fewer bleeds.", "Bleeding was reduced."),
        ("Blood sugar may rise.", "It may cause hyperglycaemia."),
    ],
)
def test_plain_words_for_the_same_advice_pass(checked: Checked, claim: str, passage: str) -> None:
    result = checked("polarity", claim, passage)
    assert result.passed, result.detail


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("It is indicated for kidney infection.", "It is not indicated for kidney infection."),
        ("It is not recommended for asthma.", "It is recommended for asthma."),
        ("Take it with food.", "Take it without food."),
        ("The drug increased attacks.", "The drug reduced attacks."),
        ("Lung function worsened on the drug.", "Lung function improved on the drug."),
        ("You must take the drug.", "You should take the drug."),
        ("You may take the drug.", "You must take the drug."),
        ("The drug is stopped.", "The drug may be stopped."),
        ("NICE recommends the drug.", "NICE suggests the drug."),
        ("Stop the drug at 12 months.", "Continue the drug at 12 months."),
        ("It must not be given.", "It should not be given."),
        ("The asthma is controlled.", "The asthma is uncontrolled."),
        ("Get help if a cause of the cough is known.", "Unexplained cough needs referral."),
        ("You can eat and keep fluids down.", "The person is unable to keep fluids down."),
        ("The drug works for worms.", "The worms did not respond to the drug."),
        ("It led to more hospital visits.", "The inhaler gave fewer emergency or hospital visits."),
        ("Your team says it raises the level.", "The dose was halved."),
        ("You must be seen again.", "A further visit may help."),
        ("Do stop the drug on your own.", "The drug can be withdrawn gradually."),
        ("Continue taking the tablets.", "The tablets are for adults."),
    ],
)
def test_a_turned_meaning_fails(checked: Checked, claim: str, passage: str) -> None:
    assert checked("polarity", claim, passage).passed is False


def test_the_fault_is_told_with_its_characters(checked: Checked) -> None:
    claim = "The drug is not recommended for cough in adults with asthma."
    passage = "The drug is recommended for cough in adults with asthma."
    result = checked("polarity", claim, passage)
    assert result.claim_range and claim[slice(*result.claim_range)] == "not"


def test_a_rule_may_turn_stop_into_continue(checked: Checked) -> None:
    claim = "Continue the drug until attacks have been counted."
    passage = "Stop the drug if attacks have not halved."
    assert checked("polarity", claim, passage).passed is False
    allowed = checked(
        "polarity", claim, passage, rule="continue_until.v1", turns=(("stop", "continue"),)
    )
    assert allowed.passed, allowed.detail


def test_an_omitted_negation_is_no_fault(checked: Checked) -> None:
    passage = "NICE offers colchicine. Aspirin is not a treatment."
    assert checked("polarity", "NICE offers colchicine.", passage).passed


def test_the_identical_sentence_passes(checked: Checked) -> None:
    text = "It should never be stopped without advice unless a rash appears."
    assert checked("polarity", text, text).passed


def test_a_whole_sentence_of_a_longer_passage_is_its_own_wording(checked: Checked) -> None:
    passage = "It did not help the cough. It helped the wheeze. No death occurred."
    assert checked("polarity", "It helped the wheeze.", passage).passed
    assert checked("polarity", "It helped the cough.", passage).passed is False
