"""Statements are matched to the person, as far as the facts given decide it."""

import pytest

from citewell.library import Library, find_evidence
from citewell.model import AgeRange, Applies, Criteria, Criterion, Document
from citewell.understanding import understand
from citewell.writing import Candidate, candidates
from citewell.writing.fitting import Fit, count_criteria, fit

CRITERIA = Criteria(
    need=2,
    of=(
        Criterion(fact="age", op=">=", value=80, unit="years", words="age 80 or over"),
        Criterion(fact="weight", op="<=", value=60, unit="kg", words="weight 60 kg or less"),
        Criterion(
            fact="creatinine",
            op=">=",
            value=1.5,
            unit="mg/dL",
            words="creatinine 1.5 mg/dL or more",
        ),
    ),
    then="the dose is 2.5 mg twice daily",
)


def _candidate(applies: Applies, library: Library) -> Candidate:
    from dataclasses import replace

    question = understand("When should dupilumab be stopped?")
    first = next(c for c in candidates(find_evidence(question, library).evidence) if c.statement)
    assert first.statement is not None
    return replace(first, statement=first.statement.model_copy(update={"applies": applies}))


@pytest.mark.parametrize(
    ("applies", "text", "expected"),
    [
        (Applies(), "Which drug for a 3-year-old?", Fit.UNKNOWN),
        (Applies(age=AgeRange(low=2)), "Which drug?", Fit.UNKNOWN),
        (Applies(age=AgeRange(low=2)), "Which drug for a 3-year-old?", Fit.YES),
        (Applies(age=AgeRange(low=0.5, high=1.92)), "Which drug for a 3-year-old?", Fit.NO),
        (Applies(age=AgeRange(low=0.5, high=1.92)), "Which drug for an 18-month-old?", Fit.YES),
        (Applies(age=AgeRange(low=6, high=11)), "Which drug for an 11-year-old?", Fit.YES),
        (Applies(sex="female"), "Which drug for a man?", Fit.NO),
        (Applies(pregnant=True), "Which drug for my husband?", Fit.NO),
        (Applies(pregnant=True), "I am pregnant, which drug?", Fit.YES),
        (Applies(pregnant=False), "I am pregnant, which drug?", Fit.NO),
        (Applies(needs=("penicillin-allergy",)), "Which drug with penicillin allergy?", Fit.YES),
        (Applies(unless=("penicillin-allergy",)), "Which drug with penicillin allergy?", Fit.NO),
        (Applies(needs=("penicillin-allergy",)), "Which drug?", Fit.UNKNOWN),
    ],
)
def test_fit(applies: Applies, text: str, expected: Fit, mini_library: Library) -> None:
    assert fit(_candidate(applies, mini_library), understand(text)) is expected


@pytest.mark.parametrize(
    ("text", "met", "complete"),
    [
        ("86-year-old, weight 58 kg, creatinine 1.4", 2, True),
        ("86-year-old, weight 70 kg, creatinine 1.4", 1, True),
        ("86-year-old on apixaban", 1, False),
        ("on apixaban", 0, False),
        ("86-year-old, weight 58 kg, creatinine 180 micromol/L", 2, False),
    ],
)
def test_criteria_are_counted_only_from_facts_given(text: str, met: int, complete: bool) -> None:
    found, judged = count_criteria(CRITERIA, understand(text))
    assert (len(found), judged) == (met, complete)


def test_a_candidate_without_a_statement_fits_nobody_in_particular(
    mini_topic: Document, mini_library: Library
) -> None:
    from dataclasses import replace

    plain = replace(_candidate(Applies(), mini_library), statement=None)
    assert fit(plain, understand("a 3-year-old")) is Fit.UNKNOWN
