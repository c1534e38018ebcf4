"""What a writer returns: claims with the sentences they rest on, not yet checked."""

from dataclasses import dataclass, field

from citewell.model import (
    Basis,
    MissingFact,
    Role,
    SectionName,
    Stance,
)
from citewell.writing.candidates import Candidate


@dataclass(frozen=True, slots=True)
class DraftClaim:
    """A sentence of a draft and the candidates that carry it.

    ``turns`` are the changes of polarity that an inference rule allows, for instance
    ``("stop", "continue")``.
    """

    text: str
    role: Role
    basis: Basis
    evidence: tuple[Candidate, ...] = ()
    rule: str | None = None
    turns: tuple[tuple[str, str], ...] = ()
    group: str | None = None
    fallback: str | None = None
    """The words of the span, used when ``text`` fails and the sentence must not be missing."""


@dataclass(frozen=True, slots=True)
class DraftSection:
    """A part of the draft."""

    name: SectionName | None
    heading: str
    role: Role
    claims: tuple[DraftClaim, ...]


@dataclass(frozen=True, slots=True)
class DraftStep:
    """A step of the pathway."""

    title: str
    timing: str
    claims: tuple[DraftClaim, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """An unchecked article."""

    title: str
    stance: Stance
    answer: tuple[DraftClaim, ...]
    sections: tuple[DraftSection, ...] = ()
    pathway_heading: str = ""
    pathway_after: int = 0
    steps: tuple[DraftStep, ...] = ()
    missing_facts: tuple[MissingFact, ...] = ()
    gaps: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    abstained: bool = False
    parts: tuple[str, ...] = field(default=())
