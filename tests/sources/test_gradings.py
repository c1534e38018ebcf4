"""Gradings as sources state them: brackets, labels, schemes, and what is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citewell.model import GradingScheme
from citewell.sources.gradings import find_gradings, gradings_of


@pytest.mark.parametrize(
    ("text", "strength", "evidence", "scheme"),
    [
        ("Do it (strong recommendation, moderate-quality evidence).", "strong", "moderate", "grade"),
        ("Do it (Conditional recommendation; very low certainty of evidence).", "Conditional", "very low", "grade"),
        ("Do it (weak recommendation against, low certainty in the evidence).", "weak against", "low", "grade"),
        ("Do it [Strong, Low].", "Strong", "Low", "grade"),
        ("Do it (Grade 2C).", "2", "C", "grade"),
        ("We suggest this (1B).", "1", "B", "grade"),
        ("Do it (Grade 1, Level of Evidence A).", "1", "A", "grade"),
        ("Do it (Class IIa; Level of Evidence: B-R).", "Class IIa", "B-R", "class_loe"),
        ("Do it (Class III: Harm, LOE C-LD).", "Class III: Harm", "C-LD", "class_loe"),
        ("COR: I; LOE: A.", "I", "A", "class_loe"),
        ("Do it (SOR B).", "B", None, "sort"),
        ("Do it (SORT: C).", "C", None, "sort"),
        ("Do it (B recommendation).", "B", None, "letters"),
        ("Do it (Grade A, level 1++).", "A", "1++", "letters"),
        ("Do it (Level C).", None, "C", "letters"),
        ("Do it [level of evidence = IIb].", None, "IIb", "levels"),
        ("Strength of recommendation: Strong. Quality of evidence: Low.", "Strong", "Low", "grade"),
        ("Evidence quality: Grade B\nRecommendation strength: moderate", "moderate", "B", None),
        ("Do it (good practice point).", "good practice point", None, None),
        ("Do it (Expert opinion).", "Expert opinion", None, None),
        ("Do it (Type: evidence based, benefits outweigh harms; Evidence quality: high; "
         "Strength of recommendation: strong).", "strong", "high", "grade"),
    ],
)  # fmt: skip
def test_what_is_stated_is_taken_apart(text, strength, evidence, scheme):
    (grading,) = find_gradings(text)
    assert (grading.strength, grading.evidence_level) == (strength, evidence)
    assert grading.scheme == (GradingScheme(scheme) if scheme else None)
    assert text[grading.start : grading.end] == grading.quote


@pytest.mark.parametrize(
    "text",
    [
        "We recommend examplol.",
        "Obesity (class III) and heart failure (NYHA class II).",
        "Adverse events (grade 3) and tumours (Grade 2).",
        "Stage (1B) disease.",
        "High-quality care (see Table 1).",
        "There is strong evidence, they say.",
        "Rated as (strong, moderate, weak).",
        "(see the recommendation below)",
        "A level I trauma centre (Level of care: high).",
        "Level B rating requires at least one class I study.",
        "(grade)",
    ],
)
def test_other_words_are_no_grading(text):
    assert find_gradings(text) == ()


def test_each_recommendation_keeps_its_own():
    text = "Give A (Grade 1A). Avoid B (Grade 2C). Ask C (not graded)."
    assert [g.quote for g in find_gradings(text)] == ["Grade 1A", "Grade 2C", "not graded"]


def test_a_heading_grades_all_below_it():
    (grading,) = gradings_of(
        "Give A.", 50, ("Recommendation 1 (strong recommendation, low quality of evidence)",)
    )
    assert (grading.strength, grading.start, grading.end) == ("strong", None, None)


def test_sections_that_define_a_scale_grade_nothing():
    text = "Quality of evidence: High. We are sure."
    assert gradings_of(text, 0, ("Recommendations", "Definitions")) == ()
    assert gradings_of(text, 0, ("Rating scheme for the strength of the evidence",)) == ()
    assert gradings_of(text, 7, ("Recommendations",))[0].start == 7


def test_short_forms_count_in_guidelines_alone():
    text = (
        "Phyla (level 1), psoriasis (GPP), and care (strong recommendation, low-quality evidence)."
    )
    assert len(gradings_of(text, 0, ())) == 3
    (only,) = gradings_of(text, 0, (), guideline=False)
    assert only.strength == "strong"


words = st.sampled_from(
    [
        "strong",
        "weak",
        "recommendation",
        "evidence",
        "quality",
        "of",
        "low",
        "level",
        "grade",
        "class",
        "A",
        "B",
        "1",
        "2",
        "IIa",
        ":",
        ";",
        ",",
        "(",
        ")",
        "[",
        "]",
        "=",
        "-",
        "LOE",
        "SOR",
        "\n",
    ]
)


@given(st.lists(words, max_size=40).map(" ".join), st.integers(0, 100))
def test_a_quote_stands_where_it_says(text, offset):
    end = 0
    for grading in find_gradings(text, offset):
        start = grading.start - offset
        assert start >= end
        end = grading.end - offset
        assert text[start:end] == grading.quote
        assert grading.strength or grading.evidence_level


def test_long_texts_take_linear_time():
    import time

    start = time.monotonic()
    find_gradings("(strong recommendation " * 20_000)
    find_gradings("strength of recommendation: " * 20_000)
    find_gradings("(" + "a," * 100_000 + ")")
    assert time.monotonic() - start < 5
