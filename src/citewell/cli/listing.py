"""`citewell sources`."""

import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from citewell.cli.adding import add_files, failure_line, finish
from citewell.cli.moving import taken_in
from citewell.cli.opening import open_held
from citewell.cli.output import emit, print_json, print_table, say
from citewell.model import SourceKind, SourceStatus
from citewell.model.errors import UsageError

if TYPE_CHECKING:
    from citewell.library import AddReport

_Word = TypeVar("_Word", bound=StrEnum)


def held(
    library: str | None,
    *,
    kind: str | None,
    status: str | None,
    text: str | None,
    snapshot: str | None,
    as_json: bool,
) -> None:
    """List the sources of the library."""
    wanted = _word(SourceKind, "kind", kind), _word(SourceStatus, "status", status)
    found = open_held(library, snapshot).sources(kind=wanted[0], status=wanted[1], text=text)
    if as_json:
        print_json(found)
        return
    rows = [(s.id, s.kind.value, s.status.value, s.issued, s.title) for s in found]
    if rows:
        print_table(("id", "kind", "status", "issued", "title"), rows)
    say(f"{len(found)} {'source' if len(found) == 1 else 'sources'}")


def _word(words: type[_Word], what: str, given: str | None) -> _Word | None:
    if given is None:
        return None
    try:
        return words(given.strip().lower().replace(" ", "_").replace("-", "_"))
    except ValueError:
        known = ", ".join(word.value for word in words)
        raise UsageError(f"there is no {what} {given!r}", todo=f"Use one of: {known}") from None


def failures(library: str | None, *, as_json: bool) -> None:
    """List what could not be read."""
    unread = open_held(library).failures()
    if as_json:
        print_json(unread)
        return
    if sys.stdout.isatty():
        emit("".join(f"{failure_line(f)} ({f.time})\n" for f in unread))
    elif unread:
        print_table((), [(f.path, f.record, f.reason, f.todo, f.time) for f in unread])
    say(f"{len(unread)} could not be read" if unread else "Everything given so far could be read")


def retry(library: str | None, *, as_json: bool) -> int:
    """Read again what could not be read."""
    from citewell.library import is_export

    store = open_held(library)
    paths = [Path(path) for path in dict.fromkeys(f.path for f in store.failures())]
    if not paths:
        say("There is nothing to read again")
    exports = [path for path in paths if is_export(path)]
    files = [path for path in paths if path not in exports]
    reports = [add_files(store, files, workers=2), *(taken_in(store, one) for one in exports)]
    return finish(_together(reports), as_json=as_json)


def _together(reports: "Sequence[AddReport]") -> "AddReport":
    from citewell.library import AddReport

    counts = {name for name, field in AddReport.model_fields.items() if field.annotation is int}
    return AddReport(
        **{name: sum(getattr(report, name) for report in reports) for name in sorted(counts)},
        failures=tuple(failure for report in reports for failure in report.failures),
    )


def forget(library: str | None, path: str, *, as_json: bool) -> int:
    """Take a file off the list of those that could not be read."""
    store = open_held(library)
    names = {path, str(Path(path).absolute())}
    count = sum(store.clear_failure(name) for name in sorted(names))
    if not count:
        raise UsageError(
            "is not among the files that could not be read",
            where=path,
            todo="List those with `citewell sources --failed`",
        )
    if as_json:
        print_json({"path": path, "forgotten": count})
    else:
        say(f"Forgot {count} {'failure' if count == 1 else 'failures'} of {path}")
    return 0
