"""Abbreviation definitions after Schwartz and Hearst (2003)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citewell.text.abbreviations import find_abbreviations


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("chronic kidney disease (CKD) is common", [("CKD", "chronic kidney disease")]),
        ("non-steroidal anti-inflammatory drugs (NSAIDs)", [("NSAIDs", "non-steroidal anti-inflammatory drugs")]),
        ("Heat shock protein 70 (HSP70)", [("HSP70", "Heat shock protein 70")]),
        ("with heart failure with reduced ejection fraction (HFrEF)", [("HFrEF", "heart failure with reduced ejection fraction")]),
        ("the forced expiratory volume in 1 second (FEV1; litres)", [("FEV1", "forced expiratory volume in 1 second")]),
        ("COPD (chronic obstructive pulmonary disease) is", [("COPD", "chronic obstructive pulmonary disease")]),
        ("type 2 diabetes [T2D] and body mass index (BMI)", [("T2D", "type 2 diabetes"), ("BMI", "body mass index")]),
        ("interleukin-4 (IL-4)", [("IL-4", "interleukin-4")]),
        ("estimated glomerular filtration rate (eGFR)", [("eGFR", "estimated glomerular filtration rate")]),
        ("proton pump inhibitors (PPIs)", [("PPIs", "proton pump inhibitors")]),
        ("maximal (MIP) and expiratory pressures (MEP)", []),
        ("glycated haemoglobin (HbA1c)", []),
        ("the drug (see below) works", []),
        ("a difference (P < .001) was seen", []),
        ("it fell (95% CI 1 to 2)", []),
        ("in adults (n = 12)", []),
        ("asthma (Asthma)", []),
        ("Stop. Kidney disease. It (CKD) hurts", []),
        ("", []),
    ],
)  # fmt: skip
def test_definitions(text: str, pairs: list[tuple[str, str]]) -> None:
    assert [(a.short, a.long) for a in find_abbreviations(text)] == pairs


PIECES = [
    "chronic",
    "kidney",
    "disease",
    "(CKD)",
    "(",
    ")",
    "CKD",
    "(chronic kidney disease)",
    ".",
    "\n",
    "A1",
    "ß",
    "İ",
]


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map(" ".join)))
def test_both_forms_stand_in_the_text(text: str) -> None:
    for found in find_abbreviations(text):
        assert text[found.short_start : found.short_end] == found.short
        assert text[found.long_start : found.long_end] == found.long
        assert len(found.long) > len(found.short)


def test_a_long_text_is_read_whole() -> None:
    text = (
        "Patients with chronic kidney disease (CKD) had a fall (P < .001) in rate (95% CI 1-2). "
        * 3_000
    )
    assert len(find_abbreviations(text)) == 3_000
