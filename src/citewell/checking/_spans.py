"""The spans of a claim as one text, with offsets that lead back to it."""

from collections.abc import Sequence
from functools import lru_cache

from citewell.model import Span
from citewell.text.sentences import split_sentences

SEPARATOR = "\n"


def joined(spans: Sequence[Span]) -> str:
    """All quotes, one a line: the text that ``CheckResult.span_range`` points into.

    Spans that touch in the same source are joined as they stand there, so that a sentence split
    over two spans is read as one.
    """
    return _joined(tuple((s.source_id, s.start, s.end, s.quote) for s in spans))


@lru_cache(maxsize=4096)
def _joined(parts: tuple[tuple[str, int, int, str], ...]) -> str:
    return SEPARATOR.join(quote for _, _, _, quote in parts)


def squeezed(text: str) -> str:
    """A text with runs of white space as single spaces, for a comparison of wording."""
    return " ".join(text.split())


def same_wording(claim: str, spans: Sequence[Span]) -> bool:
    """Whether the claim is, word for word, what its spans say: all, one, or whole sentences of them."""
    wording = squeezed(claim)
    quotes = [squeezed(s.quote) for s in spans]
    if wording in quotes or wording == " ".join(quotes):
        return True
    said = {sentence for quote in quotes for sentence in _sentences(quote)}
    return all(sentence in said for sentence in _sentences(wording))


@lru_cache(maxsize=8192)
def _sentences(text: str) -> tuple[str, ...]:
    return tuple(text[s.start : s.end].strip() for s in split_sentences(text))
