"""The exact characters that carry a fact, findable again after the source changed around them."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from citewell.model._base import Noun

CONTEXT = 32
"""Characters of prefix and suffix kept with a quote (W3C Web Annotation text quote selector)."""


class Span(Noun):
    """A stretch of one version of one source.

    Combines the W3C Web Annotation *text position* selector (``start``, ``end``: code points in the
    normalised text, half-open) with the *text quote* selector (``quote``, ``prefix``, ``suffix``).
    See https://www.w3.org/TR/annotation-model/#selectors.

    >>> span = Span.of("label", "h1", "Take 5 mg daily.", 5, 9)
    >>> span.quote
    '5 mg'
    """

    source_id: str = Field(min_length=1)
    source_hash: str = Field(min_length=1)
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    quote: str = Field(min_length=1)
    prefix: str = ""
    suffix: str = ""

    @model_validator(mode="after")
    def _length_fits_quote(self) -> Self:
        if self.end - self.start != len(self.quote):
            raise ValueError(
                f"span {self.start}-{self.end} is {self.end - self.start} characters long "
                f"but its quote has {len(self.quote)}"
            )
        return self

    @classmethod
    def of(cls, source_id: str, source_hash: str, text: str, start: int, end: int) -> Self:
        """The span ``text[start:end]`` of a source, with its surroundings.

        Raises:
            ValueError: the offsets do not lie within ``text`` or enclose nothing.
        """
        if not 0 <= start < end <= len(text):
            raise ValueError(f"span {start}-{end} does not lie in a text of {len(text)} characters")
        return cls(
            source_id=source_id,
            source_hash=source_hash,
            start=start,
            end=end,
            quote=text[start:end],
            prefix=text[max(0, start - CONTEXT) : start],
            suffix=text[end : end + CONTEXT],
        )


class Refound(StrEnum):
    """How a span was found in a text."""

    IN_PLACE = "in_place"
    MOVED = "moved"
    AMBIGUOUS = "ambiguous"
    LOST = "lost"


class Anchor(Noun):
    """Where a span stands in a given text, or that it cannot be told.

    ``start`` and ``end`` are set for ``in_place`` and ``moved`` only.
    """

    how: Refound
    start: int | None = None
    end: int | None = None


def find_again(span: Span, text: str) -> Anchor:
    """Find a span in a (possibly newer) text of its source, by exact quote and surroundings.

    The quote must stand in the text letter by letter: near matches are never accepted, since
    dropping a "not" is a near match. Several equal quotes are told apart by prefix and suffix;
    if these do not decide, the anchor is ``ambiguous``.

    >>> span = Span.of("s", "h", "Do not stop. Take 5 mg.", 18, 22)
    >>> find_again(span, "New line. Do not stop. Take 5 mg.")
    Anchor(how=<Refound.MOVED: 'moved'>, start=28, end=32)
    >>> find_again(span, "Take 6 mg.").how.value
    'lost'
    """
    if text[span.start : span.end] == span.quote and _context_score(span, text, span.start) == 2:
        return Anchor(how=Refound.IN_PLACE, start=span.start, end=span.end)
    places = _occurrences(span.quote, text)
    if not places:
        return Anchor(how=Refound.LOST)
    scored = sorted(((_context_overlap(span, text, p), p) for p in places), reverse=True)
    if len(scored) > 1 and scored[0][0] == scored[1][0]:
        return Anchor(how=Refound.AMBIGUOUS)
    start = scored[0][1]
    how = Refound.IN_PLACE if start == span.start else Refound.MOVED
    return Anchor(how=how, start=start, end=start + len(span.quote))


def _occurrences(quote: str, text: str) -> list[int]:
    places: list[int] = []
    at = text.find(quote)
    while at >= 0:
        places.append(at)
        at = text.find(quote, at + 1)
    return places


def _context_score(span: Span, text: str, start: int) -> int:
    before = text[max(0, start - len(span.prefix)) : start] == span.prefix
    after = text[start + len(span.quote) :][: len(span.suffix)] == span.suffix
    return before + after


def _context_overlap(span: Span, text: str, start: int) -> int:
    """Characters of prefix and suffix that agree, counted outwards from the quote."""
    before = text[max(0, start - len(span.prefix)) : start]
    end = start + len(span.quote)
    after = text[end : end + len(span.suffix)]
    return _agreeing(reversed(before), reversed(span.prefix)) + _agreeing(after, span.suffix)


def _agreeing(left: Iterable[str], right: Iterable[str]) -> int:
    count = 0
    for a, b in zip(left, right, strict=False):
        if a != b:
            break
        count += 1
    return count
