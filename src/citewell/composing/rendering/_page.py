"""What the page of an article shows, made ready for the template: no decisions are left to it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from citewell.composing.rendering._listing import Group, Listed, grouped, listed
from citewell.composing.rendering._opening import DocumentOf, Opened, Opener, anchor_of
from citewell.composing.rendering.layout import (
    Part,
    coverage_line,
    numbers,
    paragraphs,
    parts,
    stance_line,
    status_line,
)
from citewell.model import (
    Article,
    Audience,
    Basis,
    Claim,
    Intent,
    Reference,
    Role,
    Urgency,
    Verdict,
)

_SHAPES = {
    Role.EMERGENCY: "help",
    Role.STEP: "path",
    Role.FINDING: "evidence",
    Role.QUESTION_TO_ASK: "ask",
    Role.ANSWER: "bottom",
}
_BACKGROUND = {Role.DEFINITION, Role.RATIONALE, Role.FINDING}
"""Parts that explain rather than direct: on the page, not on the printed handout."""
_INTENTS = {
    Intent.CONTINUE_STOP_SWITCH: "whether to continue, stop or switch",
    Intent.CHOOSE_TREATMENT: "which treatment",
    Intent.DOSE: "what dose",
    Intent.SAFETY: "whether it is safe",
    Intent.INTERACTION: "whether it goes together with something else",
    Intent.DIAGNOSIS: "what it may be, and how to find out",
    Intent.MONITORING: "what to watch",
    Intent.PROGNOSIS: "how it will go on",
    Intent.PREVENTION: "how to prevent it",
    Intent.SELF_CARE: "what can be done at home",
    Intent.DEFINITION: "what it is",
}
_STANCE_ICONS = {Verdict.NO: "x", Verdict.DEPENDS: "branch", Verdict.INSUFFICIENT: "unchecked"}
_CERTAINTY = re.compile(
    r"\b(very[ -]low|low|moderate|high)[ -](?:certainty|quality|confidence)"
    r"|\b(?:certainty|quality|confidence):? (very low|low|moderate|high)\b"
    r"|^(?:strong|conditional|weak)\W+(very low|low|moderate|high)$",
    re.IGNORECASE,
)
_PIPS = {"very low": 1, "low": 2, "moderate": 3, "high": 4}


@dataclass(frozen=True, slots=True)
class Sentence:
    """One claim: its last word is kept apart, so that the first number stays with it."""

    anchor: str
    front: str
    last: str
    reasoned: bool
    basis: str
    """What it rests on where that is not the passage as such; shown with the passage."""
    opened: tuple[Opened, ...]


@dataclass(frozen=True, slots=True)
class Study:
    """Findings of one source, or sides of a disagreement: the source, then its sentences."""

    source: Listed | None
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Sentences under one label, in the grouping that the shape of the part needs."""

    label: str
    sentences: tuple[Sentence, ...] = ()
    paragraphs: tuple[tuple[Sentence, ...], ...] = ()
    studies: tuple[Study, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One node of the pathway."""

    title: str
    timing: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """One part of the article with the shape in which it is drawn."""

    id: str
    heading: str
    shape: str
    printed: bool
    blocks: tuple[Block, ...] = ()
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Certain:
    """Certainty as its source states it; ``pips`` is 0 unless the source grades it."""

    text: str
    number: int
    pips: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the coverage bar: what it counts, its start and length in per cent."""

    name: str
    words: str
    count: int
    at: float
    length: float


@dataclass(frozen=True, slots=True)
class Page:
    """Everything the template shows."""

    article: Article
    patient: bool
    urgent: bool
    status: str
    stance: str
    stance_icon: str
    answer: tuple[Sentence, ...]
    more: tuple[tuple[Sentence, ...], ...]
    certainty: Certain | None
    help: tuple[Shown, ...]
    rest: tuple[Shown, ...]
    understood: tuple[tuple[str, str], ...]
    references: dict[int, Listed]
    groups: tuple[Group, ...]
    bar: tuple[Stretch, ...]
    coverage: str
    left_off_print: tuple[str, ...]

    @property
    def through(self) -> bool:
        """Whether any source was read through a practice summary."""
        return any(item.through for item in self.references.values())


def page_of(article: Article, document_of: DocumentOf) -> Page:
    """The page of an article; passages are read through ``document_of``."""
    writer = _Sentences(article, document_of)
    answer = writer.of(article.answer.claims)
    urgent = article.question.urgency is not Urgency.NONE
    shown = tuple(writer.part(part, i, urgent) for i, part in enumerate(parts(article), 1))
    help_first = urgent or article.question.audience is Audience.PATIENT
    first = tuple(s for s in shown if help_first and s.shape == "help")
    references = writer.references(answer, shown)
    return Page(
        article=article,
        patient=article.question.audience is Audience.PATIENT,
        urgent=urgent,
        status=status_line(article),
        stance=stance_line(article),
        stance_icon=_STANCE_ICONS.get(article.stance.verdict, "stance"),
        answer=answer,
        more=_paragraphs(article.answer.claims[1:], answer[1:]),
        certainty=_certain(article),
        help=first,
        rest=tuple(s for s in shown if s not in first),
        understood=tuple(_understood(article)),
        references=references,
        groups=grouped([(r.kind, references[r.number]) for r in article.references]),
        bar=tuple(_bar(article)),
        coverage=coverage_line(article),
        left_off_print=tuple(s.heading for s in shown if not s.printed),
    )


class _Sentences:
    """Turns claims into sentences with the passages that open under their numbers."""

    def __init__(self, article: Article, document_of: DocumentOf) -> None:
        self._opener = Opener(document_of, article.question.audience)
        self._references = {r.number: r for r in article.references}
        self._seen: set[str] = set()

    def of(self, claims: Iterable[Claim]) -> tuple[Sentence, ...]:
        return tuple(self._sentence(claim) for claim in claims)

    def part(self, part: Part, position: int, urgent: bool) -> Shown:
        shape = _shape(part)
        printed = shape == "help" if urgent else part.role not in _BACKGROUND
        return Shown(
            id=f"part-{position}",
            heading=part.heading,
            shape=shape,
            printed=printed,
            blocks=tuple(self._block(label, claims, shape) for label, claims in part.groups),
            steps=tuple(Step(s.title, s.timing, self.of(s.claims)) for s in part.steps),
        )

    def references(
        self, answer: tuple[Sentence, ...], shown: tuple[Shown, ...]
    ) -> dict[int, Listed]:
        places: dict[int, dict[str, str]] = {n: {} for n in self._references}
        printed: set[int] = set()
        for heading, on_paper, sentences in _places(answer, shown):
            for sentence in sentences:
                for opened in sentence.opened:
                    places.get(opened.number, {}).setdefault(heading, sentence.anchor)
                    printed |= {opened.number} if on_paper else set()
        return {
            n: listed(r, places[n], printed=n in printed or not places[n])
            for n, r in self._references.items()
        }

    def _block(self, label: str, claims: Sequence[Claim], shape: str) -> Block:
        sentences = self.of(claims)
        if shape in ("prose", "bottom"):
            return Block(label, paragraphs=_paragraphs(claims, sentences))
        if shape == "evidence":
            return Block(label, studies=tuple(self._studies(sentences, joined=True)))
        if shape == "differ" and label and len(sentences) > 1:
            return Block(label, studies=tuple(self._studies(sentences, joined=False)))
        return Block(label, sentences=sentences)

    def _studies(self, sentences: Iterable[Sentence], *, joined: bool) -> Iterator[Study]:
        kept: list[Sentence] = []
        at: int | None = None
        for sentence in sentences:
            number = sentence.opened[0].number if sentence.opened else None
            if kept and (not joined or number != at):
                yield Study(self._source(at), tuple(kept))
                kept = []
            at = number
            kept.append(sentence)
        if kept:
            yield Study(self._source(at), tuple(kept))

    def _source(self, number: int | None) -> Listed | None:
        reference: Reference | None = self._references.get(number or 0)
        return listed(reference) if reference else None

    def _sentence(self, claim: Claim) -> Sentence:
        anchor = self._anchor(claim.id)
        front, _, last = claim.text.rpartition(" ")
        return Sentence(
            anchor=f"s-{anchor}",
            front=f"{front} " if front else "",
            last=last,
            reasoned=claim.basis is Basis.INFERRED,
            basis=_basis(claim),
            opened=tuple(
                self._opener.open(claim, n, f"p-{anchor}-{n}")
                for n in numbers(claim)
                if n in self._references
            ),
        )

    def _anchor(self, identifier: str) -> str:
        anchor = base = anchor_of(identifier)
        count = 1
        while anchor in self._seen:
            count += 1
            anchor = f"{base}_{count}"
        self._seen.add(anchor)
        return anchor


def _paragraphs(
    claims: Sequence[Claim], sentences: Sequence[Sentence]
) -> tuple[tuple[Sentence, ...], ...]:
    """Sentences in the paragraphs of their claims, the same in all renderings."""
    left = iter(sentences)
    grouped_claims = paragraphs(claims) if claims else []
    return tuple(tuple(islice(left, len(group))) for group in grouped_claims)


def _basis(claim: Claim) -> str:
    named = f" ({claim.rule})" if claim.rule else ""
    if claim.basis is Basis.INFERRED:
        return f"Reasoned: the passage does not say this as such; it follows by a rule{named}."
    if claim.basis is Basis.SAFETY_TABLE:
        return f"From the general table of emergency signs{named}."
    return ""


def _shape(part: Part) -> str:
    if part.role is Role.UNCERTAINTY and any(label for label, _ in part.groups):
        return "differ"
    return _SHAPES.get(part.role, "prose" if part.prose else "list")


def _places(
    answer: tuple[Sentence, ...], shown: tuple[Shown, ...]
) -> Iterator[tuple[str, bool, Iterable[Sentence]]]:
    yield "Answer", True, answer
    for part in shown:
        for step in part.steps:
            yield part.heading, part.printed, step.sentences
        for block in part.blocks:
            yield part.heading, part.printed, block.sentences
            for paragraph in block.paragraphs:
                yield part.heading, part.printed, paragraph
            for study in block.studies:
                yield part.heading, part.printed, study.sentences


def _certain(article: Article) -> Certain | None:
    if article.certainty is None:
        return None
    text = article.certainty.text
    return Certain(text, article.certainty.reference, pips_of(text))


def pips_of(text: str) -> int:
    """How many of four pips a certainty fills; 0 when the source does not grade it so.

    >>> pips_of("conditional; low certainty"), pips_of("NICE recommendation"), pips_of("1B")
    (2, 0, 0)
    """
    found = {
        next(group for group in match.groups() if group).lower().replace("-", " ")
        for match in _CERTAINTY.finditer(text)
    }
    return _PIPS[found.pop()] if len(found) == 1 else 0


def _understood(article: Article) -> Iterator[tuple[str, str]]:
    question = article.question
    asked = "; also ".join(_INTENTS[i] for i in (question.intent, *question.also))
    yield "Asked", asked[:1].upper() + asked[1:]
    for label, names in (
        ("About", question.pico.intervention),
        ("For", question.pico.population),
        ("Also named", question.pico.comparator),
        ("Matters", question.pico.outcomes),
    ):
        if names:
            yield label, ", ".join(names)
    read = [c.explained for c in question.concepts if c.explained]
    if read:
        yield "Read as", "; ".join(text.replace("->", "→") for text in read)
    facts = [f"{f.name.replace('_', ' ')}: {f.value}" for f in question.facts]
    if facts:
        yield "Given", "; ".join(facts)
    assumed = [f.assumed for f in question.facts if f.assumed]
    if assumed:
        yield "Assumed", "; ".join(assumed)


def _bar(article: Article) -> Iterator[Stretch]:
    c = article.coverage
    counts = (
        ("original", "supported by original text", c.supported_original),
        ("summary", "supported through a practice summary", c.supported_summary),
        ("reasoned", "reasoned from named passages", c.inferred),
        ("dropped", "dropped", c.dropped),
    )
    whole = sum(count for _, _, count in counts)
    at = 0.0
    for name, words, count in counts:
        if count:
            length = 100 * count / whole
            yield Stretch(name, words, count, round(at, 2), round(length, 2))
            at += length
