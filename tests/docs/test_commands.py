"""Every `citewell ...` command that a page names exists, with the options it is given."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import typer.main

from citewell.cli.app import app
from tests.docs.conftest import ROOT

TOP: Any = typer.main.get_command(app)
_CODE = re.compile(r"`(?:\.venv/bin/)?(citewell(?: [^`]*)?)`")
_LINE = re.compile(r"^(?:\.venv/bin/)?(citewell .*)$", re.MULTILINE)
_FENCED = re.compile(r"^```(?:sh)?\n(.*?)^```", re.MULTILINE | re.DOTALL)
_MAKE = re.compile(r"(?:^|`)make (?:[A-Z]+=\S* )*([a-z]+)(?:$|`|  )", re.MULTILINE)


def commands_of(page: str) -> list[str]:
    """Commands in shell blocks and in code within sentences."""
    blocks = [line for block in _FENCED.findall(page) for line in _LINE.findall(block)]
    prose = re.sub(r"^```.*?^```", "", page, flags=re.MULTILINE | re.DOTALL)
    return [*blocks, *(c.replace("\n", " ") for c in _CODE.findall(prose))]


def faults(command: str) -> str:
    """What is wrong with a command; empty when it exists."""
    words = shlex.split(command.split(" > ")[0].split("|")[0].split("; ")[0])[1:]
    at = TOP
    while words and not words[0].startswith("-") and hasattr(at, "commands"):
        name = words.pop(0)
        if name == "...":
            return ""
        if name not in at.commands:
            return f"there is no command {name}"
        at = at.commands[name]
    known = {o for p in at.params for o in (*p.opts, *p.secondary_opts)} | {"--help", "-h"}
    used = {w.split("=")[0] for w in words if re.match(r"--?[a-z]", w)}
    return f"no such option: {sorted(used - known)}" if used - known else ""


def test_commands_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    found = {command: faults(command) for command in commands_of(text)}
    assert not {c: fault for c, fault in found.items() if fault}


def test_make_targets_exist(page: Path) -> None:
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    named = set(_MAKE.findall(page.read_text(encoding="utf-8")))
    assert named <= set(targets)


@pytest.mark.parametrize("command", ["citewell nothing", "citewell ask Why --colour red"])
def test_what_does_not_exist_is_found(command: str) -> None:
    assert faults(command)
