"""Shared fixtures: the starter library once per run, and a small library of one topic."""

from pathlib import Path

import pytest

from citewell.library import Library
from citewell.model import Document
from citewell.sources import practice_summary
from citewell.starter import load_starter

MINI = Path(__file__).parent / "data" / "mini-topic.yaml"


@pytest.fixture(scope="session")
def starter_library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The starter topics in a library of their own; do not write to it."""
    library = Library.open(tmp_path_factory.mktemp("starter") / "library")
    load_starter(library)
    return library


@pytest.fixture
def mini_topic() -> Document:
    """A small practice summary on a drug that is stopped by a rule."""
    return practice_summary.read(MINI.read_bytes(), MINI.name)


@pytest.fixture
def mini_library(tmp_path: Path, mini_topic: Document) -> Library:
    """A library that holds the small summary alone."""
    library = Library.open(tmp_path / "library")
    library.add([mini_topic])
    return library
