"""`citewell ask` on a small library, and once on a new one."""

import json

import pytest

from citewell.library import Library
from citewell.model import Article

QUESTION = "Should I keep taking Dupixent for severe asthma although I still cough?"


def test_prints_the_article_and_nothing_else(held):
    result = held("ask", QUESTION)
    assert result.exit_code == 0
    assert "The short answer" in result.stdout
    assert result.stderr == ""


def test_words_need_no_quotes(held):
    article = Article.from_json(held("ask", *QUESTION.split(), "--json").stdout)
    assert article.question.text == QUESTION


def test_from_standard_input(held):
    assert (
        Article.from_json(held("ask", "-", "--json", stdin=QUESTION).stdout).question.text
        == QUESTION
    )


@pytest.mark.parametrize(
    ("words", "start"),
    [
        (["--format", "markdown"], "# "),
        (["--format", "html"], "<!doctype html>"),
        (["-f", "json"], "{"),
        (["--json"], "{"),
    ],
)
def test_formats(held, words, start):
    assert held("ask", QUESTION, *words).stdout.lower().startswith(start)


def test_audience(held):
    for audience in ("patient", "clinician"):
        article = Article.from_json(held("ask", QUESTION, "-a", audience, "--json").stdout)
        assert article.question.audience == audience


@pytest.mark.parametrize(
    ("name", "start"), [("a.html", "<!doctype html>"), ("a.md", "# "), ("a.json", "{")]
)
def test_output_takes_its_format_from_the_ending(held, tmp_path, name, start):
    result = held("ask", QUESTION, "--output", name)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"Written to {name}\n"
    assert (tmp_path / name).read_text("utf-8").lower().startswith(start)


def test_format_is_stronger_than_the_ending(held, tmp_path):
    held("ask", QUESTION, "-f", "json", "-o", "a.txt")
    assert Article.from_json((tmp_path / "a.txt").read_bytes())


def test_an_output_that_cannot_be_is_refused_before_any_work(run, tmp_path):
    for name, told in (("no/a.html", "its folder is not there"), (".", "is a folder")):
        result = run("ask", QUESTION, "-o", name)
        assert result.exit_code == 2
        assert told in result.stderr
    assert not (tmp_path / "library").exists()


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("", "is empty"),
        (" \n\t ", "is empty"),
        ("\x00\x07\x1b", "is empty"),
        ("😀😀", "has no words"),
        ("?!", "has no words"),
        ("a" * 200_000, "has 200,000 characters"),
        ("Debo dejar de tomar el medicamento para mi asma", "English"),
        ("是否应该停用", "English"),
        (b"Dose of \xb5g?", "is not UTF-8 text (byte 8)"),
    ],
)
def test_bad_questions(run, tmp_path, question, told):
    result = run("ask", "-", stdin=question)
    assert result.exit_code == 2
    assert told in result.stderr
    assert result.stdout == ""
    assert not (tmp_path / "library").exists(), "no library is made for what is no question"


def test_a_new_library_is_filled_and_that_is_said_once(run, tmp_path):
    first = run("ask", "What is the starting dose of allopurinol?")
    assert first.stderr.startswith(f"Filled the new library {tmp_path / 'library'} with ")
    assert first.stderr.count("\n") == 1
    assert run("ask", "What is the starting dose of allopurinol?").stderr == ""


def test_at_a_snapshot(held, mini_library):
    mini_library.snapshot("before")
    mini_library.delete("citewell:mini-dupilumab")
    mini_library.add([])
    article = Article.from_json(held("ask", QUESTION, "--snapshot", "before", "--json").stdout)
    assert not article.abstained
    result = held("ask", QUESTION, "--snapshot", "other")
    assert result.exit_code == 4
    assert "Those that exist: before" in result.stderr


def test_library_option_is_stronger_than_the_variable(run, tmp_path, mini_topic):
    library = Library.open(tmp_path / "mine")
    library.add([mini_topic])
    result = run("ask", QUESTION, "--json", "--library", str(tmp_path / "mine"))
    assert json.loads(result.stdout)["provenance"]["snapshot"] == library.content_id()
    assert not (tmp_path / "library").exists()
