"""The answer: an article whose every claim is bound to its evidence."""

from typing import Literal

from citewell.model._base import Noun
from citewell.model.claims import Claim, DroppedClaim
from citewell.model.questions import Question
from citewell.model.sources import Identifiers
from citewell.model.vocabulary import (
    Action,
    ReadLevel,
    Role,
    SourceKind,
    SourceStatus,
    Verdict,
)

SCHEMA_VERSION = "1"


class Stance(Noun):
    """The answer in three parts: verdict, action, and the condition in words."""

    verdict: Verdict
    action: Action = Action.NONE
    condition: str | None = None


class Certainty(Noun):
    """How sure the evidence is, as its source states it, with the reference that says so."""

    text: str
    reference: int


class MissingFact(Noun):
    """A fact about the person that is not given and would change the answer."""

    text: str
    why: str


class Answer(Noun):
    """The direct answer."""

    claims: tuple[Claim, ...]


class Section(Noun):
    """A titled part of the article."""

    heading: str
    role: Role
    claims: tuple[Claim, ...]


class PathwayStep(Noun):
    """One step of care, with its timing and the claims that make it up."""

    title: str
    timing: str
    claims: tuple[Claim, ...]


class Pathway(Noun):
    """Stepwise care, in order."""

    heading: str = "Stepwise plan"
    after: int = 0
    """After how many sections the pathway stands in reading order."""
    steps: tuple[PathwayStep, ...] = ()


class Reference(Noun):
    """One entry of the reference list.

    ``read_through`` names the practice summary through which the source was read, if any; ``read``
    tells how near to the original.
    """

    number: int
    source_id: str
    kind: SourceKind
    title: str
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    container_title: str | None = None
    year: str | None = None
    identifiers: Identifiers = Identifiers()
    status: SourceStatus = SourceStatus.CURRENT
    read_through: str | None = None
    read: ReadLevel = ReadLevel.ORIGINAL
    read_note: str | None = None


class Coverage(Noun):
    """What was written and what it rests on.

    ``written`` counts each different sentence of evidence or inference once, kept or dropped, so
    ``written = supported_original + supported_summary + inferred + dropped``. ``uncited`` counts
    instructions and gaps; ``safety_table`` the general emergency lines, which cite their row.
    """

    written: int
    supported_original: int
    supported_summary: int
    inferred: int
    dropped: int
    uncited: int
    safety_table: int = 0


class Provenance(Noun):
    """Everything the answer depended on, so that it can be made again."""

    version: str
    """Of citewell."""
    snapshot: str
    """Content id of the library (see ``Library.content_id``)."""
    parts: tuple[str, ...]
    """Versioned names of the parts used, for instance ``checking/quantities.v1``."""
    time: str
    """When the question was answered, ISO 8601."""
    writer: str


class Article(Noun):
    """The answer to a question, in one audience version."""

    schema_version: Literal["1"] = "1"
    id: str
    question: Question
    missing_facts: tuple[MissingFact, ...] = ()
    title: str
    stance: Stance
    certainty: Certainty | None = None
    answer: Answer
    sections: tuple[Section, ...] = ()
    pathway: Pathway = Pathway()
    references: tuple[Reference, ...] = ()
    coverage: Coverage
    dropped: tuple[DroppedClaim, ...] = ()
    gaps: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    """Statements that this audience version leaves out, named."""
    abstained: bool = False
    provenance: Provenance

    def claims(self) -> tuple[Claim, ...]:
        """Every claim in reading order: answer, sections, pathway."""
        parts = [self.answer.claims, *(s.claims for s in self.sections)]
        parts += [step.claims for step in self.pathway.steps]
        return tuple(claim for part in parts for claim in part)
