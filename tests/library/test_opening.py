"""What is no library, or cannot be used, is told clearly."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from citewell.library import Library
from citewell.library._files import Files
from citewell.model.errors import LibraryError


def test_the_place_comes_from_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CITEWELL_LIBRARY", str(tmp_path / "here"))

    assert Library.open().uri == str(tmp_path / "here")
    assert (tmp_path / "here" / "library.json").is_file()


def test_the_default_place_is_the_users_data_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CITEWELL_LIBRARY", raising=False)
    from citewell.library._files import default_location

    assert default_location().endswith("library")
    assert "citewell" in default_location()


def test_addresses_of_object_stores_are_passed_on() -> None:
    files = Files("s3://bucket/lib/")

    assert files.at("sources.lance") == "s3://bucket/lib/sources.lance"
    assert files.folder is None


def test_a_library_behind_an_address_works(tmp_path: Path, make_document: Any) -> None:
    library = Library.open(f"file://{tmp_path}/lib")
    library.add([make_document("a", "One asthma.")])
    library.snapshot("one")

    again = Library.open(f"file://{tmp_path}/lib", create=False)
    assert again.search("asthma")[0].source_id == "a"
    assert [s.tag for s in again.snapshots()] == ["one"]
    assert again.info().bytes is None
    assert again.compact().bytes_after is None


def test_no_library(tmp_path: Path) -> None:
    for options in ({"create": False}, {"read_only": True}):
        with pytest.raises(LibraryError, match="there is no library here"):
            Library.open(tmp_path / "none", **options)
    assert not (tmp_path / "none").exists()


def test_a_folder_of_something_else(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").touch()

    with pytest.raises(LibraryError, match="is not a citewell library"):
        Library.open(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["photo.jpg"]


def test_a_file(tmp_path: Path) -> None:
    (tmp_path / "x").touch()

    with pytest.raises(LibraryError, match="is a file"):
        Library.open(tmp_path / "x")
    with pytest.raises(LibraryError, match=r"cannot be (made|read)"):
        Library.open(tmp_path / "x" / "y")


def test_a_newer_format(folder: Path, library: Library) -> None:
    meta = json.loads((folder / "library.json").read_text())
    (folder / "library.json").write_text(json.dumps(meta | {"format": 99}))

    with pytest.raises(LibraryError, match=r"has format 99.*Update citewell"):
        Library.open(folder)


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"format": "x"}'])
def test_a_damaged_description(folder: Path, library: Library, content: str) -> None:
    (folder / "library.json").write_text(content)

    with pytest.raises(LibraryError, match=r"library\.json is damaged"):
        Library.open(folder)


def test_a_missing_description(folder: Path, library: Library) -> None:
    (folder / "library.json").unlink()

    with pytest.raises(LibraryError, match=r"library\.json is missing"):
        Library.open(folder)


@pytest.mark.parametrize("table", ["sources", "passages", "failures"])
def test_a_missing_table_is_named(folder: Path, library: Library, table: str) -> None:
    shutil.rmtree(folder / f"{table}.lance")

    with pytest.raises(LibraryError, match=f"the table {table} is damaged .a file is missing"):
        Library.open(folder)


def test_a_damaged_table_is_named(folder: Path, library: Library) -> None:
    for file in (folder / "sources.lance" / "_versions").glob("*.manifest"):
        file.write_bytes(b"x" * 100)

    with pytest.raises(LibraryError, match="the table sources is damaged"):
        Library.open(folder)


def test_a_making_that_was_interrupted_is_finished(folder: Path, library: Library) -> None:
    meta = json.loads((folder / "library.json").read_text())
    (folder / "library.json").write_text(json.dumps(meta | {"ready": False}))
    shutil.rmtree(folder / "passages.lance")

    with pytest.raises(LibraryError, match="being made"):
        Library.open(folder, read_only=True)
    assert Library.open(folder).sources() == []


def test_reading_only(folder: Path, library: Library, make_document: Any) -> None:
    library.add([make_document("a", "Asthma.")])
    reader = Library.open(folder, read_only=True)

    assert reader.search("asthma")
    with pytest.raises(LibraryError, match="opened for reading only"):
        reader.delete("a")


_AS_NOBODY = """
import os, sys
from citewell.library import Library
from citewell.model.errors import LibraryError
Library.open(sys.argv[1], read_only=True).search("asthma")
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
library = Library.open(sys.argv[1])
print(len(library.sources()))
try:
    library.add([])
except LibraryError as error:
    print(error)
"""


@pytest.mark.skipif(os.name == "nt", reason="permissions work differently on Windows")
def test_a_folder_that_may_not_be_written(library: Library, make_document: Any) -> None:
    library.add([make_document("a", "One.")])
    import tempfile

    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / "library"
        shutil.copytree(library.uri, copy)
        for path in [Path(place), copy, *copy.rglob("*")]:
            path.chmod(0o555 if path.is_dir() else 0o444)
        run = _run(_AS_NOBODY, copy)
        for path in [Path(place), copy, *copy.rglob("*")]:
            path.chmod(0o755 if path.is_dir() else 0o644)

    assert run.returncode == 0, run.stderr
    assert run.stdout.startswith("1\n")
    assert "cannot be written to" in run.stdout


_DISK_FULL = """
import resource, signal, sys
sys.path.insert(0, sys.argv[2])
from conftest import build_document
from citewell.library import Library
from citewell.model.errors import LibraryError
library = Library.open(sys.argv[1])
library.add([build_document("a", "One.")])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
import random
words = [random.randbytes(4).hex() for _ in range(200_000)]
texts = [" ".join(words[n:n + 100]) for n in range(0, 200_000, 100)]
try:
    library.add([build_document("big", *texts)])
except LibraryError as error:
    print(error)
print([source.id for source in Library.open(sys.argv[1]).sources()])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="limits the size of a file as Linux does")
def test_a_full_disk_loses_nothing(folder: Path) -> None:
    run = _run(_DISK_FULL, folder, Path(__file__).parent)

    assert run.returncode == 0, run.stderr
    assert "the disk is full while writing the table passages" in run.stdout
    assert run.stdout.endswith("['a']\n")
    assert Library.open(folder).verify().ok


def _run(script: str, *arguments: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
