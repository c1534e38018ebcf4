"""What the pages quote is what citewell prints today (`make docs` brings it up to date)."""

import importlib.util
from types import ModuleType

import pytest

from citewell.library import Library
from tests.docs.conftest import ROOT


def load_tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("quote_output", ROOT / "tools/quote_output.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


TOOL = load_tool()
ANSWER = "TITLE\n\nNot reviewed.\n\nFirst\n-----\nOne.\n\nTwo.\n\nSecond\n------\n- a\n  b\n- c\n\nThird\n-----\nEnd.\n"


@pytest.mark.parametrize("name", TOOL.PAGES)
def test_quoted_lines_occur_in_the_output_in_order(name: str, starter_library: Library) -> None:
    page = (ROOT / name).read_text(encoding="utf-8")
    for found in TOOL._BLOCK.finditer(page):
        command = found["marker"].split(" | ")[0]
        output = TOOL.undated(TOOL.output_of(command, starter_library, page)).splitlines()
        quoted = [line for line in TOOL.undated(found["quoted"]).splitlines() if line.strip()]
        rest = iter(output)
        missing = [line for line in quoted if line != TOOL.CUT and line not in rest]
        assert not missing, f"{name} is out of date: run `make docs`"
        assert len(quoted) > 8


def test_shortening_marks_every_cut() -> None:
    assert TOOL.shorten(ANSWER, ["First: 1", "Third: 1"]) == (
        "TITLE\n\nNot reviewed.\n\nFirst\n-----\nOne.\n\n[...]\n\nThird\n-----\nEnd."
    )
    assert TOOL.shorten(ANSWER, ["First: 2", "Second: 1"]) == (
        "TITLE\n\nNot reviewed.\n\nFirst\n-----\nOne.\n\nTwo.\n\nSecond\n------\n- a\n  b\n[...]"
    )
