"""One writer at a time."""

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from citewell.library import Library
from citewell.library._locking import writer_lock
from citewell.model.errors import LibraryError

_HOLD = """
import sys, time
from pathlib import Path
from citewell.library._locking import writer_lock
with writer_lock(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_writer_waits_and_then_names_the_first(folder: Path, library: Library) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(folder)], stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout and holder.stdout.readline() == "held\n"
        waiting, began = Library.open(folder, wait=0.3), time.monotonic()

        with pytest.raises(LibraryError, match=f"is writing.*process {holder.pid}"):
            waiting.add([])
        assert time.monotonic() - began >= 0.3
        assert Library.open(folder, read_only=True).sources() == []

        holder.kill()
        holder.wait()
        waiting.add([])


def test_the_lock_is_free_after_an_error(folder: Path, library: Library) -> None:
    def bad() -> Any:
        raise ZeroDivisionError
        yield

    with pytest.raises(ZeroDivisionError):
        library.add(bad())
    with writer_lock(folder, wait=0):
        assert (folder / "writer.lock").read_text() == str(os.getpid())


def test_two_writers_in_one_process_exclude_each_other(folder: Path, library: Library) -> None:
    with (
        writer_lock(folder, wait=0),
        pytest.raises(LibraryError, match="is writing"),
        writer_lock(folder, wait=0),
    ):
        pass
