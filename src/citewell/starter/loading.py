"""Loads the starter topics into a library, and the newer ones after an update of citewell."""

import hashlib
import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from citewell._version import __version__
from citewell.library import AddReport, Library
from citewell.model import Document, Source, SourceKind, SourceStatus
from citewell.model.errors import LibraryError
from citewell.sources import practice_summary

STARTER_NAME = "starter"
"""Name of the note that a library keeps: which starter data were loaded into it."""

_ORIGIN = f"{STARTER_NAME}:"
_WAIT = 3.0
"""Seconds that a question waits for another writer before it goes on with the topics it has."""


def starter_documents() -> Iterator[Document]:
    """The documents of the starter topics, in the order of their names.

    >>> next(starter_documents()).source.kind.value
    'practice_summary'
    """
    for file in _files():
        yield practice_summary.read(file.read_bytes(), f"{_ORIGIN}{file.name}")


@lru_cache(maxsize=1)
def starter_id() -> str:
    """SHA-256 over the starter data and the version of their reader; read once in a process.

    >>> len(starter_id())
    64
    """
    total = hashlib.sha256(practice_summary.READER.encode())
    for file in _files():
        total.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def load_starter(library: Library) -> AddReport:
    """Add the starter topics, all or none; those already held are left alone."""
    # Stopped half way the library must stay as it was: one with some of the topics would lack the
    # others for ever.
    return _load(library, list(starter_documents()))


def renew_starter(library: Library) -> AddReport | None:
    """Load the starter topics of this citewell into a library that has those of an earlier one.

    A newer text of a topic supersedes the older one, new topics are added, and a topic that citewell
    no longer has is marked superseded. Left alone are topics that the owner of the library deleted or
    replaced. Nothing is done, and None returned, where the library never had starter topics, has
    these or those of a newer citewell, is read-only, or is in an object store, which has no lock.

    Raises:
        LibraryError: it cannot be written, or another process writes to it.
    """
    if library.read_only or library.is_remote or not _is_older(library):
        return None
    writer = Library.open(library.uri, create=False, wait=_WAIT)
    report = _load(writer, _due(writer, _loaded_before(writer)))
    library.refresh()
    return report


def distrust_starter(library: Library) -> None:
    """Let :func:`renew_starter` look at every topic again, because documents came from elsewhere."""
    note = _note(library)
    if note:
        library.remember(STARTER_NAME, {**note, "data": None})


def _files() -> list[Traversable]:
    folder = resources.files("citewell.starter").joinpath("topics")
    files = (file for file in folder.iterdir() if file.name.endswith(".yaml"))
    return sorted(files, key=lambda file: file.name)


def _load(library: Library, documents: Collection[Document]) -> AddReport:
    report = library.add(documents, whole=True)
    topics = {d.source.id for d in documents} | _loaded_before(library)
    note = {"data": starter_id(), "citewell": __version__, "topics": sorted(topics)}
    library.remember(STARTER_NAME, note)
    return report


def _is_older(library: Library) -> bool:
    note = _note(library)
    if note:
        newer = _numbers(note.get("citewell")) > _numbers(__version__)
        return note.get("data") != starter_id() and not newer
    # Libraries made before notes were taken tell by where their summaries were read from.
    return any(map(_is_ours, library.sources(kind=SourceKind.PRACTICE_SUMMARY)))


def _due(library: Library, before: Collection[str]) -> list[Document]:
    """The topics to load, without those that the owner of the library deleted or replaced."""
    due, now = list[Document](), set[str]()
    for document in starter_documents():
        now.add(document.source.id)
        held = library.find_source(document.source.id)
        if _is_ours(held) if held else document.source.id not in before:
            due.append(document)
    return due + [d for topic in sorted(set(before) - now) for d in _withdrawn(library, topic)]


def _withdrawn(library: Library, topic: str) -> Iterator[Document]:
    held = library.find_source(topic)
    if held is None or not _is_ours(held) or held.status is not SourceStatus.CURRENT:
        return
    try:
        document = library.document(topic)
    except LibraryError:  # Written under another model: it cannot answer anything either.
        return
    mark = {"status": SourceStatus.SUPERSEDED, "status_note": f"not in citewell {__version__}"}
    source = document.source.model_copy(update=mark)
    yield document.model_copy(update={"source": source})


def _is_ours(source: Source) -> bool:
    return (source.read_from or "").startswith(_ORIGIN)


def _note(library: Library) -> dict[str, Any]:
    note = library.remembered(STARTER_NAME)
    return note if isinstance(note, dict) else {}


def _loaded_before(library: Library) -> set[str]:
    return set(_note(library).get("topics", ()))


def _numbers(version: str | None) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", version or "")]
