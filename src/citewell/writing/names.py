"""The words for the things a question is about, per audience, and templates filled with them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from citewell.model import Audience, ConceptType, PracticeSummary, Question
from citewell.text import terms
from citewell.writing.candidates import Candidate

_DRUGS = (ConceptType.DRUG, ConceptType.DRUG_CLASS)
_PROCEDURES = (ConceptType.PROCEDURE, ConceptType.DEVICE)


@dataclass(frozen=True, slots=True)
class Names:
    """Concept ids in the slots of a template, with their words for one audience."""

    slots: dict[str, str]
    ids: dict[str, str]

    def fill(self, template: str, **more: str | None) -> str:
        """Fill ``{slot}`` (``{Slot}`` starts with a capital); ``[...]`` goes when a slot is empty.

        >>> Names({"drug": "dupilumab"}, {}).fill("{Drug}[ in {condition}]: dose?")
        'Dupilumab: dose?'
        """
        slots = self.slots | {k: v for k, v in more.items() if v}
        text = re.sub(r"\[([^\[\]]*)\]", lambda m: _filled(m[1], slots) or "", template)
        return _filled(text, slots) or ""


def _filled(text: str, slots: dict[str, str]) -> str | None:
    missing = False

    def slot(match: re.Match[str]) -> str:
        nonlocal missing
        value = slots.get(match[1].lower())
        if value is None:
            missing = True
            return ""
        return capital(value) if match[1][0].isupper() else value

    text = re.sub(r"\{(\w+)\}", slot, text)
    return None if missing else text


def capital(text: str) -> str:
    """The text with its first letter in upper case.

    >>> capital("dupilumab dose")
    'Dupilumab dose'
    """
    return text[:1].upper() + text[1:]


def names_of(question: Question, summary: PracticeSummary | None) -> Names:
    """Slots from the concepts of the question, completed by those of the leading summary."""
    ids: dict[str, str] = {}
    for slot, types in _SLOTS:
        asked = [c.id for c in question.concepts if c.type in types]
        known = [c for c in summary.concepts if _type(c) in types] if summary else []
        named = [c for c in known if c in asked]
        if slot == "condition":
            chosen = named or known or asked
            chosen = [c for c in chosen if not c.endswith("-allergy")] or chosen
        else:
            chosen = named or asked
        if chosen:
            ids[slot] = chosen[0]
    if "symptom" in ids and not _PERSISTS.search(question.text):
        ids.pop("symptom")
    plain = question.audience is Audience.PATIENT
    return Names({slot: word(concept, plain=plain) for slot, concept in ids.items()}, ids)


_PERSISTS = re.compile(
    r"\b(persist\w*|despite|still|ongoing|goes on|continues|will not go away|remain\w*)\b",
    re.IGNORECASE,
)
_SLOTS: tuple[tuple[str, tuple[ConceptType, ...]], ...] = (
    ("drug", _DRUGS),
    ("condition", (ConceptType.CONDITION,)),
    ("procedure", _PROCEDURES),
    ("symptom", (ConceptType.SYMPTOM,)),
    ("population", (ConceptType.POPULATION,)),
)


def specific(names: Names, pool: Sequence[Candidate]) -> Names:
    """The names without a procedure that most of the material is about: it needs no part of its own."""
    procedure = names.ids.get("procedure")
    about = sum(procedure in c.about for c in pool)
    if procedure is None or about <= 0.4 * len(pool):
        return names
    ids = {slot: concept for slot, concept in names.ids.items() if slot != "procedure"}
    return Names({slot: w for slot, w in names.slots.items() if slot in ids}, ids)


def _type(concept: str) -> ConceptType | None:
    term = terms().get(concept)
    return term.type if term else None


def word(concept: str, *, plain: bool) -> str:
    """The name of a concept for an audience."""
    term = terms().get(concept)
    if term is None:
        return concept.replace("-", " ")
    return term.shown if plain else term.name
