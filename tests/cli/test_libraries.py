"""`citewell library`, on libraries that are well, damaged, or no libraries at all."""

import json
import shutil

import pytest

COMMANDS = (
    ["sources"],
    ["show", "citewell:mini-dupilumab"],
    ["library", "info"],
    ["library", "verify"],
    ["library", "snapshot"],
    ["library", "compact"],
    ["library", "delete", "citewell:mini-dupilumab"],
    ["library", "export", "out.jsonl"],
    ["library", "merge", "other"],
)


def test_info(held, tmp_path):
    shown = held("library", "info")
    assert shown.exit_code == 0
    assert f"where\t{tmp_path / 'library'}" in shown.stdout
    assert json.loads(held("library", "info", "--json").stdout)["sources"] == 1


def test_verify(held):
    shown = held("library", "verify")
    assert (shown.exit_code, shown.stdout) == (0, "")
    assert "everything holds" in shown.stderr
    assert json.loads(held("library", "verify", "--json").stdout)["problems"] == []


def test_snapshots(held):
    assert "No snapshot has been made yet" in held("library", "snapshot").stderr
    assert held("library", "snapshot", "one").stdout.startswith("one\t")
    assert [s["tag"] for s in json.loads(held("library", "snapshot", "--json").stdout)] == ["one"]
    for name, told in (("one", "there is a snapshot one already"), ("a/b", "cannot be named")):
        result = held("library", "snapshot", name)
        assert result.exit_code == 4
        assert told in result.stderr


def test_compact(held):
    assert "passages removed\t0" in held("library", "compact").stdout
    assert json.loads(held("library", "compact", "--json").stdout)["passages_removed"] == 0


def test_delete(held):
    held("library", "snapshot", "one")
    removed = held("library", "delete", "citewell:mini-dupilumab")
    assert (removed.exit_code, removed.stdout) == (0, "")
    assert removed.stderr == "Removed citewell:mini-dupilumab (1 version); snapshots keep it\n"
    again = held("library", "delete", "citewell:mini-dupilumab", "--json")
    assert again.exit_code == 4
    assert json.loads(again.stderr)["error"]["what"].startswith("the library holds no source")


def test_delete_as_json(held):
    removed = json.loads(held("library", "delete", "citewell:mini-dupilumab", "--json").stdout)
    assert removed == {"source": "citewell:mini-dupilumab", "versions_removed": 1}


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_looking_makes_no_library(run, tmp_path, words):
    result = run(*words)
    assert result.exit_code == 4
    assert "there is no library here" in result.stderr
    assert not (tmp_path / "library").exists()


def _file(library):
    shutil.rmtree(library)
    library.write_text("x")


def _other_folder(library):
    shutil.rmtree(library)
    library.mkdir()
    (library / "letter.txt").write_text("x")


def _newer(library):
    (library / "library.json").write_text('{"format": 99, "ready": true}')


def _no_manifest(library):
    shutil.rmtree(library / "sources.lance" / "_versions")


def _overwritten_manifest(library):
    for path in (library / "sources.lance" / "_versions").iterdir():
        path.write_bytes(b"x")


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (_file, "is a file, not a library folder"),
        (_other_folder, "is not a citewell library"),
        (_newer, "Update citewell"),
        (lambda place: (place / "library.json").unlink(), "library.json is missing"),
        (lambda place: (place / "library.json").write_text("{"), "library.json is damaged"),
        (lambda place: (place / "library.json").write_text("[]"), "library.json is damaged"),
        (lambda place: (place / "library.json").write_bytes(b""), "library.json is damaged"),
        (_no_manifest, "the table sources is damaged"),
        (_overwritten_manifest, "the table sources is damaged"),
        (lambda place: shutil.rmtree(place / "passages.lance"), "the table passages is damaged"),
    ],
)
def test_a_library_that_cannot_be_used(held, tmp_path, harm, told):
    harm(tmp_path / "library")
    before = _content(tmp_path / "library")
    for words in (*COMMANDS, ["ask", "Should I stop dupilumab?"], ["add", __file__]):
        result = held(*words)
        assert result.exit_code == 4
        assert told in result.stderr
        assert result.stderr.count("\n") == 1
        assert result.stdout == ""
    assert _content(tmp_path / "library") == before, "nothing is written to it"


def _content(place):
    if place.is_file():
        return place.read_bytes()
    files = (p for p in place.rglob("*") if p.is_file() and p.name != "writer.lock")
    return {p: p.read_bytes() for p in files}


@pytest.mark.parametrize("content", [b"x", b""])
def test_verify_finds_a_file_that_was_overwritten(held, tmp_path, content):
    for path in (tmp_path / "library" / "passages.lance" / "data").iterdir():
        path.write_bytes(content)
    result = held("library", "verify")
    assert result.exit_code == 1
    assert "the table passages is damaged" in result.stdout
    assert held("ask", "Should I stop dupilumab?").exit_code == 4


def test_a_data_file_that_was_deleted(held, tmp_path):
    shutil.rmtree(tmp_path / "library" / "sources.lance" / "data")
    for words in (["sources"], ["library", "verify"], ["ask", "Should I stop dupilumab?"]):
        result = held(*words)
        assert result.exit_code == 4
        assert "the table sources is damaged (a file is missing)" in result.stderr
