"""What is asked: intent, the action asked about, and whether yes or no is an answer."""

import re
from functools import lru_cache
from typing import NamedTuple

from citewell.model import Action, Intent
from citewell.understanding._tables import rows

_YES_NO = re.compile(
    r"(?:^|[.?!,;:–-]\s+|\b(?:and|but|so)\s+)"
    r"(?:should|can|could|do|does|is|are|will|would|must|may|did|has|have|need)\b"
    r"(?![^.?!,]*\b(?:which|or (?:switch|stop|reduce|treat|wait|lower|straight)|what)\b)"
    r"[^?!]*(?:\?|$)|\b(?:ok|okay|safe|fine|right|alright|allowed) to\b[^?!]*\?|(?:^|[.?!]\s+)(?:continue|stop|keep|switch)\b(?! or\b)[^.?!]*\?|\b(?:keep going|continue|stop|safe|needed|worth it|correct|right|ok|okay)\s*\?",
    re.IGNORECASE,
)


class Asked(NamedTuple):
    """The reading of one question."""

    intent: Intent
    also: tuple[Intent, ...]
    action: Action
    yes_no: bool


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[Intent, int, Action, re.Pattern[str]], ...]:
    return tuple(
        (
            Intent(row["intent"]),
            int(row["weight"]),
            Action(row["action"]),
            re.compile(row["pattern"], re.IGNORECASE),
        )
        for row in rows("intents")
    )


@lru_cache(maxsize=4096)
def read_intent(text: str) -> Asked:
    """Read what a question asks for, by the pattern table.

    The weights of the patterns found are added per intent; the heaviest intent is the main one.
    A question that matches nothing asks for a treatment.

    >>> read_intent("Is it safe to stop Eliquis after 3 months?").action.value
    'stop'
    >>> read_intent("Which antibiotic for cystitis?").intent.value
    'choose_treatment'
    """
    weights: dict[Intent, int] = {}
    actions: dict[Action, int] = {}
    first: dict[Action, int] = {}
    for intent, weight, action, pattern in _patterns():
        found = pattern.search(text)
        if found:
            weights[intent] = weights.get(intent, 0) + weight
            actions[action] = max(actions.get(action, 0), weight)
            first.setdefault(action, found.start())
    actions.pop(Action.NONE, None)
    ranked = sorted(weights, key=lambda i: -weights[i]) or [Intent.CHOOSE_TREATMENT]
    yes_no = _asks_yes_or_no(text) and not _offers_choice(text)
    best = max(actions, key=lambda a: (actions[a], -first[a])) if actions else Action.NONE
    return Asked(ranked[0], tuple(ranked[1:]), best, yes_no)


_WH = re.compile(
    r"(?:^|[.?!,;:–-]\s+|\b(?:and|but|or|so)\s+)(?:(?:at|by|for|with|in|to)\s+)?"
    r"(?:which|what|how|when|who|where|why)\b",
    re.IGNORECASE,
)


def _asks_yes_or_no(text: str) -> bool:
    """Whether yes or no answers the first thing asked; a detail may be asked after it."""
    found = _YES_NO.search(text) or _turned_round(text)
    if found is None:
        return False
    other = _WH.search(text)
    return other is None or found.start() < other.start()


_TURNED = re.compile(
    r"\b(?:should|shoud|shall|can|could|do|does|is|are|am|will|would|must|may) "
    r"(?:i|it|she|he|we|they|that|this|there)\b|"
    r"\b(?:first line|any (?:use|good|help)|needed|necessary|ok|okay|safe)\s*\?",
    re.IGNORECASE,
)
_ASKS_WORD = re.compile(r"\b(?:which|what|how|when|who|where|why)\b", re.IGNORECASE)


def _turned_round(text: str) -> re.Match[str] | None:
    """A verb before its pronoun ("... do I stop it"), as questions are typed without their mark."""
    for found in _TURNED.finditer(text):
        clause = re.split(r"[.?!,;:]", text[: found.start()])[-1]
        if not _ASKS_WORD.search(clause):
            return found
    return None


def _offers_choice(text: str) -> bool:
    return bool(
        re.search(
            r"\b(?:continue|stop|keep|switch|start|treat|wait|test) or (?:continue|stop|switch|start|treat|wait|just)\b|"
            r"\b(stop|continue|wait|observe|increase|hold|admit|3 days|now|switch|add)\b[^.?!]{0,60}"
            r"\bor\b[^.?!]{0,40}\b(continue|reduce|which|treat|switch|augment|5 days|wait|oral|"
            r"straight|home|until)\b",
            text,
            re.IGNORECASE,
        )
    )
