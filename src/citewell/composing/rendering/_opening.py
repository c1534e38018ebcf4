"""The passages that open under a citation number: whole text, marked characters, checks."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from citewell.model import (
    Audience,
    CheckResult,
    Citation,
    CitationVerdict,
    Claim,
    Document,
    Passage,
    Span,
    Statement,
)
from citewell.model.errors import CitewellError

DocumentOf = Callable[[str, str | None], Document]
"""A document of the library: ``(source_id, sha256 or None for the current version)``.

Raises CitewellError when the library does not hold it.
"""

VERDICTS = {
    CitationVerdict.SUPPORTED: ("supported", "Supported"),
    CitationVerdict.PARTLY_SUPPORTED: ("partly", "Partly supported"),
    CitationVerdict.CONTRADICTED: ("contradicted", "Contradicted"),
    CitationVerdict.NOT_SUPPORTED: ("unsupported", "Not supported"),
    CitationVerdict.NOT_CHECKED: ("unchecked", "Not checked"),
}
"""Shape (icon and class) and word of each verdict."""
_WORST = (
    CitationVerdict.CONTRADICTED,
    CitationVerdict.NOT_SUPPORTED,
    CitationVerdict.PARTLY_SUPPORTED,
    CitationVerdict.NOT_CHECKED,
    CitationVerdict.SUPPORTED,
)
_CHECK_STATES = {
    True: ("supported", "Passed"),
    False: ("contradicted", "Failed"),
    None: ("none", "Nothing to check"),
}
_PLAIN_CHECKS = {
    "located": "Found",
    "quantities": "Numbers",
    "polarity": "Yes or no",
    "subject": "Subject",
    "standing": "Source",
    "entailment": "Meaning",
    "arithmetic": "Sums",
}


_FOLD = 420
"""Characters of a passage on one side of the mark from which the far part is folded."""
_NEAR = 260
"""Characters that stay in sight, about; the cut is made at a sentence end where there is one."""
_REACH = 700
"""Characters from the mark within which a sentence end is looked for."""
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One check as shown: icon, state, label, versioned name, what it found."""

    icon: str
    state: str
    label: str
    name: str
    detail: str


@dataclass(frozen=True, slots=True)
class Quote:
    """The text of one passage in pieces, those cited marked, and where it stands.

    ``before`` and ``after`` are the parts of a long passage that are far from the marked
    characters: they are folded, so that the mark stands on the first screen of a phone. Together
    ``before``, ``pieces`` and ``after`` are the whole passage.
    """

    path: str
    pieces: tuple[tuple[str, bool], ...]
    where: str
    before: str = ""
    after: str = ""
    whole: bool = True
    """False when only the quote and its surroundings are at hand."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What opens under one number of one claim."""

    id: str
    number: int
    icon: str
    verdict: str
    locator: str
    quotes: tuple[Quote, ...]
    checks: tuple[CheckRow, ...]


class Opener:
    """Opens the passages of citations, reading each document once."""

    def __init__(self, document_of: DocumentOf, audience: Audience) -> None:
        self._document_of = document_of
        self._audience = audience
        self._documents: dict[tuple[str, str], Document | None] = {}
        self._statements: dict[tuple[str, str], dict[str, Statement]] = {}

    def open(self, claim: Claim, number: int, anchor: str) -> Opened:
        """The passages that carry ``claim`` under reference ``number``."""
        citations = [c for c in claim.citations if c.reference == number]
        verdict = min((c.verdict for c in citations), key=_WORST.index)
        icon, word = VERDICTS[verdict]
        checks = dict.fromkeys(check for c in citations for check in c.checks)
        locators = dict.fromkeys(text for c in citations if (text := self._locator(c)))
        return Opened(
            id=anchor,
            number=number,
            icon=icon,
            verdict=word,
            locator="; ".join(locators),
            quotes=tuple(self._quotes(citations)),
            checks=tuple(self._row(check) for check in checks),
        )

    def _quotes(self, citations: Sequence[Citation]) -> Iterable[Quote]:
        spans: dict[tuple[str, str], dict[Span, str]] = {}
        for citation in citations:
            for span in citation.spans:
                known = spans.setdefault((span.source_id, span.source_hash), {})
                known[span] = citation.statement_id or ""
        for key, found in spans.items():
            document = self._document(*key)
            if document is None:
                yield from (_alone(span) for span in found)
            else:
                yield from _in_document(document, found)

    def _document(self, source_id: str, source_hash: str) -> Document | None:
        key = (source_id, source_hash)
        if key not in self._documents:
            try:
                document = self._document_of(source_id, source_hash)
            except CitewellError:
                document = None
            self._documents[key] = document
            passages = document.passages if document else ()
            self._statements[key] = {s.id: s for p in passages for s in p.statements}
        return self._documents[key]

    def _locator(self, citation: Citation) -> str | None:
        span = citation.spans[0]
        self._document(span.source_id, span.source_hash)
        statements = self._statements[span.source_id, span.source_hash]
        statement = statements.get(citation.statement_id or "")
        return statement.primary.locator if statement else None

    def _row(self, check: CheckResult) -> CheckRow:
        icon, state = _CHECK_STATES[check.passed]
        stem = check.name.partition(".")[0]
        plain = _PLAIN_CHECKS.get(stem) if self._audience is Audience.PATIENT else None
        label = plain or stem.replace("_", " ").capitalize()
        return CheckRow(icon, state, label, check.name, check.detail)


def _in_document(document: Document, found: dict[Span, str]) -> Iterable[Quote]:
    """Each passage that holds cited characters, in the order of the document."""
    standing = {s: i for s, i in found.items() if document.text[s.start : s.end] == s.quote}
    for passage in document.passages:
        held = [s for s in standing if s.start < passage.end and passage.start < s.end]
        if held:
            yield _quote(document, passage, held, [standing[s] for s in held])
    for span in found:
        if span not in standing or not _held(span, document.passages):
            yield _alone(span)


def _held(span: Span, passages: Iterable[Passage]) -> bool:
    return any(span.start < p.end and p.start < span.end for p in passages)


def _quote(document: Document, passage: Passage, spans: list[Span], ids: list[str]) -> Quote:
    ranges = sorted((s.start - passage.start, s.end - passage.start) for s in spans)
    places = ", ".join(f"{s.start:,}–{s.end:,}" for s in sorted(spans, key=lambda s: s.start))
    names = " · ".join(dict.fromkeys(i for i in ids if i))
    where = [f"characters {places}", names, f"text {document.source.sha256[:8]}"]
    before, pieces, after = folded(tuple(marked(passage.text, ranges)))
    return Quote(
        path=" › ".join((document.source.title, *passage.section_path)),
        pieces=pieces,
        where=" · ".join(part for part in where if part),
        before=before,
        after=after,
    )


def _alone(span: Span) -> Quote:
    pieces = ((span.prefix, False), (span.quote, True), (span.suffix, False))
    where = f"characters {span.start:,}–{span.end:,} · text {span.source_hash[:8]}"
    return Quote(span.source_id, tuple(p for p in pieces if p[0]), where, whole=False)


def marked(text: str, ranges: Iterable[tuple[int, int]]) -> Iterable[tuple[str, bool]]:
    """A text in pieces, each with whether it is marked; ranges may overlap and stick out.

    >>> list(marked("one two three", [(4, 7), (5, 9)]))
    [('one ', False), ('two t', True), ('hree', False)]
    """
    at = 0
    for start, end in _joined(ranges, len(text)):
        if start > at:
            yield text[at:start], False
        yield text[start:end], True
        at = end
    if at < len(text):
        yield text[at:], False


def _joined(ranges: Iterable[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted((max(0, a), min(length, b)) for a, b in ranges):
        if start >= end:
            continue
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def folded(
    pieces: tuple[tuple[str, bool], ...],
) -> tuple[str, tuple[tuple[str, bool], ...], str]:
    """What is far before the marks, what is near them, what is far after them.

    >>> folded((("Near. ", False), ("Cited.", True)))
    ('', (('Near. ', False), ('Cited.', True)), '')
    """
    before, after, kept = "", "", list(pieces)
    if kept and not kept[0][1] and len(kept[0][0]) > _FOLD:
        cut = _cut_before(kept[0][0])
        before, kept[0] = kept[0][0][:cut], (kept[0][0][cut:], False)
    if kept and not kept[-1][1] and len(kept[-1][0]) > _FOLD:
        cut = _cut_after(kept[-1][0])
        after, kept[-1] = kept[-1][0][cut:], (kept[-1][0][:cut], False)
    return before, tuple(kept), after


def _cut_before(text: str) -> int:
    """Where the near end of a text begins: at its first sentence within reach, else at its last."""
    ends = [m.end() for m in _SENTENCE_END.finditer(text, max(0, len(text) - _REACH))]
    near = [end for end in ends if len(text) - end <= _NEAR] or ends[-1:]
    return near[0] if near else text.find(" ", len(text) - _NEAR) + 1


def _cut_after(text: str) -> int:
    """Where the near beginning of a text ends: after its last sentence within reach."""
    ends = [m.end() for m in _SENTENCE_END.finditer(text, 0, _REACH)]
    near = [end for end in ends if end <= _NEAR] or ends[:1]
    return near[-1] if near else text.rfind(" ", 0, _NEAR) + 1


def anchor_of(identifier: str) -> str:
    """A claim id as a fragment identifier: letters, digits, hyphen and underscore only.

    >>> anchor_of("c 1<script>")
    'c-1-script-'
    """
    return re.sub(r"[^A-Za-z0-9_-]", "-", identifier)
