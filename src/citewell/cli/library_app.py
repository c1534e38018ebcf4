"""The commands of `citewell library`."""

from pathlib import Path
from typing import Annotated

import typer

from citewell.cli.options import JsonOption, LibraryOption, SnapshotOption

library_app = typer.Typer(
    help="Look after the evidence library.", no_args_is_help=True, rich_markup_mode=None
)


@library_app.command("info")
def info(as_json: JsonOption = False, library: LibraryOption = None) -> None:
    """Show what the library holds, where, and its content id."""
    from citewell.cli import libraries

    libraries.info(library, as_json=as_json)


@library_app.command("verify")
def verify(as_json: JsonOption = False, library: LibraryOption = None) -> None:
    """Check every hash, passage and statement; exit 1 if one fails."""
    from citewell.cli import libraries

    raise typer.Exit(libraries.verify(library, as_json=as_json))


@library_app.command("snapshot")
def snapshot(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]", help="For the present state; without a name, lists those made."
        ),
    ] = None,
    as_json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """Name the present state so that it stays readable."""
    from citewell.cli import libraries

    libraries.snapshot(library, name, as_json=as_json)


@library_app.command("compact")
def compact(as_json: JsonOption = False, library: LibraryOption = None) -> None:
    """Free the disk space of old versions; snapshots stay."""
    from citewell.cli import libraries

    libraries.compact(library, as_json=as_json)


@library_app.command("delete")
def delete(
    source: Annotated[
        str, typer.Argument(metavar="SOURCE", help="Its id, as `citewell sources` shows it.")
    ],
    as_json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """Remove a source with all its versions; snapshots keep it."""
    from citewell.cli import libraries

    libraries.delete(library, source, as_json=as_json)


@library_app.command("export")
def export(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", readable=False, help="To write; packed with gzip if it ends in .gz."
        ),
    ],
    as_json: JsonOption = False,
    snapshot: SnapshotOption = None,
    library: LibraryOption = None,
) -> None:
    """Write every document to one file, each line with its checksum."""
    from citewell.cli import moving

    moving.export(library, file, snapshot, as_json=as_json)


@library_app.command("import")
def import_file(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", readable=False, help="Written by `library export`.")
    ],
    as_json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """Take in the documents of an export; a damaged line is a failure, the rest is stored."""
    from citewell.cli import moving

    raise typer.Exit(moving.import_file(library, file, as_json=as_json))


@library_app.command("merge")
def merge(
    other: Annotated[
        str, typer.Argument(metavar="OTHER", help="The library to take from; it stays as it is.")
    ],
    as_json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """Take in the documents of another library; what is held and newer stays."""
    from citewell.cli import moving

    raise typer.Exit(moving.merge(library, other, as_json=as_json))
