"""Real files of each format, where they are unpacked: read, or failed for the reason that holds.

A sample by default; ``CITEWELL_ALL_FILES=1`` reads all of them.
"""

import os
import random
from collections import Counter
from pathlib import Path

import pytest

from citewell.model import Document, SourceKind
from citewell.sources import ReadFailure, read_path
from tests.sources.test_reading import check

pytestmark = pytest.mark.data
ALL = os.environ.get("CITEWELL_ALL_FILES") == "1"


@pytest.fixture(scope="module")
def corpora() -> Path:
    folder = os.environ.get("CITEWELL_DATA")
    if not folder or not Path(folder).is_dir():
        pytest.skip("CITEWELL_DATA names no folder with the unpacked corpora")
    return Path(folder)


def outcomes(folder: Path, pattern: str, most: int = 40):
    """Documents (each checked) and failures of a folder, or of a fixed sample of its files."""
    files = sorted(folder.glob(pattern))
    if not files:
        pytest.skip(f"there is no {pattern} in {folder.name}")
    if not ALL and len(files) > most:
        files = random.Random(7).sample(files, most)
    documents, failures = list[Document](), list[ReadFailure]()
    for path in files:
        for outcome in read_path(path):
            if isinstance(outcome, Document):
                check(outcome)
                documents.append(outcome)
            else:
                failures.append(outcome)
    return files, documents, failures


def reasons(failures) -> Counter[str]:
    return Counter(failure.reason.partition(" (")[0] for failure in failures)


def test_trials_in_json(corpora):
    folder = corpora / "ctgov_samples" / "spec" / "support" / "json_data"
    _, documents, failures = outcomes(folder, "*.json")
    assert len(documents) == 114
    assert {d.source.kind for d in documents} == {SourceKind.TRIAL_REGISTRATION}
    assert reasons(failures) == {
        "is a registration without text": 2,
        "is a table of single fields, not of whole registrations": 1,
    }


def test_trials_in_xml(corpora):
    folder = corpora / "ctgov_samples" / "spec" / "support" / "xml_data"
    files, documents, failures = outcomes(folder, "*.xml", 70)
    assert (len(documents), failures) == (len(files), [])


def test_leaflets_in_shorthand(corpora):
    files, documents, failures = outcomes(corpora / "ema_epi_fhir", "*.fsh", 60)
    without = {str(path) for path in files if "CompositionUvEpi" not in path.read_text("utf-8")}
    assert {failure.path for failure in failures} == without
    assert set(reasons(failures)) <= {"is empty", "holds no leaflet"}
    assert {d.source.language for d in documents} == {"en"}
    assert {d.source.kind for d in documents} == {SourceKind.DRUG_LABEL}
    if ALL:
        assert (len(documents), len(failures)) == (330, 75)


def test_guideline_summaries(corpora):
    files, documents, failures = outcomes(corpora / "ngc_guidelines" / "summaries", "*.xml", 60)
    assert (len(documents), failures) == (len(files), [])
    assert {d.source.kind for d in documents} == {SourceKind.GUIDELINE}
    assert all(d.source.population and d.source.publisher and d.source.issued for d in documents)
    graded = [d for d in documents if any(p.gradings for p in d.passages)]
    assert len(graded) > len(documents) / 4


def test_questions_and_answers(corpora):
    files, documents, failures = outcomes(corpora / "medquad", "*/*.xml", 300)
    assert set(reasons(failures)) <= {"holds questions without answers"}
    assert len(documents) > 0.97 * len(files)


def test_web_pages(corpora):
    folder = corpora / "ngc_guidelines" / "commentaries"
    _, documents, failures = outcomes(folder, "*.htm", 50)
    assert set(reasons(failures)) == {"seems to be the error page of a site"}
    assert len(documents) == 32
    assert not any("function(" in d.text or "Skip to main content" in d.text for d in documents)


def test_snippets(corpora):
    _, documents, failures = outcomes(corpora / "bioasq", "snippets.jsonl")
    assert (len(documents), failures) == (21_258, [])


def test_json_that_is_no_source_is_named(corpora):
    patterns = ("schemas/*.json", "openfda/faers/tests/data/*.json")
    for pattern in patterns:
        _, documents, failures = outcomes(corpora / "fda_spl_openfda", pattern)
        assert documents == []
        assert all(f.reason and f.todo for f in failures)


def test_fhir_of_other_kinds_is_named(corpora):
    _, documents, failures = outcomes(corpora / "fhir_cpg_opioid", "input/**/*.json", 80)
    assert documents == []
    assert all(f.reason and f.todo for f in failures)


def test_a_real_guideline_in_pdf(corpora):
    pytest.importorskip("pypdf")
    folder = corpora / "fhir_cpg_opioid" / "docs"
    _, (document,), failures = outcomes(folder, "CDC_Opioid*Summary.pdf")
    assert failures == []
    assert document.source.kind is SourceKind.GUIDELINE
    assert all(p.section_path[-1].startswith("Page") for p in document.passages)
