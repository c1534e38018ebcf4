"""Which sentences enter which part of the article, and in what order."""

from collections.abc import Iterable, Sequence
from typing import Any

from citewell.model import Audience, ConceptType, Intent, Question, Role, SectionName
from citewell.text import search_tokens, terms
from citewell.text.bags import concept_bag
from citewell.text.everyday import everyday_words
from citewell.writing._tables import table
from citewell.writing.candidates import Candidate
from citewell.writing.fitting import Fit, fit
from citewell.writing.names import Names
from citewell.writing.relevance import Relevance

BESIDE, ALONE = 0.45, 0.24
"""Nearness that a sentence needs beside a leading practice summary, and where none leads."""
DETAIL = 0.2
"""Nearness from which a detail of the leading summary comes in."""
MOST_BESIDE, MOST_ALONE = 8, 40
"""How many such sentences an article takes at most."""
_SAME = 0.8
"""Share of words from which two sentences say the same."""


def most_of(section: SectionName, audience: Audience) -> int:
    """How many sentences a part may hold for an audience."""
    rows: dict[str, Any] = table("outlines")["most"][audience.value]
    return int(rows[section.value])


def relevant(
    question: Question,
    pool: Sequence[Candidate],
    relevance: Relevance,
    names: Names,
    lead: str | None,
) -> list[Candidate]:
    """The candidates that belong into an article on the question, duplicates merged.

    ``lead`` is the id of the source that the article mainly rests on: its statements stay unless
    they do not apply to the person or are details on other drugs; sentences of other sources must
    be near the question.
    """
    kept = [c for c in pool if _belongs(c, question, relevance, names, lead)]
    own = [c for c in kept if c.source.id == lead]
    others = sorted((c for c in kept if c.source.id != lead), key=lambda c: -relevance.of(c))
    merged = merge([*own, *others[: MOST_BESIDE if lead else MOST_ALONE]])
    return sorted(merged, key=lambda c: c.source.id != lead)


def _belongs(
    candidate: Candidate, question: Question, relevance: Relevance, names: Names, lead: str | None
) -> bool:
    if fit(candidate, question) is Fit.NO:
        return False
    nearness = relevance.of(candidate)
    if candidate.source.id != lead:
        enough = BESIDE if lead else ALONE
        return nearness >= enough and _shares_subject(candidate, question)
    if candidate.weight >= 3 or candidate.role is Role.EMERGENCY:
        return True
    if _on_other_drug(candidate, names) and not _compares(question):
        return candidate.section is SectionName.REASSESS or nearness >= 0.18
    return candidate.weight >= 2 or nearness >= DETAIL


def _shares_subject(candidate: Candidate, question: Question) -> bool:
    """Whether a sentence is about the illness asked about; if none is named, about the drug.

    Where the term table knows neither, a word of the question that is not everyday must be there.
    """
    for types in _SUBJECTS:
        subject = {c.id for c in question.concepts if c.type in types}
        if subject:
            return bool(subject & candidate.about)
    focus = {w for w in question.unknown_terms if w not in everyday_words()}
    return not focus or bool(focus & concept_bag(f"{candidate.under} {candidate.text}"))


_SUBJECTS = (
    (ConceptType.CONDITION, ConceptType.SYMPTOM),
    (ConceptType.DRUG, ConceptType.DRUG_CLASS),
    (ConceptType.PROCEDURE, ConceptType.DEVICE),
    (ConceptType.TEST,),
)


def _compares(question: Question) -> bool:
    choosing = {Intent.CHOOSE_TREATMENT, Intent.DEFINITION}
    return question.intent in choosing or bool(choosing & set(question.also[:1]))


def _on_other_drug(candidate: Candidate, names: Names) -> bool:
    drug = names.ids.get("drug")
    if drug is None or drug in candidate.about:
        return False
    table_ = terms()
    drugs = [t.id for c in candidate.said if (t := table_.get(c)) and t.type is ConceptType.DRUG]
    return bool(drugs) and not any(drug in table_.classes(d) for d in drugs)


def merge(pool: Iterable[Candidate]) -> list[Candidate]:
    """Leave out sentences that repeat an earlier one; the statement of more weight stays."""
    kept = list[Candidate]()
    words = list[frozenset[str]]()
    for candidate in sorted(pool, key=lambda c: -c.weight):
        own = frozenset(search_tokens(candidate.text))
        if any(_repeats(own, other) for other in words):
            continue
        kept.append(candidate)
        words.append(own)
    return sorted(kept, key=_reading_order)


def repeats(one: str, other: str) -> bool:
    """Whether more than half of the words of the shorter sentence stand in the other."""
    left, right = frozenset(search_tokens(one)), frozenset(search_tokens(other))
    smaller = min(len(left), len(right))
    return smaller > 3 and len(left & right) > 0.5 * smaller


def _repeats(left: frozenset[str], right: frozenset[str]) -> bool:
    smaller = min(len(left), len(right))
    return smaller > 3 and len(left & right) >= _SAME * max(len(left), len(right))


def _reading_order(candidate: Candidate) -> tuple[bool, str, int]:
    return (candidate.statement is None, candidate.source.id, candidate.span.start)


def place(candidate: Candidate, names: Names) -> SectionName:
    """The part of this article in which a candidate stands."""
    procedure = names.ids.get("procedure")
    fixed = {SectionName.DISAGREEMENT, SectionName.PITFALLS}
    if candidate.section is SectionName.EMERGENCY:
        return SectionName.EMERGENCY
    if candidate.statement and candidate.statement.step:
        return SectionName.PLAN
    if candidate.section in fixed:
        return candidate.section
    if procedure and candidate.statement and procedure in candidate.statement.about:
        return SectionName.PROCEDURE
    if candidate.section is SectionName.PROCEDURE:
        return SectionName.PROCEDURE
    return SectionName.CHOICE if candidate.section is SectionName.PLAN else candidate.section


def cap(
    pool: Sequence[Candidate], most: int, relevance: Relevance
) -> tuple[list[Candidate], list[Candidate]]:
    """The ``most`` best candidates in their order, and those left out."""
    if len(pool) <= most:
        return list(pool), []
    ranked = sorted(pool, key=lambda c: (-c.weight - 2 * relevance.of(c), c.id))
    chosen = {c.id for c in ranked[:most]}
    return [c for c in pool if c.id in chosen], [c for c in pool if c.id not in chosen]
