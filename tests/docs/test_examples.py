"""Examples marked `<!-- run -->` run as they stand, in the order of their page."""

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from citewell.library import Library
from tests.docs.conftest import ROOT, documents

_EXAMPLE = re.compile(
    r"<!-- (?P<what>run|file)(?:: (?P<name>\S+))? -->\n```(?P<kind>\w+)\n(?P<code>.*?)^```",
    re.MULTILINE | re.DOTALL,
)
_PYTHON = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
MARKED = [p for p in documents() if _EXAMPLE.search(p.read_text(encoding="utf-8"))]


@pytest.fixture
def workplace(tmp_path: Path, starter_library: Library) -> Path:
    """A folder with a library of its own and the files that other pages make."""
    shutil.copytree(starter_library.uri, tmp_path / "library")
    for page in MARKED:
        for example in _EXAMPLE.finditer(page.read_text(encoding="utf-8")):
            if example["what"] == "file":
                (tmp_path / str(example["name"])).write_text(example["code"], encoding="utf-8")
    return tmp_path


def run(code: str, kind: str, folder: Path) -> None:
    """Run one example in a process of its own; every line of a shell example must succeed."""
    environment = os.environ | {"CITEWELL_LIBRARY": str(folder / "library")}
    binary = Path(sys.executable).parent
    environment["PATH"] = f"{binary}{os.pathsep}{environment.get('PATH', '')}"
    command = [sys.executable, "-c", code] if kind == "python" else ["bash", "-euc", code]
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{code}\n{done.stdout}\n{done.stderr}"


@pytest.mark.parametrize("marked", MARKED, ids=[str(p.relative_to(ROOT)) for p in MARKED])
def test_marked_examples_run(marked: Path, workplace: Path) -> None:
    for example in _EXAMPLE.finditer(marked.read_text(encoding="utf-8")):
        if example["name"] == "article.json":
            question = "What should my uric acid level be in gout?"
            run(f"citewell ask '{question}' -f json -o article.json", "sh", workplace)
        if example["what"] == "run":
            run(example["code"], example["kind"], workplace)


def test_python_blocks_are_python(page: Path) -> None:
    for code in _PYTHON.findall(page.read_text(encoding="utf-8")):
        ast.parse(code)


def test_some_examples_are_marked() -> None:
    assert len(MARKED) >= 5
