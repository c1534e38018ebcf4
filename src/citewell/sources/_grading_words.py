"""The patterns of gradings, made up from the table of their words."""

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

_NUMERAL = r"(?:IV|V|I{1,3})(?:-[1-3]|[abc])?|[1-5](?:\+{1,2}|-{1,2}|[a-d])?"
_LETTER = r"[A-EU](?:-(?:R|NR|LD|EO)|[1-4])?"
_SIGNS = r"[⊕+]{1,4}[⊝◯○O-]{0,3}"
_CODE = rf"(?:{_NUMERAL}|{_LETTER}|{_SIGNS})"
_CLASS = r"(?:IIa|IIb|III|II|I)(?:: ?(?:harm|no benefit))?"
_SIDE = r"(?: (?:for|against))?"
_COLON = r"\s*(?:[:=–-]|is)?\s*"
_NAMED = r"(?:(?:grade|level|class)[ -]*)?"


@dataclass(frozen=True, slots=True)
class Grammar:
    """One pattern per form of a grading; ``value`` is the group with the grade itself.

    ``labels`` are searched for in running text, the others must fit a part of a bracket as a whole;
    ``aside`` are words that may stand beside a grading; ``passed_over`` are headings of sections
    that define a scale.
    """

    labels: re.Pattern[str]
    strength_label: re.Pattern[str]
    strength: re.Pattern[str]
    bare_strength: re.Pattern[str]
    evidence_label: re.Pattern[str]
    evidence: re.Pattern[str]
    certainty: re.Pattern[str]
    level: re.Pattern[str]
    grade: re.Pattern[str]
    klass: re.Pattern[str]
    consensus: re.Pattern[str]
    aside: re.Pattern[str]
    passed_over: re.Pattern[str]


@lru_cache
def grammar() -> Grammar:
    """The patterns; made once."""
    words = _words()
    made = {
        "labels": _labels(words),
        **_strengths(words),
        **_evidence(words),
        **_codes(),
        "consensus": rf"(?:grade{_COLON})?(?P<value>{words['consensus']})",
        "aside": words["aside"],
        "passed_over": words["passed_over"],
    }
    return Grammar(**{name: re.compile(p, re.IGNORECASE) for name, p in made.items()})


def _words() -> dict[str, str]:
    lines = (files("citewell.sources") / "data" / "gradings.tsv").read_text("utf-8").splitlines()
    found: dict[str, list[str]] = {}
    for row in (line.split("\t") for line in lines if line and not line.startswith("#")):
        found.setdefault(row[0], []).append(row[1])
    return {name: "|".join(patterns) for name, patterns in found.items()}


def _labels(words: dict[str, str]) -> str:
    label = rf"(?:(?P<strong>{words['strength_label']})|(?:{words['evidence_label']}))"
    value = rf"(?P<value>(?:{words['strength']}|{words['evidence']}){_SIDE}|{_CODE})"
    end = r"(?=\s*(?:[.;,()\[\n|]|$))"
    return rf"\b{label}\s*[:=]\s*{_NAMED}{value}(?: (?:recommendation|evidence))?{end}"


def _strengths(words: dict[str, str]) -> dict[str, str]:
    value = rf"(?P<value>{words['strength']}|{_CODE})"
    label = rf"(?:{words['strength_label']}){_COLON}{_NAMED}{value}"
    grade = rf"(?:an? )?(?:grade{_COLON})?{value}(?:[- ]grade)?[- ]recommendations?"
    purpose = r"(?: the use of .*| an intervention)?"
    return {
        "strength_label": rf"{label}(?: recommendations?)?(?P<side>{_SIDE})",
        "strength": rf"{grade}(?P<side>{_SIDE}){purpose}",
        "bare_strength": rf"(?P<value>(?:{words['bare_strength']}){_SIDE})",
    }


def _evidence(words: dict[str, str]) -> dict[str, str]:
    value = rf"(?P<value>{words['evidence']}|{words['consensus']}|{_CODE})"
    label = rf"(?:{words['evidence_label']}){_COLON}{_NAMED}{value}"
    measure = r"(?:quality|certainty|level|strength|confidence)(?: (?:of|in)(?: the)?)?"
    quality = rf"(?P<value>{words['evidence']}|[A-D⊕+]{{1,4}})"
    return {
        "evidence_label": rf"{label}(?: evidence)?",
        "evidence": rf"{quality}[- ](?:{measure}(?: evidence)?|evidence)",
        "certainty": rf"(?P<value>{words['certainty']}|{_SIGNS})",
        "level": rf"(?:level|evidence|LOE){_COLON}(?P<value>{_CODE})(?: evidence)?",
    }


def _codes() -> dict[str, str]:
    return {
        "grade": rf"grade{_COLON}(?P<value>[12][A-D]|{_CODE})(?: recommendation)?",
        "klass": rf"(?:class|recommendation)\s*[:=]?\s*(?P<value>{_CLASS})(?P<proof> evidence)?",
    }
