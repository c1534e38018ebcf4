"""Reading nouns that another version of citewell wrote: fields it had and this one lacks are passed
over, since a library and its exports outlive the version that made them."""

import json
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

_T = TypeVar("_T")


def read_stored(adapter: TypeAdapter[_T], text: str | bytes) -> _T:
    """A value from its stored JSON. Fields that are not known are passed over; all else must fit.

    >>> from citewell.model import AgeRange
    >>> read_stored(TypeAdapter(AgeRange), '{"low": 2, "dropped": true}').low
    2.0

    Raises:
        pydantic.ValidationError: it is not JSON or does not fit.
    """
    try:
        return adapter.validate_json(text)
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=False)
        if any(fault["type"] != "extra_forbidden" for fault in faults):
            raise
    value = json.loads(text)
    for fault in faults:
        _remove(value, fault["loc"])
    return adapter.validate_json(json.dumps(value))


def _remove(value: Any, where: tuple[int | str, ...]) -> None:
    for step in where[:-1]:
        value = value[step]
    del value[where[-1]]
