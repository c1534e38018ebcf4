"""Trial registrations: three forms of one record read alike; criteria, results, events."""

import pytest

from citewell.model import SourceKind
from citewell.sources import ReadFailure


@pytest.fixture
def trial(data, read):
    return read(data / "ctgov_v2.json")[0]


def passages(document, *path):
    return [p.text for p in document.passages if p.section_path == path]


def test_identity(trial):
    source = trial.source
    assert source.id == "nct:NCT09000001"
    assert source.kind is SourceKind.TRIAL_REGISTRATION
    assert source.title == "Examplol for Asthma"
    assert source.authors == ("Example University",)
    assert (source.container_title, source.issued) == ("ClinicalTrials.gov", "2021-03-04")
    assert source.identifiers.nct == ("NCT09000001",)
    assert source.identifiers.other == ("EX-1", "2019-000001-11")
    assert source.population == "Asthma; Cough. Sex: all. Age: 18 Years and older."


def test_codes_are_words_and_escapes_are_characters(trial):
    assert passages(trial, "Study design") == [
        "Study type: Interventional\nPhase: Phase 2, Phase 3\nAllocation: Randomized\n"
        "Intervention model: Parallel\nMasking: Double\nEnrollment: 60 (actual)"
    ]
    assert "eosinophils >= 300 per μL." in trial.text


def test_criteria_to_include_and_to_exclude_are_kept_apart(trial):
    assert passages(trial, "Eligibility", "Inclusion criteria") == [
        "• Adults with asthma\n• On a steady dose"
    ]
    assert passages(trial, "Eligibility", "Exclusion criteria") == ["• Smokers"]


def test_results_are_tables_with_their_groups(trial):
    assert passages(trial, "Results", "Baseline characteristics") == [
        "Age. Mean (Standard deviation), years\n| Examplol (n = 31) | Placebo (n = 29)\n"
        "Age | 45.2 (9.1) | 46 (8)"
    ]
    told, table, analysis = passages(trial, "Results", "Primary outcome: Attacks")
    assert told == "Attacks | courses of steroids. Time frame: 12 weeks."
    assert table == "Attacks. Number, participants\n| Examplol | Placebo\nAny | 4 | 9"
    assert analysis == (
        "Examplol versus Placebo. Risk Ratio (RR): 0.42 (95% CI 0.15 to 1.20). "
        "P = 0.11, Fisher Exact."
    )
    assert passages(trial, "Results", "Adverse events", "Serious adverse events") == [
        "Serious adverse events | Examplol\nSyncope | 1/31"
    ]


def test_a_registration_without_text_fails_alone(data, read):
    failure = read(data / "ctgov_v2.json")[1]
    assert isinstance(failure, ReadFailure)
    assert failure.record == "NCT09000002, record 2 (line 77)"
    assert "is a registration without text" in failure.reason


def test_the_legacy_form_reads_as_the_new_one(data, read):
    (document,) = read(data / "ctgov_legacy.json")
    assert document.source.id == "nct:NCT09000003"
    assert document.source.issued == "2014-06-06"
    assert document.source.identifiers.other == ("EX-3",)
    assert "Ages: 18 Years to 70 Years" in document.text
    assert passages(document, "Results", "Primary outcome: Coughs per hour") == [
        "Coughs per hour. Median (Inter-Quartile Range), coughs\n| Examplol\n"
        "Coughs per hour | 12 (8 to 20)"
    ]


def test_xml_reads_as_json(data, read):
    (document,) = read(data / "ctgov.xml")
    assert document.source.id == "nct:NCT09000004"
    assert document.source.issued == "2017-11-06"
    assert passages(document, "Summary") == [
        "We follow women who take examplol, with two questions:\n\n"
        "1. Is the child smaller?\n\n2. Is it born earlier?"
    ]
    assert passages(document, "Eligibility", "Exclusion criteria") == ["• twins"]
    assert passages(document, "Results", "Primary outcome: Weight at birth")[-1] == (
        "Weight at birth. Mean (Standard Deviation), grams\n| Examplol (n = 60)\n"
        "Weight at birth | 3012 (410)"
    )
    assert passages(document, "Results", "Adverse events", "Serious adverse events") == [
        "Serious adverse events | Examplol\nTotal, serious adverse events | 2/60"
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ('{"protocolSection": {"identificationModule": {}}}', "has no NCT number"),
        ('{"protocolSection": {"identificationModule": {"nctId": "NCT1"}}}', "no valid NCT number (NCT1)"),
        ('{"StudyFieldsResponse": {"StudyFields": []}}', "is a table of single fields"),
        ('{"studies": [], "protocolSection": 1}', "holds no registration"),
        ('{"FullStudiesResponse": {"FullStudies": [{"Rank": 1}]}}', "is no registration (it holds Rank)"),
    ],
)  # fmt: skip
def test_what_is_no_registration_is_named(read, content, reason):
    (failure,) = read("a.json", content)
    assert isinstance(failure, ReadFailure)
    assert reason in failure.reason
    assert failure.todo
