"""`citewell check`: 0 when everything stands as saved, 1 when not, 5 when it is no article."""

import json

import pytest

QUESTION = "Should I keep taking Dupixent for severe asthma although I still cough?"
ID = "citewell:mini-dupilumab"


@pytest.fixture
def saved(held, tmp_path):
    path = tmp_path / "article.json"
    held("ask", QUESTION, "--output", path.name)
    return path


def alter(path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_it_stands(held, saved):
    result = held("check", saved.name)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "sentences that cite a source stand as saved" in result.stderr
    report = json.loads(held("check", saved.name, "--json").stdout)
    assert report["ok"]
    assert report["changed"] == []


def test_a_source_was_deleted(held, saved):
    held("library", "snapshot", "before")
    held("library", "delete", ID)
    result = held("check", saved.name)
    assert result.exit_code == 1
    assert f"the library no longer holds {ID}" in result.stdout
    assert "The library no longer holds what it held" in result.stderr
    assert held("check", saved.name, "--snapshot", "before").exit_code == 0


def test_a_sentence_was_altered(held, saved):
    values = json.loads(saved.read_text("utf-8"))
    parts = [values["answer"], *values["sections"]]
    claim = next(
        c for p in parts for c in p["claims"] if c["citations"] and "at least half" in c["text"]
    )
    claim["text"] = claim["text"].replace("at least half", "at least a third")
    saved.write_text(json.dumps(values), "utf-8")
    result = held("check", saved.name)
    assert result.exit_code == 1
    assert "supported, now " in result.stdout
    assert not json.loads(held("check", saved.name, "--json").stdout)["ok"]


@pytest.mark.parametrize(
    ("where", "change"),
    [
        ("question.text", lambda a: a["question"].update(text="?!")),
        ("title", lambda a: a.update(title="Stop it now")),
        ("stance.action", lambda a: a["stance"].update(action="stop")),
        ("coverage.dropped", lambda a: a["coverage"].update(dropped=40)),
    ],
)
def test_what_no_check_reads_was_altered(held, saved, where, change):
    """Found by writing the article again, as the library is the same."""
    values = json.loads(saved.read_text("utf-8"))
    change(values)
    saved.write_text(json.dumps(values), "utf-8")
    result = held("check", saved.name)
    assert result.exit_code == 1
    assert result.stdout.startswith(f"{where}: ")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "cannot be read (No such file or directory)"),
        (b"", "is not a saved article"),
        (b"{", "is not a saved article (Invalid JSON"),
        (b"[]", "is not a saved article"),
        (b'{"title": "x"}', "Field required"),
        (b"\xff\xfe", "is not a saved article"),
    ],
)
def test_what_is_no_article(held, tmp_path, content, told):
    path = tmp_path / "a.json"
    if content is not None:
        path.write_bytes(content)
    result = held("check", "a.json")
    assert result.exit_code == 5
    assert result.stderr.startswith("citewell: a.json: ")
    assert told in result.stderr
    assert json.loads(held("check", "a.json", "--json").stderr)["error"]["where"] == "a.json"


def test_a_quote_of_another_length_is_no_article(held, saved):
    alter(saved, '"quote": "', '"quote": "Not ')
    result = held("check", saved.name)
    assert result.exit_code == 5
    assert "characters long but its quote has" in result.stderr


def test_a_folder_is_no_article(held, tmp_path):
    assert held("check", str(tmp_path)).exit_code == 5


def test_checking_makes_no_library(held, saved, tmp_path):
    result = held("check", saved.name, "--library", "nowhere")
    assert result.exit_code == 4
    assert not (tmp_path / "nowhere").exists()
