"""The commands and their options; the work is imported where it is used, so that help is quick."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    name="citewell",
    help="Ask a clinical question; read an answer whose every sentence is checked against its source.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
library_app = typer.Typer(
    help="Look after the evidence library.", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(library_app, name="library")

LibraryOption = Annotated[
    str | None,
    typer.Option("--library", metavar="FOLDER", help="Where the evidence is (or CITEWELL_LIBRARY)."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]


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


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="The question, in quotes; - reads it from stdin.")],
    audience: Annotated[
        AudienceName | None, typer.Option(help="Who reads it; guessed from the wording if not given.")
    ] = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="How it is printed.")] = Format.TEXT,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write to a file.")] = None,
    as_json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """Answer a clinical question with a checked article."""
    from citewell.cli.asking import run

    chosen = Format.JSON if as_json else format
    run(question, audience.value if audience else None, chosen.value, output, library)


@app.command()
def add(
    paths: Annotated[list[str], typer.Argument(help="Files, folders or globs.")],
    as_json: JsonOption = False,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Reading processes.")] = 2,
    library: LibraryOption = None,
) -> None:
    """Read documents into the library: PubMed, JATS, SPL, text, Markdown, practice summaries."""
    from citewell.cli.adding import run

    raise typer.Exit(run(paths, library, workers, as_json=as_json))


@app.command()
def sources(
    failed: Annotated[bool, typer.Option("--failed", help="Show what could not be read.")] = False,
    retry: Annotated[bool, typer.Option("--retry", help="With --failed: read those again.")] = False,
    kind: Annotated[str | None, typer.Option(help="Only this kind, for instance guideline.")] = None,
    text: Annotated[str | None, typer.Option(help="Only with this in title, id or authors.")] = None,
    as_json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """List what the library holds, or what could not be read."""
    from citewell.cli.listing import failures, held

    if failed or retry:
        raise typer.Exit(failures(library, retry=retry, as_json=as_json))
    held(library, kind, text, as_json=as_json)


@app.command()
def show(
    what: Annotated[
        str, typer.Argument(metavar="SOURCE|SPAN", help="A source id, SOURCE:START-END, or SOURCE#STATEMENT.")
    ],
    as_json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """Show a source, or a passage with the cited characters marked."""
    from citewell.cli.showing import run

    run(what, library, as_json=as_json)


@app.command()
def check(
    article: Annotated[Path, typer.Argument(metavar="ARTICLE.json", help="A saved article.")],
    as_json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """Check a saved article again, sentence by sentence, against a library."""
    from citewell.cli.rechecking import run

    raise typer.Exit(run(article, library, as_json=as_json))


@app.command()
def version(
    parts: Annotated[bool, typer.Option("--parts", help="The versioned parts as well.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Show the version, and with --parts every part that can change an answer."""
    from citewell.cli.versions import run

    run(parts=parts, as_json=as_json)


@app.command()
def bench(
    name: Annotated[str, typer.Argument(help="ask, add, read, topics, check.")],
    as_json: JsonOption = False,
) -> None:
    """Measure speed, memory or quality; exits 1 when a figure misses its target."""
    from citewell.cli.benching import run

    raise typer.Exit(run(name, as_json=as_json))


@app.command()
def schema(
    noun: Annotated[str, typer.Argument(help="article, question, source, claim ...")] = "article",
) -> None:
    """Print the JSON Schema of a noun."""
    from citewell.cli.versions import print_schema

    print_schema(noun)


@library_app.command("info")
def library_info(as_json: JsonOption = False, library: LibraryOption = None) -> None:
    """What the library holds, where, and its content id."""
    from citewell.cli.libraries import info

    info(library, as_json=as_json)


@library_app.command("verify")
def library_verify(as_json: JsonOption = False, library: LibraryOption = None) -> None:
    """Check every hash, passage and statement."""
    from citewell.cli.libraries import verify

    raise typer.Exit(verify(library, as_json=as_json))


@library_app.command("snapshot")
def library_snapshot(
    tag: Annotated[str | None, typer.Argument(help="Name for the present state; none lists them.")] = None,
    as_json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """Name the present state so that it stays readable, or list the names."""
    from citewell.cli.libraries import snapshot

    snapshot(library, tag, as_json=as_json)


@library_app.command("compact")
def library_compact(as_json: JsonOption = False, library: LibraryOption = None) -> None:
    """Free disk space that old versions take."""
    from citewell.cli.libraries import compact

    compact(library, as_json=as_json)


@library_app.command("delete")
def library_delete(
    source: Annotated[str, typer.Argument(help="Id of the source.")], library: LibraryOption = None
) -> None:
    """Remove a source with all its versions."""
    from citewell.cli.libraries import delete

    delete(library, source)


def main() -> None:
    """Run the command line; a user's mistake is one message, never a stack trace."""
    from citewell.model.errors import CitewellError

    try:
        app()
    except CitewellError as error:
        typer.echo(f"citewell: {error}", err=True)
        sys.exit(error.code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        typer.echo(f"citewell: {where}{error.strerror or error}", err=True)
        sys.exit(4)
