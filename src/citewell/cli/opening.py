"""Opening the library that a command means."""

import os
from typing import TYPE_CHECKING

from citewell.cli.output import say
from citewell.model.errors import UsageError

if TYPE_CHECKING:
    from citewell.library import Library


def open_filled(uri: str | None) -> "Library":
    """For questions: made when it is not there; a new one gets the starter topics, and says so."""
    from citewell.answering import open_library
    from citewell.library import AddReport

    def tell(library: "Library", report: AddReport) -> None:
        say(f"Filled the new library {library.uri} with {report.added} starter topics")

    return open_library(_named(uri), filled=tell)


def open_held(uri: str | None, snapshot: str | None = None) -> "Library":
    """For everything else: a library that is there already, now or as it was at a snapshot."""
    from citewell.library import Library

    library = Library.open(_named(uri), create=False)
    return library.at_snapshot(snapshot) if snapshot else library


def open_bare(uri: str | None) -> "Library":
    """For documents of one's own alone: made when it is not there, without the starter topics."""
    from citewell.library import Library

    return Library.open(_named(uri))


def _named(uri: str | None) -> str | None:
    if uri is not None and not uri.strip():
        raise UsageError("names no folder", where="--library", todo="Give one, or leave it out")
    try:
        (uri or os.environ.get("CITEWELL_LIBRARY", "")).encode()
    except UnicodeEncodeError:
        raise UsageError(
            "the name of the folder is not UTF-8 text",
            where="--library",
            todo="Name another folder",
        ) from None
    return uri
