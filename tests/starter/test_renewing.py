"""A library with the starter topics of an earlier citewell gets the newer ones, once."""

import json
from pathlib import Path

import pytest

from citewell.answering import open_library
from citewell.library import AddReport, Library
from citewell.library._locking import writer_lock
from citewell.model import Document, SourceStatus
from citewell.model.errors import LibraryError
from citewell.starter import (
    STARTER_NAME,
    load_starter,
    renew_starter,
    starter_documents,
    starter_id,
)

TOPIC = "citewell:gout"
DOCUMENTS = {d.source.id: d for d in starter_documents()}
OLD_NOTE = {"data": "0" * 64, "citewell": "0.0.9", "topics": sorted(DOCUMENTS)}


def _other(document: Document, read_from: str) -> Document:
    """The topic with another title, as read from elsewhere."""
    source = document.source.model_copy(update={"title": "Old", "read_from": read_from})
    return document.model_copy(update={"source": source})


@pytest.fixture
def old(tmp_path: Path) -> Library:
    """A library with an older writing of one topic and without another one."""
    library = Library.open(tmp_path / "library")
    kept = [d for name, d in DOCUMENTS.items() if name != "citewell:general-emergency"]
    library.add([_other(d, "starter:gout.yaml") if d.source.id == TOPIC else d for d in kept])
    return library


def test_newer_topics_are_loaded_once(old: Library) -> None:
    report = renew_starter(old)
    assert report
    assert (report.updated, report.added) == (1, 1)
    assert old.source(TOPIC).title == DOCUMENTS[TOPIC].source.title
    assert old.remembered(STARTER_NAME)["data"] == starter_id()
    assert renew_starter(old) is None
    assert renew_starter(Library.open(old.uri)) is None


def test_it_is_told_and_the_library_at_hand_shows_it(old: Library) -> None:
    told = list[AddReport | LibraryError]()
    library = open_library(old.uri, renewed=lambda _, outcome: told.append(outcome))
    assert [type(outcome) for outcome in told] == [AddReport]
    assert library.source(TOPIC).title != "Old"
    open_library(old.uri, renewed=lambda _, outcome: told.append(outcome))
    assert len(told) == 1


def test_what_the_owner_deleted_or_replaced_is_left_alone(old: Library) -> None:
    own = _other(DOCUMENTS["citewell:copd-exacerbations"], "/home/me/copd.yaml")
    old.add([own])
    old.delete("citewell:asthma-reliever")
    old.remember(STARTER_NAME, OLD_NOTE)
    assert renew_starter(old)
    assert old.find_source("citewell:asthma-reliever") is None
    assert old.find_source("citewell:general-emergency") is None
    assert old.document("citewell:copd-exacerbations") == own
    assert old.source(TOPIC).title != "Old"


def test_a_topic_that_is_no_more_leaves_the_answers(old: Library, mini_topic: Document) -> None:
    gone = _other(mini_topic, "starter:mini.yaml")
    old.add([gone])
    topic = gone.source.id
    old.remember(STARTER_NAME, {**OLD_NOTE, "topics": [*DOCUMENTS, topic]})
    renew_starter(old)
    assert old.source(topic).status is SourceStatus.SUPERSEDED
    assert old.document(topic).text == gone.text
    assert renew_starter(old) is None


@pytest.mark.parametrize("read_from", [None, "mini.yaml"])
def test_a_library_without_starter_topics_is_left_alone(
    tmp_path: Path, mini_topic: Document, read_from: str | None
) -> None:
    source = mini_topic.source.model_copy(update={"read_from": read_from})
    library = Library.open(tmp_path / "library")
    library.add([mini_topic.model_copy(update={"source": source})])
    before = (Path(library.uri) / "library.json").read_bytes()
    assert renew_starter(library) is None
    assert len(open_library(library.uri).sources()) == 1
    assert (Path(library.uri) / "library.json").read_bytes() == before


def test_topics_of_a_newer_citewell_stay(old: Library) -> None:
    old.remember(STARTER_NAME, {**OLD_NOTE, "citewell": "99.0"})
    assert renew_starter(old) is None
    assert old.source(TOPIC).title == "Old"


def test_reading_only_writes_nothing(old: Library) -> None:
    assert renew_starter(Library.open(old.uri, read_only=True)) is None
    assert old.source(TOPIC).title == "Old"


def test_a_library_that_cannot_be_written_is_used_as_it_is(old: Library) -> None:
    told = list[AddReport | LibraryError]()
    with writer_lock(Path(old.uri)):
        library = open_library(old.uri, renewed=lambda _, outcome: told.append(outcome))
    assert library.source(TOPIC).title == "Old"
    assert "another process is writing" in str(told[0])
    assert renew_starter(library)


def test_a_library_filled_before_there_were_notes_gets_one(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "library")
    library.add(starter_documents())
    report = renew_starter(library)
    assert report
    assert report.unchanged == report.read == len(DOCUMENTS)
    assert library.remembered(STARTER_NAME)["topics"] == sorted(DOCUMENTS)


def test_notes_leave_the_rest_of_the_file_alone(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "library")
    file = Path(library.uri) / "library.json"
    before = json.loads(file.read_text())
    library.remember("one", {"a": 1})
    library.remember("two", {"b": 2})
    assert json.loads(file.read_text()) == before | {"notes": {"one": {"a": 1}, "two": {"b": 2}}}
    assert library.remembered("three") is None


def test_nothing_new_changes_nothing(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "library")
    load_starter(library)
    before = library.content_id()
    starter_id.cache_clear()
    assert renew_starter(library) is None
    assert library.content_id() == before
