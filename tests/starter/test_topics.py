"""The starter topics: complete, honest about their sources, and true to the facts they came from."""

import os
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from citewell.model import Document, ReadLevel, Role, SourceKind, Statement
from citewell.starter import starter_documents
from citewell.text import readability, terms
from citewell.text.quantities import quantities

SHARED = Path(os.environ.get("CITEWELL_SHARED", Path(__file__).parents[3] / "shared"))
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_WORDS = {
    w: str(n)
    for n, w in enumerate(
        [
            "zero",
            "_",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ]
    )
}
_WORKING_WORDS = re.compile(r"\b(SEEN|RECALLED|ship: ok|seen_level|do not ship)\b")


@lru_cache(maxsize=1)
def documents() -> tuple[Document, ...]:
    return tuple(starter_documents())


def statements() -> Iterator[tuple[Document, Statement]]:
    for document in documents():
        for passage in document.passages:
            for statement in passage.statements:
                yield document, statement


def _topic(document: Document) -> str:
    return document.source.id.removeprefix("citewell:")


def test_there_are_26_topics_and_the_general_table() -> None:
    names = {_topic(d) for d in documents()}
    assert len(names - {"general-emergency"}) == 26
    assert "general-emergency" in names


def test_no_topic_is_typed_as_a_guideline() -> None:
    assert {d.source.kind for d in documents()} == {SourceKind.PRACTICE_SUMMARY}


def test_no_primary_source_is_typed_as_our_own_summary() -> None:
    wrong = [s.id for _, s in statements() if s.primary.kind is SourceKind.PRACTICE_SUMMARY]
    assert wrong == []


def test_statement_ids_are_unique_over_all_topics() -> None:
    ids = [s.id for _, s in statements()]
    assert len(ids) == len(set(ids))


def test_no_working_words_of_the_fact_files_are_printed() -> None:
    printed = [
        (s.id, t)
        for _, s in statements()
        for t in (s.text, s.plain or "", s.primary.title)
        if _WORKING_WORDS.search(t)
    ]
    assert printed == []


def test_every_statement_ends_as_a_sentence() -> None:
    open_ended = [
        s.id
        for _, s in statements()
        if s.text[-1] not in ".?!" or (s.plain and s.plain[-1] not in ".?!")
    ]
    assert open_ended == []


@pytest.mark.parametrize("document", documents(), ids=_topic)
def test_every_topic_has_emergency_signs_in_plain_words(document: Document) -> None:
    own = [s for d, s in statements() if d is document and s.role is Role.EMERGENCY and s.plain]
    assert len(own) >= 2


@pytest.mark.parametrize("document", documents(), ids=_topic)
def test_plain_wording_reads_at_grade_8(document: Document) -> None:
    plain = " ".join(s.plain for d, s in statements() if d is document and s.plain)
    assert readability(plain).flesch_kincaid_grade <= 8


@pytest.mark.parametrize("document", documents(), ids=_topic)
def test_three_quarters_of_a_topic_are_there_for_patients(document: Document) -> None:
    own = [s for d, s in statements() if d is document]
    assert sum(bool(s.plain) for s in own) >= 0.75 * len(own)


@pytest.mark.parametrize("document", documents(), ids=_topic)
def test_concepts_of_a_topic_are_in_the_term_table(document: Document) -> None:
    assert document.summary is not None
    unknown = [c for c in document.summary.concepts if terms().get(c) is None]
    assert unknown == []


def _numbers(text: str) -> set[str]:
    text = re.sub(r"(?<=\d)[, ](?=\d{3}\b)", "", text)
    text = re.sub(
        r"\b[a-z]+\b", lambda m: _WORDS.get(m[0].lower(), m[0]), text, flags=re.IGNORECASE
    )
    return {n.rstrip("0").rstrip(".") if "." in n else n for n in _NUMBER.findall(text)}


@lru_cache(maxsize=1)
def facts() -> dict[str, dict[str, Any]]:
    """The fact files; skips when they are not there."""
    folder = SHARED / "facts"
    if not folder.is_dir():
        pytest.skip(f"the fact files are not at {folder} (set CITEWELL_SHARED)")
    rows: dict[str, dict[str, Any]] = {}
    for path in folder.glob("*.yaml"):
        tree = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        for fact in tree["facts"]:
            rows[fact["id"]] = fact | {"source_row": tree["sources"].get(fact["source"])}
    return rows


def _fact_id(statement: Statement) -> str:
    return re.sub(r"(?<=\d)[a-z]$", "", statement.id)


@pytest.mark.shared
def test_only_cleared_facts_are_shipped() -> None:
    known = facts()
    not_cleared = [
        s.id for _, s in statements() if _fact_id(s) in known and known[_fact_id(s)]["ship"] != "ok"
    ]
    assert not_cleared == []


@pytest.mark.shared
def test_every_cleared_fact_is_shipped() -> None:
    shipped = {_fact_id(s) for _, s in statements()}
    missing = [i for i, fact in facts().items() if fact["ship"] == "ok" and i not in shipped]
    assert missing == []


@pytest.mark.shared
def test_no_number_is_changed_or_added() -> None:
    """Every number of a statement stands in its fact (note, locator and source row included)."""
    known = facts()
    added: dict[str, set[str]] = {}
    for _, statement in statements():
        fact = known.get(_fact_id(statement))
        if fact is None:
            continue
        allowed = _numbers(" ".join(str(value) for value in fact.values()))
        extra = _numbers(statement.text) - allowed
        if extra:
            added[statement.id] = extra
    assert added == {}


@pytest.mark.shared
def test_no_number_of_a_fact_is_lost() -> None:
    texts: dict[str, str] = {}
    for _, statement in statements():
        texts[_fact_id(statement)] = f"{texts.get(_fact_id(statement), '')} {statement.text}"
    lost = {
        i: _numbers(fact["statement"]) - _numbers(texts[i])
        for i, fact in facts().items()
        if fact["ship"] == "ok" and i in texts
    }
    assert {i: numbers for i, numbers in lost.items() if numbers} == {}


@pytest.mark.shared
def test_second_hand_facts_are_marked() -> None:
    known = facts()
    unmarked = [
        s.id
        for _, s in statements()
        if known.get(_fact_id(s), {}).get("seen_level") == "secondary"
        and s.primary.read is not ReadLevel.SECOND_HAND
    ]
    assert unmarked == []


def test_plain_wording_has_no_quantity_of_its_own() -> None:
    """Spot check beside the ladder: a plain wording never has more quantities than twice its text."""
    wordy = [
        s.id
        for _, s in statements()
        if s.plain and len(quantities(s.plain)) > 2 * len(quantities(s.text)) + 4
    ]
    assert wordy == []
