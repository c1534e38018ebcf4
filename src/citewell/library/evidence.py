"""From a question to the passages that can answer it, and to what the library does not hold."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from citewell.library._library import Library
from citewell.library._reading import Reading
from citewell.library.reports import Hit
from citewell.model import (
    ConceptType,
    Document,
    Evidence,
    Passage,
    PracticeSummary,
    Question,
    Source,
    SourceKind,
    SourceStatus,
)
from citewell.text import search_tokens, terms
from citewell.text.bags import concept_bag
from citewell.text.everyday import everyday_words

GENERAL_EMERGENCY = "citewell:general-emergency"
"""Id of the table of general emergency signs; a source of the same id takes its place."""

_HITS = 80
_OTHER_PASSAGES = 24
_FADING = 0.55
_SUBJECT = {
    ConceptType.DRUG: 3.0,
    ConceptType.CONDITION: 3.0,
    ConceptType.PROCEDURE: 2.0,
    ConceptType.DEVICE: 2.0,
    ConceptType.DRUG_CLASS: 3.0,
    ConceptType.SYMPTOM: 2.5,
    ConceptType.TEST: 1.0,
}
"""How much a concept of each type counts for what a question is about; others do not count."""
_PLACES = {
    ConceptType.CONDITION,
    ConceptType.SYMPTOM,
    ConceptType.PROCEDURE,
    ConceptType.DEVICE,
    ConceptType.TEST,
}
"""What a question can be about beside a drug; without one, a strange word may be the illness."""
_ANSWERS = 0.5
"""Agreement with an answered question from which a summary is taken to answer."""
_TELLS = 0.6
"""The same, for a question with a strange word that may name what it is about."""
_HELD = 0.5
"""Share of the subject (or of the words) from which the library is taken to hold the topic."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the library holds for a question.

    ``missing`` are the words of the subject on which nothing is held; ``held`` is False when they
    are so many that the question cannot be answered.
    """

    evidence: tuple[Evidence, ...]
    lead: str | None
    summary: PracticeSummary | None
    general: tuple[Evidence, ...]
    missing: tuple[str, ...]
    held: bool


def find_evidence(question: Question, library: Library) -> Found:
    """Search, choose the practice summary that leads (if any), and fetch the passages.

    Superseded sources are not searched; retracted ones are left out.
    """
    standing = [
        s for s in SourceStatus if s not in {SourceStatus.RETRACTED, SourceStatus.SUPERSEDED}
    ]
    hits = library.search(question.text, limit=_HITS, statuses=standing)
    general = _general(library)
    hits = [hit for hit in hits if hit.source_id != GENERAL_EMERGENCY]
    lead = _lead(question, hits, library)
    lead = _general_lead(question, lead, library) or lead
    others = [hit for hit in hits if _beside(hit, lead, library)]
    evidence = (*(_of_document(lead) if lead else ()), *_fetch(others[:_OTHER_PASSAGES], library))
    missing, held = _missing(question, evidence, lead, library)
    return Found(
        evidence=evidence,
        lead=lead.source.id if lead else None,
        summary=lead.summary if lead else None,
        general=general,
        missing=missing,
        held=(held or _is_general(lead)) and bool(evidence),
    )


def _beside(hit: Hit, lead: Document | None, library: Reading) -> bool:
    """Whether a passage may stand beside the lead; a summary on something else leads nothing."""
    if lead is not None:
        return hit.source_id != lead.source.id
    return library.source(hit.source_id).kind is not SourceKind.PRACTICE_SUMMARY


def _is_general(lead: Document | None) -> bool:
    return lead is not None and lead.source.id == GENERAL_EMERGENCY


def _general(library: Reading) -> tuple[Evidence, ...]:
    if library.find_source(GENERAL_EMERGENCY) is None:
        return ()
    return _of_document(library.document(GENERAL_EMERGENCY))


def _of_document(document: Document) -> tuple[Evidence, ...]:
    return tuple(
        _evidence(p, document.source, 1.0, "passage of the leading practice summary")
        for p in document.passages
    )


def _evidence(passage: Passage, source: Source, score: float, why: str) -> Evidence:
    return Evidence(passage=passage, source=source, score=score, why=why, design=source.kind)


def _fetch(hits: Sequence[Hit], library: Reading) -> tuple[Evidence, ...]:
    passages = {p.id: p for p in library.fetch_passages([hit.passage_id for hit in hits])}
    return tuple(
        _evidence(passages[hit.passage_id], library.source(hit.source_id), hit.score, hit.why)
        for hit in hits
        if hit.passage_id in passages
    )


_ON_EMERGENCIES = re.compile(
    r"\b(emergency|ambulance|999|911|112|red flags|danger signs)\b", re.IGNORECASE
)


def _general_lead(question: Question, lead: Document | None, library: Reading) -> Document | None:
    """The general table itself, for a question on emergencies that names no illness or drug and that
    no summary says it answers."""
    if subject_of(question) or not _ON_EMERGENCIES.search(question.text):
        return None
    tells_more = len(concept_bag(question.text)) > 2
    if lead is not None and tells_more and _best_answer(question.text, lead) >= _ANSWERS:
        return None
    held = library.find_source(GENERAL_EMERGENCY) is not None
    return library.document(GENERAL_EMERGENCY) if held else None


def _lead(question: Question, hits: Sequence[Hit], library: Reading) -> Document | None:
    """The practice summary on the subject of the question, by its hits and its concepts.

    One that merely mentions what is asked about does not lead: it must be mainly about part of it,
    or say that it answers this very question.
    """
    scores: dict[str, float] = {}
    ranks: dict[str, int] = {}
    for hit in hits:
        rank = ranks.get(hit.source_id, 0)
        ranks[hit.source_id] = rank + 1
        scores[hit.source_id] = scores.get(hit.source_id, 0.0) + hit.score * _FADING**rank
    best: tuple[float, Document] | None = None
    for source_id in sorted(scores, key=lambda s: -scores[s])[:6]:
        if library.source(source_id).kind is not SourceKind.PRACTICE_SUMMARY:
            continue
        document = library.document(source_id)
        share, answers = _topic_share(question, document), _best_answer(question.text, document)
        if not share and answers < _TELLS:
            continue
        score = scores[source_id] * (0.4 + share + answers)
        if best is None or score > best[0]:
            best = (score, document)
    return best[1] if best else None


def _best_answer(text: str, document: Document) -> float:
    """The best agreement (Dice, 0 to 1) of a question with one that a statement says it answers, or
    that the summary is written for."""
    asked = _telling(text)
    if not asked:
        return 0.0
    phrases = _answered(document)
    needed = min(2, len(asked))
    shares = (
        2 * len(asked & p) / (len(asked) + len(p)) for p in phrases if len(asked & p) >= needed
    )
    return max(shares, default=0.0)


def _telling(text: str) -> frozenset[str]:
    """The words that tell what a question is about: no everyday ones, no single letters."""
    return frozenset(w for w in concept_bag(text) if len(w) > 1) - everyday_words()


_ANSWERED: dict[tuple[str, str], tuple[frozenset[str], ...]] = {}
"""Words of the answered questions, per version of a summary: read once in a process."""


def _answered(document: Document) -> tuple[frozenset[str], ...]:
    key = (document.source.id, document.source.sha256)
    if key not in _ANSWERED:
        answers = [a for p in document.passages for s in p.statements for a in s.answers]
        if document.summary:
            answers += [q for asked in document.summary.questions.values() for q in asked]
        _ANSWERED[key] = tuple(_telling(answer.split("|")[-1]) for answer in answers)
    return _ANSWERED[key]


def _topic_share(question: Question, document: Document) -> float:
    """Weighted share of the subject of a question that is a main concept of a summary."""
    subject = subject_of(question)
    if document.summary is None:
        return 0.0
    if not subject:
        focus = {w for w in question.unknown_terms if w not in everyday_words()}
        share = len(focus & _title_words(document)) / len(focus) if focus else 0.0
        return share if share >= _HELD else 0.0
    main = set(document.summary.concepts)
    table = terms()
    main |= {c for concept in main for c in (*table.classes(concept), *table.members(concept))}
    return sum(w for c, w in subject.items() if c in main) / sum(subject.values())


def _title_words(document: Document) -> set[str]:
    """The words by which a document names its subject: title, and topic and concepts of a summary."""
    summary = document.summary
    named = [summary.topic, *(c.replace("-", " ") for c in summary.concepts)] if summary else []
    return {t for t in search_tokens(" ".join([document.source.title, *named])) if len(t) > 3}


def subject_of(question: Question) -> dict[str, float]:
    """The concepts that a question is about, with their weights."""
    return {c.id: _SUBJECT[c.type] for c in question.concepts if c.type in _SUBJECT}


def _missing(
    question: Question, evidence: Sequence[Evidence], lead: Document | None, library: Reading
) -> tuple[tuple[str, ...], bool]:
    """Words of the subject that no passage is about, and whether enough of it is held."""
    covered, words = _holdings(evidence)
    subject = subject_of(question)
    names = {c.id: c.matched for c in question.concepts}
    table = terms()
    absent = [
        c
        for c in subject
        if c not in covered and not covered & {*table.classes(c), *table.members(c)}
    ]
    strange = [
        w
        for w in question.unknown_terms
        if w not in words and len(w) > 3 and w.isalpha()
        if w not in everyday_words() and not library.knows(w)
    ]
    missing = (*(names[c] for c in absent), *(_as_asked(w, question.text) for w in strange))
    if not subject:
        focus = [w for w in question.unknown_terms if w not in everyday_words()]
        titles = {t for item in evidence for t in search_tokens(item.source.title)}
        known = [w for w in focus if w in words]
        titled = bool(titles & set(focus)) and len(known) >= len(strange)
        return missing, lead is not None or titled or (bool(focus) and known == focus)
    share = 1 - sum(subject[c] for c in absent) / sum(subject.values())
    placed = any(c.type in _PLACES for c in question.concepts)
    told = lead is not None and _best_answer(question.text, lead) >= _TELLS
    unplaced = bool(strange) and not placed and not told
    return missing, share >= _HELD and not unplaced and len(strange) < max(3, len(subject) + 1)


def _holdings(evidence: Sequence[Evidence]) -> tuple[set[str], set[str]]:
    """The concepts and the words of the passages."""
    covered, words = set[str](), set[str]()
    for item in evidence:
        texts = [item.passage.text, *item.passage.section_path, item.source.title]
        for statement in item.passage.statements:
            covered.update(statement.about)
            texts += [statement.plain or "", *statement.answers]
        named, said = _named_and_said(" ".join(texts))
        covered |= named
        words |= said
    return covered, words


@lru_cache(maxsize=4096)
def _named_and_said(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The concepts and the words of a text; kept, since questions in a row meet the same passages."""
    named = frozenset(mention.id for mention in terms().find(text))
    return named, frozenset(search_tokens(text))


def _as_asked(token: str, text: str) -> str:
    """The word of the question that a search token came from."""
    for word in text.replace("/", " ").split():
        bare = word.strip(".,;:?!()\"'")
        if token in search_tokens(bare):
            return bare
    return token
