"""What every noun shares: immutable, strict about unknown fields, round-trips through JSON."""

import hashlib
import json
from typing import Any, Self

from pydantic import BaseModel, ConfigDict


class Noun(BaseModel):
    """Base of all values in the model.

    Values are frozen, refuse unknown fields, and have a content hash that depends on their
    content alone (not on field order or on how they were made).
    """

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_inf_nan="strings")

    def to_json(self, *, indent: int | None = None) -> str:
        """The value as JSON, every field of the schema written, unknown ones as ``null``."""
        return self.model_dump_json(indent=indent)

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """Read a value written by :meth:`to_json`.

        Raises:
            pydantic.ValidationError: the text is not JSON or does not fit the schema.
        """
        return cls.model_validate_json(text)

    def content_hash(self) -> str:
        """SHA-256 (hex) of the canonical JSON of this value."""
        return hash_json(self.model_dump(mode="json", exclude_none=True))


def hash_json(value: Any) -> str:
    """SHA-256 (hex) of a JSON-like value, keys sorted, so equal content gives an equal hash.

    >>> hash_json({"a": 1, "b": 2}) == hash_json({"b": 2, "a": 1})
    True
    """
    canonical = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hash_text(canonical)


def hash_text(text: str) -> str:
    """SHA-256 (hex) of a text in UTF-8.

    >>> hash_text("")[:8]
    'e3b0c442'
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
