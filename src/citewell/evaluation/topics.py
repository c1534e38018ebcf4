"""How well the starter topics answer their own questions: the figures of ``citewell bench topics``."""

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from statistics import median

from citewell.answering import ask
from citewell.evaluation.asking import README_QUESTION, Asked, starter_questions
from citewell.evaluation.benches import Measured
from citewell.evaluation.figures import Figure, figure
from citewell.library import Library, find_evidence
from citewell.library.evidence import GENERAL_EMERGENCY
from citewell.model import Article, Audience, Basis
from citewell.starter import load_starter
from citewell.text import readability

_LACKING = "The library holds no "
"""How an article names a part that its kind of question needs and that it lacks."""
_ESSENTIAL = 3
"""Weight of a statement that no article on its topic should do without."""
_MOST_DROPPED = 0.1
"""Share of the claims of an article that may be dropped."""
_README_TOPIC = "citewell:severe-asthma-dupilumab"


@dataclass(frozen=True, slots=True)
class Answered:
    """What one question came to. ``used`` are the ids of the statements that the article cites."""

    asked: Asked
    lead: str | None
    article: Article
    used: frozenset[str]

    @property
    def right(self) -> bool:
        """Whether the article mainly rests on the topic that the question belongs to."""
        return self.lead == self.asked.source_id

    @property
    def grade(self) -> float:
        """School grade of the prose of the article."""
        prose = " ".join(claim.text for claim in self.article.claims())
        return readability(prose).flesch_kincaid_grade

    @property
    def lacking(self) -> int:
        """Parts that this kind of question needs and the article lacks."""
        return sum(gap.startswith(_LACKING) for gap in self.article.gaps)


def measure_topics(
    asked: Iterable[Asked] | None = None, others: Iterable[str] | None = None
) -> Measured:
    """Ask every starter question for its audience, and questions that the library does not hold.

    Args:
        asked: questions with the topic that should answer them; default: all of the starter topics.
        others: questions that should not be answered; default: :func:`off_topic_questions`.
    """
    asked = list(starter_questions() if asked is None else asked)
    others = list(off_topic_questions() if others is None else others)
    with tempfile.TemporaryDirectory(prefix="citewell-bench-") as place:
        library = Library.open(place)
        load_starter(library)
        own = [one for one in asked if one.source_id != GENERAL_EMERGENCY]
        answered = [_answer(one, library) for one in own]
        wrong = [text for text in others if not ask(text, library=library).abstained]
        readme = [
            _answer(Asked(_README_TOPIC, audience, README_QUESTION), library)
            for audience in Audience
        ]
        held = _statements(library)
    figures = [
        *_answers(answered),
        *_coverage(answered, held),
        *_reading(answered),
        *_off_topic(len(others), len(wrong)),
        *_readme(readme, held),
    ]
    data = f"starter library; {len(own)} questions of its topics, {len(others)} on other things"
    return Measured(figures, data, _notes(answered, wrong))


def off_topic_questions() -> tuple[str, ...]:
    """Questions on what the starter library does not hold (``data/off_topic.tsv``).

    >>> len(off_topic_questions()) >= 30
    True
    """
    path = files("citewell.evaluation") / "data" / "off_topic.tsv"
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(line.split("\t")[0] for line in lines if line and not line.startswith("#"))


def _answer(asked: Asked, library: Library) -> Answered:
    article = ask(asked.question, library=library, audience=asked.audience)
    lead = find_evidence(article.question, library).lead
    cited = (c.statement_id for claim in article.claims() for c in claim.citations)
    return Answered(asked, lead, article, frozenset(i for i in cited if i))


def _statements(library: Library) -> dict[str, dict[str, int]]:
    """By topic: the ids of its statements and their weights."""
    return {
        source.id: {s.id: s.weight for p in library.passages(source.id) for s in p.statements}
        for source in library.sources()
    }


def _answers(answered: Sequence[Answered]) -> list[Figure]:
    count = len(answered) or 1
    return [
        figure("right lead topic", 100 * sum(a.right for a in answered) / count, "%", at_least=100),
        figure("abstained", sum(a.article.abstained for a in answered), "questions", at_most=0),
        figure("required parts lacking", sum(a.lacking for a in answered), "parts", at_most=0),
    ]


def _coverage(answered: Sequence[Answered], held: dict[str, dict[str, int]]) -> list[Figure]:
    coverages = [a.article.coverage for a in answered]
    written = sum(c.written for c in coverages)
    supported = sum(c.supported_original + c.supported_summary for c in coverages)
    dropped = sum(c.dropped for c in coverages)
    uncited = sum(c.uncited for c in coverages)
    worst = max((c.dropped / c.written for c in coverages if c.written), default=0.0)
    return [
        figure("claims written", written, "claims"),
        figure("claims supported", supported, "claims"),
        figure("claims inferred", sum(c.inferred for c in coverages), "claims"),
        figure("claims dropped", 100 * dropped / (written or 1), "%", at_most=100 * _MOST_DROPPED),
        figure("claims dropped, worst article", 100 * worst, "%", at_most=100 * _MOST_DROPPED),
        figure("shown but unsupported", sum(map(_unsupported, answered)), "claims", at_most=0),
        figure("without citation", 100 * uncited / (written + uncited or 1), "%", at_most=10),
        *(_essential(audience, answered, held) for audience in Audience),
        figure("essential statements used somewhere", _reached(answered, held), "%"),
    ]


def _unsupported(answered: Answered) -> int:
    """Claims that are shown as resting on evidence and have no citation whose checks passed."""
    resting = (Basis.EVIDENCE, Basis.INFERRED, Basis.SAFETY_TABLE)
    claims = [claim for claim in answered.article.claims() if claim.basis in resting]
    return sum(
        not c.citations or any(x.verdict != "supported" for x in c.citations) for c in claims
    )


def _essential(
    audience: Audience, answered: Sequence[Answered], held: dict[str, dict[str, int]]
) -> Figure:
    """Share of the essential statements of its topic that an article uses, over all articles."""
    used = wanted = 0
    for one in answered:
        if one.asked.audience is audience:
            essential = _of_weight(held, one.asked.source_id)
            used += len(essential & one.used)
            wanted += len(essential)
    name = f"essential statements used per article, {audience.value}"
    return figure(name, 100 * used / (wanted or 1), "%")


def _reached(answered: Sequence[Answered], held: dict[str, dict[str, int]]) -> float:
    topics = {one.asked.source_id for one in answered}
    wanted = frozenset[str]().union(*(_of_weight(held, topic) for topic in topics))
    used = frozenset[str]().union(*(one.used for one in answered))
    return 100 * len(wanted & used) / (len(wanted) or 1)


def _of_weight(held: dict[str, dict[str, int]], topic: str) -> frozenset[str]:
    return frozenset(i for i, weight in held.get(topic, {}).items() if weight >= _ESSENTIAL)


def _reading(answered: Sequence[Answered]) -> list[Figure]:
    grades = [a.grade for a in answered if a.asked.audience is Audience.PATIENT]
    if not grades:
        return []
    return [
        figure("Flesch-Kincaid grade, patients, median", median(grades), "grade", at_most=8),
        figure("Flesch-Kincaid grade, patients, highest", max(grades), "grade"),
        figure("patient articles above grade 8", sum(g > 8 for g in grades), "articles"),
    ]


def _off_topic(count: int, wrong: int) -> list[Figure]:
    right = 100 * (count - wrong) / (count or 1)
    return [figure("abstained on what is not held", right, "%", at_least=95)] if count else []


def _readme(readme: Sequence[Answered], held: dict[str, dict[str, int]]) -> list[Figure]:
    """What the question of the README must reach."""
    figures = list[Figure]()
    for one in readme:
        audience, coverage = one.asked.audience, one.article.coverage
        resting = coverage.supported_original + coverage.supported_summary + coverage.inferred
        least = 30 if audience is Audience.PATIENT else 40
        name = f"README question, {audience.value}: "
        figures += [
            figure(f"{name}claims", resting, "claims", at_least=least),
            figure(f"{name}sources", len(one.article.references), "sources", at_least=15),
        ]
        if audience is Audience.PATIENT:
            figures.append(figure(f"{name}grade", one.grade, "grade", at_most=8))
        else:
            own = held[_README_TOPIC].keys()
            share = 100 * len(own & one.used) / len(own)
            figures.append(figure(f"{name}statements used", share, "%", at_least=60))
    return figures


def _notes(answered: Sequence[Answered], wrong: Sequence[str]) -> list[str]:
    """Each question that went wrong, by what went wrong."""
    notes = [f"Answered though not held: {text}" for text in wrong]
    for one in answered:
        if not one.right:
            notes.append(f"Led by {one.lead}, not {one.asked.source_id}: {one.asked.question}")
        if one.article.abstained:
            notes.append(f"Not answered ({one.asked.audience.value}): {one.asked.question}")
        coverage = one.article.coverage
        if coverage.dropped > _MOST_DROPPED * coverage.written:
            dropped = f"{coverage.dropped} of {coverage.written} claims dropped"
            notes.append(f"{dropped} ({one.asked.audience.value}): {one.asked.question}")
        lacking = [gap for gap in one.article.gaps if gap.startswith(_LACKING)]
        notes += [f"{gap} {one.asked.audience.value}: {one.asked.question}" for gap in lacking]
    return notes
