"""`citewell library ...`."""

from citewell.cli.opening import open_held
from citewell.cli.output import clean, emit, print_json, print_pairs, print_table, say


def info(library: str | None, *, as_json: bool) -> None:
    """Counts, sizes, versions."""
    found = open_held(library).info()
    if as_json:
        print_json(found)
        return
    values = found.model_dump(mode="json").items()
    print_pairs([("where" if name == "uri" else name.replace("_", " "), v) for name, v in values])


def verify(library: str | None, *, as_json: bool) -> int:
    """Exit code 1 when something does not hold."""
    report = open_held(library).verify()
    if as_json:
        print_json(report)
    else:
        for problem in report.problems:
            emit(clean(f"{problem.where}: {problem.what}\n"))
        counted = (
            f"{report.sources} sources, {report.passages} passages, {report.statements} statements"
        )
        count = len(report.problems)
        state = (
            f"{count} {'problem' if count == 1 else 'problems'}" if count else "everything holds"
        )
        say(f"{counted}: {state}")
    return 1 if report.problems else 0


def snapshot(library: str | None, tag: str | None, *, as_json: bool) -> None:
    """Make a snapshot, or list those there are."""
    store = open_held(library)
    made = [store.snapshot(tag)] if tag is not None else store.snapshots()
    if as_json:
        print_json(made)
        return
    if made:
        rows = [(one.tag, one.created, one.content_id[:12]) for one in made]
        print_table(("tag", "made", "content"), rows)
    else:
        say("No snapshot has been made yet; make one with `citewell library snapshot NAME`")


def compact(library: str | None, *, as_json: bool) -> None:
    """Free disk space."""
    report = open_held(library).compact()
    if as_json:
        print_json(report)
    else:
        values = report.model_dump(mode="json").items()
        print_pairs([(name.replace("_", " "), value) for name, value in values])


def delete(library: str | None, source: str, *, as_json: bool) -> None:
    """Remove a source."""
    store = open_held(library)
    versions = store.delete(source)
    if as_json:
        print_json({"source": source, "versions_removed": versions})
        return
    kept = "; snapshots keep it" if store.snapshots() else ""
    say(f"Removed {source} ({versions} {'version' if versions == 1 else 'versions'}){kept}")
