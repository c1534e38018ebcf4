"""Emergency signs: those of the topic, completed by the general table; first when urgent."""

from collections.abc import Callable, Sequence

from citewell.model import Audience, Basis, Evidence, Question, Role, Urgency
from citewell.understanding import read_urgency
from citewell.writing.candidates import Candidate, candidates
from citewell.writing.draft import DraftClaim

ENOUGH = 3
"""Own emergency sentences from which the general table is not needed beside them."""

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
    rows = sorted(rows, key=lambda c: -c.weight)[:MOST_FIRST]
    lead = DraftClaim(_FIRST[question.urgency], Role.EMERGENCY, Basis.INSTRUCTION)
    return (lead, *(_row(c, plain=plain) for c in rows if c.words(plain=plain)))


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
    named = {concept for c in own for concept in c.about}
    rows = [c for c in candidates(general) if c.weight == 3 and c.words(plain=plain)]
    fresh = [c for c in rows if not (set(c.statement.about if c.statement else ()) & named)]
    return (*claims, *(_row(c, plain=plain) for c in fresh))


def _row(candidate: Candidate, *, plain: bool) -> DraftClaim:
    text = candidate.words(plain=plain) or candidate.text
    return DraftClaim(text, Role.EMERGENCY, Basis.SAFETY_TABLE, (candidate,), rule=candidate.id)
