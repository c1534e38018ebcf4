"""Options that several commands share."""

from typing import Annotated

import typer

LibraryOption = Annotated[
    str | None,
    typer.Option(
        "--library",
        "-l",
        metavar="FOLDER",
        help="Where the evidence is: a folder or an s3:// address. Default: CITEWELL_LIBRARY, else a "
        "folder of your own.",
    ),
]
JsonOption = Annotated[
    bool, typer.Option("--json", help="Print JSON; an error, too, on standard error.")
]
SnapshotOption = Annotated[
    str | None,
    typer.Option("--snapshot", metavar="NAME", help="As the library was at this snapshot."),
]
