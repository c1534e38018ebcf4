"""`citewell ask`."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from citewell.cli.opening import open_filled, open_held
from citewell.cli.output import emit, say
from citewell.cli.saving import check_writable, write_file
from citewell.model.errors import QuestionError

if TYPE_CHECKING:
    from citewell.model import Article, Document

_ENDINGS = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
}
_MOST_BYTES = 1_000_000
"""Of standard input; far more than a question may have, so that the message can say how long it is."""


def run(
    words: Sequence[str],
    *,
    audience: str | None,
    rendering: str | None,
    output: Path | None,
    library: str | None,
    snapshot: str | None,
) -> None:
    """Answer a question and print or write the article."""
    from citewell.answering import ask
    from citewell.understanding import understand

    if output is not None:
        check_writable(output)
    text = _read_stdin() if list(words) == ["-"] else " ".join(words)
    understand(text)  # What is no question is refused before a library is made for it.
    store = open_held(library, snapshot) if snapshot else open_filled(library)
    article = ask(text, library=store, audience=audience)
    rendered = render(article, rendering or _by_ending(output), store.document)
    if output is None:
        emit(rendered)
        return
    write_file(output, rendered)
    say(f"Written to {output}")


def _by_ending(output: Path | None) -> str:
    """The format that a file name asks for.

    >>> _by_ending(Path("answer.html")), _by_ending(Path("answer")), _by_ending(None)
    ('html', 'text', 'text')
    """
    return _ENDINGS.get(output.suffix.lower(), "text") if output else "text"


def _read_stdin() -> str:
    if sys.stdin.isatty():
        say("Type the question, then press Ctrl-D")
    try:
        return sys.stdin.buffer.read(_MOST_BYTES).decode("utf-8")
    except UnicodeDecodeError as error:
        raise QuestionError(
            f"the question is not UTF-8 text (byte {error.start})",
            where="standard input",
            todo="Save it as UTF-8",
        ) from error


def render(
    article: "Article", rendering: str, document_of: "Callable[[str, str | None], Document]"
) -> str:
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
