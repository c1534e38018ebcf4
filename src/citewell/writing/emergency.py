"""Emergency signs: those of the topic, completed by the general table; first when urgent."""

from collections.abc import Callable, Sequence

from citewell.model import Audience, Basis, Evidence, Question, Role, Urgency
from citewell.understanding import read_urgency
from citewell.writing.candidates import Candidate, candidates
from citewell.writing.draft import DraftClaim
from citewell.writing.fitting import Fit, fact, fit

ENOUGH = 2
"""Own emergency sentences from which the general table is not needed beside them."""
MOST_GENERAL = 5
"""General emergency lines that stand in where a topic has too few of its own."""

MOST_FIRST = 3
"""General emergency lines put above everything."""

_FIRST = {
    Urgency.EMERGENCY: "This may be an emergency: call your emergency number now, before you read on.",
    Urgency.URGENT_SAME_DAY: "Get medical advice today: this sign needs to be looked at the same day.",
    Urgency.CRISIS: (
        "If you might harm yourself, or someone else might, call your emergency number or a crisis "
        "line now, and stay with someone you trust."
    ),
}


def urgent_claims(question: Question, general: Sequence[Evidence]) -> tuple[DraftClaim, ...]:
    """What to do now, above everything, when the question holds an emergency sign."""
    if question.urgency is Urgency.NONE:
        return ()
    plain = question.audience is Audience.PATIENT
    about = read_urgency(question.text, question.audience, question.facts).about
    rows = [c for c in candidates(general) if c.statement and set(c.statement.about) & set(about)]
    rows = [c for c in rows if _concerns(c, question, about)]
    rows = sorted(rows, key=lambda c: (_first_sign(c, about), -c.weight))[:MOST_FIRST]
    lead = DraftClaim(_FIRST[question.urgency], Role.EMERGENCY, Basis.INSTRUCTION)
    return (lead, *(_row(c, plain=plain) for c in rows if c.words(plain=plain)))


def _first_sign(candidate: Candidate, about: Sequence[str]) -> tuple[int, int]:
    """Lines whose own first subject is a sign of the question come first, then those that share more."""
    own = candidate.statement.about if candidate.statement else ()
    leads = bool(own) and own[0] in about
    return (not leads, -len(set(own) & set(about)))


def emergency_section(
    question: Question,
    own: Sequence[Candidate],
    general: Sequence[Evidence],
    claim: Callable[[Candidate], DraftClaim],
) -> tuple[DraftClaim, ...]:
    """The topic's own emergency signs; where they are few, the general ones stand in."""
    plain = question.audience is Audience.PATIENT
    claims = [claim(c) for c in own]
    if len(claims) >= ENOUGH:
        return tuple(claims)
    rows = [c for c in candidates(general) if c.words(plain=plain) and _concerns(c, question)]
    rows = sorted(rows, key=lambda c: -c.weight)[:MOST_GENERAL]
    return (*claims, *(_row(c, plain=plain) for c in rows))


def _concerns(candidate: Candidate, question: Question, signs: Sequence[str] = ()) -> bool:
    """Whether a general line may concern the person: those for babies, children, pregnancy or a
    crisis only when the question names them."""
    asked = {c.id for c in question.concepts} | {f.name for f in question.facts} | set(signs)
    age = fact(question, "age")
    if "child" in asked or (age is not None and age.number is not None and age.number < ADULT):
        asked |= _CHILDREN
    about = set(candidate.statement.about) if candidate.statement else set[str]()
    special = about & (_SPECIAL | _CHILDREN)
    return fit(candidate, question) is not Fit.NO and (not special or bool(special & asked))


ADULT = 16
"""Years from which the signs for children no longer apply."""
_CHILDREN = frozenset({"child", "infant", "newborn", "serious-illness-child"})
_SPECIAL = frozenset({"pregnancy", "suicidal-thoughts", "head-injury", "contact-lenses"})


def _row(candidate: Candidate, *, plain: bool) -> DraftClaim:
    text = candidate.words(plain=plain) or candidate.text
    return DraftClaim(text, Role.EMERGENCY, Basis.SAFETY_TABLE, (candidate,), rule=candidate.id)
