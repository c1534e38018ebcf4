"""Urgency: found before anything else; negated, general and past signs do not raise it."""

import pytest

from citewell.model import Audience, Urgency
from citewell.understanding.facts import read_facts
from citewell.understanding.urgency import read_urgency


def _class(text: str, audience: Audience = Audience.PATIENT) -> Urgency:
    return read_urgency(text, audience, read_facts(text)).urgency


@pytest.mark.parametrize(
    "text",
    [
        "She hit her head while on apixaban. What should we do?",
        "Probably nothing but my chest has felt tight since climbing the stairs and my arm is numb",
        "My face is drooping and my speech is slurred",
        "I can't breathe, should I take more Ventolin?",
        "My tongue is swelling after the new tablet",
        "My 5-week-old has a temperature of 38.2 but looks fine",
        "He is vomiting blood on warfarin",
        "Back pain and I can't pee since this morning",
        "I am 34 weeks pregnant and my baby is not moving as much",
        "Baby is 7 weeks, jabs yesterday, now 38.1. Hospital?",
        "My asthma pump isn't helping and I can't speak in full sentences",
        "I take Eliquis and have black tarry stools",
        "My toddler is grunting and breathing very fast",
    ],
)
def test_emergencies(text: str) -> None:
    assert _class(text) is Urgency.EMERGENCY


@pytest.mark.parametrize(
    "text",
    [
        "I want to end my life",
        "Should I take all my pills? I don't want to live",
        "My brother says he wants to die",
        "I have been thinking about suicide for years",
        "I am thinking about killing myself",
        "There is no reason to live any more",
    ],
)
def test_a_crisis_is_never_lowered(text: str) -> None:
    assert _class(text) is Urgency.CRISIS


def test_naming_a_method_does_not_lower_the_class() -> None:
    assert _class("I will overdose on purpose with my blood thinner") is Urgency.CRISIS


@pytest.mark.parametrize(
    "text",
    [
        "When should I worry about chest pain?",
        "I have no chest pain, should I stop the statin?",
        "What are the signs of a stroke?",
        "Should I continue taking Dupixent for severe asthma with cough?",
        "Which antibiotic for cystitis?",
        "My 5-year-old has a temperature of 38.2",
    ],
)
def test_not_urgent(text: str) -> None:
    assert _class(text) is Urgency.NONE


def test_coughing_blood_is_looked_at_the_same_day() -> None:
    assert _class("I cough up phlegm with blood in it") is Urgency.URGENT_SAME_DAY


def test_a_clinician_asking_about_a_patient_gets_no_ambulance_for_a_symptom() -> None:
    assert (
        _class("62-year-old man with exertional chest pain: which test?", Audience.CLINICIAN)
        is Urgency.NONE
    )
