"""What is not known: about the person, and in the library. Named, never assumed."""

from collections.abc import Sequence

from citewell.model import Audience, ConceptType, MissingFact, PracticeSummary, Question
from citewell.text import terms
from citewell.writing._tables import table
from citewell.writing.candidates import Candidate
from citewell.writing.names import word

_ANSWERABLE = frozenset(ConceptType) - {
    ConceptType.POPULATION,
    ConceptType.ORGANISATION,
    ConceptType.OTHER,
}


def missing_facts(question: Question, summary: PracticeSummary | None) -> tuple[MissingFact, ...]:
    """The decisive facts of the topic that the question does not give."""
    plain = question.audience is Audience.PATIENT
    given = {f.name for f in question.facts} | {c.id for c in question.concepts}
    return tuple(
        MissingFact(text=fact.plain if plain else fact.text, why=fact.why)
        for fact in (summary.decisive_facts if summary else ())
        if fact.fact is None or fact.fact not in given
    )


def unheld_concepts(question: Question, pool: Sequence[Candidate]) -> tuple[str, ...]:
    """Gap sentences for things that the question names and no chosen sentence is about."""
    table_ = terms()
    covered = {c for candidate in pool for c in candidate.about}
    covered |= {k for c in covered for k in (*table_.classes(c), *table_.members(c))}
    plain = question.audience is Audience.PATIENT
    missing = [
        word(c.id, plain=plain)
        for c in question.concepts
        if c.type in _ANSWERABLE and c.id not in covered and not covered & set(table_.classes(c.id))
    ]
    return tuple(
        f"The library holds nothing on {name} for this question. Load a source with `citewell add FILE`."
        for name in dict.fromkeys(missing)
    )


def missing_roles(question: Question, held: set[str]) -> tuple[str, ...]:
    """Gap sentences for the parts that this kind of question needs and the evidence lacks."""
    rows = table("outlines")
    sentences = list[str]()
    for alternatives in rows["required"][question.intent.value]:
        options = alternatives.split("|")
        if not held & set(options):
            what = rows["gap_words"][options[0]]
            sentences.append(f"The library holds no {what} for this question.")
    return tuple(sentences)


def known_gaps(question: Question, summary: PracticeSummary | None) -> tuple[str, ...]:
    """What the leading summary says that it does not hold."""
    plain = question.audience is Audience.PATIENT
    return tuple(gap.plain if plain else gap.text for gap in (summary.gaps if summary else ()))
