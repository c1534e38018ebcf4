"""The pages that are made from the code are those of this code, and leave nothing out."""

import json
import shlex
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from typer.main import get_command

from citewell.answering import ask
from citewell.cli import app
from citewell.cli.options import AudienceName, Format
from citewell.library import Library
from citewell.model import Audience
from tests.docs.conftest import ROOT


def _tool() -> ModuleType:
    spec = spec_from_file_location("make_reference", ROOT / "tools" / "make_reference.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


TOOL = _tool()
COMMANDS: dict[str, Any] = dict(TOOL.commands())


@pytest.mark.parametrize("path", TOOL.pages(), ids=lambda path: path.name)
def test_the_page_is_up_to_date(path: Path) -> None:
    assert path.read_text("utf-8") == TOOL.pages()[path], "run python tools/make_reference.py"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_explained(name: str) -> None:
    command = COMMANDS[name]
    assert command.help
    for parameter in command.params:
        assert parameter.help, f"{name}: {parameter.name} has no help"
        assert parameter.metavar or parameter.is_flag, f"{name}: {parameter.name} has no metavar"
    assert name in TOOL.NOTES
    assert name in TOOL.JSON_OF
    assert name in TOOL.EXAMPLES


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_json(name: str) -> None:
    assert any("--json" in parameter.opts for parameter in COMMANDS[name].params)


def test_nothing_is_explained_that_is_not_there() -> None:
    for table in (TOOL.NOTES, TOOL.JSON_OF, TOOL.EXAMPLES):
        assert set(table) == set(COMMANDS)


@pytest.mark.parametrize(
    ("name", "line"), [(name, line) for name, lines in TOOL.EXAMPLES.items() for line in lines]
)
def test_examples_can_be_parsed(name: str, line: str) -> None:
    words = shlex.split(line.partition(" < ")[0].partition(" | ")[0])
    front = ["citewell", *name.split()]
    assert words[: len(front)] == front
    COMMANDS[name].make_context(name, words[len(front) :])


def test_short_help_fits_on_a_line() -> None:
    listed = [command.get_short_help_str(100) for command in get_command(app).commands.values()]
    assert all(len(text) <= 68 and text.endswith(".") for text in listed)


def test_the_words_of_options_are_those_of_the_model() -> None:
    assert {a.value for a in AudienceName} == {a.value for a in Audience}
    (audience,) = [p for p in COMMANDS["ask"].params if p.name == "audience"]
    assert set(audience.metavar.split("|")) == {a.value for a in Audience}
    (rendering,) = [p for p in COMMANDS["ask"].params if p.name == "as_format"]
    assert set(rendering.metavar.split("|")) == {f.value for f in Format}


def test_an_article_fits_the_published_schema(mini_library: Library) -> None:
    schema = json.loads((ROOT / "docs/reference/article.schema.json").read_text("utf-8"))
    article = ask("Should I keep taking Dupixent although I still cough?", library=mini_library)
    Draft202012Validator(schema).validate(json.loads(article.to_json()))
