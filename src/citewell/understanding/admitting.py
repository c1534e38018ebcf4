"""What may be a question at all: refuses what cannot be read, with one clear message."""

import re
import unicodedata

from citewell.model.errors import QuestionError

LONGEST = 4000
"""Characters; a clinical question with its history fits in less."""

_ENGLISH = frozenset(
    [
        "the",
        "a",
        "an",
        "is",
        "are",
        "do",
        "does",
        "did",
        "i",
        "my",
        "me",
        "to",
        "of",
        "in",
        "for",
        "with",
        "and",
        "or",
        "on",
        "should",
        "can",
        "what",
        "which",
        "how",
        "when",
        "why",
        "has",
        "have",
        "had",
        "it",
        "be",
        "not",
        "no",
        "after",
        "before",
        "at",
        "from",
        "if",
        "she",
        "he",
        "her",
        "his",
        "we",
        "our",
        "you",
        "your",
        "this",
        "that",
        "there",
        "was",
        "were",
        "will",
        "would",
        "could",
        "must",
        "may",
        "still",
        "take",
        "need",
        "give",
        "best",
        "treat",
        "use",
        "any",
        "as",
        "by",
        "than",
        "since",
        "now",
        "old",
        "about",
        "patient",
        "stop",
        "start",
    ]
)
_FOREIGN = (
    frozenset(
        [
            "el",
            "la",
            "los",
            "las",
            "un",
            "una",
            "de",
            "del",
            "que",
            "con",
            "por",
            "para",
            "mi",
            "debo",
            "puedo",
            "es",
            "y",
            "le",
            "les",
            "des",
            "du",
            "et",
            "est",
            "pour",
            "dans",
            "je",
            "mon",
            "ma",
            "dois",
            "puis",
            "der",
            "die",
            "das",
            "und",
            "nicht",
            "ist",
            "ich",
            "mein",
            "meine",
            "muss",
            "kann",
            "wie",
            "oder",
            "mit",
            "il",
            "lo",
            "gli",
            "e",
            "di",
            "che",
            "per",
            "non",
            "devo",
            "posso",
            "mio",
            "o",
            "os",
            "do",
            "da",
            "em",
            "um",
            "uma",
            "não",
            "meu",
            "minha",
            "posso",
            "het",
            "een",
            "en",
            "ik",
            "mijn",
            "niet",
            "van",
            "met",
        ]
    )
    - _ENGLISH
)
"""Frequent little words of neighbouring languages that are not English words too."""


def admit(text: str) -> str:
    """The question with control characters removed and spaces evened out.

    Raises:
        QuestionError: it is empty, too long, has no words, or is not in English.

    >>> admit("  Should I\\tstop? ")
    'Should I stop?'
    """
    if len(text) > LONGEST:
        raise QuestionError(
            f"the question has {len(text):,} characters; at most {LONGEST:,} can be read",
            todo="Ask in a few sentences; load documents with `citewell add FILE`",
        )
    clean = " ".join(_without_controls(text).split())
    if not clean:
        raise QuestionError("the question is empty", todo="Type what you want to know")
    letters = sum(character.isalpha() for character in clean)
    if letters < 2:
        raise QuestionError("the question has no words", todo="Ask in a sentence")
    _refuse_other_languages(clean, letters)
    return clean


def _without_controls(text: str) -> str:
    text = unicodedata.normalize("NFC", text)
    return "".join(
        " " if unicodedata.category(c) in {"Cc", "Zl", "Zp", "Zs"} else c
        for c in text
        if unicodedata.category(c) not in {"Cf", "Cs", "Co", "Cn"}
    )


def _refuse_other_languages(clean: str, letters: int) -> None:
    latin = sum(c.isalpha() and "LATIN" in unicodedata.name(c, "") for c in clean)
    greek = sum(c.isalpha() and "GREEK" in unicodedata.name(c, "") for c in clean)
    words = re.findall(r"[^\W\d_]+", clean.lower())
    foreign_script = latin + greek < 0.8 * letters
    foreign_words = sum(w in _FOREIGN for w in words) >= 2 and not any(w in _ENGLISH for w in words)
    if foreign_script or foreign_words:
        raise QuestionError(
            "the question does not seem to be in English, the only language read so far",
            todo="Ask in English",
        )
