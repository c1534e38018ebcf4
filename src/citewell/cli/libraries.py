"""`citewell library ...`."""

import typer

from citewell.cli.output import print_json, print_table


def info(library: str | None, *, as_json: bool) -> None:
    """Counts, sizes, versions."""
    from citewell.answering import open_library

    found = open_library(library).info()
    if as_json:
        print_json(found)
        return
    rows = found.model_dump(mode="json")
    print_table(("", ""), [(key.replace("_", " "), _shown(value)) for key, value in rows.items()])


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{k} {v}" for k, v in value.items())
    if isinstance(value, list):
        return ", ".join(str(v) for v in value)
    return str(value)


def verify(library: str | None, *, as_json: bool) -> int:
    """Exit code 1 when something does not hold."""
    from citewell.answering import open_library

    report = open_library(library).verify()
    if as_json:
        print_json(report)
    else:
        for problem in report.problems:
            typer.echo(f"{problem.where}: {problem.what}")
        state = f"{len(report.problems)} problems" if report.problems else "everything holds"
        typer.echo(f"{report.sources} sources, {report.passages} passages: {state}")
    return 1 if report.problems else 0


def snapshot(library: str | None, tag: str | None, *, as_json: bool) -> None:
    """Make a snapshot, or list those there are."""
    from citewell.answering import open_library

    store = open_library(library)
    made = [store.snapshot(tag)] if tag else store.snapshots()
    if as_json:
        print_json(made)
        return
    print_table(
        ("tag", "made", "content"), [(one.tag, one.created, one.content_id[:12]) for one in made]
    )


def compact(library: str | None, *, as_json: bool) -> None:
    """Free disk space."""
    from citewell.answering import open_library

    report = open_library(library).compact()
    if as_json:
        print_json(report)
    else:
        rows = report.model_dump(mode="json")
        print_table(("", ""), [(key.replace("_", " "), str(value)) for key, value in rows.items()])


def delete(library: str | None, source: str) -> None:
    """Remove a source."""
    from citewell.answering import open_library

    versions = open_library(library).delete(source)
    typer.echo(f"Removed {source} ({versions} {'version' if versions == 1 else 'versions'})")
