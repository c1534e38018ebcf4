"""Whether a claim says plainly, close together, what its passage says under a negation."""

import re
from functools import lru_cache

from citewell.checking._cue_words import judged_cues, places
from citewell.checking._denials import denied_by, plain_key
from citewell.checking._words import Word, content, key_of, stem
from citewell.text.cues import Cue, CueKind
from citewell.text.sentences import split_sentences

_AFTER = (3.0, 2.5, 2.0, 1.5, 1.0, 1.0)
_BEFORE = (1.5, 1.0, 0.75, 0.5)
"""What a content word after or before a negation counts, by its place."""
_TURNING_WORDS = (
    "hold withhold stop delay exclude change alter affect lose miss skip refuse forget leave rule"
)
"""Verbs that, denied, are said in plain words without a negation ("not hold back" is "give")."""
_GENERIC = frozenset({"=use", "=recommend", "=need", "=person", "=drug", "=doctor", "=show"})
_TURNING = frozenset(map(key_of, map(stem, _TURNING_WORDS.split())))
_STOP = re.compile(
    r"[,.;:()]|\s(?:and|with|is|are|was|were|has|have|had|should|may|must|says?|while|though|although|but"
    r"|if|when|because|so|which|who)\s",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been)\s$", re.IGNORECASE)
_BOUND = re.compile(r"(?:\s\w+){0,4}\s(?:more|less|fewer|over|above) than\b", re.IGNORECASE)
_ANCHORS = 3
_EITHER = frozenset({"rather than", "instead of", "in place of"})
_WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")
_SPREAD = 60
"""Characters within which the words have to stand together."""


@lru_cache(maxsize=16384)
def _objects(text: str, cue: Cue) -> tuple[frozenset[str], ...]:
    """The content words that follow a negation in its part of the sentence, by place."""
    words = [w for w in content(text) if w.start >= cue.end]
    if not words:
        return ()
    stop = _STOP.search(text, words[0].end if words[0].start - cue.end < 30 else cue.end)
    first_stop = re.search(r"[,.;:()]", text[cue.end : words[0].start])
    if first_stop:
        return ()
    end = stop.start() if stop else len(text)
    return tuple(map(frozenset, places([w for w in words if w.end <= end])[: len(_AFTER)]))


@lru_cache(maxsize=16384)
def _subjects(text: str, cue: Cue) -> tuple[frozenset[str], ...]:
    """The content words before a negation in its sentence, nearest first."""
    parts = split_sentences(text)
    start = max((s.start for s in parts if s.start <= cue.start), default=0)
    start = max(start, text.rfind("(", start, cue.start))
    words = [w for w in content(text) if start <= w.start and w.end <= cue.start]
    return tuple(map(frozenset, places(words[::-1])[: len(_BEFORE)]))


def _denying(text: str) -> list[Cue]:
    """The words that deny what stands around them; "few" and "only" do not."""
    found = judged_cues(text, CueKind.NEGATION)
    weak = (c for c in found if not c.faint and c.value != "only" and denied_by(text, c))
    return [*(c for c in found if c.strong), *weak]


@lru_cache(maxsize=16384)
def unnegated(text: str) -> tuple[Word, ...]:
    """The content words of a text that no negation in it reaches."""
    deny = _denying(text)
    return tuple(w for w in content(text) if not any(reaches(c, w.start) for c in deny))


def reaches(cue: Cue, at: int) -> bool:
    """Whether a place lies within reach of a negation: some words before it, or its clause after."""
    return cue.scope[0] <= at < cue.scope[1] and -25 <= at - cue.end <= 60


def echo(passage: str, cue: Cue, claim: str) -> float:
    """How much of what a negation bears on the claim says close together and not negated.

    Zero unless one of the nearest words is there.
    """
    objects, subjects = _objects(passage, cue), _subjects(passage, cue)
    counted = [*zip(objects, _AFTER, strict=False), *zip(subjects, _BEFORE, strict=False)]
    known = {key for keys, _ in counted for key in keys}
    if _BOUND.match(passage, cue.end):
        return 0.0
    first = {key for keys in objects[:2] for key in keys} & _TURNING
    if first and not first & {w.key for w in content(claim)}:
        return 0.0
    bearing = [keys for keys in objects if not keys <= _GENERIC][:_ANCHORS]
    if not bearing or (objects[0] <= _GENERIC and _PASSIVE.search(passage[: cue.start])):
        bearing += [keys for keys in subjects if not keys <= _GENERIC][:2]
    anchors = {key for keys in bearing for key in keys}
    words = [w for w in unnegated(claim) if w.key in known]
    totals = (
        _worth(counted, {w.key for w in words if abs(w.start - anchor.start) <= _SPREAD})
        for anchor in words
        if anchor.key in anchors and not anchor.key[0].isdigit()
    )
    return max(totals, default=0.0)


def _worth(counted: list[tuple[frozenset[str], float]], said: set[str]) -> float:
    hits = ((keys & said, worth) for keys, worth in counted)
    return sum(worth * (0.4 if hit <= _GENERIC else 1.0) for hit, worth in hits if hit)


def plainly(passage: str, cue: Cue, claim: str) -> bool:
    """Whether the claim says plainly what a denying word of the passage ("unexplained") denies."""
    if cue.faint or cue.text.lower() in _EITHER or _said_so(passage, cue, claim):
        return False
    around = {w.key for w in content(passage) if abs(w.start - cue.start) <= _SPREAD} - _GENERIC
    plain = {plain_key(m.group()) for m in _reached_by_none(passage)}
    wanted = denied_by(passage, cue) - plain
    said = [m for m in _reached_by_none(claim) if plain_key(m.group()) in wanted]
    words = content(claim)
    return any(
        w.key in around for m in said for w in words if 0 < abs(w.start - m.start()) <= _SPREAD
    )


def _said_so(passage: str, cue: Cue, claim: str) -> bool:
    """Whether the claim has the denying word itself, or another that denies the same."""
    if stem(cue.text) in {stem(m.group()) for m in _WORD.finditer(claim)}:
        return True
    mine = (c for c in judged_cues(claim, CueKind.NEGATION) if not c.strong)
    return any(denied_by(claim, c) & denied_by(passage, cue) for c in mine)


@lru_cache(maxsize=16384)
def _reached_by_none(text: str) -> tuple[re.Match[str], ...]:
    deny = _denying(text)
    return tuple(m for m in _WORD.finditer(text) if not any(reaches(c, m.start()) for c in deny))
