"""Named states stay readable whatever comes later."""

import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from citewell.library import Library
from citewell.model.errors import LibraryError


def test_a_snapshot_outlives_changes_deletion_and_compaction(
    library: Library, make_document: Any
) -> None:
    first = make_document("a", "Take 5 mg.")
    library.add([first, make_document("b", "Two.")])
    made = library.snapshot("2026-11")

    library.add([make_document("a", "Take 6 mg.")])
    library.delete("b")
    library.compact(timedelta(0))

    then = library.at_snapshot("2026-11")
    assert then.content_id() == made.content_id != library.content_id()
    assert then.document("a") == first
    assert then.search("mg")[0].passage_id == first.passages[0].id
    assert [s.id for s in then.sources()] == ["a", "b"]
    assert then.verify().ok
    assert library.verify().ok
    assert [s.tag for s in library.snapshots()] == ["2026-11"]


def test_a_snapshot_is_for_reading(library: Library, make_document: Any) -> None:
    library.snapshot("one")
    then = library.at_snapshot("one")

    with pytest.raises(LibraryError, match="for reading only"):
        then.add([make_document("a", "One.")])
    assert not then.refresh()


def test_names(library: Library) -> None:
    library.snapshot("one")

    with pytest.raises(LibraryError, match="there is a snapshot one already"):
        library.snapshot("one")
    with pytest.raises(LibraryError, match="Those that exist: one"):
        library.at_snapshot("two")
    for name in ("", "a/b", "../x", ".x", "a" * 65):
        with pytest.raises(LibraryError, match="cannot be named"):
            library.snapshot(name)
        with pytest.raises(LibraryError, match="cannot be named"):
            library.at_snapshot(name)


def test_a_half_made_snapshot_does_not_count_and_can_be_made_again(
    folder: Path, library: Library, make_document: Any
) -> None:
    library.add([make_document("a", "One.")])
    library.snapshot("one")
    shutil.rmtree(folder / "snapshots")
    library.add([make_document("b", "Two.")])

    assert library.snapshots() == []
    library.snapshot("one")
    assert len(library.at_snapshot("one").sources()) == 2


def test_compacting_removes_what_nobody_owns_and_old_versions(
    library: Library, make_document: Any
) -> None:
    document = make_document("a", "Asthma.", "Gout.")
    library.add([document])
    from citewell.library._schema import PASSAGES, passage_rows

    library._tables.append(PASSAGES, passage_rows(document, edition=1))
    assert len(library.search("asthma")) == 1

    report = library.compact(timedelta(0))

    assert report.passages_removed == 2
    assert report.versions_removed > 0
    assert library.document("a") == document
    assert len(library.search("asthma")) == 1
