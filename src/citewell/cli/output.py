"""Printing: JSON, tables, and a progress bar on a terminal."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

import typer

from citewell.model import Noun


def print_json(value: Noun | Sequence[Noun] | dict[str, Any] | Sequence[dict[str, Any]]) -> None:
    """One JSON value on standard output."""
    typer.echo(json.dumps(_plain(value), ensure_ascii=False, indent=2))


def _plain(value: Any) -> Any:
    if isinstance(value, Noun):
        return value.model_dump(mode="json", exclude_none=True)
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return value


def print_table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table, folded to the width of the terminal; content is text, never markup."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*(Text(str(cell)) for cell in row))
    Console().print(table)
