"""Whether a statement applies to the person in the question, as far as the facts given decide it."""

from enum import IntEnum

from citewell.model import Applies, Criteria, Criterion, PatientFact, Question
from citewell.writing.candidates import Candidate


class Fit(IntEnum):
    """Does not apply, cannot be told, applies."""

    NO = -1
    UNKNOWN = 0
    YES = 1


def fit(candidate: Candidate, question: Question) -> Fit:
    """Compare the conditions of a statement with the facts and concepts of the question."""
    if candidate.statement is None:
        return Fit.UNKNOWN
    applies = candidate.statement.applies
    judged = (
        _age(applies, question),
        _sex(applies, question),
        _pregnancy(applies, question),
        _concepts(applies, question),
    )
    if Fit.NO in judged:
        return Fit.NO
    return Fit.YES if Fit.YES in judged else Fit.UNKNOWN


def fact(question: Question, name: str) -> PatientFact | None:
    """The patient fact of a name, if the question gives it."""
    return next((f for f in question.facts if f.name == name), None)


def _age(applies: Applies, question: Question) -> Fit:
    given = fact(question, "age")
    if applies.age is None or given is None or given.number is None:
        return Fit.UNKNOWN
    low, high = applies.age.low, applies.age.high
    slack = 0.5 if given.assumed else 0.0
    inside = (low is None or given.number >= low - slack) and (
        high is None or given.number <= high + slack + (0.99 if high >= 2 else 0.003)
    )
    return Fit.YES if inside else Fit.NO


def _sex(applies: Applies, question: Question) -> Fit:
    given = fact(question, "sex")
    if applies.sex is None or given is None:
        return Fit.UNKNOWN
    return Fit.YES if applies.sex == given.value else Fit.NO


def _pregnancy(applies: Applies, question: Question) -> Fit:
    given = fact(question, "pregnancy")
    if applies.pregnant is None:
        return Fit.UNKNOWN
    if given is None:
        sex = fact(question, "sex")
        return Fit.NO if applies.pregnant and sex and sex.value == "male" else Fit.UNKNOWN
    return Fit.YES if applies.pregnant == (given.value == "yes") else Fit.NO


def _concepts(applies: Applies, question: Question) -> Fit:
    asked = {concept.id for concept in question.concepts}
    if asked & set(applies.unless):
        return Fit.NO
    if applies.needs and set(applies.needs) <= asked:
        return Fit.YES
    return Fit.UNKNOWN


def count_criteria(criteria: Criteria, question: Question) -> tuple[list[Criterion], bool]:
    """The criteria met, and whether every criterion could be judged from the facts given."""
    met, judged = list[Criterion](), 0
    for criterion in criteria.of:
        given = fact(question, criterion.fact)
        if given is None or given.number is None or not _same_unit(given, criterion):
            continue
        judged += 1
        if _holds(given.number, criterion):
            met.append(criterion)
    return met, judged == len(criteria.of)


def _same_unit(given: PatientFact, criterion: Criterion) -> bool:
    return (given.unit or "").lower() == criterion.unit.lower()


def _holds(value: float, criterion: Criterion) -> bool:
    match criterion.op:
        case ">=":
            return value >= criterion.value
        case "<=":
            return value <= criterion.value
        case ">":
            return value > criterion.value
        case "<":
            return value < criterion.value
        case _:
            return value == criterion.value
