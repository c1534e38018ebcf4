"""The reference of the article JSON names every field and every word, and no other."""

import re
from typing import Any

from citewell.model.schema import json_schema
from tests.docs.conftest import ROOT

PAGE = (ROOT / "docs/reference/article-json.md").read_text(encoding="utf-8")
SCHEMA = json_schema("article")
DEFINED: dict[str, Any] = {"Article": SCHEMA, **SCHEMA["$defs"]}


def documented_fields() -> dict[str, set[str]]:
    parts = re.split(r"^## ", PAGE, flags=re.MULTILINE)[1:]
    tables = {part.split("\n", 1)[0]: part for part in parts}
    return {
        heading: set(re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE))
        for heading, part in tables.items()
        if heading != "Closed word lists"
    }


def documented_words() -> dict[str, set[str]]:
    rows = re.findall(
        r"^\| (\w+) \| (`.*) \|$", PAGE.split("## Closed word lists")[1], re.MULTILINE
    )
    return {name: set(re.findall(r"`(\w+)`", words)) for name, words in rows}


def test_every_field_is_documented_and_no_other() -> None:
    fields = {name: set(d["properties"]) for name, d in DEFINED.items() if "properties" in d}
    assert documented_fields() == fields


def test_every_word_is_documented_and_no_other() -> None:
    words = {name: set(d["enum"]) for name, d in DEFINED.items() if "enum" in d}
    assert documented_words() == words
