"""Answers that are reasoned: named rules over named premises, never presented as evidence."""

import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from citewell.model import (
    Action,
    Audience,
    Basis,
    ConceptType,
    Premise,
    Question,
    Role,
    Stance,
    Verdict,
)
from citewell.text import terms
from citewell.writing._tables import table
from citewell.writing.candidates import Candidate
from citewell.writing.draft import DraftClaim
from citewell.writing.fitting import count_criteria
from citewell.writing.names import Names, capital, word


class Reasoned(NamedTuple):
    """What a rule yields: leading claims, its stance, and the closing instruction if any."""

    claims: tuple[DraftClaim, ...]
    stance: Stance
    instruction: DraftClaim | None
    explanation: DraftClaim | None


def by_rule(question: Question, pool: Sequence[Candidate], names: Names) -> Reasoned | None:
    """The first rule whose premises the pool holds; None when no rule applies.

    A rule that goes on with a drug is not used where a source says itself when to continue.
    """
    for rule in table("inference")["rules"]:
        if not _fires(rule, question, names):
            continue
        premise = _premise_finder(pool, names)
        held = [premise(Premise(name)) for name in rule["needs"]]
        if None in held or premise(Premise.DEFAULT_CONTINUE) is not None:
            continue
        return _apply(rule, question, premise, names)
    return None


def _fires(rule: dict[str, Any], question: Question, names: Names) -> bool:
    """A rule answers yes-or-no questions on the one drug named, not reports that it has failed."""
    drugs = [c for c in question.concepts if c.type is ConceptType.DRUG]
    failed = re.search(rule["not_when"], question.text, re.IGNORECASE)
    asked = question.asked_action.value in rule["verdicts"] or _asks_failure(rule, question)
    fits = question.intent.value in rule["intents"] and "drug" in names.ids
    return fits and question.yes_no and asked and not failed and len(drugs) <= 1


def _asks_failure(rule: dict[str, Any], question: Question) -> bool:
    return bool(re.search(rule["asks_failure"], question.text, re.IGNORECASE))


def rule_turns(rule_id: str | None) -> tuple[tuple[str, str], ...]:
    """The changes of polarity that a rule allows, by its id; none for an unknown rule."""
    for rule in table("inference")["rules"]:
        if rule["id"] == rule_id:
            return _turns(rule)
    return ()


def _turns(rule: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple((before, after) for before, after in rule["turns"])


def _premise_finder(
    pool: Sequence[Candidate], names: Names
) -> Callable[[Premise], Candidate | None]:
    """Finds the statement that fills a slot for the drug asked about.

    That a symptom is no failure may also be said of the illness, without naming the drug.
    """
    drug, condition = names.ids["drug"], names.ids.get("condition")

    def find(premise: Premise) -> Candidate | None:
        subjects = {drug, condition} if premise is Premise.SYMPTOM_NOT_FAILURE else {drug}
        return next(
            (
                c
                for c in pool
                if c.statement and c.statement.premise is premise and subjects & c.about
            ),
            None,
        )

    return find


def _apply(
    rule: dict[str, Any],
    question: Question,
    premise: Callable[[Premise], Candidate | None],
    names: Names,
) -> Reasoned:
    audience = question.audience.value
    symptom, symptom_words = _symptom(question, premise(Premise.SYMPTOM_NOT_FAILURE))
    stop, untested = (c for name in rule["needs"] if (c := premise(Premise(name))))
    carried = (stop, *([symptom] if symptom else []))
    text = names.fill(rule[audience], symptom=symptom_words)
    lead = DraftClaim(text, Role.ANSWER, Basis.INFERRED, carried, rule["id"], _turns(rule))
    why = names.fill(rule["reasoned"][audience])
    explanation = DraftClaim(
        why, Role.UNCERTAINTY, Basis.INFERRED, (stop, untested), rule["id"], _turns(rule)
    )
    asked = "asks_failure" if _asks_failure(rule, question) else question.asked_action.value
    stance = Stance(
        verdict=Verdict(rule["verdicts"][asked]),
        action=Action(rule["action"]),
        condition=rule["condition"],
    )
    return Reasoned((lead,), stance, _instruction(rule, question, names), explanation)


def _symptom(
    question: Question, candidate: Candidate | None
) -> tuple[Candidate | None, str | None]:
    """The symptom of the question that the premise speaks of, with its words."""
    if candidate is None or candidate.statement is None:
        return None, None
    known = terms()
    about = set(candidate.statement.about)
    about |= {wider for concept in about for wider in known.classes(concept)}
    for concept in question.concepts:
        if concept.id in about and concept.type is ConceptType.SYMPTOM:
            plain = question.audience is Audience.PATIENT
            name = word(concept.id, plain=plain)
            return candidate, name if plain else f"persistent {name.removeprefix('chronic ')}"
    return None, None


def _instruction(rule: dict[str, Any], question: Question, names: Names) -> DraftClaim | None:
    template = rule.get("instruction", {}).get(question.audience.value)
    if not template:
        return None
    return DraftClaim(names.fill(template), Role.RECOMMENDATION, Basis.INSTRUCTION)


def by_criteria(question: Question, pool: Sequence[Candidate], names: Names) -> Reasoned | None:
    """Count the criteria of a rule against the facts given; None when nothing can be counted."""
    rules = table("inference")["criteria"]
    for candidate in pool:
        criteria = candidate.statement.criteria if candidate.statement else None
        if (
            criteria is None
            or len(criteria.of) < 2
            or not ({names.ids.get("drug")} & set(candidate.about))
        ):
            continue
        met, complete = count_criteria(criteria, question)
        if len(met) < criteria.need and not (complete and met):
            continue
        plain = question.audience is Audience.PATIENT
        then = (criteria.then_plain if plain else None) or criteria.then
        holds = len(met) >= criteria.need
        text = names.fill(
            rules["met" if holds else "not_met"][question.audience.value],
            which=" and ".join(c.words for c in met),
            then=then,
        )
        claim = DraftClaim(capital(text), Role.ANSWER, Basis.INFERRED, (candidate,), rules["id"])
        action = criteria.action if holds else Action.NONE
        stance = Stance(verdict=Verdict.DEPENDS, action=action, condition=then if holds else None)
        return Reasoned((claim,), stance, _instruction(rules, question, names), None)
    return None
