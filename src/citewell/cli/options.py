"""The options of the commands; those of `--json`, `--library` and `--snapshot` are shared."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class AudienceName(StrEnum):
    """Audiences on the command line."""

    PATIENT = "patient"
    CLINICIAN = "clinician"


class Format(StrEnum):
    """Renderings of an article."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"


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
AudienceOption = Annotated[
    AudienceName | None,
    typer.Option(
        "--audience",
        "-a",
        metavar="patient|clinician",
        help="Who reads it; guessed from the wording if not given.",
    ),
]
FormatOption = Annotated[
    Format | None,
    typer.Option(
        "--format",
        "-f",
        metavar="text|markdown|html|json",
        help="How it is written; by the ending of --output, else as text.",
    ),
]
OutputOption = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        readable=False,
        help="Write to a file, all of it or nothing.",
    ),
]
FailedOption = Annotated[
    bool, typer.Option("--failed", help="List what could not be read instead.")
]
RetryOption = Annotated[bool, typer.Option("--retry", help="Read again what could not be read.")]
ForgetOption = Annotated[
    str | None,
    typer.Option("--forget", metavar="FILE", help="Take a file off the list of failures."),
]
KindOption = Annotated[
    str | None, typer.Option("--kind", metavar="KIND", help="Only this kind, e.g. guideline.")
]
StatusOption = Annotated[
    str | None,
    typer.Option("--status", metavar="STATUS", help="Only this status, e.g. retracted."),
]
TextOption = Annotated[
    str | None,
    typer.Option("--text", metavar="TEXT", help="Only with this in id, title, publisher, authors."),
]
