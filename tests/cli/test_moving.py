"""`citewell library export`, `import` and `merge`."""

import json
import shutil

import pytest

from citewell.library import Library
from citewell.starter import STARTER_NAME, load_starter

TOPIC = "citewell:mini-dupilumab"


@pytest.mark.parametrize("name", ["x.jsonl", "x.jsonl.gz"])
def test_out_and_in_again(held, tmp_path, name):
    out = held("library", "export", name)
    assert (out.exit_code, out.stdout) == (0, "")
    assert out.stderr.startswith(f"Written to {name}: 1 document, ")
    for counted in ("new\t1", "unchanged\t1"):
        into = held("library", "import", name, "--library", "copy")
        assert into.exit_code == 0
        assert counted in into.stdout
        assert "left out" not in into.stdout
    assert Library.open(tmp_path / "copy").content_id() == Library.open().content_id()


def test_as_json(held):
    made = json.loads(held("library", "export", "x.jsonl", "--json").stdout)
    assert (made["documents"], made["path"]) == (1, "x.jsonl")
    assert made["content_id"] == Library.open().content_id()
    report = json.loads(held("library", "import", "x.jsonl", "--json").stdout)
    assert (report["read"], report["unchanged"], report["older"]) == (1, 1, 0)
    assert held("library", "import", "x.jsonl", "--library", "copy").exit_code == 0
    assert json.loads(held("library", "merge", "copy", "--json").stdout)["unchanged"] == 1


def test_a_snapshot(held):
    held("library", "snapshot", "one")
    held("library", "delete", TOPIC)
    assert "0 documents" in held("library", "export", "x.jsonl").stderr
    assert "1 document, " in held("library", "export", "x.jsonl", "--snapshot", "one").stderr


def test_a_damaged_line_is_told_listed_and_read_again(held, tmp_path):
    path = tmp_path / "x.jsonl"
    held("library", "export", "x.jsonl")
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"dupilumab", b"dupilumap"))
    into = held("library", "import", "x.jsonl", "--library", "copy")
    assert into.exit_code == 3
    assert f"{path}, line 2: does not have the checksum" in into.stderr
    assert "line 2" in held("sources", "--failed", "--library", "copy").stdout
    assert held("sources", "--retry", "--library", "copy").exit_code == 3
    path.write_bytes(whole)
    again = held("sources", "--retry", "--library", "copy")
    assert (again.exit_code, "new\t1" in again.stdout) == (0, True)
    assert held("sources", "--failed", "--library", "copy").stdout == ""


def test_reading_again_takes_files_and_exports_together(held, tmp_path):
    (tmp_path / "note.txt").write_bytes(b"")
    held("add", "note.txt", "--no-starter")
    held("library", "export", "x.jsonl")
    whole = (tmp_path / "x.jsonl").read_bytes()
    (tmp_path / "x.jsonl").write_bytes(whole[:-9])
    held("library", "import", "x.jsonl")
    (tmp_path / "note.txt").write_text("Asthma is an illness of the airways of the lungs.")
    (tmp_path / "x.jsonl").write_bytes(whole)
    report = json.loads(held("sources", "--retry", "--json").stdout)
    assert (report["read"], report["added"], report["unchanged"]) == (2, 1, 1)


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["import", "none.jsonl"], 2, "cannot be read"),
        (["import", "."], 2, "cannot be read"),
        (["import", "letter.txt"], 3, "is not an export of a library"),
        (["export", "none/x.jsonl"], 2, "its folder is not there"),
        (["export", "library"], 2, "is a folder"),
        (["merge", "none"], 4, "there is no library here"),
        (["merge", "letter.txt"], 4, "is a file, not a library folder"),
        (["merge", ""], 2, "names no folder"),
        (["merge", "library"], 2, "is the library itself"),
        (["merge", "link"], 2, "is the library itself"),
    ],
)
def test_what_cannot_be_used_is_told(held, tmp_path, words, code, told):
    (tmp_path / "letter.txt").write_text("Dear all")
    (tmp_path / "link").symlink_to(tmp_path / "library")
    result = held("library", *words)
    assert (result.exit_code, result.stdout) == (code, "")
    assert told in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_file_that_is_no_export_makes_no_library(run, tmp_path):
    (tmp_path / "letter.txt").write_text("Dear all")
    assert run("library", "import", "letter.txt").exit_code == 3
    assert not (tmp_path / "library").exists()


def test_merging_leaves_what_is_newer(held, tmp_path, mini_topic):
    shutil.copytree(tmp_path / "library", tmp_path / "other")
    older = {"title": "Old", "issued": "2001"}
    source = mini_topic.source.model_copy(update=older)
    Library.open(tmp_path / "other").add([mini_topic.model_copy(update={"source": source})])
    merged = held("library", "merge", "other")
    assert (merged.exit_code, "older than what is held, left out\t1" in merged.stdout) == (0, True)
    assert Library.open().source(TOPIC).title != "Old"


def test_starter_topics_from_elsewhere_are_looked_at_again(run, tmp_path, mini_topic):
    library = Library.open()
    load_starter(library)
    gout = library.document("citewell:gout")
    old = gout.source.model_copy(update={"title": "Old"})
    other = Library.open(tmp_path / "other")
    other.add([gout.model_copy(update={"source": old}), mini_topic])
    assert run("library", "merge", "other").exit_code == 0
    assert Library.open().source("citewell:gout").title == "Old"
    asked = run("ask", "Should I stop apixaban after two falls?")
    assert "1 changed, 0 new" in asked.stderr
    assert Library.open().source("citewell:gout").title == gout.source.title
    assert Library.open().remembered(STARTER_NAME)["data"]
