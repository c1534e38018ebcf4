"""Checks a saved article again against a library: do its passages still stand, do its claims still pass?"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from citewell.checking import verdict
from citewell.composing.checked import run_checks
from citewell.composing.references import reference_of
from citewell.library import Library, ResolvedSpan
from citewell.model import (
    Article,
    Basis,
    CitationVerdict,
    Claim,
    Noun,
    Passage,
    Reference,
    Refound,
    SourceStatus,
    Span,
    find_again,
)
from citewell.writing import Candidate, candidate_of_span, rule_turns

_CITING = {Basis.EVIDENCE, Basis.INFERRED, Basis.SAFETY_TABLE}


class RecheckedClaim(Noun):
    """One claim after a second look.

    ``before`` is the verdict that was saved, ``verdict`` today's; ``spans`` says how each span was
    found again; ``detail`` what is wrong, and is empty where nothing is.
    """

    id: str
    text: str
    before: CitationVerdict
    verdict: CitationVerdict
    spans: tuple[Refound, ...]
    detail: str = ""


class Difference(Noun):
    """Something beside the claims that is not as saved: a reference, or a part of the article."""

    where: str
    detail: str


class RecheckReport(Noun):
    """An article after a second look.

    ``changed`` are the claims that no longer stand as saved, ``differences`` what else is not as
    saved. ``uncited`` counts the sentences that cite nothing (instructions and gaps), on which no
    check can be run. ``same_library`` tells whether the library holds what it held then.
    """

    article: str
    checked: int
    standing: int
    uncited: int
    same_library: bool
    changed: tuple[RecheckedClaim, ...]
    differences: tuple[Difference, ...] = ()

    @property
    def ok(self) -> bool:
        """True when everything stands as saved."""
        return not (self.changed or self.differences)


def recheck(article: Article, library: Library) -> RecheckReport:
    """Find every span again, run every check again and make every reference again.

    Nothing that the article says about itself is trusted: a verdict, quote or reference that was
    altered after saving shows as much as a source that has changed.
    """
    run = _Run(article, library)
    claims = [claim for claim in article.claims() if claim.citations or claim.basis in _CITING]
    looked = [run.claim(claim) for claim in claims]
    changed = tuple(one for one in looked if one.detail)
    return RecheckReport(
        article=article.id,
        checked=len(looked),
        standing=len(looked) - len(changed),
        uncited=len(article.claims()) - len(claims),
        same_library=library.content_id() == article.provenance.snapshot,
        changed=changed,
        differences=tuple(run.references()),
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """One cited span today: the sentence there (if any), and what is wrong with it (if anything)."""

    how: Refound
    candidate: Candidate | None
    fault: str


class _Run:
    """One article against one library."""

    def __init__(self, article: Article, library: Library) -> None:
        self._article = article
        self._library = library
        self._passages: Callable[[str, str], list[Passage]] = lru_cache(library.passages)
        self._text_of: Callable[[str, str], str] = lru_cache(library.text_of)
        self._listed = {reference.number: reference for reference in article.references}
        self._cited: dict[str, list[tuple[int, Candidate]]] = {}

    def claim(self, claim: Claim) -> RecheckedClaim:
        """The claim today."""
        found = [(c, self._find(span)) for c in claim.citations for span in c.spans]
        standing = [f.candidate for _, f in found if f.candidate is not None]
        faults = [f.fault for _, f in found if f.fault]
        for citation, one in found:
            if one.candidate and one.candidate.key != citation.source_key:
                faults.append(
                    f"cites {citation.source_key}, but the passage is of {one.candidate.key}"
                )
            elif one.candidate:
                place = (_number(claim), one.candidate)
                self._cited.setdefault(citation.source_key, []).append(place)
        faults += [
            f"cites number {c.reference}, which is not in the reference list"
            for c in claim.citations
            if c.reference not in self._listed
        ]
        now = CitationVerdict.NOT_SUPPORTED
        if found and len(standing) == len(found):
            now, failed = self._check(claim, standing)
            faults += failed
        if not claim.citations:
            faults.append("cites nothing, although it rests on evidence")
        return _looked(claim, now, tuple(f.how for _, f in found), faults)

    def references(self) -> Iterator[Difference]:
        """What is not as saved in the reference list; after all claims have been looked at."""
        keys: dict[int, list[str]] = {}
        for claim in sorted(self._article.claims(), key=_number):
            for citation in claim.citations:
                if citation.reference in self._listed:
                    keys.setdefault(citation.reference, []).append(citation.source_key)
        for number, saved in self._listed.items():
            if number not in keys:
                yield Difference(where=f"reference {number}", detail="is cited by no sentence")
            elif all(key in self._cited for key in keys[number]):
                firsts = [self._first(key) for key in dict.fromkeys(keys[number])]
                yield from _compared(saved, reference_of(number, firsts))

    def _first(self, key: str) -> Candidate:
        return min(self._cited[key], key=lambda place: place[0])[1]

    def _check(self, claim: Claim, standing: list[Candidate]) -> tuple[CitationVerdict, list[str]]:
        results = run_checks(
            claim.text,
            standing,
            self._article.question,
            role=claim.role,
            basis=claim.basis,
            rule=claim.rule,
            turns=rule_turns(claim.rule) if claim.basis is Basis.INFERRED else (),
            text_of=self._text_of,
        )
        failed = [f"{r.name}: {r.detail}".rstrip(".") for r in results if r.passed is False]
        return verdict(results), failed

    def _find(self, span: Span) -> _Found:
        resolved = self._library.resolve(span)
        candidate = None
        if resolved.source and resolved.start is not None and resolved.end is not None:
            passages = self._passages(resolved.source.id, resolved.source.sha256)
            candidate = candidate_of_span(passages, resolved.source, resolved.start, resolved.end)
        return _Found(resolved.how, candidate, self._fault(resolved, candidate))

    def _fault(self, resolved: ResolvedSpan, candidate: Candidate | None) -> str:
        span, name = resolved.span, resolved.span.source_id
        if resolved.source is None:
            return f"the library no longer holds {name}"
        if resolved.exact and resolved.how is not Refound.IN_PLACE:
            return f"what is quoted from {name} does not stand at {span.start}-{span.end} of that version"
        if not resolved.exact:
            return f"the library holds another version of {name}; the passage {_HOW[resolved.how]}"
        if candidate is None:
            return f"the passage of {name} cannot be found"
        if resolved.source.status is SourceStatus.SUPERSEDED:
            return self._newer(span)
        return ""

    def _newer(self, span: Span) -> str:
        current = self._library.find_source(span.source_id)
        if current is None or current.sha256 == span.source_hash:
            return ""
        how = find_again(span, self._text_of(current.id, current.sha256)).how
        return f"{span.source_id} has a newer version; the passage {_HOW[how]}"


_HOW = {
    Refound.IN_PLACE: "stands there unchanged",
    Refound.MOVED: "stands there word for word, at another place",
    Refound.AMBIGUOUS: "stands there more than once",
    Refound.LOST: "is no longer there",
}


def _number(claim: Claim) -> int:
    """Place in the order in which claims were checked: ``c12`` is the twelfth."""
    digits = re.sub(r"\D", "", claim.id)
    return int(digits[:9]) if digits else 0


def _looked(
    claim: Claim, now: CitationVerdict, hows: tuple[Refound, ...], faults: list[str]
) -> RecheckedClaim:
    saved = [citation.verdict for citation in claim.citations] or [CitationVerdict.NOT_CHECKED]
    before = next((one for one in saved if one is not now), now)
    if before is not now and not faults:
        faults = [f"was saved as {before.value.replace('_', ' ')}"]
    return RecheckedClaim(
        id=claim.id,
        text=claim.text,
        before=before,
        verdict=now,
        spans=hows,
        detail="; ".join(dict.fromkeys(faults)),
    )


def _compared(saved: Reference, today: Reference) -> Iterator[Difference]:
    for name in Reference.model_fields:
        was, now = getattr(saved, name), getattr(today, name)
        if was != now:
            detail = (
                f"{name.replace('_', ' ')} was saved as {_short(was)}, today it is {_short(now)}"
            )
            yield Difference(where=f"reference {saved.number}", detail=detail)


def _short(value: object) -> str:
    return str(value) if len(str(value)) <= 120 else f"{str(value)[:117]}..."


def differences(saved: Article, remade: Article) -> tuple[Difference, ...]:
    """Where an article differs from the same one made again; the time of answering does not count.

    >>> list(_unlike({"title": "A", "gaps": [1]}, {"title": "B", "gaps": [1]}, ""))
    [('title', 'A', 'B')]
    """
    left, right = (one.model_dump(mode="json", exclude_none=True) for one in (saved, remade))
    left["provenance"]["time"] = right["provenance"]["time"]
    return tuple(
        Difference(
            where=place, detail=f"was saved as {_short(was)}, made again it is {_short(now)}"
        )
        for place, was, now in _unlike(left, right, "")
    )


def _unlike(left: Any, right: Any, place: str) -> Iterator[tuple[str, Any, Any]]:
    if isinstance(left, dict) and isinstance(right, dict):
        for name in _keys(left, right):
            below = f"{place}.{name}" if place else str(name)
            yield from _unlike(left.get(name), right.get(name), below)
    elif isinstance(left, list) and isinstance(right, list) and len(left) == len(right):
        for at, (one, other) in enumerate(zip(left, right, strict=True)):
            yield from _unlike(one, other, f"{place}[{at}]")
    elif left != right:
        yield place, left, right


def _keys(left: Iterable[Any], right: Iterable[Any]) -> list[Any]:
    return list(dict.fromkeys([*left, *right]))
