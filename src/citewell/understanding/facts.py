"""Facts about the person that the question states. Nothing is assumed without saying so."""

import re
from collections.abc import Iterator

from citewell.model import PatientFact

_YEARS = {
    "year": 1.0,
    "yr": 1.0,
    "month": 1 / 12,
    "mo": 1 / 12,
    "week": 7 / 365.25,
    "day": 1 / 365.25,
}
_NUMBER = r"(\d+(?:\.\d+)?)"
_AGE = re.compile(
    rf"\b{_NUMBER}[- ]?(year|yr|month|week|day)s?[- ]olds?\b|\baged? {_NUMBER}\b(?! ?(?:mg|%))"
    rf"|\b{_NUMBER} ?(?:y/?o|yrs?|y)\b(?! ago)|\b(\d{{1,2}})(?-i:[FM])\b|\b(?:mother|father|mum|mom|dad|wife|husband|she|he|who|i)(?: is| am|'s|'m) "
    rf"{_NUMBER}(?= (?:and|with|years)|[,.;:?])(?! years ago)",
    re.IGNORECASE,
)
_BABY_AGE = re.compile(
    rf"\b(?:baby|newborn|infant|son|daughter|grandson|granddaughter|he|she)\b(?: is|'s| was)? {_NUMBER} "
    r"(month|week|day)s?\b(?! (?:ago|pregnant|into|later))",
    re.IGNORECASE,
)
_WORDED_AGE = re.compile(r"\b(newborn|toddler)\b", re.IGNORECASE)
_FEMALE = re.compile(
    r"\b(woman|women|female|she|her|mother|mum|mom|daughter|wife|girl|pregnant|menopaus\w+)\b", re.I
)
_MALE = re.compile(r"\b(man|male|he|his|him|father|dad|son|husband|boy)\b", re.I)
_PREGNANT = re.compile(r"\b(not |non-?)?pregnan(?:t|cy)\b|\b\d+ weeks pregnant\b", re.I)
_MEASURES: tuple[tuple[str, str, str, str | None], ...] = (
    ("weight", rf"(?:\b(?:weigh(?:t|s|ing)?(?: of)?|wt)\s*:?\s*)?\b{_NUMBER} ?(kg)\b", "kg", None),
    (
        "creatinine",
        rf"\b(?:creatinine|cr|scr)(?: of| is)?\s*:?\s*{_NUMBER} ?(mg/dl|micromol/l|umol/l|µmol/l)?",
        "mg/dL",
        "mg/dL",
    ),
    ("egfr", rf"\begfr(?: of| is)?\s*:?\s*{_NUMBER}", "mL/min/1.73 m2", None),
    ("lvef", rf"\b(?:lv)?ef(?: of| is)?\s*:?\s*{_NUMBER} ?%?", "%", None),
    (
        "temperature",
        rf"\b(?:temperature|fever)?(?: of)?\s*{_NUMBER} ?(?:°|deg(?:rees)? ?)?c\b",
        "C",
        None,
    ),
    ("eosinophils", rf"\beosinophils?(?: of| is| count)?\s*:?\s*{_NUMBER}", "cells/uL", None),
    ("potassium", rf"\bpotassium(?: of| is)?\s*:?\s*{_NUMBER}", "mmol/L", "mmol/L"),
    ("urate", rf"\b(?:serum )?urate(?: of| is)?\s*:?\s*{_NUMBER}", "micromol/L", None),
    ("risk_10_year", rf"\b(?:10-year )?risk(?: of| is)?\s*:?\s*{_NUMBER} ?%", "%", None),
)


def read_facts(text: str) -> tuple[PatientFact, ...]:
    """Patient facts in a question: age (years), sex, pregnancy, weight, laboratory values.

    A unit that had to be assumed is named in ``assumed``.

    >>> [(f.name, f.value) for f in read_facts("86-year-old, weight 58 kg, creatinine 1.4")]
    [('age', '86 years'), ('weight', '58 kg'), ('creatinine', '1.4 mg/dL')]
    """
    return (*_age(text), *_sex(text), *_pregnancy(text), *_measures(text))


def _age(text: str) -> Iterator[PatientFact]:
    found = _AGE.search(text)
    if found:
        number, unit = (found[1], found[2].lower()) if found[1] else (_first(found), "year")
        value = float(number)
        if value <= 120 or unit != "year":
            plural = "" if value == 1 else "s"
            yield PatientFact(
                name="age",
                value=f"{number} {unit}{plural}",
                number=value * _YEARS[unit],
                unit="years",
            )
        return
    if baby := _BABY_AGE.search(text):
        value, unit = float(baby[1]), baby[2].lower()
        plural = "" if value == 1 else "s"
        yield PatientFact(
            name="age", value=f"{baby[1]} {unit}{plural}", number=value * _YEARS[unit], unit="years"
        )
        return
    worded = _WORDED_AGE.search(text)
    if worded:
        years = {"newborn": 0.04, "toddler": 1.5}[worded[1].lower()]
        yield PatientFact(
            name="age",
            value=worded[1].lower(),
            number=years,
            unit="years",
            assumed=f"the exact age of the {worded[1].lower()}",
        )


def _first(found: re.Match[str]) -> str:
    return next(group for group in found.groups() if group and group[0].isdigit())


def _sex(text: str) -> Iterator[PatientFact]:
    female, male = bool(_FEMALE.search(text)), bool(_MALE.search(text))
    if female != male:
        yield PatientFact(name="sex", value="female" if female else "male")


def _pregnancy(text: str) -> Iterator[PatientFact]:
    found = _PREGNANT.search(text)
    if found:
        yield PatientFact(name="pregnancy", value="no" if found[1] else "yes")


def _measures(text: str) -> Iterator[PatientFact]:
    for name, pattern, unit, assumed in _MEASURES:
        found = re.search(pattern, text, re.IGNORECASE)
        if not found:
            continue
        number, read_unit = found[1], unit
        given = found[2] if found.re.groups > 1 else None
        guessed = assumed is not None and given is None
        if given and given.lower() in {"micromol/l", "umol/l", "µmol/l"}:
            read_unit = "micromol/L"
        yield PatientFact(
            name=name,
            value=f"{number} {read_unit}",
            number=float(number),
            unit=read_unit,
            assumed=f"the unit of {name} ({unit})" if guessed else None,
        )
