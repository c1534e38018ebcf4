"""Runs the command line in this process, and where it matters in one of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from citewell.cli import app
from citewell.library import Library

Run = Callable[..., Result]
Process = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Calls a command; the library is ``tmp_path/library``, the working folder ``tmp_path``."""
    monkeypatch.setenv("CITEWELL_LIBRARY", str(tmp_path / "library"))
    monkeypatch.chdir(tmp_path)

    def call(*words: str, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(app, list(words), input=stdin)

    return call


@pytest.fixture
def held(run: Run, mini_library: Library) -> Run:
    """Like ``run``, with a library that holds the small topic."""
    assert mini_library.uri == os.environ["CITEWELL_LIBRARY"]
    return run


@pytest.fixture
def process(held: Run, tmp_path: Path) -> Process:
    """Runs ``python -m citewell`` in a process of its own; further words go to ``subprocess.run``."""

    def call(*words: str, **how: object) -> subprocess.CompletedProcess[bytes]:
        options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "timeout": 60, **how}
        command = [sys.executable, "-m", "citewell", *words]
        return subprocess.run(command, cwd=tmp_path, check=False, **options)

    return call
