"""Cue words of negation, modality, direction and action, each with the clause it stands in.

The words are a table (``text/data/cues.tsv``). The clause approximates the scope of a cue in the
manner of NegEx (Chapman et al. 2001, J Biomed Inform 34:301): a negation reaches to the end of its
clause, and clauses end at punctuation and at conjunctions such as "but", "while", "unless".
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from citewell.text._quantity_tables import rows
from citewell.text.quantities import MAX_CHARACTERS


class CueKind(StrEnum):
    """What a cue word changes in a sentence."""

    NEGATION = "negation"
    MODALITY = "modality"
    DIRECTION = "direction"
    ACTION = "action"


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue word. ``scope`` is the clause around it, as offsets.

    ``value`` is ``not``, ``no`` or ``only`` for negation; ``require``, ``need``, ``recommend``,
    ``suggest`` or ``permit`` for modality; ``up``, ``down``, ``better``, ``worse``, ``early`` or ``late`` for
    direction; ``stop``, ``continue``, ``start`` or ``switch`` for action. A ``strong`` cue always
    carries its meaning; a weak one ("only", "unless", "more") may; a ``faint`` one ("other", "few")
    does so only beside the right words.
    """

    kind: CueKind
    value: str
    strong: bool
    faint: bool
    start: int
    end: int
    text: str
    scope: tuple[int, int]


_UN = r"(?:un(?!der|i(?![nm])|til|less|cle)|non-?)[a-z]{4,}(?!\w)"
"""Words with a negating prefix ("unwell", "unprovoked", "nonvertebral"): weak negations."""

_CLAUSE_END = re.compile(
    r"(?<=[;:?!])\s+|(?<![A-Z])(?<=\.)\s+(?=[A-Z(\"'])|[()]"
    r"|(?<!\bnot),?\s+(?=(?:but|while|whereas|unless|because|although|though|if|when|where|so)\s)"
    r"|,\s+(?=(?:and|or|which|who|whose|with|then|not|nor|after|before|against)\s)",
)


@lru_cache(maxsize=8192)
def clauses(text: str) -> tuple[tuple[int, int], ...]:
    """The clauses of a text, as offsets; together they cover it.

    >>> text = "Stop it if a rash appears, but do not stop suddenly."
    >>> [text[a:b].strip() for a, b in clauses(text)]
    ['Stop it', 'if a rash appears', ', but do not stop suddenly.']
    """
    edges = [0, *(m.start() or m.end() for m in _CLAUSE_END.finditer(text)), len(text)]
    return tuple((a, b) for a, b in pairwise(edges) if b > a) or ((0, 0),)


@lru_cache(maxsize=1)
def _table() -> tuple[re.Pattern[str], dict[str, tuple[CueKind, str, str]], list[str]]:
    meaning: dict[str, tuple[CueKind, str, str]] = {}
    for phrase, kind, value, weight, *_ in rows("cues.tsv"):
        meaning[phrase] = (CueKind(kind), value, weight)
    stems = sorted((p[:-1] for p in meaning if p.endswith("*")), key=len, reverse=True)
    phrases = sorted((p for p in meaning if not p.endswith("*")), key=len, reverse=True)
    exact = "|".join(re.escape(p).replace(r"\ ", r"[\s-]+") for p in phrases if p != "n't")
    pattern = re.compile(
        rf"(?<![\w])(?:(?P<exact>{exact})(?!\w)|(?P<stem>{'|'.join(stems)})\w*)"
        rf"|(?P<short>n['’]t)(?!\w)|(?<![\w-])(?P<un>{_UN})",
        re.IGNORECASE,
    )
    return pattern, meaning, stems


@lru_cache(maxsize=8192)
def cues(text: str) -> tuple[Cue, ...]:
    """The cue words of a text, in order.

    >>> [(c.text, c.value) for c in cues("It should not be stopped unless a rash appears.")]
    [('should', 'recommend'), ('not', 'not'), ('stopped', 'stop'), ('unless', 'not')]
    """
    text = text[:MAX_CHARACTERS]
    pattern, meaning, _ = _table()
    spans = clauses(text)
    starts = [a for a, _ in spans]
    found: list[Cue] = []
    for match in pattern.finditer(text):
        kind, value, weight = _meaning(match, meaning)
        scope = spans[max(0, bisect_right(starts, match.start()) - 1)]
        strong, faint = weight == "strong", weight == "faint"
        at, end = match.span()
        found.append(Cue(kind, value, strong, faint, at, end, match.group(), scope))
    return tuple(found)


def _meaning(
    match: re.Match[str], meaning: dict[str, tuple[CueKind, str, str]]
) -> tuple[CueKind, str, str]:
    if match["short"]:
        return meaning["n't"]
    if match["un"]:
        return CueKind.NEGATION, "not", "weak"
    if match["exact"]:
        return (
            meaning[re.sub(r"[\s-]+", " ", match["exact"].lower())]
            if match["exact"].lower() not in meaning
            else meaning[match["exact"].lower()]
        )
    return meaning[match["stem"].lower() + "*"]
