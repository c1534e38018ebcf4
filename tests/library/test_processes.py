"""Several real processes on one library: readers beside writers, and writers killed half way."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from citewell.library import Library

_WRITE = """
import sys
sys.path.insert(0, sys.argv[2])
from conftest import build_document
from citewell.library import Library
import citewell.library._adding as adding
adding.BATCH = 40
start, count = int(sys.argv[3]), int(sys.argv[4])
def documents():
    for n in range(start, start + count):
        yield build_document(f"d{n:04}", *(f"Asthma {n} part {p}." for p in range(1 + n % 7)))
        print(n, flush=True)
library = Library.open(sys.argv[1], wait=60)
print("ready", flush=True)
if "one-by-one" in sys.argv:
    for document in documents():
        library.add([document])
else:
    library.add(documents())
"""

_READ = """
import sys, time
from citewell.library import Library
until = time.monotonic() + float(sys.argv[2])
library, seen, rounds = Library.open(sys.argv[1], read_only=True), -1, 0
while time.monotonic() < until:
    library.refresh()
    sources = library.sources()
    assert len(sources) >= seen, "documents vanished"
    seen = len(sources)
    for source in sources[-3:]:
        document = library.document(source.id)
        assert len(document.passages) == 1 + int(source.id[1:]) % 7, source.id
    hits = library.search("asthma part", limit=20)
    assert len(library.fetch_passages([hit.passage_id for hit in hits])) == len(hits)
    rounds += 1
print(rounds, seen)
"""


def start(script: str, *arguments: object) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(process: "subprocess.Popen[str]") -> str:
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    return out


def start_writer(folder: Path, first: int, count: int, *how: str) -> "subprocess.Popen[str]":
    return start(_WRITE, folder, Path(__file__).parent, first, count, *how)


def test_two_readers_beside_a_writer(folder: Path) -> None:
    Library.open(folder)
    writer = start_writer(folder, 0, 150)
    readers = [start(_READ, folder, 3.0) for _ in range(2)]

    finish(writer)
    for reader in readers:
        rounds, _ = finish(reader).split()
        assert int(rounds) > 0

    library = Library.open(folder)
    assert len(library.sources()) == 150
    assert library.verify().ok


def test_two_writers_lose_nothing(folder: Path) -> None:
    writers = [start_writer(folder, first, 30, "one-by-one") for first in (0, 15)]

    for writer in writers:
        finish(writer)

    library = Library.open(folder)
    assert [source.id for source in library.sources()] == [f"d{n:04}" for n in range(45)]
    assert library.verify().ok


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGKILL")
def test_killed_writers_leave_a_whole_library(folder: Path) -> None:
    Library.open(folder)
    rng, stored = random.Random(20261124), set[str]()
    for turn in range(6):
        writer = start_writer(folder, turn * 200, 200)
        assert writer.stdout and writer.stdout.readline() == "ready\n"
        time.sleep(rng.uniform(0.0, 0.6))
        writer.kill()
        writer.communicate()

        library = Library.open(folder)
        report = library.verify()
        assert report.ok, report.problems
        now = {source.id for source in library.sources()}
        assert stored <= now
        for source_id in now - stored:
            assert len(library.passages(source_id)) == 1 + int(source_id[1:]) % 7
        stored = now

    library = Library.open(folder)
    assert stored
    library.compact()
    finish(start_writer(folder, 0, 1200))
    library.refresh()
    assert library.info().sources == 1200
    assert library.verify().ok
    assert len(library.search("asthma", limit=100_000)) == library.info().passages
