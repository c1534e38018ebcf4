"""The readers' figures on a small copy of the corpora's layout."""

import shutil
from pathlib import Path

from citewell.evaluation.corpora import measure_reading

SAMPLES = Path(__file__).parents[1] / "sources" / "data"


def test_without_the_corpora_it_is_skipped_and_says_so(monkeypatch) -> None:
    monkeypatch.setenv("CITEWELL_DATA", "/no/such/folder")
    measured = measure_reading()
    assert measured.figures == []
    assert "skipped" in measured.notes[0] and "CITEWELL_DATA" in measured.notes[0]


def test_each_format_is_counted_with_its_failures(tmp_path: Path) -> None:
    articles = tmp_path / "evidence_inference" / "jats"
    labels = tmp_path / "fda_spl_openfda" / "data"
    articles.mkdir(parents=True)
    labels.mkdir(parents=True)
    shutil.copy(SAMPLES / "jats.nxml", articles)
    shutil.copy(SAMPLES / "spl.xml", labels)
    (labels / "empty.xml").write_text("", encoding="utf-8")

    measured = measure_reading(tmp_path)

    values = {one["name"]: one["value"] for one in measured.figures}
    assert (values["JATS: files"], values["JATS: read"]) == (1, 1)
    assert (values["SPL: files"], values["SPL: read"], values["SPL: failed with a reason"]) == (
        2,
        1,
        1,
    )
    assert any(note.startswith("PubMed skipped") for note in measured.notes)
    assert f"SPL: 1 × is empty (first: {Path('fda_spl_openfda/data/empty.xml')})" in measured.notes
