"""Loads the starter topics into a library."""

from collections.abc import Iterator
from importlib import resources

from citewell.library import AddReport, Library
from citewell.model import Document
from citewell.sources import practice_summary

STARTER_NAME = "starter"


def starter_documents() -> Iterator[Document]:
    """The documents of the starter topics, in the order of their names.

    >>> next(starter_documents()).source.kind.value
    'practice_summary'
    """
    folder = resources.files("citewell.starter").joinpath("topics")
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".yaml"):
            yield practice_summary.read(file.read_bytes(), f"starter:{file.name}")


def load_starter(library: Library) -> AddReport:
    """Add the starter topics; those already held are left alone."""
    return library.add(starter_documents())
