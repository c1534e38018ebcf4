"""What a number belongs to: the drug, arm or group named in its part of the sentence.

Between two numbers the sentence is cut at the last comma or conjunction; the names in a piece belong
to the numbers in that piece. Where a piece names none, or several, nothing is decided.
"""

import re
from functools import lru_cache
from importlib.resources import files

from citewell.model import ConceptType
from citewell.text.quantities import Quantity, QuantityKind, quantities
from citewell.text.terms import terms

_CUT = re.compile(
    r"[.;:]\s|,\s(?:and|or|but|then)\s|,|\s(?:and|or|but|against|versus|vs\.?|compared with|compared to|than|while|whereas)\s",
    re.IGNORECASE,
)
_LEFT = re.compile(r"\b(?:off|stop\w*|without|no longer|discontinu\w*|free of)\b", re.IGNORECASE)
_UNOWNED = frozenset({QuantityKind.NAME, QuantityKind.DATE})
_TYPES = frozenset({ConceptType.DRUG, ConceptType.DRUG_CLASS})


@lru_cache(maxsize=1)
def _arms() -> tuple[re.Pattern[str], dict[str, str]]:
    text = (files("citewell.checking") / "data" / "arms.tsv").read_text(encoding="utf-8")
    arms: dict[str, str] = {}
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            words, arm, *_ = line.split("\t")
            arms.update(dict.fromkeys(words.split("|"), arm))
    phrases = sorted(arms, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b", re.IGNORECASE), arms


@lru_cache(maxsize=8192)
def named(text: str) -> tuple[tuple[int, str], ...]:
    """Drugs, arms and groups named in a text, as (offset, "category:id")."""
    found = [(m.start, f"arm:{m.id}") for m in terms().find(text) if m.type in _TYPES]
    pattern, arms = _arms()
    found += [(m.start(), arms[m.group().lower()]) for m in pattern.finditer(text)]
    return tuple(sorted(found))


@lru_cache(maxsize=8192)
def attachments(text: str) -> dict[int, frozenset[str]]:
    """What each number belongs to, by the offset of the number; undecided ones are left out."""
    groups: dict[str, list[Quantity]] = {}
    for quantity in quantities(text):
        if quantity.kind not in _UNOWNED:
            groups.setdefault(_group(quantity), []).append(quantity)
    names = named(text)
    result: dict[int, frozenset[str]] = {}
    for found in groups.values():
        for start, end, members in _pieces(text, found):
            near = [(at, i) for at, i in names if start <= at < end]
            for quantity in members:
                if _changes(text, quantity):
                    continue
                here = frozenset(i for at, i in near if not _off(text, quantity, at))
                if here:
                    result[quantity.start] = here
    return result


def _changes(text: str, quantity: Quantity) -> bool:
    """ "from 26.5% on one drug to 21.8%": owners of both ends are not told by nearness."""
    before = text[max(0, quantity.start - 80) : quantity.start]
    return bool(re.search(r"\bfrom\s(?:[^.;]*\sto\s)?$", before, re.IGNORECASE))


def _group(quantity: Quantity) -> str:
    return "share" if quantity.percent else f"{quantity.kind}{quantity.dimension}"


def _off(text: str, quantity: Quantity, name: int) -> bool:
    """ "25% came off oral steroid": the number is not one of people on the drug."""
    return quantity.end <= name and bool(_LEFT.search(text[quantity.end : name]))


def _pieces(text: str, found: list[Quantity]) -> list[tuple[int, int, list[Quantity]]]:
    pieces: list[tuple[int, int, list[Quantity]]] = []
    start, members = 0, list[Quantity]()
    for i, quantity in enumerate(found):
        members.append(quantity)
        following = found[i + 1].start if i + 1 < len(found) else None
        if following is None:
            pieces.append((start, len(text), members))
            break
        cut = _cut(text, quantity.end, following)
        if cut is not None:
            pieces.append((start, cut, members))
            start, members = cut, []
    return pieces


def _cut(text: str, start: int, end: int) -> int | None:
    """Where to cut between two numbers: at a sentence end, else at the last comma or conjunction."""
    cuts = list(_CUT.finditer(text, start, end))
    if not cuts:
        return None
    ends = [m for m in cuts if m.group()[0] in ".;"]
    return (ends or cuts)[-1].start() + 1
