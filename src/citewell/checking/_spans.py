"""The spans of a claim as one text, with offsets that lead back to it."""

from collections.abc import Sequence
from functools import lru_cache

from citewell.model import Span

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
    """Whether the claim is, word for word, what its spans say (all of them or one of them)."""
    wording = squeezed(claim)
    quotes = [squeezed(s.quote) for s in spans]
    return wording in quotes or wording == " ".join(quotes)
