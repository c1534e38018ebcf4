"""The commands of `citewell library`."""

from typing import Annotated

import typer

from citewell.cli.options import JsonOption, LibraryOption

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
