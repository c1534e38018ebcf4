"""Direction and action: up or down, better or worse, stop or continue, on the same thing."""

import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from citewell.checking._cue_words import acts_alone, around, judged_cues
from citewell.checking._negation import Fault
from citewell.checking._words import Word, content, stem
from citewell.text.cues import Cue, CueKind

_OPPOSITE = {
    "up": "down",
    "down": "up",
    "better": "worse",
    "worse": "better",
    "early": "late",
    "late": "early",
    "stop": "continue",
    "continue": "stop",
}
_GOES_ON = re.compile(
    r"\b(?:continu|keep|kept|stay|remain|maint|persist|last|lifelong|for life|long|go(?:es)? on|still"
    r"|carr|until|further|ongoing|indefinite|stop|withdr|discontinu|interrupt|paus|hold|held|restart|resum)",
    re.IGNORECASE,
)
_DENIED = re.compile(r"(?:\bno|\bnot|n['’]t|\bor|\band)\s(?:clearly\s|any\s)?$", re.IGNORECASE)
_NEGATED = re.compile(
    r"(?:\bnot|n['’]t|\bnever|\bcannot|\bwithout|\bavoid\w*|\bagainst)\s(?:\w+\s){0,4}$",
    re.IGNORECASE,
)


def direction_fault(claim: str, passage: str) -> Fault | None:
    """The first increase that the passage has as a decrease (or the reverse), or not at all.

    A strong word of direction ("fewer", "raises") must be carried by a word of the passage that may
    mean the same; where the passage has both directions, by one that stands among the same words.
    """
    theirs = [c for c in judged_cues(passage, CueKind.DIRECTION) if not _denied(passage, c)]
    for cue in judged_cues(claim, CueKind.DIRECTION):
        judged = claim[cue.start - 1 : cue.start] != "-"
        fault = _unsupported(claim, cue, passage) if judged else None
        if fault:
            return fault
        if _denied(claim, cue):
            continue
        found = _opposite(claim, cue, passage, theirs)
        if found:
            detail = f"The claim says {cue.text!r}, the passage says {found.text!r}."
            return Fault(detail, claim=cue, passage=found)
    return None


@lru_cache(maxsize=1)
def _wordings() -> dict[str, re.Pattern[str]]:
    text = (files("citewell.checking") / "data" / "direction_words.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {
        value: re.compile(
            rf"\b(?:{words.replace('*', chr(92) + 'w*').replace(' ', r'[ -]')})\b", re.IGNORECASE
        )
        for value, words, *_ in rows
    }


@lru_cache(maxsize=16384)
def _worded(text: str, value: str) -> tuple[int, ...]:
    """Where a text may say a direction, in any word."""
    pattern = _wordings().get(value)
    return tuple(m.start() for m in pattern.finditer(text)) if pattern else ()


def _unsupported(claim: str, cue: Cue, passage: str) -> Fault | None:
    """The fault of a direction that no word of the passage carries, or None."""
    likely = _worded(passage, f"{cue.value}?")
    agree, against = _worded(passage, cue.value), _worded(passage, _OPPOSITE[cue.value])
    beside = _beside(claim, cue, passage)
    if cue.value in beside:
        return None
    if beside:
        return _says(claim, cue, passage, beside[_OPPOSITE[cue.value]])
    if cue.value in {"early", "late"} or not cue.strong:
        return None
    if not (agree or likely) and not _same_word(cue, passage):
        return Fault(f"The claim says {cue.text!r}; the passage does not.", claim=cue)
    if not against or not (agree or likely):
        return None
    words = [w for w in content(claim) if w.end <= cue.start or w.start >= cue.end]
    near = _weights(words, cue)
    best = max((*agree, *likely), key=lambda at: _nearness(near, passage, at))
    other = max(against, key=lambda at: _nearness(near, passage, at))
    if _nearness(near, passage, other) > _nearness(near, passage, best) * FARTHER + MARGIN:
        return _says(claim, cue, passage, other)
    return None


def _same_word(cue: Cue, passage: str) -> bool:
    return stem(cue.text) in {stem(w) for w in re.findall(r"[A-Za-z]+", passage)}


def _says(claim: str, cue: Cue, passage: str, at: int) -> Fault:
    found = _LETTERS.match(passage, at)
    end = found.end() if found else at
    detail = f"The claim says {cue.text!r}, the passage says {passage[at:end]!r}."
    return Fault(detail, claim=cue, passage=(at, end))


def _beside(claim: str, cue: Cue, passage: str) -> dict[str, int]:
    """The directions that the passage gives what stands right beside the cue, with their places.

    Of "fewer visits" those before "visits", of "the risk is higher" those after "risk".
    """
    if _denied(claim, cue):
        return {}
    after = next((w for w in content(claim) if w.start >= cue.end), None)
    if (
        after
        and not after.key[0].isdigit()
        and not _APART.search(claim, cue.end, after.start)
        and after.start - cue.end < 20
    ):
        return _found(passage, after.key, cue.value, back=True)
    before = next((w for w in reversed(content(claim)) if w.end <= cue.start), None)
    if before and not _APART.search(claim, before.end, cue.start) and cue.start - before.end < 20:
        return _found(passage, before.key, cue.value, back=False)
    return {}


_APART = re.compile(r"[.;:,()]|\b(?:more|less|than)\b")
_LETTERS = re.compile(r"\w*")
_BESIDE = 45


@lru_cache(maxsize=16384)
def _found(passage: str, key: str, value: str, *, back: bool) -> dict[str, int]:
    found: dict[str, int] = {}
    places = [(at, v) for v in (value, _OPPOSITE[value]) for at in _worded(passage, v)]
    for word in (w for w in content(passage) if w.key == key):
        near = [(at, v) for at, v in places if _joins(passage, at, word, back=back)]
        nearest = max(near, default=None) if back else min(near, default=None)
        if nearest:
            found.update({v: at for at, v in near if at == nearest[0]})
    return found


def _joins(text: str, at: int, word: Word, *, back: bool) -> bool:
    low, high = (at, word.start) if back else (word.end, at)
    return low < high <= low + _BESIDE and not _APART.search(text, low, high)


FARTHER, MARGIN = 1.5, 0.5
SHARP = 20.0
POWER = 2.0


def _fading(distance: int) -> float:
    return 1 / (1 + (abs(distance) / SHARP) ** POWER)


def _weights(words: list[Word], cue: Cue) -> dict[str, float]:
    weights: dict[str, float] = {}
    for word in words:
        weights[word.key] = max(weights.get(word.key, 0.0), _fading(word.start - cue.start))
    return weights


def _nearness(words: dict[str, float], text: str, at: int) -> float:
    """How near some weighted words stand to a place."""
    best: dict[str, float] = {}
    for word in content(text):
        weight = words.get(word.key)
        if weight:
            near = weight * _fading(word.start - at)
            best[word.key] = max(best.get(word.key, 0.0), near)
    return sum(best.values())


def _denied(text: str, cue: Cue) -> bool:
    """ "no better", "not more", and the "or more" of a bound: left to the other checks."""
    return bool(_DENIED.search(text[max(0, cue.start - 12) : cue.start]))


def _opposite(claim: str, cue: Cue, passage: str, theirs: Sequence[Cue]) -> Cue | None:
    """The opposite cue of the passage about the same words, unless one that agrees is as near."""
    wanted = _OPPOSITE.get(cue.value)
    mine = around(claim, cue)

    def shared(other: Cue) -> int:
        return len(mine & around(passage, other))

    against = max((c for c in theirs if c.value == wanted), key=shared, default=None)
    if against is None:
        return None
    agreeing = [shared(c) for c in theirs if c.value == cue.value]
    if agreeing and shared(against) < max(agreeing) + 2:
        return None
    strong = cue.strong and against.strong
    enough = shared(against) >= (1 if strong else 3)
    return against if enough else None


def action_fault(
    claim: str, passage: str, turns: Sequence[tuple[str, str]]
) -> tuple[Fault | None, frozenset[int]]:
    """The first action that the passage turns round, and the claim negations it accounts for.

    ``turns`` are the turns that an inference rule allows, from passage to claim.
    """
    theirs = judged_cues(passage, CueKind.ACTION)
    excused: set[int] = set()
    for cue in judged_cues(claim, CueKind.ACTION):
        if acts_alone(claim, cue):
            continue
        value = _effective(claim, cue)
        found = _best_action(claim, cue, value, passage, theirs)
        if found is None:
            if value == "continue" and cue.strong and not _GOES_ON.search(passage):
                detail = f"The claim says {_shown(claim, cue)!r}; the passage does not."
                return Fault(detail, claim=cue), frozenset(excused)
            continue
        there = _effective(passage, found)
        if there == _OPPOSITE.get(value) and (there, value) not in turns:
            detail = f"The claim says {_shown(claim, cue)!r}, the passage says {_shown(passage, found)!r}."
            return Fault(detail, claim=cue, passage=found), frozenset(excused)
        if there == value and value != cue.value and found.value != cue.value:
            excused |= _negations_before(claim, cue)
    return None, frozenset(excused)


def _best_action(
    claim: str, cue: Cue, value: str, passage: str, theirs: Sequence[Cue]
) -> Cue | None:
    kind = {value, _OPPOSITE.get(value)}
    mine = around(claim, cue)

    def rank(other: Cue) -> tuple[int, bool, bool]:
        there = _effective(passage, other)
        return len(mine & around(passage, other)), there == value, other.strong

    ranked = sorted((c for c in theirs if _effective(passage, c) in kind), key=rank, reverse=True)
    if not ranked or not cue.strong:
        return None
    agreeing = [c for c in ranked if _effective(passage, c) == value]
    best = ranked[0]
    shared = len(mine & around(passage, best))
    return best if shared or not agreeing else agreeing[0]


def _effective(text: str, cue: Cue) -> str:
    negated = bool(_NEGATED.search(text[max(cue.scope[0], cue.start - 32) : cue.start]))
    return _OPPOSITE.get(cue.value, f"not {cue.value}") if negated else cue.value


def _negations_before(text: str, cue: Cue) -> frozenset[int]:
    window = judged_cues(text, CueKind.NEGATION)
    return frozenset(
        c.start for c in window if 0 <= cue.start - c.end <= 32 and c.scope == cue.scope
    )


def _shown(text: str, cue: Cue) -> str:
    match = _NEGATED.search(text[max(cue.scope[0], cue.start - 32) : cue.start])
    start = cue.start - len(match.group()) if match else cue.start
    return text[start : cue.end]
