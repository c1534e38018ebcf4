"""How near a sentence is to a question: shared concepts and rare words, weighted by rarity."""

import math
import re
from collections import Counter
from collections.abc import Iterable

from citewell.model import Question
from citewell.text.bags import CONCEPT, concept_bag
from citewell.writing.candidates import Candidate

_SPLIT = re.compile(
    r"[?;:]+|\s-\s|,?\s+(?:and|but|or)\s+(?=(?:at |by |for |to |with |in )?(?:which|what|how|when|who|where|do|does|did|can|"
    r"should|is|are|will|must)\b)|,\s+(?=(?:at |by |for |to |with |in )?(?:which|what|how|when|who|where|do|does|should|can)\b)",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\b(which|what|how|when|who|where|why|do|does|can|should|is|are|will|must|stop|dose|duration)\b",
    re.I,
)


def parts_of(text: str) -> tuple[str, ...]:
    """The things a question asks, when it asks more than one.

    >>> parts_of("Do I need antibiotics, and for how long?")
    ('Do I need antibiotics', 'for how long')
    """
    parts = [part.strip(" .,-") for part in _SPLIT.split(text)]
    asking = tuple(part for part in parts if len(part) > 5 and _ASKS.search(part))
    return asking if sum(bool(part) for part in parts) > 1 else ()


class Relevance:
    """Scores candidates against one question; rarity is counted over the candidates themselves."""

    def __init__(self, question: Question, pool: Iterable[Candidate]) -> None:
        self._question = concept_bag(question.text)
        self._parts = [concept_bag(part) for part in parts_of(question.text)]
        bags = [self._indexed(candidate) for candidate in pool]
        self._count = max(1, len(bags))
        self._seen = Counter(token for one in bags for token in one)

    @staticmethod
    def _indexed(candidate: Candidate) -> frozenset[str]:
        answers = candidate.statement.answers if candidate.statement else ()
        return concept_bag(candidate.text).union(*(concept_bag(_unverdict(a)[1]) for a in answers))

    def rarity(self, token: str) -> float:
        """Inverse document frequency, at least 0.1; concepts count double."""
        weight = math.log(1 + self._count / (1 + self._seen[token]))
        return max(0.1, weight) * (2.0 if token.startswith(CONCEPT) else 1.0)

    @property
    def parts(self) -> range:
        """Numbers of the parts of a question that asks several things; empty when it asks one."""
        return range(len(self._parts))

    def similarity(self, text: str, part: int | None = None) -> float:
        """0 to 1: shared weight over the geometric mean of both weights (idf-weighted cosine).

        With ``part`` the nearness to that part of the question, mixed with that to the whole.
        """
        whole = self._cosine(self._question, concept_bag(text))
        if part is None:
            return whole
        return 0.5 * whole + 0.5 * self._cosine(self._parts[part], concept_bag(text))

    def _cosine(self, asked: frozenset[str], other: frozenset[str]) -> float:
        shared = sum(self.rarity(t) for t in asked & other)
        if not shared:
            return 0.0
        left = sum(self.rarity(t) for t in asked)
        right = sum(self.rarity(t) for t in other)
        return shared / math.sqrt(left * right)

    def of(self, candidate: Candidate) -> float:
        """Nearness of a candidate: its own words, or the best of the questions it answers."""
        if candidate.statement is None:
            return self.of_prose(candidate)
        return max(0.8 * self.similarity(candidate.text), self.answering(candidate)[0])

    def leading(self, candidate: Candidate, part: int | None = None) -> float:
        """How well a candidate would lead the answer, 0 to 1.

        Half the similarity of its best phrase (or of its text), a quarter the share of the question
        that its wordings and phrases hold together, a quarter that which its wordings hold: a phrase
        may be near by a few words, while the sentence says nothing of what is asked. The weights were
        chosen on the tuning half of ``evaluation/data/fresh_questions.tsv``.
        """
        if candidate.statement is None:
            return self.of_prose(candidate, part)
        words = concept_bag(candidate.text) | concept_bag(candidate.plain or "")
        phrases = (concept_bag(_unverdict(a)[1]) for a in candidate.statement.answers)
        near = max(self.answering(candidate, part)[0], self.similarity(candidate.text, part))
        asked = self._question if part is None else self._question | self._parts[part]
        held = self._share(asked, words.union(*phrases)) + self._share(asked, words)
        return 0.5 * near + 0.25 * held

    def _share(self, asked: frozenset[str], words: frozenset[str]) -> float:
        whole = sum(self.rarity(t) for t in asked)
        return sum(self.rarity(t) for t in asked & words) / whole if whole else 0.0

    def own_share(self, text: str, besides: str | None = None) -> float:
        """Share of the question that a text holds in its own words, leaving out one concept."""
        asked = self._question - ({f"{CONCEPT}{besides}"} if besides else set())
        return self._share(asked, concept_bag(text)) if asked else 1.0

    def of_prose(self, candidate: Candidate, part: int | None = None) -> float:
        """Nearness of a sentence of prose, 0 to 1.

        The share of the question that the sentence holds (what stands only in its title and
        headings counts half), mixed with the similarity of its own words.
        """
        asked = self._question if part is None else self._question | self._parts[part]
        own = concept_bag(candidate.text) & asked
        around = (concept_bag(candidate.under) & asked) - own
        whole = sum(self.rarity(t) for t in asked)
        held = sum(self.rarity(t) for t in own) + 0.5 * sum(self.rarity(t) for t in around)
        return 0.6 * held / whole + 0.4 * self.similarity(candidate.text, part)

    def answering(
        self, candidate: Candidate, part: int | None = None
    ) -> tuple[float, str | None, str]:
        """The best matching question that the candidate answers: score, verdict, phrase."""
        best: tuple[float, str | None, str] = (0.0, None, "")
        for answer in candidate.statement.answers if candidate.statement else ():
            verdict, phrase = _unverdict(answer)
            score = self.similarity(phrase, part)
            if score > best[0]:
                best = (score, verdict, phrase)
        return best


def _unverdict(answer: str) -> tuple[str | None, str]:
    head, bar, tail = answer.partition("|")
    if bar and head.strip() in {"yes", "no", "depends"}:
        return head.strip(), tail.strip()
    return None, answer
