"""Working with text: normal form, sentences, names, quantities, cues, readability.

Everything here is a pure function over strings; offsets count code points.
"""

from citewell.text._syllables import syllables
from citewell.text._term_tables import How, Term
from citewell.text.abbreviations import Abbreviation, find_abbreviations
from citewell.text.normalise import Normalised, is_normal, normalise
from citewell.text.readability import Readability, readability
from citewell.text.search_tokens import search_tokens, stem
from citewell.text.sentences import Sentence, split_sentences
from citewell.text.terms import Mention, Terms, read_terms, terms

__all__ = [
    "Abbreviation",
    "How",
    "Mention",
    "Normalised",
    "Readability",
    "Sentence",
    "Term",
    "Terms",
    "find_abbreviations",
    "is_normal",
    "normalise",
    "read_terms",
    "readability",
    "search_tokens",
    "split_sentences",
    "stem",
    "syllables",
    "terms",
]
