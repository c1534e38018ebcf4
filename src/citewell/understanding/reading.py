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
from citewell.text import Mention, search_tokens, terms
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
    allergies = read_allergies(clean)
    facts += tuple(PatientFact(name="allergy", value=m.name) for m in allergies)
    concepts = _united(read_concepts(clean), _allergy_concepts(allergies))
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


def _united(*groups: tuple[Concept, ...]) -> tuple[Concept, ...]:
    return tuple({c.id: c for group in reversed(groups) for c in reversed(group)}.values())[::-1]


def read_concepts(text: str) -> tuple[Concept, ...]:
    """Named things in a text, in order, each once, with how they were recognised.

    An illness or symptom that is denied ("no fracture") is not one of the person's.
    """
    found: dict[str, Concept] = {}
    for mention in terms().find(text):
        if mention.type not in _DENIABLE or not _DENIED.search(text[: mention.start]):
            found.setdefault(mention.id, mention.concept())
    return tuple(found.values())


def read_allergies(text: str) -> tuple[Mention, ...]:
    """The drugs to which a reaction is told: "allergic to X", "X gave him hives", "a rash after X"."""
    drugs = [m for m in terms().find(text) if m.type in {ConceptType.DRUG, ConceptType.DRUG_CLASS}]
    return tuple(
        m for m in drugs if _TOLD_BEFORE.search(text[: m.start]) or _TOLD_AFTER.match(text[m.end :])
    )


_REACTION = r"(?:hives|rash\w*|swelling|swollen|anaphyla\w*|itch\w*|reaction|wheez\w*)"
_TOLD_BEFORE = re.compile(
    rf"\b(?:allergic to|allergy to|reacted to|{_REACTION} (?:from|after|with|to|on|when (?:he|she|i) (?:had|took))) "
    r"(?:the |an? |his |her |my )?$",
    re.IGNORECASE,
)
_TOLD_AFTER = re.compile(
    rf"[ -]allerg\w+|\W+(?:gave|caused|brought|brings|gives|causes)\b[^.?!]{{0,40}}\b{_REACTION}",
    re.IGNORECASE,
)
_ALLERGIES = {"penicillin": "penicillin-allergy", "sulfonamide": "sulfonamide-allergy"}
"""Classes whose allergy is a concept of its own."""


def _allergy_concepts(allergies: tuple[Mention, ...]) -> tuple[Concept, ...]:
    table = terms()
    found = list[Concept]()
    for mention in allergies:
        for family, allergy in _ALLERGIES.items():
            term = table.get(allergy)
            if term and family in {mention.id, *table.classes(mention.id)}:
                found.append(
                    mention.concept().model_copy(
                        update={
                            "id": allergy,
                            "type": term.type,
                            "name": term.name,
                            "explained": f"{mention.matched} -> {term.name} (reaction told)",
                        }
                    )
                )
    return tuple(found)


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
