"""Intent, the action asked about, and whether yes or no is an answer."""

import pytest

from citewell.model import Action, Intent
from citewell.understanding.intents import read_intent


@pytest.mark.parametrize(
    ("text", "intent", "action", "yes_no"),
    [
        ("Should I continue taking Dupixent?", Intent.CONTINUE_STOP_SWITCH, Action.CONTINUE, True),
        (
            "Is it safe to stop Eliquis after 3 months?",
            Intent.CONTINUE_STOP_SWITCH,
            Action.STOP,
            True,
        ),
        (
            "Frail on warfarin: should I switch to apixaban?",
            Intent.CONTINUE_STOP_SWITCH,
            Action.SWITCH,
            True,
        ),
        ("Which antibiotic for cystitis?", Intent.CHOOSE_TREATMENT, Action.CHOOSE, False),
        ("Do I need antibiotics, and for how long?", Intent.CHOOSE_TREATMENT, Action.START, True),
        ("What starting dose of levothyroxine?", Intent.DOSE, Action.START, False),
        ("Can I take ibuprofen together with warfarin?", Intent.INTERACTION, Action.START, True),
        ("Can I use nitrofurantoin with eGFR 35?", Intent.SAFETY, Action.START, True),
        ("Do I need a scan?", Intent.DIAGNOSIS, Action.TEST, True),
        ("Why do they keep checking my kidneys?", Intent.MONITORING, Action.TEST, False),
        ("How long until I feel normal after pneumonia?", Intent.PROGNOSIS, Action.NONE, False),
        ("How can I prevent another gout attack?", Intent.PREVENTION, Action.START, False),
        ("When should I worry about a cough?", Intent.SELF_CARE, Action.NONE, False),
        ("What is the thigh pain for?", Intent.DEFINITION, Action.NONE, False),
        ("Something odd", Intent.CHOOSE_TREATMENT, Action.NONE, False),
    ],
)
def test_reading(text: str, intent: Intent, action: Action, yes_no: bool) -> None:
    asked = read_intent(text)
    assert (asked.intent, asked.action, asked.yes_no) == (intent, action, yes_no)


def test_a_second_intent_is_kept() -> None:
    asked = read_intent("86, apixaban 5 mg: keep going? which dose?")
    assert {asked.intent, *asked.also} >= {Intent.CONTINUE_STOP_SWITCH, Intent.DOSE}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Should I keep taking it?", "Can I carry on taking it?"),
        ("Should I stop it?", "May I come off it?"),
        ("Do I need a scan?", "Do I need an X-ray?"),
    ],
)
def test_paraphrases_are_read_alike(one: str, other: str) -> None:
    left, right = read_intent(one), read_intent(other)
    assert (left.intent, left.action, left.yes_no) == (right.intent, right.action, right.yes_no)
