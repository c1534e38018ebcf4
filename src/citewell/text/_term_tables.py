"""Reading of term tables: rows of JSON, checked and merged into concepts."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple, cast

from citewell.model import ConceptType
from citewell.model.errors import SourceError

How = Literal["name", "synonym", "brand", "abbreviation", "lay"]
"""How a surface form names its concept."""

_LISTS = ("brand", "abbreviation", "lay", "synonym", "class")
_KEYS = {"id", "type", "name", "plain", "source", *_LISTS}
_ID = re.compile(r"[a-z0-9][a-z0-9.+_-]*$")


class Term(NamedTuple):
    """One concept with all its names."""

    id: str
    type: ConceptType
    name: str
    plain: str | None = None
    brand: tuple[str, ...] = ()
    abbreviation: tuple[str, ...] = ()
    lay: tuple[str, ...] = ()
    synonym: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        """The name for patients."""
        return self.plain or self.name

    def forms(self) -> Iterator[tuple[str, How]]:
        """Every surface form with how it names the concept; the first of equal ones counts."""
        yield self.name, "name"
        for how in ("brand", "abbreviation", "synonym", "lay"):
            for form in cast("tuple[str, ...]", getattr(self, how)):
                yield form, how
        if self.plain and "(" not in self.plain:
            yield self.plain, "lay"


def read_concepts(tables: Mapping[str, str]) -> dict[str, Term]:
    """The concepts of term files (content by file name), by id, rows of one id merged.

    Raises:
        SourceError: a row cannot be read; names the file and line.
    """
    by_id: dict[str, Term] = {}
    for name, content in tables.items():
        for number, line in enumerate(content.split("\n"), start=1):
            if line.strip():
                _add(by_id, line, f"{name}:{number}")
    return by_id


def _add(by_id: dict[str, Term], line: str, where: str) -> None:
    term = _read_row(line, where)
    known = by_id.get(term.id)
    by_id[term.id] = _merge(known, term) if known else term


def _read_row(line: str, where: str) -> Term:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise _bad(f"the row is not JSON ({error})", where) from None
    if not isinstance(row, dict):
        raise _bad("the row is not a JSON object", where)
    row = cast("dict[str, Any]", row)
    if not row.keys() <= _KEYS:
        raise _bad(f"unknown fields: {', '.join(sorted(row.keys() - _KEYS))}", where)
    for key in ("id", "type", "name"):
        if not isinstance(row.get(key), str) or not row[key].strip():
            raise _bad(f"the field {key!r} is missing or empty", where)
    if not _ID.match(row["id"]):
        raise _bad(f"the id {row['id']!r} has characters other than a-z, 0-9 and -", where)
    try:
        kind = ConceptType(row["type"])
    except ValueError:
        raise _bad(f"unknown type {row['type']!r}", where) from None
    brand, abbreviation, lay, synonym, classes = (_strings(row, key, where) for key in _LISTS)
    return Term(
        id=row["id"],
        type=kind,
        name=row["name"],
        plain=_text(row, "plain", where),
        brand=brand,
        abbreviation=abbreviation,
        lay=lay,
        synonym=synonym,
        classes=classes,
        sources=tuple(filter(None, [_text(row, "source", where)])),
    )


def _text(row: dict[str, Any], key: str, where: str) -> str | None:
    value = row.get(key) or None
    if value is not None and not isinstance(value, str):
        raise _bad(f"the field {key!r} is not a text", where)
    return value


def _strings(row: dict[str, Any], key: str, where: str) -> tuple[str, ...]:
    items = row.get(key)
    if not items:
        return ()
    if not isinstance(items, list) or not all(isinstance(i, str) and i.strip() for i in items):
        raise _bad(f"the field {key!r} is not a list of names", where)
    return tuple(cast("list[str]", items))


def _bad(what: str, where: str) -> SourceError:
    return SourceError(what, where=where, todo="Correct this row of the term table.")


def _merge(first: Term, second: Term) -> Term:
    """Both rows as one; where they differ on type, name or plain name, the first counts."""

    def both(key: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*getattr(first, key), *getattr(second, key))))

    renamed = () if second.name == first.name else (second.name,)
    return Term(
        id=first.id,
        type=first.type,
        name=first.name,
        plain=first.plain or second.plain,
        brand=both("brand"),
        abbreviation=both("abbreviation"),
        lay=both("lay"),
        synonym=tuple(dict.fromkeys((*both("synonym"), *renamed))),
        classes=both("classes"),
        sources=both("sources"),
    )
