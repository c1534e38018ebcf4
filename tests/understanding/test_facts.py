"""Patient facts: read when stated, never assumed without saying so."""

import pytest

from citewell.understanding.facts import read_facts


def _values(text: str) -> dict[str, str]:
    return {fact.name: fact.value for fact in read_facts(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "86-year-old, AF, weight 58 kg, creatinine 1.4",
            {"age": "86 years", "weight": "58 kg", "creatinine": "1.4 mg/dL"},
        ),
        ("18-month-old with otitis", {"age": "18 months"}),
        ("Well 25-day-old with 38.3 C", {"age": "25 days", "temperature": "38.3 C"}),
        ("My mother is 86 and falls", {"age": "86 years", "sex": "female"}),
        ("My son aged 3", {"age": "3 years", "sex": "male"}),
        ("Cystitis in a woman with eGFR 35", {"sex": "female", "egfr": "35 mL/min/1.73 m2"}),
        ("I am pregnant", {"sex": "female", "pregnancy": "yes"}),
        ("a woman who is not pregnant", {"sex": "female", "pregnancy": "no"}),
        ("HFrEF, LVEF 28%", {"lvef": "28 %"}),
        ("Potassium is 5.6 on spironolactone", {"potassium": "5.6 mmol/L"}),
        ("84 y, 72 kg, Cr 1.1", {"age": "84 years", "weight": "72 kg", "creatinine": "1.1 mg/dL"}),
        ("84F with AF", {"age": "84 years"}),
        ("Baby is 7 weeks, now 38.1", {"age": "7 weeks"}),
        ("a fever of 102.2 F", {}),
        ("5 years ago", {}),
        ("I take 5 mg", {}),
        ("apixaban for 3 months", {}),
        ("he and she both", {}),
    ],
)
def test_facts(text: str, expected: dict[str, str]) -> None:
    assert _values(text) == expected


def test_ages_are_numbers_in_years() -> None:
    (fact,) = read_facts("18-month-old")
    assert fact.number == pytest.approx(1.5)


def test_an_assumed_unit_is_named() -> None:
    (fact,) = read_facts("creatinine 1.4")
    assert fact.assumed == "the unit of creatinine (mg/dL)"
    (stated,) = read_facts("creatinine 1.4 mg/dL")
    assert stated.assumed is None


def test_creatinine_in_micromol_keeps_its_unit() -> None:
    (fact,) = read_facts("creatinine 124 micromol/L")
    assert (fact.number, fact.unit) == (124, "micromol/L")


def test_a_toddler_has_an_age_that_is_marked_as_assumed() -> None:
    fact = next(f for f in read_facts("My toddler has an ear infection") if f.name == "age")
    assert fact.assumed is not None
