"""`citewell add`: good files are stored, bad ones told, nothing is lost."""

import gzip
import json
import os
import subprocess
import sys

import pytest

from citewell.library import Library

GOOD = "Aspirin\n\nAspirin lowered the risk of stroke by 20% in 1,000 adults in one trial.\n"
XXE = (
    '<!DOCTYPE article [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    "<article><front><article-meta><title-group><article-title>&x;</article-title></title-group>"
    "</article-meta></front></article>"
)
BOMB = '<!DOCTYPE a [<!ENTITY b "b"><!ENTITY c "&b;&b;&b;&b;">]><article>&c;</article>'
BAD = {
    "empty.xml": (b"", "is empty"),
    "spaces.txt": (b" \n\n ", "is empty"),
    "cut-off.xml": (b"<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID>", "cut off"),
    "bomb.xml": (BOMB.encode(), "declares entities"),
    "external.xml": (XXE.encode(), "declares entities"),
    "deep.xml": (b"<article>" + b"<sec>" * 5000 + b"</sec>" * 5000 + b"</article>", "levels deep"),
    "other.xml": (b"<recipe><egg/></recipe>", "unknown kind"),
    "utf-16.txt": ("Dose µg".encode("utf-16-le"), "is not text"),
    "image.txt": (b"\x89PNG\r\n\x1a\n\x00\x00", "is a PNG image"),
    "database.db": (b"SQLite format 3\x00", "is a SQLite database"),
    "sheet.csv": (b"a,b\n1,2\n", "no reader takes .csv"),
    "half.txt.gz": (gzip.compress(GOOD.encode() * 9)[:40], "gzip"),
    "bomb.txt.gz": (gzip.compress(b"a" * 60_000_000), "gzip bomb"),
}


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "files"
    place.mkdir()
    (place / "good.txt").write_text(GOOD)
    return place


def test_a_file_is_stored_and_a_second_time_is_nothing_new(held, folder):
    first = held("add", "files")
    assert first.exit_code == 0
    assert first.stdout.splitlines()[:3] == ["read\t1", "new\t1", "unchanged\t0"]
    assert first.stderr == ""
    assert json.loads(held("add", "files", "--json").stdout)["unchanged"] == 1


def test_every_bad_file_is_told_and_the_good_one_is_stored(held, folder):
    for name, (content, _) in BAD.items():
        (folder / name).write_bytes(content)
    with (folder / "enormous.txt").open("wb") as file:
        file.truncate(10**10)
    result = held("add", "files")
    assert result.exit_code == 3
    assert "Traceback" not in result.stderr
    reasons = {name: reason for name, (_, reason) in BAD.items()} | {"enormous.txt": "larger than"}
    for name, reason in reasons.items():
        (line,) = [line for line in result.stderr.splitlines() if f"/{name}" in line]
        assert reason in line
        assert ". " in line.partition(reason)[2], "says what to do"
    assert "new\t1" in result.stdout
    listed = held("sources", "--failed")
    assert listed.exit_code == 0
    assert len(listed.stdout.splitlines()) == len(BAD) + 1


def test_external_entities_are_never_read(held, folder):
    (folder / "external.xml").write_text(XXE)
    held("add", "files")
    assert "root:" not in held("sources").stdout


def test_as_json(held, folder):
    (folder / "empty.xml").write_bytes(b"")
    result = held("add", "files", "nowhere.txt", "--json")
    report = json.loads(result.stdout)
    assert (result.exit_code, report["added"], report["failed"]) == (3, 1, 2)
    assert {f["reason"] for f in report["failures"]} == {"is empty", "there is no such file"}


def test_paths_that_stand_for_nothing(held, tmp_path):
    (tmp_path / "empty").mkdir()
    for words, told in ((["empty"], "no file found"), ([" "], "a path is empty")):
        result = held("add", *words)
        assert result.exit_code == 2
        assert told in result.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes among files")
def test_a_pipe_is_refused_not_waited_for(held, tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    assert "is a pipe or a device" in held("add", "pipe.txt").stderr


@pytest.mark.skipif(sys.platform != "linux", reason="file names are text elsewhere")
def test_a_file_name_that_is_not_text(held, folder):
    (folder / os.fsdecode(b"caf\xe9.txt")).write_text(GOOD)
    result = held("add", "files")
    assert result.exit_code == 3
    assert "its name is not UTF-8 text" in result.stderr
    assert "new\t1" in result.stdout


def test_a_name_cannot_steer_the_terminal(held, tmp_path):
    (tmp_path / "a\x1b[31m\n.txt").write_bytes(b"")
    result = held("add", "a\x1b[31m\n.txt")
    assert "\x1b" not in result.stderr
    assert "a\\x1b[31m\\n.txt" in result.stderr


def test_the_files_of_a_library_are_not_documents(held, folder, tmp_path):
    result = held("add", ".", "--json")
    assert (result.exit_code, json.loads(result.stdout)["added"]) == (0, 1)
    inside = held("add", str(tmp_path / "library"))
    assert inside.exit_code == 2
    assert "files of a library itself" in inside.stderr


def test_a_new_library_is_filled_or_not(run, folder, tmp_path):
    bare = run("add", "files", "--no-starter", "--library", "bare")
    assert (bare.exit_code, bare.stderr) == (0, "")
    assert len(Library.open(tmp_path / "bare").sources()) == 1
    filled = run("add", "files", "--library", "filled")
    assert filled.stderr.startswith("Filled the new library")
    assert len(Library.open(tmp_path / "filled").sources()) > 20


def test_many_failures_are_shown_in_part(held, tmp_path):
    for number in range(30):
        (tmp_path / f"{number}.xml").write_bytes(b"")
    result = held("add", "*.xml")
    assert result.stderr.count("is empty") == 20
    assert "and 10 more failed" in result.stderr


def test_thousands_of_files_with_three_bad_ones(held, folder):
    for number in range(2_997):
        (folder / f"{number}.txt").write_text(f"{number}\n\nNote {number} on aspirin and stroke.\n")
    for name in ("a.xml", "b.pdf", "c.txt"):
        (folder / name).write_bytes(BAD["image.txt"][0])
    report = json.loads(held("add", "files", "--json").stdout)
    assert (report["added"], report["failed"]) == (2_998, 3)


def test_a_locked_library(held, folder, tmp_path, monkeypatch):
    fcntl = pytest.importorskip("fcntl")
    monkeypatch.setitem(Library.open.__func__.__kwdefaults__, "wait", 0.1)
    with (tmp_path / "library" / "writer.lock").open("r+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        result = held("add", "files")
        assert held("sources").exit_code == 0, "reading goes on"
    assert result.exit_code == 4
    assert "another process is writing to the library" in result.stderr
    assert held("add", "files").exit_code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_the_progress_bar_is_for_terminals_and_on_standard_error(process, folder):
    for number in range(30):
        (folder / f"{number}.txt").write_text(f"{number}\n\nA note on aspirin.\n")
    ours, theirs = os.openpty()
    done = process("add", "files", stderr=theirs)
    os.close(theirs)
    assert b"Reading" in os.read(ours, 2_000)
    os.close(ours)
    assert done.stdout.startswith(b"read\t31\nnew\t31\n")
    assert process("add", "files").stderr == b""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on file size")
def test_a_full_disk_loses_nothing(held, folder, mini_library):
    words = " ".join(f"word{number}" for number in range(60_000))
    (folder / "long.txt").write_text(f"Long\n\n{words}.\n")
    add = f"ulimit -f 100; {sys.executable} -m citewell add files/long.txt"
    full = subprocess.run(["bash", "-c", add], capture_output=True, text=True, check=False)
    assert full.returncode == 4
    assert "the disk is full while writing" in full.stderr
    assert "Traceback" not in full.stderr
    verified = held("library", "verify", "--json")
    assert (verified.exit_code, json.loads(verified.stdout)["sources"]) == (0, 1)
    assert held("add", "files").exit_code == 0


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs POSIX permissions")
def test_a_read_only_library(held, folder, tmp_path):
    library = tmp_path / "library"
    closed = [library, *(p for p in library.rglob("*") if p.is_dir())]
    for place in closed:
        place.chmod(0o555)
    try:
        if os.access(library, os.W_OK):
            pytest.skip("this user may write everywhere")
        result = held("add", "files")
        assert result.exit_code == 4
        assert "cannot be written to (Permission denied)" in result.stderr
        assert held("sources").exit_code == 0
    finally:
        for place in closed:
            place.chmod(0o755)
