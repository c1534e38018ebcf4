"""`citewell library export`, `import` and `merge`."""

from pathlib import Path
from typing import TYPE_CHECKING

from citewell.cli.adding import finish
from citewell.cli.opening import open_bare, open_held, open_other
from citewell.cli.output import print_json, say
from citewell.cli.saving import check_writable
from citewell.model.errors import UsageError

if TYPE_CHECKING:
    from citewell.library import AddReport, Library


def export(library: str | None, file: Path, snapshot: str | None, *, as_json: bool) -> None:
    """Write every document to one file."""
    check_writable(file)
    report = open_held(library, snapshot).export_to(file)
    if as_json:
        print_json(report)
    else:
        documents = "1 document" if report.documents == 1 else f"{report.documents} documents"
        passages = "1 passage" if report.passages == 1 else f"{report.passages} passages"
        say(f"Written to {file}: {documents}, {passages}")


def import_file(library: str | None, file: Path, *, as_json: bool) -> int:
    """Take in an export; the exit code."""
    from citewell.library import read_manifest

    read_manifest(file)  # What is no export is refused before a library is made for it.
    return finish(taken_in(open_bare(library), file), as_json=as_json)


def taken_in(store: "Library", file: Path) -> "AddReport":
    """Import a file into an open library."""
    return _checked(store, store.import_from(file))


def merge(library: str | None, other: str, *, as_json: bool) -> int:
    """Take in the documents of another library; the exit code."""
    store, source = open_held(library), open_other(other)
    if _is_same(store.uri, source.uri):
        raise UsageError(
            "is the library itself", where=other, todo="Name another with OTHER or --library"
        )
    return finish(_checked(store, store.merge(source)), as_json=as_json)


def _is_same(one: str, other: str) -> bool:
    if one == other:
        return True
    return Path(one).exists() and Path(other).exists() and Path(one).samefile(other)


def _checked(store: "Library", report: "AddReport") -> "AddReport":
    """Starter topics that came from elsewhere may be older than ours: let the next question look."""
    from citewell.starter import distrust_starter

    if report.added + report.updated + report.superseded:
        distrust_starter(store)
    return report
