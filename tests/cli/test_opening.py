"""What a question says about the library that it opened."""

from citewell.library import Library
from citewell.starter import STARTER_NAME, load_starter

QUESTION = "Should I stop apixaban after two falls?"


def test_newer_starter_topics_are_told_once(run, tmp_path):
    library = Library.open(tmp_path / "library")
    load_starter(library)
    library.delete("citewell:gout")
    note = {**library.remembered(STARTER_NAME), "data": "older"}
    note["topics"].remove("citewell:gout")
    library.remember(STARTER_NAME, note)
    told = f"Renewed the starter topics of {library.uri}: 0 changed, 1 new; older texts stay"
    assert told in run("ask", QUESTION).stderr
    assert run("ask", QUESTION).stderr == ""


def test_a_library_without_starter_topics_stays_without(held):
    assert held("ask", QUESTION).stderr == ""
    assert held("sources").stdout.count("\n") == 1


def test_topics_that_cannot_be_renewed_are_told_and_used(run, tmp_path):
    library = Library.open(tmp_path / "library")
    load_starter(library)
    library.remember(STARTER_NAME, {**library.remembered(STARTER_NAME), "data": "older"})
    (tmp_path / "library" / "writer.lock").unlink()
    (tmp_path / "library" / "writer.lock").mkdir()
    asked = run("ask", QUESTION)
    assert asked.exit_code == 0
    assert "older than this citewell and stay so" in asked.stderr
    assert "apixaban" in asked.stdout
