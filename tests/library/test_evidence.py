"""From a question to what the library holds for it, or to what it does not."""

from pathlib import Path

import pytest

from citewell.library import Library, find_evidence
from citewell.library.evidence import GENERAL_EMERGENCY, subject_of
from citewell.model import SourceKind
from citewell.sources import read_path
from citewell.understanding import understand

TINEA = """---
title: "Tinea pedis: clinical guideline"
kind: guideline
---
# Treatment

Topical terbinafine 1% cream applied once daily for 1 week is recommended as first-line treatment of
tinea pedis between the toes in adults. Oral terbinafine should not be used in chronic liver disease.
"""


@pytest.fixture
def own_library(tmp_path: Path, mini_library: Library) -> Library:
    """The small summary and one document of the reader's own, on things no term table knows."""
    path = tmp_path / "tinea.md"
    path.write_text(TINEA, encoding="utf-8")
    mini_library.add(read_path(path))
    return mini_library


def test_the_summary_on_the_subject_leads(mini_library: Library) -> None:
    found = find_evidence(understand("When should dupilumab be stopped?"), mini_library)
    assert found.lead == "citewell:mini-dupilumab"
    assert found.held
    assert found.missing == ()


def test_a_summary_on_something_else_does_not_lead(own_library: Library) -> None:
    found = find_evidence(understand("How is tinea pedis treated?"), own_library)
    assert found.lead is None
    assert found.held
    assert {e.source.kind for e in found.evidence} == {SourceKind.GUIDELINE}


@pytest.mark.parametrize(
    "text",
    [
        "What is the best treatment for Raynaud's phenomenon?",
        "How do I get rid of head lice?",
        "How should I treat my child's chickenpox?",
        "Which chemotherapy for pancreatic cancer?",
        "Can dupilumab treat alopecia areata?",
    ],
)
def test_what_is_not_held_is_said(text: str, own_library: Library) -> None:
    assert not find_evidence(understand(text), own_library).held


def test_what_is_missing_is_named_as_it_was_asked(own_library: Library) -> None:
    found = find_evidence(understand("Does dupilumab help against Raynaud's?"), own_library)
    assert "Raynaud's" in found.missing


def test_populations_and_bodies_are_no_subject() -> None:
    question = understand("What does NICE say on dupilumab in pregnancy?")
    assert set(subject_of(question)) == {"dupilumab"}


def test_the_general_table_is_brought_along_and_never_mixed_in(starter_library: Library) -> None:
    found = find_evidence(
        understand("When should dupilumab be stopped in asthma?"), starter_library
    )
    assert found.general
    assert GENERAL_EMERGENCY not in {e.source.id for e in found.evidence}
