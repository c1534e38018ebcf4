"""The public face: cheap to import, complete, and one place for every name."""

import subprocess
import sys
from importlib import import_module

import pytest

import citewell

HEAVY = ("pydantic", "pyarrow", "lance", "numpy", "lxml", "rich", "typer", "jinja2", "yaml")


def test_every_public_name_is_there() -> None:
    for name in citewell.__all__:
        assert getattr(citewell, name) is not None


def test_names_are_those_of_their_rooms() -> None:
    assert citewell.ask is import_module("citewell.answering").ask
    assert citewell.to_markdown is import_module("citewell.composing.rendering").to_markdown


def test_dir_lists_what_is_not_imported_yet() -> None:
    assert set(citewell.__all__) <= set(dir(citewell))


def test_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'answer'"):
        _ = citewell.answer


def test_import_loads_nothing_heavy() -> None:
    code = f"import sys, citewell; print([m for m in {HEAVY!r} if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"
