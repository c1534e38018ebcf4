"""The commands and their options; the work is imported where it is used, so that help is quick."""

from pathlib import Path
from typing import Annotated, NoReturn

import typer

from citewell.cli.library_app import library_app
from citewell.cli.options import (
    AudienceOption,
    FailedOption,
    ForgetOption,
    Format,
    FormatOption,
    JsonOption,
    KindOption,
    LibraryOption,
    OutputOption,
    RetryOption,
    SnapshotOption,
    StatusOption,
    TextOption,
)
from citewell.cli.running import EXIT_CODES, Commands

_CODES = "\n".join(f"  {code:3}  {meaning}" for code, meaning in EXIT_CODES.items())

app = typer.Typer(
    name="citewell",
    cls=Commands,
    help="Ask a clinical question; read an answer whose every sentence is checked against its source.",
    epilog=f"\b\nExit codes:\n{_CODES}",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(library_app, name="library")


def _refuse(what: str) -> NoReturn:
    from citewell.model.errors import UsageError

    raise UsageError(what, todo="Leave one of them out")


def _print_version(value: bool) -> None:
    if value:
        from citewell.cli.versions import run

        run(parts=False, as_json=False)
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool,
        typer.Option("--version", is_eager=True, callback=_print_version, help="Show the version."),
    ] = False,
) -> None:
    """Ask a clinical question; read an answer whose every sentence is checked against its source."""


@app.command()
def ask(
    question: Annotated[
        list[str], typer.Argument(metavar="QUESTION", help="The question; - reads it from stdin.")
    ],
    audience: AudienceOption = None,
    as_format: FormatOption = None,
    output: OutputOption = None,
    as_json: JsonOption = False,
    snapshot: SnapshotOption = None,
    library: LibraryOption = None,
) -> None:
    """Answer a clinical question with a checked article.

    The first question makes the library and fills it with the starter topics.
    """
    from citewell.cli.asking import run

    if as_json and as_format not in {None, Format.JSON}:
        _refuse("--json and --format ask for different things")
    run(
        question,
        audience=audience.value if audience else None,
        rendering="json" if as_json else as_format.value if as_format else None,
        output=output,
        library=library,
        snapshot=snapshot,
    )


@app.command()
def add(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="Files, folders or globs.")],
    workers: Annotated[
        int, typer.Option(min=1, max=64, metavar="N", help="Processes that read.")
    ] = 2,
    no_starter: Annotated[
        bool,
        typer.Option("--no-starter", help="Do not fill a new library with the starter topics."),
    ] = False,
    as_json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """Read documents into the library.

    Reads articles (PubMed and JATS XML, HTML, PDF, DOCX, text, Markdown), drug labels, trial
    registrations, guideline summaries, references and practice summaries, packed with gzip or not.
    What is held already is left alone; a newer version takes the place of the older one.
    """
    from citewell.cli.adding import run

    raise typer.Exit(run(paths, library, workers, starter=not no_starter, as_json=as_json))


@app.command()
def sources(
    failed: FailedOption = False,
    retry: RetryOption = False,
    forget: ForgetOption = None,
    kind: KindOption = None,
    status: StatusOption = None,
    text: TextOption = None,
    as_json: JsonOption = False,
    snapshot: SnapshotOption = None,
    library: LibraryOption = None,
) -> None:
    """List what the library holds, or what could not be read."""
    from citewell.cli import listing

    filters = [o for o, v in (("--kind", kind), ("--status", status), ("--text", text)) if v]
    filters += ["--snapshot"] if snapshot else []
    if filters and (failed or retry or forget):
        _refuse(f"{filters[0]} is for the list of sources, not for that of failures")
    if retry and forget:
        _refuse("--retry and --forget ask for different things")
    if forget is not None:
        raise typer.Exit(listing.forget(library, forget, as_json=as_json))
    if retry:
        raise typer.Exit(listing.retry(library, as_json=as_json))
    if failed:
        listing.failures(library, as_json=as_json)
    else:
        listing.held(
            library, kind=kind, status=status, text=text, snapshot=snapshot, as_json=as_json
        )


@app.command()
def show(
    what: Annotated[
        str,
        typer.Argument(
            metavar="SOURCE|SPAN",
            help="SOURCE, SOURCE:START-END or SOURCE#STATEMENT; SOURCE@HASH is a certain version.",
        ),
    ],
    as_json: JsonOption = False,
    snapshot: SnapshotOption = None,
    library: LibraryOption = None,
) -> None:
    """Show a source, or a passage with the cited characters marked."""
    from citewell.cli.showing import run

    run(what, library, snapshot, as_json=as_json)


@app.command()
def check(
    article: Annotated[
        Path,
        typer.Argument(
            metavar="ARTICLE.json", readable=False, help="Saved by `citewell ask --format json`."
        ),
    ],
    as_json: JsonOption = False,
    snapshot: SnapshotOption = None,
    library: LibraryOption = None,
) -> None:
    """Check a saved article again; exit 1 if it has changed.

    Finds every cited passage again, runs every check again, compares the reference list, and where
    the library is the one that the article was written from, writes it again and compares the whole.
    """
    from citewell.cli.rechecking import run

    raise typer.Exit(run(article, library, snapshot, as_json=as_json))


@app.command()
def version(
    parts: Annotated[
        bool, typer.Option("--parts", help="With every part that can change an answer.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Show the version of citewell, and of its parts."""
    from citewell.cli.versions import run

    run(parts=parts, as_json=as_json)


@app.command()
def bench(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="Which one; without a name, lists them.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Measure; exit 1 when a figure misses its target."""
    from citewell.cli.benching import run

    raise typer.Exit(run(name, as_json=as_json))


@app.command()
def schema(
    noun: Annotated[
        str,
        typer.Argument(metavar="[NOUN]", help="article, question, claim, citation, source, ..."),
    ] = "article",
    as_json: JsonOption = False,
) -> None:
    """Print the JSON Schema of a noun."""
    from citewell.cli.versions import print_schema

    print_schema(noun)


def main() -> None:
    """Run the command line."""
    app()
