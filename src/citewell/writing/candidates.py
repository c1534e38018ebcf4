"""Sentences that may enter an article: statements of practice summaries, sentences of other sources."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from citewell.model import (
    Action,
    Evidence,
    Passage,
    Role,
    SectionName,
    Source,
    SourceKind,
    SourceStatus,
    Span,
    Statement,
)
from citewell.text import split_sentences, terms
from citewell.writing._tables import table

_SHORTEST, _LONGEST = 40, 420
_DANGLING = re.compile(
    r"^\W*(this|these|those|that|it|its|they|their|he|she|such|however|moreover|furthermore|thus|therefore|"
    r"in addition|similarly|conversely|also|both|the (latter|former|same)|another|here|finally|we|our)\b|\b(figure|table|fig\.)\s*\d|"
    r"^(methods|background|objective|aims?|introduction|trial registration|funding|key ?words)\b",
    re.IGNORECASE,
)


_POINTER = re.compile(r"\s*[\[(]\s*see [^\])]*(?:\([\d., ]+\)[^\])]*)*[\])]", re.IGNORECASE)
"""Pointers to other parts of a label ("[see Contraindications (4.1)]"), of no use in an article."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One sentence with its place: what the writer chooses from.

    ``about`` holds the concept ids of the sentence and of the heading and title it stands under;
    ``said`` only those of its own words.
    """

    id: str
    text: str
    plain: str | None
    role: Role
    section: SectionName
    span: Span
    source: Source
    passage: Passage
    statement: Statement | None
    about: frozenset[str]
    said: frozenset[str]
    action: Action
    weight: int

    @property
    def key(self) -> str:
        """Id of the source that a reference names: the primary source where there is one."""
        return self.statement.primary.source_id if self.statement else self.source.id

    @property
    def kind(self) -> SourceKind:
        """Kind of that source."""
        return self.statement.primary.kind if self.statement else self.source.kind

    @property
    def for_patients(self) -> bool:
        """Whether a sentence of prose stands in a part written for patients."""
        heading = " / ".join(self.passage.section_path)
        return bool(re.search(table("roles")["patient_headings"], heading, re.IGNORECASE))

    @property
    def under(self) -> str:
        """What the sentence stands under: the title of its source and its headings."""
        return " / ".join((self.source.title, *self.passage.section_path))

    @property
    def certainty(self) -> str | None:
        """Certainty or strength as the source states it."""
        return self.statement.certainty if self.statement else None

    def words(self, *, plain: bool) -> str | None:
        """The wording for an audience; None when there is none for it."""
        if not plain:
            return self.text
        return self.plain if self.statement else self.text


def candidates(evidence: Iterable[Evidence]) -> tuple[Candidate, ...]:
    """Every sentence of the evidence that can stand on its own, in reading order.

    Sources that are retracted are left out: they never support a claim unmarked.
    """
    return tuple(
        candidate
        for item in evidence
        if item.source.status is not SourceStatus.RETRACTED
        for candidate in _of_passage(item.passage, item.source)
    )


def candidate_of_span(
    passages: Iterable[Passage], source: Source, start: int, end: int
) -> Candidate | None:
    """The sentence at ``start`` to ``end`` of a source; None when no passage holds it."""
    for passage in passages:
        if not (passage.start <= start and end <= passage.end):
            continue
        for statement in passage.statements:
            if statement.start <= start and end <= statement.end:
                return _of_statement(statement, passage, source)
        role = _role_of_heading(passage.section_path, source.kind)
        text = passage.text[start - passage.start : end - passage.start]
        return _of_words(text, start, role, passage, source)
    return None


def _of_passage(passage: Passage, source: Source) -> Iterator[Candidate]:
    if passage.statements:
        yield from (_of_statement(s, passage, source) for s in passage.statements)
    else:
        yield from _of_prose(passage, source)


def _of_statement(statement: Statement, passage: Passage, source: Source) -> Candidate:
    said = frozenset(statement.about) | concepts_of(statement.text)
    return Candidate(
        id=statement.id,
        text=statement.text,
        plain=statement.plain,
        role=statement.role,
        section=statement.section or section_of(statement.role, statement.action),
        span=_span(passage, source, statement.start, statement.end),
        source=source,
        passage=passage,
        statement=statement,
        about=said,
        said=said,
        action=statement.action,
        weight=statement.weight,
    )


def _of_prose(passage: Passage, source: Source) -> Iterator[Candidate]:
    role = _role_of_heading(passage.section_path, source.kind)
    for sentence in split_sentences(passage.text):
        text = sentence.text.strip()
        if not _SHORTEST <= len(text) <= _LONGEST or text[-1] not in ".!":
            continue
        if _DANGLING.search(text) or not (text[0].isupper() or text[0].isdigit()):
            continue
        start = passage.start + sentence.start + sentence.text.index(text[0])
        yield _of_words(text, start, role, passage, source)


def _of_words(text: str, start: int, role: Role, passage: Passage, source: Source) -> Candidate:
    said = concepts_of(text)
    under = concepts_of(" ".join((source.title, *passage.section_path)))
    return Candidate(
        id=f"{passage.id}:{start - passage.start}",
        text=_POINTER.sub("", text),
        plain=None,
        role=role,
        section=section_of(role, Action.NONE),
        span=_span(passage, source, start, start + len(text)),
        source=source,
        passage=passage,
        statement=None,
        about=said | under,
        said=said,
        action=_action_of(text),
        weight=1,
    )


def _action_of(text: str) -> Action:
    """What a sentence of prose tells one to do, by its verbs."""
    for row in table("roles")["actions"]:
        if re.search(row["pattern"], text, re.IGNORECASE):
            return Action(row["action"])
    return Action.NONE


def _span(passage: Passage, source: Source, start: int, end: int) -> Span:
    local, length = start - passage.start, end - start
    before, after = passage.text[:local], passage.text[local + length :]
    return Span(
        source_id=source.id,
        source_hash=source.sha256,
        start=start,
        end=end,
        quote=passage.text[local : local + length],
        prefix=before[-32:],
        suffix=after[:32],
    )


@lru_cache(maxsize=8192)
def concepts_of(text: str) -> frozenset[str]:
    """Ids of the concepts named in a text, with the classes they belong to."""
    table_ = terms()
    found = {mention.id for mention in table_.find(text)}
    return frozenset(found | {c for concept in found for c in table_.classes(concept)})


def section_of(role: Role, action: Action) -> SectionName:
    """The part of an article in which a sentence of this role stands."""
    rows = table("roles")
    if action.value in rows["reassess_actions"] and role.value in rows["reassess_roles"]:
        return SectionName.REASSESS
    return SectionName(rows["sections"][role.value])


def _role_of_heading(path: tuple[str, ...], kind: SourceKind) -> Role:
    rows = table("roles")
    heading = " / ".join(path).lower()
    for row in rows["headings"]:
        if re.search(row["pattern"], heading):
            return Role(row["role"])
    return Role(rows["kinds"].get(kind.value, "finding"))
