"""The audience is guessed from the wording."""

import pytest

from citewell.model import Audience
from citewell.understanding.audience import guess_audience


@pytest.mark.parametrize(
    "text",
    [
        "Should I continue taking Dupixent for severe asthma?",
        "My toddler has an ear infection. Does she need antibiotics?",
        "Is it safe to stop Eliquis after 3 months?",
        "When is back pain an emergency?",
    ],
)
def test_patients(text: str) -> None:
    assert guess_audience(text) is Audience.PATIENT


@pytest.mark.parametrize(
    "text",
    [
        "86-year-old, AF, two falls this year, on apixaban 5 mg bd, weight 58 kg, creatinine 1.4: keep going? which dose?",
        "First-line treatment for H. pylori in a treatment-naive adult?",
        "My patient on levothyroxine has a positive pregnancy test: how much do I increase?",
        "Nitrofurantoin 3 days or 5 days for cystitis?",
    ],
)
def test_clinicians(text: str) -> None:
    assert guess_audience(text) is Audience.CLINICIAN
