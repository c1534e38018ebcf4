"""The checks against planted errors, on our own sentences and on the project's facts."""

import os
from pathlib import Path

import pytest
import yaml

from citewell.evaluation.check_bench import Case, measure
from citewell.evaluation.mutations import MutationKind

SENTENCES = (
    "Nitrofurantoin 100 mg twice a day for 5 days should not be given below an eGFR of 45 ml/min.",
    "After 12 weeks dupilumab lowered attacks by at least 46% in adults without nasal polyps.",
)


def test_planted_errors_are_caught_and_sound_claims_pass() -> None:
    tally = measure([Case.of(text, text) for text in SENTENCES])
    assert tally.false_alarms == 0
    assert tally.planted and not tally.missed


def _facts() -> list[str]:
    folder = Path(os.environ.get("CITEWELL_SHARED", "../shared")) / "facts"
    if not folder.is_dir():
        pytest.skip(f"the project's shared folder is not at hand: {folder}")
    rows = (
        yaml.load(p.read_text("utf-8"), yaml.CSafeLoader)["facts"]
        for p in sorted(folder.glob("*.yaml"))
    )
    return [fact["statement"] for facts in rows for fact in facts if fact.get("ship") == "ok"]


@pytest.mark.shared
def test_error_rates_on_the_shared_facts() -> None:
    tally = measure(Case.of(text, text) for text in _facts())
    assert tally.false_alarms == 0
    for kind in (MutationKind.DIGIT, MutationKind.DECIMAL):
        assert tally.rate(kind) >= 0.99, kind
    assert all(tally.rate(kind) >= 0.97 for kind in MutationKind)
