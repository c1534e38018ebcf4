"""British and American spelling brought to one form, so that either finds the other."""

import re
from functools import lru_cache

_PARTS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), new)
    for pattern, new in (
        (r"aem", "em"),  # anaemia, haemoglobin, ischaemia
        (r"(?<=[pg])aed", "ed"),  # paediatric
        (r"(?<=[cfn])aec", "ec"),  # caecum, faecal, gynaecology
        (r"anaest", "anest"),
        (r"\baetiol", "etiol"),
        (r"\bcaes", "ces"),
        (r"\bnaev", "nev"),
        (r"\boestr", "estr"),
        (r"oedem", "edem"),
        (r"oesoph", "esoph"),
        (r"rrhoea", "rrhea"),
        (r"pnoea", "pnea"),
        (r"\bcoelia", "celia"),
        (r"\bfoet", "fet"),
        (r"amoeb", "ameb"),
        (r"manoeuv(?:re|er)", "maneuver"),
        (r"leuco", "leuko"),
        (r"sulph", "sulf"),
        (r"\b(col|tum|behavi|fav|lab|od|hum|rum|vap|flav|hon|vig|rig)our", r"\1or"),
        (r"\b(micro|milli|centi|deci|kilo)?(lit|met|cent|tit|fib)re(s?)$", r"\1\2er\3"),
        (r"alys(ed?|ing)$", r"alyz\1"),
        (r"^ageing$", "aging"),
        (r"^programme", "program"),
        (r"^aluminium$", "aluminum"),
        (r"^practis", "practic"),
        (r"^licence", "license"),
    )
)
_ISE = re.compile(
    r"(?<=[a-z]{2})(al|il|im|om|an|en|in|on|un|ar|er|or|at|it|et|ic|es|yl|rb|is)"
    r"is(e|ed|es|ing|er|ers|ation|ations)$"
)
_NOT_ISE = re.compile(r"(?:promis|premis|demis|treatis|penis|iris|porpois|tortois)")
_HINT = re.compile(r"ae|oe|our|re|is[aei]|ys|leuco|sulph|ag|program|alum|lic")


@lru_cache(maxsize=50_000)
def one_spelling(word: str) -> str:
    """A lower-case word in American spelling where the two differ; other words as they are.

    >>> [one_spelling(w) for w in ("oedema", "haemoglobin", "randomised", "exercise", "tumour")]
    ['edema', 'hemoglobin', 'randomized', 'exercise', 'tumor']
    """
    if not _HINT.search(word):
        return word
    for pattern, new in _PARTS:
        word = pattern.sub(new, word)
    if not _NOT_ISE.search(word):
        word = _ISE.sub(r"\1iz\2", word)
    return word
