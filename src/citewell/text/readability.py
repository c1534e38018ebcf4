"""How hard a text is to read: Flesch, Flesch-Kincaid and SMOG, without any download.

Flesch reading ease: R. Flesch, Journal of Applied Psychology 1948;32:221-233. Grade level: J. P.
Kincaid and others, US Navy Research Branch Report 8-75, 1975. SMOG: G. H. McLaughlin, Journal of
Reading 1969;12:639-646.

A number counts as one word of one syllable, and so does a unit ("5 mg" is two words); Flesch leaves
figures out of the syllable count, too. An abbreviation in capitals counts a syllable a letter (COPD
has four) unless it is spoken as a word (NICE). Symbols do not count.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from math import sqrt

from citewell.text._syllables import syllables
from citewell.text._term_index import is_short_english_word
from citewell.text.sentences import split_sentences

_WORD = re.compile(
    r"(?P<number>\d+(?:[.,:]\d+)*(?:st|nd|rd|th)?\b)"
    r"|(?P<dotted>(?:[^\W\d_]\.){2,})"
    r"|(?P<word>[^\W_]+(?:['’][^\W_]+)*(?:[-‐‑][^\W_]+(?:['’][^\W_]+)*)*)"
)
_MARKS = re.compile(r"\[\d{1,3}(?:[,;–-] ?\d{1,3})*\]|https?://\S+|[⁰¹²³⁴-⁹]+")
_VOWEL = re.compile(r"[aeiouyáéíóúäöü]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Readability:
    """Counts of a text and the scores that follow from them.

    ``polysyllables`` are words of three or more syllables.
    """

    sentences: int
    words: int
    syllables: int
    polysyllables: int

    @property
    def flesch_ease(self) -> float:
        """Flesch reading ease: 100 very easy, 60 plain English, 0 very hard."""
        if not self.words:
            return 100.0
        return 206.835 - 1.015 * self.words / self.sentences - 84.6 * self.syllables / self.words

    @property
    def flesch_kincaid_grade(self) -> float:
        """School grade (US) by Flesch and Kincaid; 0 at the least."""
        if not self.words:
            return 0.0
        grade = 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59
        return max(0.0, grade)

    @property
    def smog(self) -> float:
        """School grade (US) by SMOG; made for 30 sentences or more, rough below."""
        if not self.words:
            return 0.0
        return 1.0430 * sqrt(self.polysyllables * 30 / self.sentences) + 3.1291


def readability(text: str) -> Readability:
    """Count the words, sentences and syllables of a text. Reference marks and addresses are left out.

    >>> score = readability("Take one tablet a day. Stop if you get a rash.")
    >>> score.words, score.sentences, score.syllables
    (11, 2, 12)
    >>> round(score.flesch_kincaid_grade, 1)
    0.0
    """
    bare = _MARKS.sub(" ", text)
    per_sentence = [_counts(sentence.text) for sentence in split_sentences(bare)]
    counts = [count for counts in per_sentence for count in counts]
    return Readability(
        sentences=sum(1 for counts in per_sentence if counts),
        words=len(counts),
        syllables=sum(counts),
        polysyllables=sum(1 for count in counts if count >= 3),
    )


def _counts(sentence: str) -> list[int]:
    """The syllables of each word."""
    return [_count(match) for match in _WORD.finditer(sentence)]


def _count(match: re.Match[str]) -> int:
    if match["number"]:
        return 1
    if match["dotted"]:
        return len(match["dotted"]) // 2
    return _spoken(match["word"])


@lru_cache(maxsize=50_000)
def _spoken(word: str) -> int:
    parts = re.split(r"[-‐‑]", word)
    return sum(_spoken_part(part) for part in parts)


def _spoken_part(part: str) -> int:
    if part.isdigit() or part in _units():
        return 1
    if _is_spelled(part):
        return sum(3 if c in "Ww" else 1 for c in part.removesuffix("s"))
    return syllables(part)


def _is_spelled(part: str) -> bool:
    """Whether a word is read letter by letter: COPD, NSAIDs, HbA1c, FEV1."""
    body = part.removesuffix("s")
    if len(body) < 2 or len(body) > 6 or body in _spoken_acronyms():
        return False
    if any(map(str.isdigit, body)):
        return True
    if not body.isupper():
        return False
    return not _VOWEL.search(body) or not is_short_english_word(body)


@lru_cache(maxsize=1)
def _units() -> frozenset[str]:
    return _list("readability_units.txt")


@lru_cache(maxsize=1)
def _spoken_acronyms() -> frozenset[str]:
    return _list("spoken_acronyms.txt")


def _list(name: str) -> frozenset[str]:
    path = files("citewell.text") / "data" / name
    return frozenset(path.read_text(encoding="utf-8").split())
