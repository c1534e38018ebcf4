"""Loads the tables of this room."""

import json
from functools import lru_cache
from importlib import resources
from typing import Any


@lru_cache(maxsize=8)
def table(name: str) -> dict[str, Any]:
    """``data/NAME.json``."""
    data = resources.files("citewell.writing").joinpath("data", f"{name}.json")
    return json.loads(data.read_text(encoding="utf-8"))
