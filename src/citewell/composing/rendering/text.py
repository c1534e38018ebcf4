"""An article as plain text for a terminal."""

import textwrap
from collections.abc import Iterator

from citewell.composing.references import KIND_NAMES, describe, read_line
from citewell.composing.rendering.layout import (
    Part,
    coverage_line,
    numbers,
    paragraphs,
    parts,
    stance_line,
    status_line,
)
from citewell.model import Article, Basis, Claim

WIDTH = 92
"""Columns; long lines are hard to read."""


def to_text(article: Article, *, width: int = WIDTH) -> str:
    """The article as plain text, wrapped at ``width`` columns, control characters removed."""
    lines = [line for block in _blocks(article, width) for line in block]
    return "\n".join("".join(c for c in line if c.isprintable()) for line in lines).rstrip() + "\n"


def _blocks(article: Article, width: int) -> Iterator[list[str]]:
    yield [*textwrap.wrap(article.title.upper(), width), ""]
    yield [*textwrap.wrap(status_line(article), width), ""]
    yield from _answer(article, width)
    yield from _unknown(article, width)
    for part in parts(article):
        yield from _part(part, width)
    yield from _closing(article, width)


def _answer(article: Article, width: int) -> Iterator[list[str]]:
    patient = article.question.audience.value == "patient"
    yield _heading("The short answer" if patient else "Direct answer")
    if line := stance_line(article):
        yield [*textwrap.wrap(f"{line}.", width), ""]
    yield [*_wrapped(" ".join(_sentence(c) for c in article.answer.claims), width), ""]
    if article.certainty:
        text = f"Certainty, as its source states it: {article.certainty.text} [{article.certainty.reference}]"
        yield [*textwrap.wrap(text, width), ""]


def _unknown(article: Article, width: int) -> Iterator[list[str]]:
    assumed = [f"Assumed: {f.assumed}" for f in article.question.facts if f.assumed]
    facts = [f"{f.text}: {f.why}" for f in article.missing_facts] + assumed
    if facts:
        yield _heading("What is not known and would change the answer")
        yield [line for fact in facts for line in _item(fact, width)] + [""]


def _part(part: Part, width: int) -> Iterator[list[str]]:
    yield _heading(part.heading)
    for number, step in enumerate(part.steps, 1):
        body = " ".join(_sentence(claim) for claim in step.claims)
        yield _item(f"{step.title} ({step.timing}). {body}", width, mark=f"{number}. ")
    for label, claims in part.groups:
        if label:
            yield [f"  {label}", ""]
        if part.prose:
            for paragraph in paragraphs(claims):
                yield [*_wrapped(" ".join(_sentence(c) for c in paragraph), width), ""]
        else:
            yield [line for claim in claims for line in _item(_sentence(claim), width)] + [""]
    if part.steps:
        yield [""]


def _closing(article: Article, width: int) -> Iterator[list[str]]:
    if article.references:
        yield _heading("References")
    kind = None
    for reference in article.references:
        if reference.kind is not kind:
            kind = reference.kind
            yield [f"  {KIND_NAMES[kind]}"]
        text = f"{describe(reference)} {read_line(reference)}".strip()
        yield _item(text, width, mark=f"{reference.number}. ")
    yield [""]
    if article.gaps:
        yield _heading("What could not be supported")
        yield [line for gap in article.gaps for line in _item(gap, width)] + [""]
    if article.dropped:
        yield _heading("Dropped by the checks")
        texts = [f"{d.text} ({d.reason})" for d in article.dropped]
        yield [line for text in texts for line in _item(text, width)] + [""]
    yield _heading("How this was checked")
    yield textwrap.wrap(coverage_line(article), width)
    made = f"citewell {article.provenance.version}, library {article.provenance.snapshot[:12]}. For information; it does not replace professional judgement."
    yield textwrap.wrap(made, width)


def _heading(text: str) -> list[str]:
    return [text, "-" * len(text)]


def _item(text: str, width: int, mark: str = "- ") -> list[str]:
    return textwrap.wrap(text, width, initial_indent=mark, subsequent_indent=" " * len(mark))


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width)


def _sentence(claim: Claim) -> str:
    found = ", ".join(str(number) for number in numbers(claim))
    reasoned = " (reasoned)" if claim.basis is Basis.INFERRED else ""
    return f"{claim.text}{reasoned}" + (f" [{found}]" if found else "")
