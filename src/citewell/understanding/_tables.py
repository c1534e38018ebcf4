"""Loads the tables of this room."""

import json
from functools import lru_cache
from importlib import resources
from typing import Any


@lru_cache(maxsize=8)
def rows(name: str) -> tuple[dict[str, Any], ...]:
    """The rows of ``data/NAME.json``."""
    data = resources.files("citewell.understanding").joinpath("data", f"{name}.json")
    return tuple(json.loads(data.read_text(encoding="utf-8"))["rows"])
