"""The reading order of an article, shared by all renderings: prose for reasons, lists for actions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from citewell.model import (
    Action,
    Article,
    Audience,
    Basis,
    Claim,
    PathwayStep,
    Role,
    Section,
    Urgency,
    Verdict,
)

_PROSE = {Role.DEFINITION, Role.RATIONALE, Role.FINDING, Role.ANSWER, Role.UNCERTAINTY}
_PARAGRAPH = 3
"""Sentences that make a paragraph."""

VERDICT_WORDS = {
    Verdict.YES: "Yes",
    Verdict.NO: "No",
    Verdict.DEPENDS: "It depends",
    Verdict.INSUFFICIENT: "Not enough evidence in this library",
    Verdict.NOT_APPLICABLE: "",
}
ACTION_WORDS = {
    Action.CONTINUE: "continue",
    Action.STOP: "stop",
    Action.SWITCH: "switch",
    Action.START: "start",
    Action.WAIT: "wait",
    Action.RAISE: "raise the dose",
    Action.LOWER: "lower the dose",
}
"""Actions that read as an answer; to test, refer or choose is told by the sentences."""


@dataclass(frozen=True, slots=True)
class Part:
    """One titled part: groups of claims, or steps."""

    heading: str
    role: Role
    groups: tuple[tuple[str, tuple[Claim, ...]], ...] = ()
    steps: tuple[PathwayStep, ...] = ()

    @property
    def prose(self) -> bool:
        """Whether its claims read as paragraphs rather than as a list."""
        return self.role in _PROSE


def parts(article: Article) -> Iterator[Part]:
    """The parts of an article in reading order, the pathway in its place."""
    for position, section in enumerate(article.sections):
        if position == article.pathway.after:
            yield from _pathway(article)
        yield _part(section)
    if article.pathway.after >= len(article.sections):
        yield from _pathway(article)


def _pathway(article: Article) -> Iterator[Part]:
    if article.pathway.steps:
        yield Part(article.pathway.heading, Role.STEP, steps=article.pathway.steps)


def _part(section: Section) -> Part:
    groups = tuple(
        (label, tuple(claims))
        for label, claims in groupby(section.claims, key=lambda claim: claim.group or "")
    )
    return Part(section.heading, section.role, groups)


def paragraphs(claims: Sequence[Claim]) -> list[tuple[Claim, ...]]:
    """Claims in paragraphs of about three sentences, none left alone at the end."""
    count = max(1, round(len(claims) / _PARAGRAPH))
    size = -(-len(claims) // count)
    return [tuple(claims[i : i + size]) for i in range(0, len(claims), size)]


def numbers(claim: Claim) -> tuple[int, ...]:
    """Reference numbers of a claim, in order."""
    return tuple(sorted({c.reference for c in claim.citations if c.reference}))


def stance_line(article: Article) -> str:
    """The stance in one line; empty when the question is not one of yes or no.

    Action and condition are printed for clinicians, and for patients where a rule worded them: a
    bare "stop" could be acted on.
    """
    stance, question = article.stance, article.question
    words = VERDICT_WORDS[stance.verdict]
    if not words or question.urgency is not Urgency.NONE:
        return ""
    reasoned = any(c.basis is Basis.INFERRED for c in article.answer.claims)
    told = reasoned or question.audience is Audience.CLINICIAN
    sure = told and stance.verdict is not Verdict.DEPENDS
    action = ACTION_WORDS.get(stance.action, "") if sure else ""
    line = ": ".join(part for part in (words, action) if part)
    if stance.condition and told:
        line += f" ({stance.condition})"
    return line[:1].upper() + line[1:]


def coverage_line(article: Article) -> str:
    """Coverage in words, as it must be told."""
    c = article.coverage
    supported = c.supported_original + c.supported_summary
    line = (
        f"{c.written} sentences written, {supported} supported by a passage "
        f"({c.supported_original} by original text, {c.supported_summary} through a citewell practice "
        f"summary), {c.inferred} reasoned from named passages, {c.dropped} dropped."
    )
    if c.safety_table:
        line += f" {c.safety_table} from the general table of emergency signs."
    if c.uncited:
        line += f" {c.uncited} instructions or gaps without a citation."
    return line


def status_line(article: Article) -> str:
    """The truth about review, in the same words everywhere."""
    who = "patients" if article.question.audience is Audience.PATIENT else "clinicians"
    return f"Not reviewed: no clinician has signed this answer. Written for {who} on {article.provenance.time[:10]}."
