"""The practice-summary format: read whole, or refused with the entry at fault."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from citewell.model import Document, ReadLevel, SourceKind
from citewell.model.errors import SourceError
from citewell.sources.practice_summary import read

MINI = (Path(__file__).parents[1] / "data" / "mini-topic.yaml").read_text(encoding="utf-8")


def _changed(old: str, new: str) -> bytes:
    assert old in MINI
    return MINI.replace(old, new).encode()


def test_every_statement_stands_at_its_offsets(mini_topic: Document) -> None:
    for passage in mini_topic.passages:
        for statement in passage.statements:
            assert mini_topic.text[statement.start : statement.end] == statement.text


def test_a_section_is_one_passage_of_prose(mini_topic: Document) -> None:
    assert [p.section_path for p in mini_topic.passages] == [
        ("When to stop",),
        ("Cough",),
        ("Safety",),
    ]
    assert mini_topic.passages[0].text.endswith("in asthma was found.")


def test_it_is_a_practice_summary_whatever_its_sources_are(mini_topic: Document) -> None:
    assert mini_topic.source.kind is SourceKind.PRACTICE_SUMMARY
    first = mini_topic.passages[0].statements[0]
    assert first.primary.kind is SourceKind.GUIDELINE
    assert first.primary.read is ReadLevel.ORIGINAL


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("format: citewell-practice-summary/1", "format: other", "is not a practice summary"),
        ("source: LABEL", "source: NOWHERE", "statement MI-005 names source NOWHERE"),
        ("kind: red_flag", "kind: alarm", "statement MI-005 does not fit the format: kind"),
        ("step: decide", "step: dance", "unknown: step dance"),
        ("id: MI-006", "id: MI-005", "twice: MI-005"),
        (
            "statements: [MI-001, MI-006]",
            "statements: [MI-001, MI-999]",
            "unknown: statement MI-999",
        ),
        (
            "    kind: drug_label",
            "    kind: leaflet",
            "the file does not fit the format: sources.LABEL.kind",
        ),
        ("  - heading: Cough", "  - heading: 7", "section 2: a section needs a heading"),
        ("topic: dupilumab in severe asthma", "topic: [", "is not YAML"),
        ("licence: CC-BY-4.0", "colour: red", "does not fit the format"),
    ],
)
def test_faults_are_named(old: str, new: str, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        read(_changed(old, new), "mini.yaml")


def test_bytes_that_are_not_utf8_are_refused() -> None:
    with pytest.raises(SourceError, match="is not UTF-8"):
        read(b"\xff\xfe\x00", "mini.yaml")


@settings(max_examples=60)
@given(st.integers(0, len(MINI) - 1), st.text(max_size=5))
def test_damaged_files_are_read_or_refused(at: int, inserted: str) -> None:
    damaged = MINI[:at] + inserted + MINI[at + 3 :]
    try:
        document = read(damaged.encode("utf-8", "replace"), "mini.yaml")
    except SourceError as error:
        assert "mini.yaml" in str(error)
    else:
        assert document.passages


def test_yaml_tags_do_not_run_code() -> None:
    with pytest.raises(SourceError):
        read(b"!!python/object/apply:os.system ['true']", "mini.yaml")


def test_the_format_page_is_true() -> None:
    page = Path(__file__).parents[2] / "docs" / "reference" / "practice-summary.md"
    block = page.read_text(encoding="utf-8").split("```yaml\n")[1].split("```")[0]
    tree = yaml.safe_load(block.replace("...", "x"))
    assert tree["format"] == "citewell-practice-summary/1"
    assert {"sections", "steps", "gaps", "conflicts", "decisive_facts", "sources"} <= tree.keys()
