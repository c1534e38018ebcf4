"""Opening the library that a command means."""

import os
from typing import TYPE_CHECKING

from citewell.cli.output import say
from citewell.model.errors import LibraryError, UsageError

if TYPE_CHECKING:
    from citewell.library import AddReport, Library


def open_filled(uri: str | None) -> "Library":
    """For questions: made when it is not there; a new one gets the starter topics, one with older
    starter topics the newer ones, and says so."""
    from citewell.answering import open_library

    return open_library(_named(uri), filled=_tell_filled, renewed=_tell_renewed)


def _tell_filled(library: "Library", report: "AddReport") -> None:
    say(f"Filled the new library {library.uri} with {report.added} starter topics")


def _tell_renewed(library: "Library", outcome: "AddReport | LibraryError") -> None:
    if isinstance(outcome, LibraryError):
        say(
            f"The starter topics of the library are older than this citewell and stay so: {outcome}"
        )
        return
    changed = outcome.updated + outcome.superseded
    if changed or outcome.added:
        say(
            f"Renewed the starter topics of {library.uri}: {changed} changed, {outcome.added} new; "
            "older texts stay readable"
        )


def open_held(uri: str | None, snapshot: str | None = None) -> "Library":
    """For everything else: a library that is there already, now or as it was at a snapshot."""
    from citewell.library import Library

    library = Library.open(_named(uri), create=False)
    return library.at_snapshot(snapshot) if snapshot else library


def open_bare(uri: str | None) -> "Library":
    """For documents of one's own alone: made when it is not there, without the starter topics."""
    from citewell.library import Library

    return Library.open(_named(uri))


def open_other(uri: str) -> "Library":
    """A second library, to read from."""
    from citewell.library import Library

    return Library.open(_named(uri, "OTHER"), create=False, read_only=True)


def _named(uri: str | None, where: str = "--library") -> str | None:
    if uri is not None and not uri.strip():
        raise UsageError("names no folder", where=where, todo="Give one, or leave it out")
    try:
        (uri or os.environ.get("CITEWELL_LIBRARY", "")).encode()
    except UnicodeEncodeError:
        raise UsageError(
            "the name of the folder is not UTF-8 text",
            where=where,
            todo="Name another folder",
        ) from None
    return uri
