"""From the text of a question to a `Question`: the order in which it is read."""

import re

from citewell.model import (
    Audience,
    Concept,
    ConceptType,
    PatientFact,
    Pico,
    Question,
)
from citewell.text import search_tokens, terms
from citewell.understanding.admitting import admit
from citewell.understanding.audience import guess_audience
from citewell.understanding.facts import read_facts
from citewell.understanding.intents import read_intent
from citewell.understanding.urgency import read_urgency

_INTERVENTIONS = {
    ConceptType.DRUG,
    ConceptType.DRUG_CLASS,
    ConceptType.PROCEDURE,
    ConceptType.DEVICE,
    ConceptType.TEST,
}
_OUTCOMES = {ConceptType.SYMPTOM}


def understand(text: str, *, audience: Audience | None = None) -> Question:
    """Read a clinical question: urgency, intent, concepts, patient facts, audience.

    Raises:
        QuestionError: the text cannot be read as a question.

    >>> understand("Should I stop Eliquis after 3 months?").asked_action.value
    'stop'
    """
    clean = admit(text)
    reader = audience or guess_audience(clean)
    facts = read_facts(clean)
    urgency = read_urgency(clean, reader, facts)
    asked = read_intent(clean)
    concepts = read_concepts(clean)
    return Question(
        text=clean,
        intent=asked.intent,
        also=asked.also,
        asked_action=asked.action,
        yes_no=asked.yes_no,
        pico=_pico(concepts, facts),
        concepts=concepts,
        facts=facts,
        audience=reader,
        urgency=urgency.urgency,
        urgent_signs=urgency.signs,
        unknown_terms=_unknown(clean, concepts),
    )


def read_concepts(text: str) -> tuple[Concept, ...]:
    """Named things in a text, in order, each once, with how they were recognised.

    An illness or symptom that is denied ("no fracture") is not one of the person's.
    """
    found: dict[str, Concept] = {}
    for mention in terms().find(text):
        if mention.type not in _DENIABLE or not _DENIED.search(text[: mention.start]):
            found.setdefault(mention.id, mention.concept())
    return tuple(found.values())


_DENIABLE = {ConceptType.CONDITION, ConceptType.SYMPTOM}
_DENIED = re.compile(
    r"\b(no|without|denies|never had|no history of|not have)\s+(?:[\w-]+\s+){0,1}$", re.IGNORECASE
)
"""Words before an illness that the person does not have."""


def _pico(concepts: tuple[Concept, ...], facts: tuple[PatientFact, ...]) -> Pico:
    who = [c.name for c in concepts if c.type in {ConceptType.POPULATION, ConceptType.CONDITION}]
    who += [f"{fact.name} {fact.value}" for fact in facts]
    what = tuple(c.name for c in concepts if c.type in _INTERVENTIONS)
    outcomes = tuple(c.name for c in concepts if c.type in _OUTCOMES)
    return Pico(
        population=tuple(who), intervention=what[:1], comparator=what[1:], outcomes=outcomes
    )


def _unknown(text: str, concepts: tuple[Concept, ...]) -> tuple[str, ...]:
    covered = [False] * len(text)
    for concept in concepts:
        covered[concept.start : concept.end] = [True] * (concept.end - concept.start)
    rest = "".join(" " if hidden else c for c, hidden in zip(text, covered, strict=True))
    return tuple(dict.fromkeys(search_tokens(rest)))
