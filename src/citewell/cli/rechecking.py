"""`citewell check ARTICLE.json`."""

from pathlib import Path

import typer
from pydantic import ValidationError

from citewell.cli.output import print_json
from citewell.model import Article
from citewell.model.errors import ArticleError


def run(path: Path, library: str | None, *, as_json: bool) -> int:
    """Exit code 1 when a claim no longer stands as it was saved."""
    from citewell.answering import open_library
    from citewell.composing.rechecking import recheck

    report = recheck(read_article(path), open_library(library))
    if as_json:
        print_json(report)
    else:
        for claim in report.changed:
            found = ", ".join(sorted({how.value for how in claim.spans}))
            typer.echo(f"{claim.id} {claim.before.value} -> {claim.verdict.value} (passage {found})")
            typer.echo(f"   {claim.text}")
            if claim.detail:
                typer.echo(f"   {claim.detail}")
        typer.echo(f"{report.standing} of {report.checked} cited sentences stand as saved")
    return 1 if report.changed else 0


def read_article(path: Path) -> Article:
    """A saved article.

    Raises:
        ArticleError: the file cannot be read, or is not an article.
    """
    try:
        return Article.from_json(path.read_bytes())
    except OSError as error:
        raise ArticleError(f"cannot be read ({error.strerror})", where=str(path)) from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "the file"
        raise ArticleError(
            f"is not a saved article ({place}: {first['msg']})",
            where=str(path),
            todo="Save one with `citewell ask QUESTION --format json --output FILE`",
        ) from error
