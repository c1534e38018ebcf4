"""Quantities as written in clinical text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citewell.text.quantities import Quantity, QuantityKind, quantities


def one(text: str) -> Quantity:
    found = quantities(text)
    assert len(found) == 1, found
    return found[0]


def shown(text: str) -> list[tuple[str, tuple[float, ...], str | None]]:
    return [(q.comparator, q.values, q.unit) for q in quantities(text)]


@pytest.mark.parametrize(
    ("text", "values", "unit"),
    [
        ("5 mg", (5,), "mg"),
        ("0.25 g", (250,), "mg"),
        ("a dose of .5 mg", (0.5,), "mg"),
        ("(p=.001)", (0.001,), None),
        ("250 micrograms", (0.25,), "mg"),
        ("75 mcg", (0.075,), "mg"),
        ("1.6 micrograms/kg", (0.0016,), "mg/kg"),
        ("14 mg for each kilogram", (14,), "mg/kg"),
        ("10 to 30 mg", (10, 30), "mg"),
        ("33-50%", (33, 50), "%"),
        ("48% to 69%", (48, 69), "%"),
        ("between 5 and 10 mg", (5, 10), "mg"),
        ("300 cells/uL", (300_000,), "/mL"),
        ("300/uL", (300_000,), "/mL"),
        ("15 x 10^9/L", (15_000_000,), "/mL"),
        ("6 weeks", (42,), "day"),
        ("8-week", (56,), "day"),
        ("week 24", (168,), "day"),
        ("38.0 C", (38,), "C"),
        ("100.4 F", (38,), "C"),
        ("10,000", (10_000,), None),
        ("1.5 million", (1_500_000,), None),
        ("½", (50,), "%"),
        ("half", (50,), "%"),
        ("10^6", (1_000_000,), None),
        ("1,5", (1.5,), None),
        ("5–10", (5, 10), None),
    ],
)
def test_values_in_canonical_units(text: str, values: tuple[float, ...], unit: str | None) -> None:
    quantity = one(text)
    assert quantity.values == pytest.approx(values)
    assert quantity.unit == unit


@pytest.mark.parametrize(
    ("text", "comparator"),
    [
        ("at least 5 mg", ">="),
        ("5 mg or more", ">="),
        ("≥ 5 mg", ">="),
        ("no less than 5 mg", ">="),
        ("more than 5 mg", ">"),
        ("above 5 mg", ">"),
        ("up to 5 mg", "<="),
        ("no more than 5 mg", "<="),
        ("a maximum of 5 mg", "<="),
        ("do not take more than 5 mg", "<="),
        ("below 5 mg", "<"),
        ("<0.001", "<"),
        ("age 12 or over", ">="),
        ("from age 12", ">="),
        ("aged 65+", ">="),
        ("under-2s", "<"),
        ("38 C (or 100.4 F) or more", "="),
    ],
)
def test_comparators(text: str, comparator: str) -> None:
    assert quantities(text)[0].comparator == comparator


def test_a_bound_after_brackets_belongs_to_both_numbers() -> None:
    assert [q.comparator for q in quantities("a temperature of 38 C (100.4 F) or more")] == [
        ">=",
        ">=",
    ]


def test_over_a_time_may_mean_during() -> None:
    assert one("over 52 weeks").loose
    assert not one("over 5 mg").loose


@pytest.mark.parametrize(
    ("text", "per_day"),
    [
        ("twice daily", 2),
        ("once a week", 1 / 7),
        ("three times a week", 3 / 7),
        ("every 2 weeks", 1 / 14),
        ("every other week", 1 / 14),
        ("every 12 hours", 2),
        ("q2w", 1 / 14),
        ("daily", 1),
    ],
)
def test_frequencies_are_times_per_day(text: str, per_day: float) -> None:
    quantity = one(text)
    assert quantity.kind is QuantityKind.FREQUENCY
    assert quantity.low == pytest.approx(per_day)


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("3 of 52", 3, 52),
        ("3/52", 3, 52),
        ("48 in 100", 48, 100),
        ("48 of 100 people", 48, 100),
        ("1 extra case for every 10", 1, 10),
        ("109 per 1,000", 109, 1000),
        ("Of 440 young babies with one, 78", 78, 440),
        ("for every 4 treated, 1", 1, 4),
    ],
)
def test_fractions(text: str, part: float, whole: float) -> None:
    quantity = one(text)
    assert (quantity.low, quantity.of) == (part, whole)
    assert quantity.percent == pytest.approx((100 * part / whole,) * 2)


def test_a_year_is_no_whole() -> None:
    assert [q.kind for q in quantities("5 in 2019")] == [QuantityKind.NUMBER, QuantityKind.DATE]


def test_ages() -> None:
    ages = quantities(
        "aged 6 months to 12 years, an 86-year-old, aged 65 or over, under the age of 2"
    )
    assert [q.kind for q in ages] == [QuantityKind.AGE] * 4


def test_lists_share_the_unit_at_their_end() -> None:
    assert shown("60, 80 or 100 mg") == [("=", (v,), "mg") for v in (60, 80, 100)]
    assert [q.unit for q in quantities("at 2, 5 and 10 years")] == ["day"] * 3


def test_ratio_and_confidence_interval() -> None:
    ratio, level, interval = quantities("HR 0.61 (95% CI 0.37 to 0.74)")
    assert (ratio.kind, ratio.label) == (QuantityKind.RATIO, "HR")
    assert level.kind is QuantityKind.NAME
    assert interval.values == (0.37, 0.74)


@pytest.mark.parametrize(
    "name",
    [
        *("IL-4", "CYP3A4", "CHA2DS2-VASc", "NG245", "TA751", "SINUS-24", "FEV1", "ACQ-6"),
        *(
            "K162608",
            "phase 2a",
            "type 2",
            "COVID-19",
            "H2",
            "IgG4",
            "CRB65",
            "1.2.3",
            "section 1.9",
        ),
    ],
)
def test_names_with_digits_are_no_numbers(name: str) -> None:
    assert one(f"about {name} here").kind is QuantityKind.NAME


def test_steps_are_grades() -> None:
    grade = one("step 4-5")
    assert (grade.kind, grade.label, grade.values) == (QuantityKind.GRADE, "step", (4, 5))
    assert one("NYHA class II to IV").values == (2, 4)


def test_dates() -> None:
    assert [q.label for q in quantities("on 15 September 2023, in 06/2025 and in 2021")] == [
        "2023-09-15",
        "2025-06",
        "2021",
    ]


def test_one_as_a_pronoun_is_soft() -> None:
    assert one("one of them").soft
    assert not one("one week").soft


def test_pairs() -> None:
    assert one("140/90 mmHg").kind is QuantityKind.PAIR
    assert one("160/800 mg").raw == (160, 800)


def test_a_range_over_two_dimensions_matches_neither() -> None:
    assert one("48 mg to 69%").dimension == "mass, share"


@given(st.text(max_size=300))
def test_offsets_point_at_the_text_and_do_not_overlap(text: str) -> None:
    found = quantities(text)
    assert all(text[q.start : q.end] == q.text for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(
    st.lists(
        st.sampled_from(
            [
                "5",
                "10",
                "to",
                "-",
                "mg",
                "/",
                "%",
                "of",
                "in",
                "1,000",
                "2.5",
                "or",
                "more",
                "week",
                "at",
                "least",
                ",",
                "(",
                ")",
            ]
        )
    )
)
def test_any_run_of_number_words_is_read(words: list[str]) -> None:
    text = " ".join(words)
    assert all(text[q.start : q.end] == q.text for q in quantities(text))


@given(st.integers(1, 999_999))
def test_thousands_separators_change_nothing(value: int) -> None:
    assert one(f"{value:,} mg").low == one(f"{value} mg").low == value


@given(st.integers(1, 9999), st.sampled_from(["g", "mg", "micrograms"]))
def test_units_convert_to_milligrams(value: int, unit: str) -> None:
    factor = {"g": 1000, "mg": 1, "micrograms": 0.001}[unit]
    assert one(f"{value} {unit}").low == pytest.approx(value * factor)


def test_a_long_text_is_read_in_bounded_time() -> None:
    assert len(quantities("5 mg, " * 2000)) == 2000
    assert quantities("9" * 5000)[0].low > 0
