"""JSON Schema (2020-12) of the nouns, for everyone who reads citewell's JSON."""

from typing import Any

from citewell.model._base import Noun
from citewell.model.articles import Article
from citewell.model.claims import Citation, Claim, Evidence
from citewell.model.questions import Question
from citewell.model.sources import Document, Passage, Source, Statement
from citewell.model.spans import Span

_NOUNS: dict[str, type[Noun]] = {
    noun.__name__.lower(): noun
    for noun in (
        Article,
        Citation,
        Claim,
        Document,
        Evidence,
        Passage,
        Question,
        Source,
        Span,
        Statement,
    )
}


def schema_names() -> tuple[str, ...]:
    """The nouns that have a schema, in lower case.

    >>> "article" in schema_names()
    True
    """
    return tuple(_NOUNS)


def json_schema(noun: str) -> dict[str, Any]:
    """The JSON Schema of a noun as it is written to JSON.

    Raises:
        KeyError: there is no such noun.
    """
    schema = _NOUNS[noun].model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **_without_examples(schema)}


def _without_examples(value: Any) -> Any:
    """Descriptions come from docstrings; their Python examples are of no use in a schema."""
    if isinstance(value, dict):
        return {
            name: one.partition(">>>")[0].rstrip()
            if name == "description" and isinstance(one, str)
            else _without_examples(one)
            for name, one in value.items()
        }
    return [_without_examples(one) for one in value] if isinstance(value, list) else value
