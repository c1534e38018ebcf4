"""Tables as text: one row a line, cells set apart by a bar, in columns that stay aligned."""

from typing import TYPE_CHECKING

from citewell.sources._documents import clean
from citewell.sources._xml import inline, local

if TYPE_CHECKING:
    from lxml.etree import _Element as Element  # pyright: ignore[reportPrivateUsage]

BAR = " | "
_WIDEST = 60
_TALLEST = 500
_MOST_CELLS = 300
_REPEATED = 200
"""Characters: a longer cell is not repeated in the rows below it."""
_CELLS = {"td", "th"}


def rows_of(table: "Element") -> list[str]:
    """The rows of an XHTML-like table (JATS and SPL use the same).

    A cell over several rows is repeated in each, a cell over several columns is followed by empty
    ones, so that a value always stands under its own heading.
    """
    rows: list[str] = []
    hanging: dict[int, tuple[int, str]] = {}
    for row in table.iter("{*}tr"):
        cells = _row(row, hanging)
        if any(cells):
            rows.append(BAR.join(cells).strip())
    return rows


def _row(row: "Element", hanging: dict[int, tuple[int, str]]) -> list[str]:
    """The cells of one row; ``hanging`` holds, by column, cells that reach down from above."""
    cells: list[str] = []
    _hang(cells, hanging)
    for cell in row:
        if local(cell) not in _CELLS:
            continue
        text = clean(inline(cell)).replace("|", "¦")
        wide, tall = _span(cell, "colspan", _WIDEST), _span(cell, "rowspan", _TALLEST)
        for extra in range(wide if len(cells) < _MOST_CELLS else 1):
            shown = "" if extra else text
            if tall > 1:
                hanging[len(cells)] = (tall - 1, shown if len(shown) <= _REPEATED else "")
            cells.append(shown)
        _hang(cells, hanging)
    return cells


def _hang(cells: list[str], hanging: dict[int, tuple[int, str]]) -> None:
    while (column := len(cells)) in hanging:
        left, text = hanging.pop(column)
        if left > 1:
            hanging[column] = (left - 1, text)
        cells.append(text)


def _span(cell: "Element", name: str, most: int) -> int:
    value = (cell.get(name) or "1").strip()
    plain = value.isascii() and value.isdigit() and len(value) < 9
    return max(1, min(int(value), most)) if plain else 1
