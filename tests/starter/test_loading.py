"""The starter topics load whole, and loading them twice changes nothing."""

from pathlib import Path

from citewell.library import Library
from citewell.starter import load_starter


def test_loading_twice_is_a_no_op(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "library")
    first = load_starter(library)
    second = load_starter(library)
    assert first.failed == 0
    assert first.added == first.read
    assert second.unchanged == first.read
    assert second.passages == 0


def test_a_loaded_library_verifies(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "library")
    load_starter(library)
    assert library.verify().problems == ()
