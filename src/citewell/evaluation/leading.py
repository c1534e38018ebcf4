"""Whether the first sentence of the direct answer is a right one: the figures of ``citewell bench answers``.

The questions (``data/fresh_questions.tsv``) were written from the texts of the starter statements
alone, without sight of the questions that the statements name, which the choice of the answer
uses. Half of them may be looked at (``tune``); the other half (``report``) gives the published figures.
"""

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal, NamedTuple

from citewell.answering import ask
from citewell.evaluation.benches import Measured
from citewell.evaluation.figures import Figure, figure
from citewell.library import Library, find_evidence
from citewell.model import Article, Audience, Basis, Claim, Verdict
from citewell.starter import load_starter

Split = Literal["tune", "report"]

_LEAST_RIGHT = 80
"""Percent of the questions whose first claim should be a right one."""
_RESTING = (Basis.EVIDENCE, Basis.INFERRED)
_VERDICTS = (Verdict.YES, Verdict.NO, Verdict.DEPENDS)
_OPPOSITE = {Verdict.YES: Verdict.NO, Verdict.NO: Verdict.YES}


class Fresh(NamedTuple):
    """A question with the statements that may lead its answer.

    ``verdict`` is None where the question has no yes or no, or where its sources leave it undecided.
    """

    id: str
    topic: str
    audience: Audience
    question: str
    acceptable: frozenset[str]
    verdict: Verdict | None
    split: str


@dataclass(frozen=True, slots=True)
class Led:
    """The answer to one question. ``lead`` is the topic that the article mainly rests on."""

    fresh: Fresh
    lead: str | None
    article: Article

    @property
    def claims(self) -> list[Claim]:
        """The sentences of the direct answer that rest on evidence, in order."""
        return [claim for claim in self.article.answer.claims if claim.basis in _RESTING]

    @property
    def first_right(self) -> bool:
        """Whether the first of them cites an acceptable statement."""
        return any(self._right(claim) for claim in self.claims[:1])

    @property
    def any_right(self) -> bool:
        """Whether one of them cites an acceptable statement."""
        return any(self._right(claim) for claim in self.claims)

    @property
    def right_topic(self) -> bool:
        """Whether the article mainly rests on the topic of the question."""
        return self.lead == self.fresh.topic

    @property
    def decided(self) -> bool:
        """Whether there is a verdict: yes, no or depends."""
        return self.article.stance.verdict in _VERDICTS

    @property
    def agrees(self) -> bool:
        """Whether the verdict is the expected one."""
        return self.article.stance.verdict is self.fresh.verdict

    @property
    def opposite(self) -> bool:
        """Whether the verdict is yes where no is right, or no where yes is."""
        wanted = self.fresh.verdict
        return wanted is not None and self.article.stance.verdict is _OPPOSITE.get(wanted)

    def _right(self, claim: Claim) -> bool:
        return bool(cited_statements(claim) & self.fresh.acceptable)


def cited_statements(claim: Claim) -> frozenset[str]:
    """The ids of the statements that a claim cites."""
    return frozenset(c.statement_id for c in claim.citations if c.statement_id)


def measure_leading(split: Split = "report", fresh: Iterable[Fresh] | None = None) -> Measured:
    """Ask the questions of a split and judge the direct answers.

    Args:
        split: ``tune`` names every miss in the notes; ``report`` gives the totals only, so that
            nothing gets tuned on it.
        fresh: the questions; default: all of :func:`fresh_questions`.
    """
    chosen = [one for one in fresh_questions() if one.split == split] if fresh is None else fresh
    led = answer_fresh(chosen)
    data = f"starter library; {len(led)} questions written from the statements alone ({split} half)"
    return Measured(_figures(led), data, _notes(led) if split == "tune" else [])


def answer_fresh(fresh: Iterable[Fresh]) -> list[Led]:
    """Ask each question for its audience, of the starter topics."""
    with tempfile.TemporaryDirectory(prefix="citewell-bench-") as place:
        library = Library.open(place)
        load_starter(library)
        return [_answer(one, library) for one in fresh]


def fresh_questions() -> tuple[Fresh, ...]:
    """The questions of ``data/fresh_questions.tsv``, both halves.

    >>> len(fresh_questions())
    156
    """
    path = files("citewell.evaluation") / "data" / "fresh_questions.tsv"
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return tuple(_read(row) for row in rows[1:])


def _read(row: Sequence[str]) -> Fresh:
    key, topic, audience, question, acceptable, verdict, split = row
    return Fresh(
        key,
        f"citewell:{topic}",
        Audience(audience),
        question,
        frozenset(acceptable.split(",")),
        None if verdict == "-" else Verdict(verdict),
        split,
    )


def _answer(fresh: Fresh, library: Library) -> Led:
    article = ask(fresh.question, library=library, audience=fresh.audience)
    return Led(fresh, find_evidence(article.question, library).lead, article)


def _figures(led: Sequence[Led]) -> list[Figure]:
    judged = [one for one in led if one.fresh.verdict]
    return [
        figure(
            "first claim right",
            _percent([one.first_right for one in led]),
            "%",
            at_least=_LEAST_RIGHT,
        ),
        *(_first_right(led, audience) for audience in Audience),
        figure("a claim of the answer right", _percent([one.any_right for one in led]), "%"),
        figure("verdict given", _percent([one.decided for one in judged]), "%"),
        figure("verdict as expected", _percent([one.agrees for one in judged]), "%"),
        figure("opposite verdicts", sum(one.opposite for one in judged), "questions", at_most=0),
        figure("led by a wrong topic", sum(not one.right_topic for one in led), "questions"),
        figure("abstained", sum(one.article.abstained for one in led), "questions"),
        figure("no sentence on evidence", sum(not one.claims for one in led), "questions"),
    ]


def _first_right(led: Sequence[Led], audience: Audience) -> Figure:
    own = [one.first_right for one in led if one.fresh.audience is audience]
    return figure(f"first claim right, {audience.value}", _percent(own), "%")


def _percent(right: Sequence[bool]) -> float:
    return 100 * sum(right) / (len(right) or 1)


def _notes(led: Sequence[Led]) -> list[str]:
    """Each question that went wrong, by what went wrong."""
    notes = list[str]()
    for one in led:
        asked = f"({one.fresh.audience.value}) {one.fresh.id}: {one.fresh.question}"
        if one.opposite:
            notes.append(f"Verdict {one.article.stance.verdict}, not {one.fresh.verdict} {asked}")
        if not one.first_right:
            first = sorted(cited_statements(one.claims[0])) if one.claims else ["nothing"]
            wanted = " or ".join(sorted(one.fresh.acceptable))
            notes.append(f"Led by {', '.join(first)}, not {wanted} {asked}")
    return notes
