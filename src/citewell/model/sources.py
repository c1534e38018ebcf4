"""Documents in the library: what they are, what they say, and the statements of practice summaries."""

from typing import Self

from pydantic import Field, model_validator

from citewell.model._base import Noun, hash_text
from citewell.model.vocabulary import (
    Action,
    Audience,
    GradingScheme,
    Premise,
    ReadLevel,
    Role,
    SectionName,
    SourceKind,
    SourceStatus,
    StatementKind,
)


class Identifiers(Noun):
    """Public identifiers of a source. Only what the source itself shows is filled."""

    pmid: str | None = None
    pmcid: str | None = None
    doi: str | None = None
    nct: tuple[str, ...] = ()
    spl_set_id: str | None = None
    spl_version: str | None = None
    isbn: str | None = None
    url: str | None = None
    other: tuple[str, ...] = ()
    """Further identifiers as printed, for instance ``NICE TA751`` or ``510(k) K162608``."""


class Source(Noun):
    """One document in the library, at one version.

    ``sha256`` is the hash of the normalised text; offsets of passages and spans point into it.
    ``issued`` is an ISO 8601 date of the precision known (``2021``, ``2021-06``, ``2021-06-30``).
    """

    id: str = Field(min_length=1)
    kind: SourceKind
    title: str = Field(min_length=1)
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    container_title: str | None = None
    issued: str | None = None
    identifiers: Identifiers = Identifiers()
    licence: str | None = None
    language: str | None = None
    status: SourceStatus = SourceStatus.CURRENT
    status_note: str | None = None
    sha256: str = Field(min_length=1)
    read_from: str | None = None
    """Where the bytes came from: a path or an address."""
    read_at: str | None = None
    """When they were read, ISO 8601 in UTC."""
    reader: str | None = None
    """The versioned reader, for instance ``pubmed_xml.v1``."""
    population: str | None = None
    """Whom the whole source is about, in its own words (target population, eligibility)."""


class Primary(Noun):
    """The source that a statement of a practice summary was taken from."""

    source_id: str
    kind: SourceKind
    title: str
    publisher: str | None = None
    container_title: str | None = None
    year: str | None = None
    identifiers: Identifiers = Identifiers()
    status: SourceStatus = SourceStatus.CURRENT
    locator: str | None = None
    read: ReadLevel
    read_note: str | None = None


class AgeRange(Noun):
    """Ages in years (months and days as fractions), both ends included; ``None`` is open."""

    low: float | None = None
    high: float | None = None


class Applies(Noun):
    """To whom a statement applies, as far as it can be decided from patient facts.

    ``needs`` and ``unless`` are concept ids, for instance ``penicillin-allergy``.
    """

    age: AgeRange | None = None
    sex: str | None = None
    pregnant: bool | None = None
    needs: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


class Criterion(Noun):
    """One measurable condition, for instance age of 80 years or over."""

    fact: str
    op: str = Field(pattern=r"^(>=|<=|>|<|=)$")
    value: float
    unit: str
    words: str
    """The condition as read in a sentence, for instance ``age 80 or over``."""


class Criteria(Noun):
    """A rule that holds when at least ``need`` of its criteria are met."""

    need: int = Field(ge=1)
    of: tuple[Criterion, ...]
    then: str
    """What follows when met, as the clinician reads it, without a full stop."""
    then_plain: str | None = None
    action: Action = Action.NONE


class Statement(Noun):
    """One fact inside a practice summary: its words, its place, and the primary source behind it.

    ``plain`` is the same fact for patients (checked against ``text``); ``answers`` are short
    questions that the statement answers and serve retrieval only; ``premise`` names the slot of an
    inference rule that it may fill; ``condition`` says in words when ``action`` holds; ``section``
    overrides the part of the article that its role would put it in; ``ask`` is a question that a
    patient may take to a clinician.
    """

    id: str = Field(min_length=1)
    text: str = Field(min_length=1)
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    plain: str | None = None
    kind: StatementKind
    role: Role
    population: str | None = None
    intervention: str | None = None
    comparator: str | None = None
    outcome: str | None = None
    certainty: str | None = None
    primary: Primary
    about: tuple[str, ...] = ()
    action: Action = Action.NONE
    condition: str | None = None
    section: SectionName | None = None
    step: str | None = None
    group: str | None = None
    premise: Premise | None = None
    applies: Applies = Applies()
    criteria: Criteria | None = None
    answers: tuple[str, ...] = ()
    ask: str | None = None
    weight: int = Field(default=2, ge=1, le=3)
    note: str | None = None


class Grading(Noun):
    """How strong a recommendation is and how good its evidence, in the words of its source.

    ``quote`` is what the source prints, ``strength`` and ``evidence_level`` the parts of it
    (``strong``, ``IIa``; ``very low``, ``B-R``). ``scheme`` is ``None`` where the words do not tell.
    ``start`` and ``end`` are offsets of the quote in the text of the source; ``None`` where it
    stands in the heading of a passage and so holds for all of it.
    """

    quote: str = Field(min_length=1)
    strength: str | None = None
    evidence_level: str | None = None
    scheme: GradingScheme | None = None
    start: int | None = Field(default=None, ge=0)
    end: int | None = Field(default=None, ge=0)


class Passage(Noun):
    """A contiguous stretch of a source: ``text`` is ``source_text[start:end]``.

    ``gradings`` are what it says of the strength of its recommendations, in its order.
    """

    id: str = Field(min_length=1)
    source_id: str
    source_hash: str
    index: int = Field(ge=0)
    section_path: tuple[str, ...] = ()
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str
    statements: tuple[Statement, ...] = ()
    gradings: tuple[Grading, ...] = ()

    @model_validator(mode="after")
    def _length_fits_text(self) -> Self:
        if self.end - self.start != len(self.text):
            raise ValueError(f"passage {self.id}: offsets do not fit its text")
        for grading in self.gradings:
            if not self._holds(grading):
                raise ValueError(f"passage {self.id}: a grading does not stand at its offsets")
        return self

    def _holds(self, grading: Grading) -> bool:
        if grading.start is None or grading.end is None:
            return grading.start is grading.end
        front = grading.start - self.start
        return front >= 0 and self.text[front : grading.end - self.start] == grading.quote


class SummaryStep(Noun):
    """One step of stepwise care in a practice summary; statements point to it by id."""

    id: str
    title: str
    plain_title: str
    timing: str
    plain_timing: str


class DecisiveFact(Noun):
    """A fact about the person that changes the answer; named when the question does not give it."""

    id: str
    text: str
    plain: str
    why: str
    fact: str | None = None
    """The patient fact or concept that fills it, for instance ``age`` or ``nasal-polyps``."""


class Conflict(Noun):
    """A point on which sources differ or are silent, with the statements that say so."""

    point: str
    plain_point: str
    statements: tuple[str, ...]


class KnownGap(Noun):
    """Something that a reader would look for and the summary does not hold."""

    text: str
    plain: str
    about: tuple[str, ...] = ()


class PracticeSummary(Noun):
    """What a practice summary holds beside its text."""

    topic: str
    concepts: tuple[str, ...]
    questions: dict[Audience, tuple[str, ...]]
    steps: tuple[SummaryStep, ...] = ()
    decisive_facts: tuple[DecisiveFact, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    gaps: tuple[KnownGap, ...] = ()


class Document(Noun):
    """A source with its normalised text and its passages: what a reader returns."""

    source: Source
    text: str
    passages: tuple[Passage, ...]
    summary: PracticeSummary | None = None

    @model_validator(mode="after")
    def _text_fits_source(self) -> Self:
        if hash_text(self.text) != self.source.sha256:
            raise ValueError(f"source {self.source.id}: its hash is not that of its text")
        for passage in self.passages:
            if self.text[passage.start : passage.end] != passage.text:
                raise ValueError(f"passage {passage.id} does not stand at its offsets")
        return self
