"""Known errors planted in sentences, to measure what the checks catch.

The mutator imports nothing of :mod:`citewell.text` or :mod:`citewell.checking`: one that shared the
checker's eyes would alter only what they see.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from zlib import crc32


class MutationKind(StrEnum):
    """What sort of error was planted."""

    DIGIT = "digit changed"
    DECIMAL = "decimal moved"
    UNIT = "unit swapped"
    COMPARATOR = "comparator flipped"
    NEGATION_DROPPED = "negation dropped"
    NEGATION_ADDED = "negation added"
    DIRECTION = "direction flipped"
    MODALITY = "modality changed"
    ACTION = "action turned"
    DRUG = "drug swapped"


@dataclass(frozen=True, slots=True)
class Mutation:
    """One altered sentence: ``text`` is the sentence with ``before`` replaced by ``after``."""

    kind: MutationKind
    text: str
    before: str
    after: str
    start: int


_NAME_BEFORE = re.compile(r"[A-Za-z*:]-?$")
_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_PAIRS: dict[MutationKind, tuple[tuple[str, str], ...]] = {
    MutationKind.UNIT: (
        (r"(?<=\d )mg\b(?!/)", "g"),
        (r"(?<=\d )g\b(?!/)", "mg"),
        (r"(?<=\d )micrograms?\b", "mg"),
        (r"(?<=\d )weeks\b", "months"),
        (r"(?<=\d )months\b", "weeks"),
        (r"(?<=\d )days\b", "weeks"),
        (r"(?<=\d )years\b", "months"),
        (r"(?<=\d )hours\b", "days"),
        (r"(?<=\d )minutes\b", "hours"),
        (r"(?<=\d )?%", " mg"),
        (r"(?<=\d )mL/min\b", "mg/min"),
        (r"(?<=\d )mmol/L\b", "mg/dL"),
        (r"(?<=mg)/kg\b", ""),
        (r"\btwice daily\b", "once daily"),
        (r"\bonce daily\b", "twice daily"),
        (r"\btwice a day\b", "three times a day"),
        (r"\bevery 2 weeks\b", "every 2 days"),
    ),
    MutationKind.COMPARATOR: (
        (r"\bat least(?= \d)", "at most"),
        (r"\bup to(?= \d)", "at least"),
        (r"\bno more than(?= \d)", "no less than"),
        (r"\bmore than(?= \d)", "less than"),
        (r"\bless than(?= \d)", "more than"),
        (r"\bover(?= \d)", "under"),
        (r"\bunder(?= \d)", "over"),
        (r"\babove(?= \d)", "below"),
        (r"\bbelow(?= \d)", "above"),
        (r"(?<=\d )or more\b", "or less"),
        (r"(?<=\d )or less\b", "or more"),
        (r"(?<=\d )or over\b", "or under"),
        (r"(?<=\d )and over\b", "and under"),
        (r"\bor more\b(?=[ ,.;)])", "or less"),
    ),
    MutationKind.NEGATION_DROPPED: (
        (r"\bnot ", ""),
        (r"\bnever ", ""),
        (r"\bwithout\b", "with"),
        (r"\bno (?!more|less|later|longer)", "a "),
        (r"\bcannot\b", "can"),
        (r"\bcontraindicated\b", "indicated"),
        (r"\bavoid\b", "use"),
        (r"\bshould be avoided\b", "should be used"),
        (r"\bdoes not (\w)", r"does \1"),
    ),
    MutationKind.NEGATION_ADDED: (
        (r"\b(should|must|may|can|could|would) (?!not|never)(?=[a-z])", r"\1 not "),
        (r"\b(is|are|was|were) (?!not|no |never)(?=[a-z]+(?:ed|en)\b)", r"\1 not "),
        (r"\bwith (?=[a-z])", "without "),
        (r"\brecommends (?=[a-z])", "recommends against "),
    ),
    MutationKind.DIRECTION: (
        (r"\b(increase[sd]?|raise[sd]?)\b", "reduced"),
        (r"\b(reduce[sd]?|lower(?:s|ed)|cuts?)\b", "increased"),
        (r"\b(rose|rises?)\b", "fell"),
        (r"\b(fell|falls?)\b(?! in)", "rose"),
        (r"\bhigher\b", "lower"),
        (r"\blower\b", "higher"),
        (r"\bmore (?=\w+ than\b)", "fewer "),
        (r"\bfewer\b", "more"),
        (r"\bimprove[sd]?\b", "worsened"),
        (r"\bworse\b", "better"),
        (r"\bbetter\b", "worse"),
        (r"\bearlier\b", "later"),
    ),
    MutationKind.MODALITY: (
        (r"\bmust (?!not)", "may "),
        (r"\bshould (?!not|never)", "may "),
        (r"\bshould (?!not|never)", "must "),
        (r"\bmay (?!not)", "must "),
        (r"\bsuggests\b", "recommends"),
        (r"\brecommends\b", "suggests"),
        (r"\bmust not\b", "should not"),
    ),
    MutationKind.ACTION: (
        (r"\bstop\b", "continue"),
        (r"\bstopping\b", "continuing"),
        (r"\bstopped\b", "continued"),
        (r"\bstops\b", "continues"),
        (r"\bcontinue\b", "stop"),
        (r"\bcontinuing\b", "stopping"),
        (r"\bcontinued\b", "stopped"),
        (r"\bcontinues\b", "stops"),
    ),
}


def mutations(text: str, seed: int = 0) -> tuple[Mutation, ...]:
    """At most one mutation of each kind that the sentence allows; the same seed, the same result.

    >>> [(m.kind.value, m.after) for m in mutations("Take at least 5 mg.")]
    [('digit changed', '7'), ('decimal moved', '50'), ('unit swapped', 'g'), ('comparator flipped', 'at most')]
    """
    found: list[Mutation] = []
    for maker in _makers().values():
        options = [m for m in maker(text) if m.text != text]
        if options:
            found.append(options[crc32(f"{seed}:{text}".encode()) % len(options)])
    return tuple(found)


def _makers() -> dict[MutationKind, Callable[[str], Iterator[Mutation]]]:
    def replacing(kind: MutationKind) -> Callable[[str], Iterator[Mutation]]:
        return lambda text: _replaced(text, kind)

    makers: dict[MutationKind, Callable[[str], Iterator[Mutation]]] = {
        MutationKind.DIGIT: _digits,
        MutationKind.DECIMAL: _decimals,
    }
    makers.update({kind: replacing(kind) for kind in _PAIRS})
    makers[MutationKind.DRUG] = _drugs
    return makers


def _numbers(text: str) -> Iterator[re.Match[str]]:
    """Numbers that stand alone; digits inside names (IL-4, NG245) are left out."""
    for match in _NUMBER.finditer(text):
        before = text[max(0, match.start() - 2) : match.start()]
        named = _NAME_BEFORE.search(before) or before.endswith(".")
        glued = text[match.end() : match.end() + 1].isalpha()
        if not named and not glued:
            yield match


def _digits(text: str) -> Iterator[Mutation]:
    for match in _numbers(text):
        for at in range(match.start(), match.end()):
            if text[at].isdigit():
                digit = str((int(text[at]) + 2) % 10 or 1)
                if digit != text[at]:
                    yield _mutation(MutationKind.DIGIT, text, at, at + 1, digit)


def _decimals(text: str) -> Iterator[Mutation]:
    for match in _numbers(text):
        number = match.group()
        if "," in number or (len(number) == 4 and number[:2] in {"19", "20"}):
            continue
        whole, _, rest = number.partition(".")
        if rest:
            moved = f"{whole}{rest[0]}" + (f".{rest[1:]}" if rest[1:] else "")
            moved = moved.lstrip("0") or moved
        else:
            moved = f"{number}0" if len(number) == 1 else f"{number[:-1]}.{number[-1]}"
        if float(moved) != float(number):
            yield _mutation(MutationKind.DECIMAL, text, match.start(), match.end(), moved)


def _replaced(text: str, kind: MutationKind) -> Iterator[Mutation]:
    for pattern, new in _PAIRS[kind]:
        for match in re.finditer(pattern, text):
            yield _mutation(kind, text, match.start(), match.end(), match.expand(new))


@lru_cache(maxsize=1)
def _families() -> dict[str, tuple[str, ...]]:
    path = files("citewell.evaluation") / "data" / "drug_families.tsv"
    table: dict[str, tuple[str, ...]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            members = tuple(line.split("\t")[1].split("|"))
            table.update({m: tuple(x for x in members if x != m) for m in members})
    return table


def _drugs(text: str) -> Iterator[Mutation]:
    """A drug replaced everywhere by another of its family that the sentence does not name."""
    for drug, others in _families().items():
        pattern = re.compile(rf"\b{re.escape(drug)}\b", re.IGNORECASE)
        match = pattern.search(text)
        if not match:
            continue
        new = next((o for o in others if o not in text.lower()), None)
        if new:
            capital = new.capitalize() if match.group()[0].isupper() else new
            changed = pattern.sub(new, text)
            changed = changed[: match.start()] + capital + changed[match.start() + len(new) :]
            yield Mutation(MutationKind.DRUG, changed, match.group(), capital, match.start())


def _mutation(kind: MutationKind, text: str, start: int, end: int, new: str) -> Mutation:
    return Mutation(kind, text[:start] + new + text[end:], text[start:end], new, start)
