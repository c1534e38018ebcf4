"""What a source says of the strength of its recommendations is stored with its passage."""

from pathlib import Path
from typing import Any

import pytest

from citewell.library import Library
from citewell.library._schema import PASSAGES, content_key, schemas
from citewell.library._tables import engine
from citewell.model import Document, Grading, GradingScheme

TEXT = "Offer allopurinol (Grade A)."


def graded(document: Document, **fields: Any) -> Document:
    """The document with a grading in its first passage."""
    quote = "Grade A"
    at = document.text.index(quote)
    grading = Grading(
        quote=quote, strength="A", scheme=next(iter(GradingScheme)), start=at, end=at + len(quote)
    ).model_copy(update=fields)
    first, *others = document.passages
    first = first.model_copy(update={"gradings": (grading,)})
    return document.model_copy(update={"passages": (first, *others)})


@pytest.fixture
def old_library(folder: Path, library: Library, make_document: Any) -> Library:
    """A library whose passages were stored before there were gradings."""
    library.add([make_document("a", TEXT)])
    library.snapshot("before")
    place = f"{folder}/{PASSAGES}.lance"
    engine().dataset(place).drop_columns(["gradings"])
    old = Library.open(folder)
    old.snapshot("old")
    return old


def test_gradings_come_back_as_they_went_in(library: Library, make_document: Any) -> None:
    document = graded(make_document("a", TEXT, "No grading here."))
    library.add([document])
    assert library.document("a") == document
    assert library.fetch_passages([p.id for p in document.passages]) == list(document.passages)
    assert library.verify().ok


def test_other_gradings_are_other_content(library: Library, make_document: Any) -> None:
    plain = make_document("a", TEXT)
    library.add([plain])
    assert library.add([graded(plain)]).updated == 1
    assert library.add([graded(plain)]).unchanged == 1
    assert library.add([graded(plain, strength="B")]).updated == 1
    assert library.document("a").passages[0].gradings[0].strength == "B"


def test_without_gradings_the_content_key_is_as_it_was(make_document: Any) -> None:
    """Else every document of an older library would be written anew."""
    key = "42790fa173cc0b5ce2c9e593dd47298bccaedcb9006bda4f2fc785e4259dde44"
    assert content_key(make_document("a", TEXT)) == key


def test_an_older_library_opens_reads_and_takes_gradings(
    old_library: Library, make_document: Any
) -> None:
    plain = make_document("a", TEXT)
    assert old_library.document("a") == plain
    assert old_library.verify().ok
    assert old_library.add([plain]).unchanged == 1
    assert old_library.add([graded(plain), graded(make_document("b", TEXT))]).read == 2
    assert old_library.document("a") == graded(plain)
    assert old_library.document("b").passages[0].gradings
    assert old_library.verify().ok
    assert old_library.compact().passages_removed == 0


def test_a_snapshot_of_an_older_library_stays_readable(
    old_library: Library, make_document: Any
) -> None:
    old_library.add([graded(make_document("a", TEXT))])
    assert old_library.at_snapshot("old").document("a") == make_document("a", TEXT)


def test_new_libraries_have_the_column(library: Library) -> None:
    assert "gradings" in schemas()[PASSAGES].names
    assert "gradings" in library._tables[PASSAGES].schema.names
