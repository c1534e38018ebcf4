"""Printing: results on standard output, everything else on standard error."""

import codecs
import json
import os
import re
import sys
from collections.abc import Iterable, Sequence
from io import TextIOWrapper, UnsupportedOperation
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from citewell.model import Noun
    from citewell.model.errors import UsageError

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_ESCAPING = "citewell-escape"


def emit(text: str) -> None:
    """Write to standard output.

    Raises:
        UsageError: it cannot be written, for instance because the disk is full.
    """
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise cannot_write(error) from error


def say(text: str) -> None:
    """A remark for the person at the terminal, on standard error."""
    typer.echo(clean(text), err=True)


def clean(text: str) -> str:
    """Text with control characters made visible, so that no source or file name steers a terminal.

    >>> clean("a\\x1b[31mb")
    'a\\\\x1b[31mb'
    """
    return _CONTROLS.sub(lambda found: ascii(found[0])[1:-1], text)


def one_line(text: str) -> str:
    """Text on one line, with control characters and line ends made visible.

    >>> one_line("a\\n.txt")
    'a\\\\n.txt'
    """
    return clean(text).replace("\n", "\\n").replace("\t", "\\t")


def print_json(value: "Noun | Sequence[Noun] | dict[str, Any] | Sequence[dict[str, Any]]") -> None:
    """One JSON value on standard output."""
    emit(json.dumps(_plain(value), ensure_ascii=False, indent=2) + "\n")


def _plain(value: Any) -> Any:
    from citewell.model import Noun

    if isinstance(value, Noun):
        return value.model_dump(mode="json", exclude_none=True)
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return value


def print_table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """On a terminal a table of its width; in a pipe a line per row, with tabs between the columns.

    Content is text, never markup.
    """
    cells = [[_cell(cell) for cell in row] for row in rows]
    if sys.stdout.isatty():
        emit(_table(headings, cells))
    else:
        emit("".join("\t".join(row) + "\n" for row in cells))


def print_pairs(rows: Iterable[tuple[str, object]]) -> None:
    """Names with their values, one a line; values that are empty are left out."""
    shown = [(name, _cell(value)) for name, value in rows]
    if not sys.stdout.isatty():
        emit("".join(f"{name}\t{value}\n" for name, value in shown if value))
        return
    width = max((len(name) for name, _ in shown), default=0)
    emit("".join(f"{name:{width}}  {value}\n" for name, value in shown if value))


def _cell(value: object) -> str:
    if isinstance(value, dict):
        pairs = ((name, _cell(one)) for name, one in value.items())
        return ", ".join(f"{name} {one}" for name, one in pairs if one)
    if isinstance(value, (list, tuple)):
        return ", ".join(_cell(one) for one in value)
    return clean(" ".join(str(value).split())) if value is not None else ""


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    console = Console()
    with console.capture() as captured:
        console.print(table)
    return captured.get()


def cannot_write(error: OSError) -> "UsageError":
    """The error for a standard output that takes no more."""
    from citewell.model.errors import UsageError

    drop_stdout()
    return UsageError(
        f"cannot be written ({error.strerror or type(error).__name__})",
        where="standard output",
        todo="Free some space, or write elsewhere",
    )


def drop_stdout() -> None:
    """Send the rest of standard output nowhere, so that ending the process raises nothing."""
    try:
        number = sys.stdout.fileno()
    except (UnsupportedOperation, AttributeError, ValueError):
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, number)
    os.close(nowhere)


def prepare_streams() -> None:
    """Write characters that the terminal's encoding lacks as ``\\u00b5``, which JSON reads as well;
    let streams that were closed (``>&-``) lead nowhere, before a file takes their number."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            nowhere = os.open(os.devnull, os.O_RDWR)
            setattr(sys, name, os.fdopen(nowhere, mode, encoding="utf-8"))
    codecs.register_error(_ESCAPING, _escaped)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors=_ESCAPING)


def _escaped(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4)), error.end
