"""An article as Markdown."""

import re
from collections.abc import Iterable, Iterator

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


def to_markdown(article: Article) -> str:
    """The article as Markdown; source text in it is escaped, never markup."""
    return "\n".join(_lines(article)).rstrip() + "\n"


def _lines(article: Article) -> Iterator[str]:
    yield f"# {_escaped(article.title)}"
    yield ""
    yield f"> {_escaped(article.question.text)}"
    yield ""
    yield f"*{status_line(article)}*"
    yield ""
    yield from _answer(article)
    yield from _understood(article)
    for part in parts(article):
        yield from _part(part)
    yield from _closing(article)


def _answer(article: Article) -> Iterator[str]:
    yield "## " + (
        "The short answer" if article.question.audience.value == "patient" else "Direct answer"
    )
    yield ""
    if line := stance_line(article):
        yield f"**{_escaped(line)}.**"
        yield ""
    yield " ".join(_sentence(claim) for claim in article.answer.claims)
    yield ""
    if article.certainty:
        yield f"Certainty, as its source states it: {_escaped(article.certainty.text)} [{article.certainty.reference}]."
        yield ""


def _understood(article: Article) -> Iterator[str]:
    assumed = [f.assumed for f in article.question.facts if f.assumed]
    if not article.missing_facts and not assumed:
        return
    yield "## What is not known and would change the answer"
    yield ""
    yield from (f"- {_escaped(f.text)}: {_escaped(f.why)}" for f in article.missing_facts)
    yield from (f"- Assumed: {_escaped(a)}" for a in assumed)
    yield ""


def _part(part: Part) -> Iterator[str]:
    yield f"## {_escaped(part.heading)}"
    yield ""
    for number, step in enumerate(part.steps, 1):
        body = " ".join(_sentence(claim) for claim in step.claims)
        yield f"{number}. **{_escaped(step.title)}** ({_escaped(step.timing)}). {body}"
    for label, claims in part.groups:
        if label:
            yield from (f"### {_escaped(label)}", "")
        if part.prose:
            for paragraph in paragraphs(claims):
                yield from (" ".join(_sentence(claim) for claim in paragraph), "")
        else:
            yield from (f"- {_sentence(claim)}" for claim in claims)
            yield ""
    if part.steps:
        yield ""


def _closing(article: Article) -> Iterator[str]:
    yield from _references(article)
    if article.gaps:
        yield from ("## What could not be supported", "")
        yield from (f"- {_escaped(gap)}" for gap in article.gaps)
        yield ""
    if article.dropped:
        yield from ("## Dropped by the checks", "")
        yield from (f"- {_escaped(d.text)} ({_escaped(d.reason)})" for d in article.dropped)
        yield ""
    yield from ("## How this was checked", "", coverage_line(article), "")
    yield (
        f"citewell {article.provenance.version}, library {article.provenance.snapshot[:12]}, "
        f"{article.provenance.time}. For information; it does not replace professional judgement."
    )


def _references(article: Article) -> Iterator[str]:
    if not article.references:
        return
    yield from ("## References", "")
    kind = None
    for reference in article.references:
        if reference.kind is not kind:
            kind = reference.kind
            yield from (f"### {KIND_NAMES[kind]}", "")
        tail = f" {_escaped(read_line(reference))}" if reference.read_through else ""
        yield f"{reference.number}. {_escaped(describe(reference))}{tail}"
        yield ""


def _sentence(claim: Claim) -> str:
    marks = _marks(numbers(claim))
    reasoned = " *(reasoned)*" if claim.basis is Basis.INFERRED else ""
    return f"{_escaped(claim.text)}{reasoned}{marks}"


def _marks(found: Iterable[int]) -> str:
    listed = ", ".join(str(number) for number in found)
    return f" [{listed}]" if listed else ""


def _escaped(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>|#])", r"\\\1", text)
