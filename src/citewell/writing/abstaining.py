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
    what = _listed(missing) if missing else "this question"
    text = f"The library holds nothing on {what}, so this question is not answered here."
    how = (
        "Load a guideline, drug label, trial or review on it with `citewell add FILE`, then ask again; "
        "`citewell library info` shows what is held."
    )
    urgent = () if question.urgency is Urgency.NONE else urgent_claims(question, material.emergency)
    return Draft(
        title=capital(question.text),
        stance=Stance(verdict=Verdict.INSUFFICIENT, action=Action.NONE),
        answer=(*urgent, DraftClaim(text, Role.GAP, Basis.GAP)),
        gaps=(f"Nothing held on: {what}. {how}",),
        abstained=True,
        parts=(WRITER,),
    )


def _listed(words: tuple[str, ...]) -> str:
    quoted = [f"“{w}”" for w in words]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"
