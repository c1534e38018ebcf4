import json

import pytest


def test_lists_one_source_a_line(held):
    result = held("sources")
    assert result.exit_code == 0
    (line,) = result.stdout.splitlines()
    assert line.split("\t")[:3] == ["citewell:mini-dupilumab", "practice_summary", "current"]
    assert result.stderr == "1 source\n"


@pytest.mark.parametrize(
    ("words", "count"),
    [
        (["--kind", "practice_summary"], 1),
        (["--kind", "Practice Summary"], 1),
        (["--kind", "guideline"], 0),
        (["--status", "current"], 1),
        (["--status", "retracted"], 0),
        (["--text", "DUPILUMAB"], 1),
        (["--text", "no such words"], 0),
    ],
)
def test_filters(held, words, count):
    assert len(json.loads(held("sources", *words, "--json").stdout)) == count


def test_at_a_snapshot(held, mini_library):
    mini_library.snapshot("before")
    mini_library.delete("citewell:mini-dupilumab")
    assert held("sources").stdout == ""
    assert held("sources", "--snapshot", "before").stdout.startswith("citewell:mini-dupilumab\t")


def test_failures_are_listed_retried_and_forgotten(held, tmp_path):
    assert "Everything given so far could be read" in held("sources", "--failed").stderr
    bad, worse = tmp_path / "bad.txt", tmp_path / "worse.txt"
    bad.write_bytes(b"")
    worse.write_bytes(b"")
    held("add", "bad.txt", "worse.txt")
    failures = json.loads(held("sources", "--failed", "--json").stdout)
    assert [f["path"] for f in failures] == [str(bad), str(worse)], "absolute, to be found again"

    bad.write_text("Now it has words on aspirin.\n")
    again = held("sources", "--retry")
    assert again.exit_code == 3
    assert "new\t1" in again.stdout
    assert "worse.txt: is empty" in again.stderr
    assert len(json.loads(held("sources", "--failed", "--json").stdout)) == 1

    assert held("sources", "--forget", "worse.txt").exit_code == 0
    assert json.loads(held("sources", "--failed", "--json").stdout) == []
    assert held("sources", "--forget", "worse.txt").exit_code == 2
    nothing = held("sources", "--failed", "--retry")
    assert nothing.exit_code == 0
    assert "There is nothing to read again" in nothing.stderr


def test_retry_takes_a_name_as_it_is(held, tmp_path):
    odd = tmp_path / "[a]*.txt"
    odd.write_bytes(b"")
    held("add", str(odd))
    odd.write_text("Now it has words on aspirin.\n")
    assert held("sources", "--retry").exit_code == 0


def test_no_library_is_made_by_looking(run, tmp_path):
    for words in (["sources"], ["sources", "--failed"], ["sources", "--retry"]):
        result = run(*words)
        assert result.exit_code == 4
        assert f"{tmp_path / 'library'}: there is no library here" in result.stderr
    assert not (tmp_path / "library").exists()
