"""`citewell ask`."""

import sys
from pathlib import Path

import typer

from citewell.model import Article
from citewell.model.errors import UsageError


def run(
    question: str, audience: str | None, rendering: str, output: Path | None, library: str | None
) -> None:
    """Answer a question and print or write the article."""
    from citewell.answering import ask, open_library

    text = sys.stdin.read() if question == "-" else question
    store = open_library(library)
    article = ask(text, library=store, audience=audience)
    rendered = render(article, rendering, store.document)
    if output is None:
        typer.echo(rendered, nl=False)
        return
    try:
        output.write_text(rendered, encoding="utf-8")
    except OSError as error:
        raise UsageError(
            f"cannot be written ({error.strerror})", where=str(output), todo="Choose another file"
        ) from error
    typer.echo(f"Written to {output}")


def render(article: Article, rendering: str, document_of: object) -> str:
    """The article in one of the formats of the command line."""
    from citewell.composing import rendering as renderings

    match rendering:
        case "json":
            return article.to_json(indent=2) + "\n"
        case "markdown":
            return renderings.to_markdown(article)
        case "html":
            return renderings.to_html(article, document_of)
        case _:
            return renderings.to_text(article)
