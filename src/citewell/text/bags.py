"""A text as a set of words, with every named thing as one word, whatever it is called."""

from functools import lru_cache

from citewell.text.search_tokens import search_tokens
from citewell.text.terms import terms

CONCEPT = "#"
"""Marks the concept ids in a bag."""


@lru_cache(maxsize=16384)
def concept_bag(text: str) -> frozenset[str]:
    """Concept ids (marked with ``#``) for what the term table knows, search tokens for the rest.

    >>> concept_bag("Dupixent dose") == concept_bag("the dose of dupilumab")
    True
    """
    rest, ids = text, set[str]()
    for mention in terms().find(text):
        ids.add(f"{CONCEPT}{mention.id}")
        rest = rest[: mention.start] + " " * (mention.end - mention.start) + rest[mention.end :]
    return frozenset(ids | set(search_tokens(rest)))
