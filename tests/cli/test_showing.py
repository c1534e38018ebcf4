import json

import pytest

from citewell.model import Article, Span

ID = "citewell:mini-dupilumab"
QUESTION = "Should I keep taking Dupixent for severe asthma although I still cough?"


def test_a_source(held):
    shown = held("show", ID)
    assert shown.exit_code == 0
    assert f"id\t{ID}" in shown.stdout
    assert "NICE advises stopping dupilumab" in shown.stdout
    document = json.loads(held("show", ID, "--json").stdout)
    assert document["source"]["id"] == ID


def test_every_span_of_an_article_can_be_shown(held):
    article = Article.from_json(held("ask", QUESTION, "--json").stdout)
    spans = {s for claim in article.claims() for c in claim.citations for s in c.spans}
    assert spans
    for span in spans:
        for form in (
            f"{span.source_id}:{span.start}-{span.end}",
            f"{span.source_id}@{span.source_hash}:{span.start}-{span.end}",
            f"{span.source_id}@{span.source_hash[:12]}:{span.start}-{span.end}",
        ):
            shown = held("show", form)
            assert shown.exit_code == 0
            assert f">>>{span.quote}<<<" in shown.stdout
        assert Span.from_json(held("show", form, "--json").stdout).quote == span.quote


def test_every_citation_names_a_statement_that_can_be_shown(held):
    article = Article.from_json(held("ask", QUESTION, "--json").stdout)
    for claim in article.claims():
        for citation in claim.citations:
            span = citation.spans[0]
            shown = held("show", f"{span.source_id}#{citation.statement_id}")
            assert shown.exit_code == 0
            assert f"{citation.statement_id}: " in shown.stdout


def test_a_statement_names_its_primary_source(held):
    shown = held("show", f"{ID}#MI-001").stdout
    assert "When to stop" in shown
    assert "MI-001: Dupilumab for severe asthma, guideline, 2021, 1.1 (read: original)" in shown


def test_a_passage_by_its_number(held, mini_topic):
    passage = mini_topic.passages[1]
    assert f">>>{passage.text}<<<" in held("show", f"{ID}#1").stdout
    assert f">>>{passage.text}<<<" in held("show", passage.id).stdout


def test_characters_that_stand_in_no_passage(held, mini_topic):
    assert f">>>{mini_topic.text[:5]}<<<" in held("show", f"{ID}:0-5").stdout


def test_characters_over_two_passages(held, mini_topic):
    first, second = mini_topic.passages[:2]
    shown = held("show", f"{ID}:{first.start}-{second.end}").stdout
    assert f">>>{mini_topic.text[first.start : second.end]}<<<" in shown


def test_an_older_version(held, mini_library, mini_topic):
    old = mini_topic.source.sha256
    text = mini_topic.text + "\n\nMore."
    from citewell.model import Document, hash_text

    digest = hash_text(text)
    mini_library.add(
        [
            Document(
                source=mini_topic.source.model_copy(update={"sha256": digest}),
                text=text,
                passages=tuple(
                    p.model_copy(update={"source_hash": digest}) for p in mini_topic.passages
                ),
                summary=mini_topic.summary,
            )
        ]
    )
    assert "status\tsuperseded" in held("show", f"{ID}@{old[:10]}").stdout
    assert "practice summary, superseded" in held("show", f"{ID}@{old[:10]}#0").stdout
    assert "status\tcurrent" in held("show", ID).stdout
    other = held("show", f"{ID}@abcdef012345")
    assert other.exit_code == 4
    assert f"Those held: {digest[:12]} (current), {old[:12]} (superseded)" in other.stderr


@pytest.mark.parametrize(
    ("what", "code", "told"),
    [
        ("", 2, "names no source"),
        ("nothing", 4, "the library holds no source nothing"),
        ("mini", 4, f"Did you mean {ID}"),
        (f"{ID}s", 4, f"Did you mean {ID}"),
        (f"{ID}#MI-999", 2, "for instance MI-001"),
        (f"{ID}#99", 2, "Its passages are 0 to"),
        (f"{ID}:9-5", 2, "there is no such stretch"),
        (f"{ID}:0-99999999", 2, "there is no such stretch"),
    ],
)
def test_what_cannot_be_shown(held, what, code, told):
    result = held("show", what)
    assert result.exit_code == code
    assert told in result.stderr
    assert json.loads(held("show", what, "--json").stderr)["error"]["todo"]
