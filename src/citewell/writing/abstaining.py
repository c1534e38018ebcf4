"""When the library cannot answer: say so, name what is missing, say how to load it."""

from citewell.model import Action, Basis, Question, Role, Stance, Urgency, Verdict
from citewell.writing.draft import Draft, DraftClaim
from citewell.writing.emergency import urgent_claims
from citewell.writing.extractive import WRITER, Material
from citewell.writing.names import capital


def abstain(question: Question, missing: tuple[str, ...], material: Material) -> Draft:
    """A draft without an answer. Emergency advice is given all the same.

    ``missing`` are the words of the question that the library holds nothing on.
    """
    named = missing or tuple(c.matched for c in question.concepts)
    what = _listed(named) if named else "what is asked"
    asked = f"a question on {what}" if named else "this question"
    text = f"The library holds nothing that answers {asked}, so it is not answered here."
    how = (
        "Load a guideline, drug label, trial or review on it with `citewell add FILE`, then ask again; "
        "`citewell library info` shows what is held."
    )
    urgent = () if question.urgency is Urgency.NONE else urgent_claims(question, material.emergency)
    return Draft(
        title=capital(question.text),
        stance=Stance(verdict=Verdict.INSUFFICIENT, action=Action.NONE),
        answer=urgent or (DraftClaim(text, Role.GAP, Basis.GAP),),
        gaps=() if urgent else (f"Nothing held on: {what}. {how}",),
        abstained=True,
        parts=(WRITER,),
    )


def support(question: Question, material: Material) -> Draft:
    """A draft for a person in crisis: where to get help, and nothing else."""
    stance = Stance(
        verdict=Verdict.NOT_APPLICABLE,
        action=Action.REFER,
        condition="the question tells of a crisis",
    )
    return Draft(
        title="Please get help now",
        stance=stance,
        answer=urgent_claims(question, material.emergency),
        parts=(WRITER,),
    )


def _listed(words: tuple[str, ...]) -> str:
    quoted = [f"“{w}”" for w in words]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"
