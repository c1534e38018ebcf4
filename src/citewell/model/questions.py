"""What was asked, as understood."""

from pydantic import Field

from citewell.model._base import Noun
from citewell.model.vocabulary import Action, Audience, ConceptType, Intent, Urgency


class Concept(Noun):
    """A named thing, with the words by which it was recognised and where they stand.

    ``explained`` says how the words led to the concept, for instance ``Dupixent -> dupilumab
    (brand)``.
    """

    id: str
    type: ConceptType
    name: str
    matched: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    explained: str | None = None


class PatientFact(Noun):
    """Something the question says about the person: ``name`` is the key, ``value`` the reading.

    ``number`` and ``unit`` are set where the fact is measurable (age in years, weight in kg).
    """

    name: str
    value: str
    number: float | None = None
    unit: str | None = None
    assumed: str | None = None
    """What had to be assumed to read it, for instance the unit of a creatinine."""


class Pico(Noun):
    """Population, intervention, comparator, outcomes, as concept names."""

    population: tuple[str, ...] = ()
    intervention: tuple[str, ...] = ()
    comparator: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()


class Question(Noun):
    """A clinical question as understood."""

    text: str = Field(min_length=1)
    language: str = "en"
    intent: Intent
    also: tuple[Intent, ...] = ()
    """Further intents in the order found."""
    asked_action: Action = Action.NONE
    """The action a yes/no question asks about: "should I stop" -> ``stop``."""
    yes_no: bool = False
    pico: Pico = Pico()
    concepts: tuple[Concept, ...] = ()
    facts: tuple[PatientFact, ...] = ()
    audience: Audience
    urgency: Urgency = Urgency.NONE
    urgent_signs: tuple[str, ...] = ()
    """Ids of the rows of the emergency table that the question matched."""
    unknown_terms: tuple[str, ...] = ()
    """Content words that no term table knows."""
