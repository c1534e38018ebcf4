"""A saved article against a library in which something has changed, and articles that were altered."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from citewell.answering import ask
from citewell.composing.rechecking import RecheckReport, differences, recheck
from citewell.library import Library
from citewell.model import Article, CitationVerdict, Document, Refound, SourceStatus
from citewell.sources import practice_summary
from tests.conftest import MINI

QUESTION = "Should I keep taking Dupixent for severe asthma although I still cough?"
ID = "citewell:mini-dupilumab"


@pytest.fixture
def article(mini_library: Library) -> Article:
    return ask(QUESTION, library=mini_library, audience="clinician", clock=_at)


def _at() -> datetime:
    return datetime(2026, 11, 24, tzinfo=UTC)


def altered(article: Article, change: Callable[[dict[str, Any]], object]) -> Article:
    """The article as someone might have edited its JSON."""
    values = json.loads(article.to_json())
    change(values)
    return Article.model_validate(values)


def cited(values: dict[str, Any], said: str) -> dict[str, Any]:
    """The first claim that says something and cites its source."""
    parts = [values["answer"]["claims"], *(s["claims"] for s in values["sections"])]
    claims = (c for part in parts for c in part if c["citations"])
    return next(claim for claim in claims if said in claim["text"])


def newer(old: str, new: str) -> Document:
    """The small topic as a later version of it would read."""
    text = MINI.read_text("utf-8")
    assert old in text
    return practice_summary.read(text.replace(old, new).encode(), MINI.name)


def _told(report: RecheckReport) -> str:
    return "\n".join(claim.detail for claim in report.changed)


def test_everything_stands_as_saved(article: Article, mini_library: Library) -> None:
    report = recheck(article, mini_library)
    assert report.ok
    assert report.same_library
    assert report.checked == report.standing > 3
    assert report.checked + report.uncited == len(article.claims())


def test_a_library_with_something_more(article: Article, mini_library: Library) -> None:
    other = newer("id: mini-dupilumab", "id: another-topic")
    mini_library.add([other])
    report = recheck(article, mini_library)
    assert report.ok
    assert not report.same_library


def test_a_source_that_says_something_else_now(article: Article, mini_library: Library) -> None:
    mini_library.add(
        [newer("by at least half after 12 months", "by at least a third after 6 months")]
    )
    report = recheck(article, mini_library)
    assert not report.ok
    lost = [c for c in report.changed if "is no longer there" in c.detail]
    assert any("at least half" in claim.text for claim in lost)
    assert "has been superseded" in _told(report)
    assert report.standing == 0, "every sentence says that its source has a newer version"
    assert "has a newer version; the passage stands there" in _told(report)


def test_a_source_whose_old_version_is_gone(
    article: Article, mini_topic: Document, tmp_path: Any
) -> None:
    library = Library.open(tmp_path / "other")
    library.add([newer("by at least half after 12 months", "by at least a third after 6 months")])
    report = recheck(article, library)
    hows = {how for claim in report.changed for how in claim.spans}
    assert Refound.LOST in hows
    assert "the library holds another version of" in _told(report)
    assert report.standing == 0


def test_a_source_that_was_deleted(article: Article, mini_library: Library) -> None:
    mini_library.delete(ID)
    report = recheck(article, mini_library)
    assert report.standing == 0
    assert _told(report).count(f"the library no longer holds {ID}") == report.checked


def test_a_source_that_was_retracted(
    article: Article, mini_library: Library, mini_topic: Document
) -> None:
    source = mini_topic.source.model_copy(update={"status": SourceStatus.RETRACTED})
    mini_library.add([mini_topic.model_copy(update={"source": source})])
    report = recheck(article, mini_library)
    assert report.standing == 0
    assert "has been retracted" in _told(report)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("at least half", "at least a quarter"),
        ("12 months", "6 months"),
        ("stopping", "continuing"),
        ("dupilumab", "omalizumab"),
    ],
)
def test_a_sentence_that_was_altered(
    article: Article, mini_library: Library, old: str, new: str
) -> None:
    def change(values: dict[str, Any]) -> None:
        claim = cited(values, "at least half")
        assert old in claim["text"]
        claim["text"] = claim["text"].replace(old, new)

    report = recheck(altered(article, change), mini_library)
    (claim,) = report.changed
    assert claim.verdict is not CitationVerdict.SUPPORTED
    assert claim.before is CitationVerdict.SUPPORTED
    assert ".v" in claim.detail, "names the check"


def test_a_quote_that_was_altered(article: Article, mini_library: Library) -> None:
    def change(values: dict[str, Any]) -> None:
        span = cited(values, "at least half")["citations"][0]["spans"][0]
        span["quote"] = span["quote"].replace("half", "none")

    (claim,) = recheck(altered(article, change), mini_library).changed
    assert claim.spans == (Refound.LOST,)
    assert "does not stand at" in claim.detail


def test_offsets_that_were_altered(article: Article, mini_library: Library) -> None:
    def change(values: dict[str, Any]) -> None:
        span = cited(values, "at least half")["citations"][0]["spans"][0]
        span["start"], span["end"] = span["start"] + 7, span["end"] + 7

    (claim,) = recheck(altered(article, change), mini_library).changed
    assert claim.spans == (Refound.MOVED,)


def test_a_sentence_cited_to_another_passage(article: Article, mini_library: Library) -> None:
    def change(values: dict[str, Any]) -> None:
        other = next(
            c
            for section in values["sections"]
            for c in section["claims"]
            if c["citations"] and "half" not in c["citations"][0]["spans"][0]["quote"]
        )
        cited(values, "at least half")["citations"][0]["spans"] = other["citations"][0]["spans"]

    report = recheck(altered(article, change), mini_library)
    assert [c.text for c in report.changed if "at least half" in c.text]


@pytest.mark.parametrize(
    ("field", "value"), [("verdict", "contradicted"), ("source_key", "x"), ("reference", 99)]
)
def test_a_citation_that_was_altered(
    article: Article, mini_library: Library, field: str, value: object
) -> None:
    report = recheck(
        altered(
            article, lambda v: cited(v, "at least half")["citations"][0].update({field: value})
        ),
        mini_library,
    )
    assert len(report.changed) == 1
    assert report.changed[0].detail


def test_citations_that_were_taken_away(article: Article, mini_library: Library) -> None:
    report = recheck(
        altered(article, lambda v: cited(v, "at least half").update(citations=[])), mini_library
    )
    (claim,) = report.changed
    assert claim.detail == "cites nothing, although it rests on evidence"


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("title", "A better guideline", "title was saved as A better guideline, today it is"),
        ("kind", "systematic_review", "kind was saved as systematic_review"),
        ("read", "second_hand", "read was saved as second_hand"),
        ("read_through", None, "read through was saved as None"),
    ],
)
def test_a_reference_that_was_altered(
    article: Article, mini_library: Library, field: str, value: object, told: str
) -> None:
    report = recheck(
        altered(article, lambda v: v["references"][0].update({field: value})), mini_library
    )
    assert not report.ok
    assert report.changed == ()
    (difference,) = report.differences
    assert difference.where == "reference 1"
    assert told in difference.detail


def test_a_reference_that_no_sentence_cites(article: Article, mini_library: Library) -> None:
    def change(values: dict[str, Any]) -> None:
        values["references"].append({**values["references"][0], "number": 77})

    (difference,) = recheck(altered(article, change), mini_library).differences
    assert (difference.where, difference.detail) == ("reference 77", "is cited by no sentence")


def test_differences_name_the_place(article: Article) -> None:
    def change(values: dict[str, Any]) -> None:
        values["title"] = "Another"
        values["sections"][0]["claims"][0]["text"] += "!"
        values["provenance"]["time"] = "2000-01-01T00:00:00+00:00"
        values["gaps"] = [*values.get("gaps", []), "one more"]

    found = differences(altered(article, change), article)
    assert [d.where for d in found] == ["title", "sections[0].claims[0].text", "gaps"]
    assert differences(article, article) == ()


def test_a_report_is_json(article: Article, mini_library: Library) -> None:
    report = recheck(article, mini_library)
    assert RecheckReport.from_json(report.to_json()) == report


def test_the_starter_article_stands(starter_library: Library) -> None:
    question = (
        "Should I continue taking Dupixent for severe asthma with persistent cough and mucus?"
    )
    article = ask(question, library=starter_library, clock=_at)
    report = recheck(article, starter_library)
    assert (report.changed, report.differences) == ((), ())
