"""Numbers as written: digits with separators, decimals, powers, fractions, and words."""

import re
from functools import lru_cache
from typing import NamedTuple

from citewell.text._quantity_tables import number_words

_VULGAR = {"½": 0.5, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 0.25, "¾": 0.75, "⅕": 0.2, "⅛": 0.125}
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9}

DIGITS = (
    r"(?:\d{1,3}(?:[,\u00a0\u202f\u2009]\d{3})+(?:[.·]\d+)?(?!\d)"
    r"|\d{1,3}(?:\ 000)+(?!\d)"
    r"|\d+(?:[.·]\d+|,\d{1,2}(?!\d))?"
    r"|(?<![^\s<>≤≥=≈~(\[–-])[.·]\d+)"
    r"(?:\s?[x×*]\s?10\s?\^?\s?-?[\d⁰¹²³⁴⁵⁶⁷⁸⁹]+|\^\d+|\s(?:thousand|million|billion)\b)?"
)
_SUPER = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


class Number(NamedTuple):
    """A number as read: ``digits`` significant digits, in ``words`` or not, a ``part`` of one."""

    value: float
    digits: int
    words: bool = False
    part: bool = False


@lru_cache(maxsize=1)
def number_pattern() -> str:
    """A regular expression for one number, in digits or in words."""
    words = number_words()
    of = {
        k: [w for w, (kind, _) in words.items() if kind == k] for k in ("cardinal", "tens", "part")
    }
    cardinal, tens, ones = (
        "|".join(of["cardinal"]),
        "|".join(of["tens"]),
        "|".join(of["cardinal"][1:10]),
    )
    unit_parts = "thirds?|quarters?|fifths?|tenths?"
    spelled = (
        rf"(?:(?:a|one|two|three)[\s-](?:{unit_parts})(?!-)"
        rf"|(?:half|halve[sd]?|halving)(?![\w-])|a\sdozen|a\shundred"
        rf"|(?:(?:{tens})(?:[\s-](?:{ones}))?|{cardinal})(?:\s(?:hundred|thousand|million))?(?!\w))"
    )
    vulgar = "".join(_VULGAR)
    return rf"(?:{DIGITS}|\d*[{vulgar}]|(?<![A-Za-z-])(?i:{spelled}))"


@lru_cache(maxsize=4096)
def read_number(text: str) -> Number:
    """The value of one written number.

    >>> read_number("10,000").value, read_number("two thirds").value > 0.66
    (10000.0, True)
    >>> read_number(".05").value
    0.05
    """
    if text[-1] in _VULGAR:
        whole = float(text[:-1] or 0)
        return Number(whole + _VULGAR[text[-1]], 2, part=whole == 0)
    if text[0].isdigit() or text[0] in ".·":
        return _read_digits(text)
    return _read_words(text.lower())


def _read_digits(text: str) -> Number:
    body = text.translate(_SUPER)
    match = re.fullmatch(r"([\d.,·\s\u00a0\u202f\u2009]*\d)\s?(.*)", body)
    mantissa, tail = (match.group(1), match.group(2)) if match else (body, "")
    value, digits = _plain_number(mantissa)
    if tail.lower() in _SCALES:
        return Number(value * _SCALES[tail.lower()], digits)
    power = re.search(r"\^?(-?\d+)$", tail)
    if tail.startswith("^") and power:
        return Number(float(value ** int(power.group(1))) if value < 100 else value, digits)
    if power:
        return Number(value * 10.0 ** min(30, int(power.group(1))), digits)
    return Number(value, digits)


def _plain_number(text: str) -> tuple[float, int]:
    bare = re.sub(r"[\s\u00a0\u202f\u2009]", "", text).replace("·", ".")
    if re.fullmatch(r"\d+,\d{1,2}", bare):
        bare = bare.replace(",", ".")
    bare = bare.replace(",", "")
    significant = bare.replace(".", "").lstrip("0")
    if "." not in bare:
        significant = significant.rstrip("0")
    return float(bare[:300]), max(1, len(significant))


def _read_words(text: str) -> Number:
    words = number_words()
    total, parts = 0.0, re.split(r"[\s-]+", text)
    for word in parts:
        if word == "a":
            total = 1.0
            continue
        kind, value = words[word]
        if kind == "part":
            return Number((total or 1.0) * value, 1, words=True, part=True)
        total = (total or 1.0) * value if kind == "scale" else total + value
    return Number(total, max(1, len(f"{total:.0f}".rstrip("0"))), words=True)
