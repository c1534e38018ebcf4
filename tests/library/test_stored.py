"""What another version of citewell stored stays readable."""

import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from citewell.library import Library
from citewell.library._exporting import line_of
from citewell.library._schema import SOURCES, summary_of
from citewell.library._stored import read_stored
from citewell.model import Document, Noun


class Inner(Noun):
    name: str


class Outer(Noun):
    inner: tuple[Inner, ...]
    number: int = 0


class OlderDocument(Noun):
    """A document as a version wrote it that had one more field."""

    source: Any
    text: str
    passages: Any
    summary: Any
    dropped: bool = True


def test_fields_that_are_not_known_are_passed_over_at_any_depth() -> None:
    text = '{"inner": [{"name": "é"}, {"name": "b", "x": {"y": 1}}], "number": 2, "old": null}'
    read = read_stored(TypeAdapter(Outer), text)
    assert read == Outer(inner=(Inner(name="é"), Inner(name="b")), number=2)


@pytest.mark.parametrize(
    "text",
    ['{"inner": [{"x": 1}]}', '{"inner": 3, "old": 1}', "{", "[]", '{"inner": [], "number": "x"}'],
)
def test_what_does_not_fit_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        read_stored(TypeAdapter(Outer), text)


def test_a_summary_with_a_field_that_is_no_more(library: Library, mini_topic: Document) -> None:
    library.add([mini_topic])
    (row,) = library._tables.rows(SOURCES, ["summary"])
    older = json.dumps(json.loads(row["summary"]) | {"general_emergency": True})
    assert summary_of({"summary": older}) == mini_topic.summary


def test_an_export_with_a_field_that_is_no_more(
    library: Library, tmp_path: Path, mini_topic: Document
) -> None:
    library.add([mini_topic])
    path = tmp_path / "x.jsonl"
    library.export_to(path)
    manifest = path.read_bytes().splitlines(keepends=True)[0]
    older = OlderDocument(**mini_topic.model_dump(mode="json"))
    path.write_bytes(manifest + line_of("document", older))
    other = Library.open(tmp_path / "other")
    assert other.import_from(path).added == 1
    assert other.content_id() == library.content_id()
