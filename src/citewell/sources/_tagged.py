"""Records of tagged lines, as RIS and MEDLINE exports write them."""

import re
from collections.abc import Iterator

from citewell.model.errors import SourceError
from citewell.sources._records import Record

Tags = dict[str, list[str]]


def tagged_records(text: str, tag: re.Pattern[str], first: str) -> Iterator[tuple[Record, Tags]]:
    """The records of a text with the values of each tag, long values joined to one line.

    Args:
        text: the text of the file.
        tag: fits the start of a tagged line; groups ``tag`` and ``value``.
        first: the tag that begins a record.
    """
    number, begun = 0, 0
    tags: Tags = {}
    values: list[str] = []
    for at, row in enumerate(text.split("\n"), 1):
        match = tag.match(row)
        if match and match["tag"] == first and tags:
            yield Record(number, begun), tags
            tags = {}
        if match and (tags or match["tag"] == first):
            if not tags:
                number, begun = number + 1, at
            values = tags.setdefault(match["tag"], [])
            values.append(match["value"].strip())
        elif tags and values and not match and row.strip():
            values[-1] = f"{values[-1]} {row.strip()}".strip()
    if tags:
        yield Record(number, begun), tags


def value(tags: Tags, *names: str) -> str:
    """The first value under the first of some tags that has one; empty when none has."""
    return next((v for name in names for v in tags.get(name, []) if v), "")


def nothing_found(what: str) -> SourceError:
    """The error for a file without a single record."""
    return SourceError(f"holds no {what} record", todo="Export it again")
