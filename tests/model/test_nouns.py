"""Nouns are frozen, strict, hashed by content, and go through JSON unchanged."""

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from citewell.model import (
    Audience,
    CheckResult,
    Citation,
    CitationVerdict,
    Document,
    Identifiers,
    Intent,
    Passage,
    PatientFact,
    Question,
    Source,
    SourceKind,
    Span,
    hash_json,
    hash_text,
)
from citewell.model.schema import json_schema, schema_names

texts = st.text(min_size=1, max_size=60)
spans = st.builds(
    lambda source, text, extra: Span.of(source, "h", text + extra, 0, len(text)),
    texts,
    texts,
    st.text(max_size=40),
)
questions = st.builds(
    Question,
    text=texts,
    intent=st.sampled_from(Intent),
    audience=st.sampled_from(Audience),
    facts=st.lists(
        st.builds(PatientFact, name=texts, value=texts, number=st.none() | st.floats()), max_size=3
    ).map(tuple),
    unknown_terms=st.lists(texts, max_size=3).map(tuple),
)
citations = st.builds(
    Citation,
    source_key=texts,
    verdict=st.sampled_from(CitationVerdict),
    spans=st.lists(spans, min_size=1, max_size=3).map(tuple),
    checks=st.lists(
        st.builds(CheckResult, name=texts, passed=st.none() | st.booleans(), detail=texts),
        max_size=2,
    ).map(tuple),
)
sources = st.builds(
    Source,
    id=texts,
    kind=st.sampled_from(SourceKind),
    title=texts,
    sha256=texts,
    authors=st.lists(texts, max_size=3).map(tuple),
    identifiers=st.builds(
        Identifiers, pmid=st.none() | texts, other=st.lists(texts, max_size=2).map(tuple)
    ),
)


@given(st.one_of(spans, citations, sources))
def test_json_round_trip_keeps_value_and_hash(noun: Span | Citation | Source) -> None:
    again = type(noun).from_json(noun.to_json())
    assert again == noun
    assert again.content_hash() == noun.content_hash()


@given(questions)
def test_questions_round_trip_even_with_odd_numbers(question: Question) -> None:
    assert Question.from_json(question.to_json()).to_json() == question.to_json()


def test_equal_content_has_an_equal_hash_whatever_the_order_of_keys() -> None:
    assert hash_json({"a": [1, {"b": 2, "c": 3}]}) == hash_json({"a": [1, {"c": 3, "b": 2}]})
    assert hash_json({"a": 1}) != hash_json({"a": 2})


def test_nouns_are_frozen_and_refuse_unknown_fields() -> None:
    fact = PatientFact(name="age", value="3")
    with pytest.raises(ValidationError):
        fact.name = "sex"  # pyright: ignore[reportAttributeAccessIssue]
    with pytest.raises(ValidationError):
        PatientFact.model_validate({"name": "age", "value": "3", "colour": "red"})


def test_a_passage_that_does_not_stand_at_its_offsets_is_refused() -> None:
    text = "One. Two."
    source = Source(id="s", kind=SourceKind.GUIDELINE, title="t", sha256=hash_text(text))
    passage = Passage(
        id="p", source_id="s", source_hash=source.sha256, index=0, start=5, end=9, text="One."
    )
    with pytest.raises(ValidationError, match="does not stand at its offsets"):
        Document(source=source, text=text, passages=(passage,))


def test_a_document_whose_text_has_another_hash_is_refused() -> None:
    source = Source(id="s", kind=SourceKind.GUIDELINE, title="t", sha256=hash_text("other"))
    with pytest.raises(ValidationError, match="hash is not that of its text"):
        Document(source=source, text="text", passages=())


@pytest.mark.parametrize("name", schema_names())
def test_every_schema_is_valid_json_schema(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema(name))


def test_a_citation_fits_its_schema() -> None:
    citation = Citation(source_key="s", spans=(Span.of("s", "h", "text", 0, 4),))
    jsonschema.validate(
        citation.model_dump(mode="json", exclude_none=True), json_schema("citation")
    )
