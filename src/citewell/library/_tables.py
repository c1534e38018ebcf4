"""The tables of a library: Lance datasets at pinned versions."""

import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from citewell.library._errors import guarded
from citewell.library._files import Files
from citewell.library._schema import LATER_COLUMNS, SOURCES, TABLES, Row, schemas

if TYPE_CHECKING:
    import lance

_TRIES = 20
_IN_LIST = 2_000


def engine() -> Any:
    """The storage engine, imported where it is first needed, with its own log kept quiet."""
    os.environ.setdefault("LANCE_LOG", "error")
    import lance

    return lance


class Tables:
    """``sources``, ``passages`` and ``failures`` as they stood at one moment.

    Passages are written before the sources that own them and removed after, so a moment in which
    ``sources`` did not change while the others were opened shows whole documents only.
    """

    def __init__(self, files: Files, versions: dict[str, int] | None = None) -> None:
        self.files = files
        self._pinned = versions
        self._open: dict[str, lance.LanceDataset] = {}
        self.refresh()

    def __getitem__(self, name: str) -> "lance.LanceDataset":
        return self._open[name]

    def refresh(self) -> None:
        """Open the newest state (or, for a snapshot, the pinned one)."""
        for _ in range(_TRIES):
            self._open = {name: self._dataset(name) for name in TABLES}
            if not self.is_stale():
                break

    def is_stale(self) -> bool:
        """True when another process has changed the documents since they were opened."""
        return not self._pinned and self._is_stale(self._open[SOURCES])

    def versions(self) -> dict[str, int]:
        """The version of each table."""
        return {name: table.version for name, table in self._open.items()}

    def rows(self, name: str, columns: Sequence[str], where: str | None = None) -> list[Row]:
        """Rows of a table as dictionaries."""
        return self.table(name, columns, where).to_pylist()

    def table(self, name: str, columns: Sequence[str], where: str | None = None) -> Any:
        """Columns of a table as an Arrow table, in the order of the rows; columns that came into
        the layout after the table was made are left out."""
        with self._guarded(name):
            held = set(self._open[name].schema.names)
            later = set(_later(name))
            wanted = [column for column in columns if column in held or column not in later]
            return self._open[name].to_table(columns=wanted, filter=where)

    def append(self, name: str, rows: Iterable[Row]) -> None:
        """Add rows in one commit: a reader sees all of them or none."""
        import pyarrow as pa

        with self._guarded(name):
            batch = pa.Table.from_pylist(list(rows), schema=schemas()[name])
            self._add_later_columns(name)
            self._open[name] = engine().write_dataset(batch, self._open[name], mode="append")

    def update(self, name: str, on: Sequence[str], rows: Sequence[Row]) -> None:
        """Set columns of the rows that agree in the columns ``on``, in one commit."""
        import pyarrow as pa

        if not rows:
            return
        with self._guarded(name):
            schema = pa.schema([schemas()[name].field(column) for column in rows[0]])
            batch = pa.Table.from_pylist(list(rows), schema=schema)
            self._open[name].merge_insert(list(on)).when_matched_update_all().execute(batch)

    def delete(self, name: str, where: str) -> int:
        """Remove rows in one commit; the number removed."""
        with self._guarded(name):
            table = self._open[name]
            before = table.count_rows()
            table.delete(where)
            return before - table.count_rows()

    def delete_in(self, name: str, column: str, values: Sequence[Any]) -> int:
        """Remove the rows whose column has one of the values."""
        parts = range(0, len(values), _IN_LIST)
        return sum(self.delete(name, one_of(column, values[i : i + _IN_LIST])) for i in parts)

    def fragments(self, name: str) -> int:
        """Number of data files of a table."""
        return len(self._open[name].get_fragments())

    def _add_later_columns(self, name: str) -> None:
        held = self._open[name].schema.names
        missing = [schemas()[name].field(column) for column in _later(name) if column not in held]
        if missing:  # Empty, so the rows that are there are not written again.
            self._open[name].add_columns(missing)

    def _dataset(self, name: str) -> "lance.LanceDataset":
        version = self._pinned[name] if self._pinned else None
        with self._guarded(name):
            return engine().dataset(self.files.at(f"{name}.lance"), version=version)

    def _is_stale(self, table: "lance.LanceDataset") -> bool:
        with self._guarded(SOURCES):
            return table.latest_version != table.version

    def _guarded(self, name: str) -> Any:
        return guarded(self.files.uri, f"the table {name}")


def _later(name: str) -> tuple[str, ...]:
    return LATER_COLUMNS.get(name, ())


def create_tables(files: Files) -> None:
    """Create the tables that are not there yet, empty."""
    lance = engine()
    for name, schema in schemas().items():
        with guarded(files.uri, f"the table {name}"):
            try:
                lance.dataset(files.at(f"{name}.lance"))
            except ValueError as error:
                if "was not found" not in str(error):
                    raise
                lance.write_dataset(schema.empty_table(), files.at(f"{name}.lance"), mode="create")


def one_of(column: str, values: Iterable[Any]) -> str:
    """A condition that a column has one of the values.

    >>> one_of("id", ["a", "b'c"]), one_of("edition", [1, 2]), one_of("id", [])
    ("id in ('a', 'b''c')", 'edition in (1, 2)', 'false')
    """
    listed = ", ".join(quoted(value) for value in values)
    return f"{column} in ({listed})" if listed else "false"


def quoted(value: Any) -> str:
    """A value as written in a condition; quotes inside text are doubled, so text stays text."""
    return str(value) if isinstance(value, int) else "'" + str(value).replace("'", "''") + "'"
