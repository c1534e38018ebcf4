"""The direct answer: one to four sentences that answer the question, with their stance."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from citewell.model import (
    Action,
    Audience,
    Basis,
    ConceptType,
    Intent,
    Premise,
    Question,
    Role,
    SourceKind,
    Stance,
    Urgency,
    Verdict,
)
from citewell.text import terms
from citewell.understanding import read_intent
from citewell.writing._tables import table
from citewell.writing.candidates import Candidate
from citewell.writing.draft import DraftClaim
from citewell.writing.fitting import Fit, fit
from citewell.writing.inference import Reasoned, by_criteria, by_rule
from citewell.writing.names import Names
from citewell.writing.relevance import Relevance

ENOUGH = 0.33
"""Nearness from which a statement is taken to answer the question."""
OWN = 0.2
"""Share of the question, the drug aside, that an answering sentence of prose must hold itself."""
CERTAIN = 0.6
"""Nearness from which the verdict written for an answered question may be taken over."""
SURE = 0.6
"""Nearness from which an answer may stand beside the call for emergency help."""
FOLLOWS = 0.8
"""A further answering sentence must reach this part of the best one's score."""

_INTENT_ROLES: dict[Intent, frozenset[Role]] = {
    Intent.DOSE: frozenset({Role.DOSE, Role.TIMING}),
    Intent.CHOOSE_TREATMENT: frozenset({Role.RECOMMENDATION, Role.DOSE, Role.TIMING, Role.STEP}),
    Intent.CONTINUE_STOP_SWITCH: frozenset({Role.RECOMMENDATION, Role.TIMING, Role.WARNING}),
    Intent.SAFETY: frozenset({Role.WARNING, Role.RECOMMENDATION, Role.FINDING, Role.PITFALL}),
    Intent.INTERACTION: frozenset({Role.WARNING, Role.PITFALL}),
    Intent.DIAGNOSIS: frozenset({Role.RECOMMENDATION, Role.DEFINITION, Role.RATIONALE}),
    Intent.MONITORING: frozenset({Role.MONITORING, Role.RECOMMENDATION}),
    Intent.SELF_CARE: frozenset({Role.RECOMMENDATION, Role.EMERGENCY, Role.STEP}),
    Intent.DEFINITION: frozenset({Role.DEFINITION, Role.RATIONALE}),
    Intent.PROGNOSIS: frozenset({Role.TIMING, Role.FINDING, Role.RECOMMENDATION}),
    Intent.PREVENTION: frozenset({Role.RECOMMENDATION}),
}
_DECIDING = frozenset({"pregnancy", "breastfeeding", "older-adult", "child"})
"""Populations that change most answers."""
_KIND_BONUS = {
    SourceKind.GUIDELINE: 0.04,
    SourceKind.DRUG_LABEL: 0.03,
    SourceKind.SYSTEMATIC_REVIEW: 0.02,
}


class Direct(NamedTuple):
    """The answer of a draft."""

    claims: tuple[DraftClaim, ...]
    stance: Stance
    used: frozenset[str]
    leads: tuple[Candidate, ...]


class _Scored(NamedTuple):
    score: float
    near: float
    verdict: str | None
    phrase: str
    candidate: Candidate


def direct_answer(
    question: Question, pool: Sequence[Candidate], relevance: Relevance, names: Names
) -> Direct:
    """Choose or reason the direct answer; an honest "not held" when nothing is near enough."""
    plain = question.audience is Audience.PATIENT
    scored = _scored(question, pool, relevance, names, plain=plain)
    calm = question.urgency not in {Urgency.EMERGENCY, Urgency.CRISIS}
    reasoned = by_rule(question, pool, names) if calm else None
    counted = by_criteria(question, pool, names)
    if reasoned:
        return _from_rule(question, reasoned, counted, scored, pool, names, plain=plain)
    leads = _compared(question, pool, relevance, plain=plain) or _leads(scored)
    leads = _by_part(question, pool, relevance, names, leads, plain=plain)
    if question.urgency in {Urgency.EMERGENCY, Urgency.CRISIS}:
        return _urgent(leads, plain=plain)
    if not leads or _subject_unheld(question, pool, leads):
        return counted_only(counted) if counted else _not_held(question, names)
    return _from_leads(question, leads, counted, plain=plain)


def _scored(
    question: Question,
    pool: Sequence[Candidate],
    relevance: Relevance,
    names: Names,
    *,
    plain: bool,
    part: int | None = None,
) -> list[_Scored]:
    found = list[_Scored]()
    for candidate in pool:
        fits = fit(candidate, question)
        if candidate.words(plain=plain) is None or fits is Fit.NO:
            continue
        drug = names.ids.get("drug")
        if candidate.statement is None and relevance.own_share(candidate.text, drug) < OWN:
            continue
        nearness, verdict, phrase = relevance.answering(candidate, part)
        leading = relevance.leading(candidate, part)
        if leading <= 0.05:
            continue
        score = leading + 0.75 * _bonus(candidate, question, names) + 0.06 * (fits is Fit.YES)
        found.append(_Scored(score, nearness, verdict, phrase, candidate))
    return sorted(found, key=lambda s: (-s.score, s.candidate.id))


def _bonus(candidate: Candidate, question: Question, names: Names) -> float:
    bonus = 0.03 * (candidate.weight - 2) + _KIND_BONUS.get(candidate.kind, 0.0)
    if candidate.role in _INTENT_ROLES[question.intent]:
        bonus += 0.05
    if candidate.action in table("inference")["near"][question.asked_action.value]:
        bonus += 0.03
    if candidate.statement is None:
        bonus += _prose_bonus(candidate, question)
    drug = names.ids.get("drug")
    if drug and drug not in candidate.about:
        bonus -= 0.08
    people = {c.id for c in question.concepts if c.type is ConceptType.POPULATION}
    if people & _DECIDING:
        bonus += 0.08 if people & _DECIDING & candidate.about else -0.08
    if candidate.role is Role.EMERGENCY and question.intent is not Intent.SELF_CARE:
        bonus -= 0.1
    return bonus


def _subject_unheld(
    question: Question, pool: Sequence[Candidate], leads: Sequence[_Scored]
) -> bool:
    """Whether something asked about is named by no sentence, nor its class, or only by others than
    the leads (a deciding population). A phrase written for this very question overrules it."""
    if leads[0].near >= CERTAIN or leads[0].score >= SURE:
        return False
    table_ = terms()
    held = {concept for candidate in pool for concept in candidate.about}
    led = {concept for lead in leads for concept in lead.candidate.about}
    for concept in question.concepts:
        known = {concept.id, *table_.classes(concept.id), *table_.members(concept.id)}
        if concept.type in _SUBJECTS and not held & known:
            return True
        if concept.id in _DECIDING - {"child", "older-adult"} and not led & known:
            return True
    return False


_SUBJECTS = {ConceptType.DRUG, ConceptType.DEVICE}


def _compared(
    question: Question, pool: Sequence[Candidate], relevance: Relevance, *, plain: bool
) -> list[_Scored]:
    """For "how do A and B differ": the statements that name the bodies, best first."""
    if not _COMPARES.search(question.text):
        return []
    bodies = {c.id for c in question.concepts if c.type is ConceptType.ORGANISATION}
    said = [c for c in pool if c.words(plain=plain) and c.role is not Role.EMERGENCY]
    sides = [c for c in said if c.said & bodies or _names_body(c, question)]
    scored = [_Scored(relevance.of(c), 0.0, None, "", c) for c in sides]
    return sorted(scored, key=lambda s: (-s.score, s.candidate.id))[:4]


_COMPARES = re.compile(
    r"\b(differ\w*|compared? (with|to)|versus|vs\.?|disagree\w*)(?=\W|$)", re.IGNORECASE
)
_BODY = re.compile(r"\b[A-Z]{2,}\d*(?:/[A-Z]{2,})*\b")


def _names_body(candidate: Candidate, question: Question) -> bool:
    other = {c.matched for c in question.concepts if c.type is not ConceptType.ORGANISATION}
    asked = set(_BODY.findall(question.text)) - other - {"US", "UK"}
    return bool(set(_BODY.findall(candidate.text)) & asked)


def _by_part(
    question: Question,
    pool: Sequence[Candidate],
    relevance: Relevance,
    names: Names,
    leads: list[_Scored],
    *,
    plain: bool,
) -> list[_Scored]:
    """One sentence for every further thing asked ("... and for how long?") not answered yet."""
    place = 1
    for part in list(relevance.parts)[:3]:
        ranked = _scored(question, pool, relevance, names, plain=plain, part=part)[:2]
        chosen = {one.candidate.id for one in leads}
        answered = part == 0 and bool(ranked) and ranked[0].candidate.id in chosen
        best = next((one for one in ranked if one.candidate.id not in chosen), None)
        if best and best.score >= ENOUGH and not answered and len(leads) < 4:
            leads = [*leads[:place], best, *leads[place:]][:4]
            place += 1
    return leads


def _prose_bonus(candidate: Candidate, question: Question) -> float:
    """Prose that tells what to do answers better, and so does prose written for the reader."""
    told = 0.0 if candidate.action is Action.NONE else 0.12
    if candidate.action is Action.AVOID and question.intent in {Intent.SAFETY, Intent.INTERACTION}:
        told = 0.2
    patient = question.audience is Audience.PATIENT
    return told + (0.06 if candidate.for_patients is patient else -0.06)


def _leads(scored: list[_Scored]) -> list[_Scored]:
    """The best answering sentences: at most three, each adding something."""
    if not scored or scored[0].score < ENOUGH:
        return []
    chosen = [scored[0]]
    for one in scored[1:]:
        near = one.score >= FOLLOWS * chosen[0].score and one.score >= ENOUGH
        defines = (
            one.candidate.role is Role.DEFINITION
            and chosen[0].candidate.role is not Role.DEFINITION
        )
        if near and not defines and len(chosen) < 3 and _adds(one, chosen):
            chosen.append(one)
    return chosen


def _adds(one: _Scored, chosen: list[_Scored]) -> bool:
    words = set(one.candidate.text.lower().split())
    return all(
        len(words & set(other.candidate.text.lower().split())) < 0.7 * len(words)
        for other in chosen
    )


def _claim(candidate: Candidate, *, plain: bool) -> DraftClaim:
    text = candidate.words(plain=plain) or candidate.text
    return DraftClaim(text, Role.ANSWER, Basis.EVIDENCE, (candidate,), fallback=candidate.text)


def _from_leads(
    question: Question, leads: list[_Scored], counted: Reasoned | None, *, plain: bool
) -> Direct:
    claims = [_claim(lead.candidate, plain=plain) for lead in leads]
    stance = _stance(question, leads)
    if counted:
        claims = [*counted.claims, *claims[:2]]
        keeps = stance.action is Action.CONTINUE and question.asked_action is Action.CONTINUE
        action = stance.action if keeps else counted.stance.action
        stance = stance.model_copy(update={"action": action, "condition": counted.stance.condition})
        if counted.instruction:
            claims.append(counted.instruction)
    used = frozenset(c.id for claim in claims for c in claim.evidence)
    return Direct(tuple(claims), stance, used, tuple(lead.candidate for lead in leads))


def _stance(question: Question, leads: list[_Scored]) -> Stance:
    lead = leads[0]
    statement = lead.candidate.statement
    condition = statement.condition if statement else None
    action = lead.candidate.action
    if not question.yes_no:
        return Stance(verdict=Verdict.NOT_APPLICABLE, action=action, condition=condition)
    verdict = _from_phrase(question, lead) or _from_action(question, action)
    others = {one.candidate.action for one in leads[1:]}
    opposed = others & {Action(a) for a in table("inference")["opposites"][action.value]}
    if opposed and verdict in {Verdict.YES, Verdict.NO} and condition:
        verdict = Verdict.DEPENDS
    return Stance(verdict=verdict, action=action, condition=condition)


def _from_phrase(question: Question, lead: _Scored) -> Verdict | None:
    """The verdict written for the phrase, turned round when the question asks the opposite."""
    if lead.verdict is None or lead.near < CERTAIN:
        return None
    verdict = Verdict(lead.verdict)
    if verdict is Verdict.DEPENDS:
        return verdict
    asked, answered = question.asked_action.value, read_intent(lead.phrase).action.value
    if answered in table("inference")["opposites"].get(asked, []):
        return Verdict.NO if verdict is Verdict.YES else Verdict.YES
    alike = "none" in {asked, answered} or asked == answered
    return verdict if alike else Verdict.DEPENDS


def _from_action(question: Question, action: Action) -> Verdict:
    """A verdict from the actions alone, only where to go on or to stop is asked; else it depends.

    That a statement starts something does not mean that it answers yes to "can I ...".
    """
    asked = question.asked_action
    if asked not in {Action.CONTINUE, Action.STOP, Action.SWITCH}:
        return Verdict.NO if asked is Action.START and action is Action.AVOID else Verdict.DEPENDS
    if action is asked:
        return Verdict.YES
    opposed = action.value in table("inference")["opposites"][asked.value]
    return Verdict.NO if opposed else Verdict.DEPENDS


def _from_rule(
    question: Question,
    reasoned: Reasoned,
    counted: Reasoned | None,
    scored: list[_Scored],
    pool: Sequence[Candidate],
    names: Names,
    *,
    plain: bool,
) -> Direct:
    """Reasoned lead, the rule it stands on, what else to do, the procedure, and that it is reasoned."""
    stop = reasoned.claims[0].evidence[0]
    further = [stop, *_causes(scored, stop), *_uncovered(pool, names)]
    shown = [c for c in further if c.words(plain=plain)]
    claims = [*reasoned.claims, *(counted.claims if counted else ())]
    claims += [_claim(candidate, plain=plain) for candidate in shown]
    claims += [c for c in (reasoned.explanation, reasoned.instruction) if c]
    return Direct(tuple(claims), reasoned.stance, frozenset(c.id for c in shown), tuple(shown))


def _causes(scored: list[_Scored], stop: Candidate) -> list[Candidate]:
    """The best answering recommendation beside the stopping rule."""
    for one in scored:
        near = one.score >= ENOUGH and one.candidate.id != stop.id
        if near and one.candidate.role in {Role.RECOMMENDATION, Role.STEP, Role.DEFINITION}:
            return [one.candidate]
    return []


def _uncovered(pool: Sequence[Candidate], names: Names) -> list[Candidate]:
    """What the procedure asked about is not licensed or cleared for."""
    procedure = names.ids.get("procedure")
    for candidate in pool:
        premise = candidate.statement.premise if candidate.statement else None
        if premise is Premise.USE_NOT_COVERED and procedure in candidate.about:
            return [candidate]
    return []


def _urgent(leads: list[_Scored], *, plain: bool) -> Direct:
    """In an emergency only a sentence that plainly answers stands beside the call for help."""
    sure = [one.candidate for one in leads if one.score >= SURE][:1]
    stance = Stance(
        verdict=Verdict.NOT_APPLICABLE,
        action=Action.REFER,
        condition="the question names an emergency sign",
    )
    claims = tuple(_claim(candidate, plain=plain) for candidate in sure)
    return Direct(claims, stance, frozenset(c.id for c in sure), tuple(sure))


def counted_only(counted: Reasoned) -> Direct:
    """An answer that rests on counted criteria alone."""
    claims = (*counted.claims, *([counted.instruction] if counted.instruction else []))
    return Direct(claims, counted.stance, frozenset(), counted.claims[0].evidence)


def _not_held(question: Question, names: Names) -> Direct:
    what = names.slots.get("drug") or names.slots.get("condition") or "this question"
    text = f"The library holds nothing that answers this question as such; what it holds on {what} follows."
    stance = Stance(verdict=Verdict.INSUFFICIENT, action=Action.NONE)
    return Direct((DraftClaim(text, Role.GAP, Basis.GAP),), stance, frozenset(), ())
