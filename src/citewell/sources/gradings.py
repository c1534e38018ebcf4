"""How strong a recommendation is and how good its evidence, as the text of a source states it.

Found are gradings in brackets whose every part is one (``(strong recommendation, low-quality
evidence)``, ``[Class IIa; LOE B-R]``, ``(Grade 1B)``), and labels with a value (``Strength of
recommendation: B``). Nothing is concluded from wording such as "we suggest".

Scales: GRADE (https://gdt.gradepro.org/app/handbook/handbook.html), ACC/AHA class and level
(Halperin 2016, doi:10.1161/CIR.0000000000000312), SORT (Ebell 2004, Am Fam Physician 69:548),
USPSTF and SIGN letters, Oxford levels (https://www.cebm.ox.ac.uk/resources/levels-of-evidence).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from citewell.model import Grading, GradingScheme
from citewell.sources._grading_words import grammar

_HINT = re.compile(r"recommend|evidence|grade|level|class|strong|weak|conditional|LOE|SOR|consensus|opinion|graded|GPP|"
                   r"practice (?:point|statement)|[(\[][12][A-D]", re.IGNORECASE)  # fmt: skip
_BRACKETS = re.compile(r"[(\[]([^()\[\]]{2,200})[)\]]")
_BETWEEN = re.compile(r"\s*[;,|/]\s*|\s+(?:based on|and|with)\s+|\.\s+|\n")
_GAP = re.compile(r"[\s.;,|•–-]{0,8}")
_WE_RECOMMEND = re.compile(r"\b(?:we|is|are) (?:recommend|suggest)", re.IGNORECASE)
_CLASSES = re.compile(r"(?:class )?(?:I|IIa|IIb|II|III)(?:: ?(?:harm|no benefit))?$", re.IGNORECASE)
_LOE = re.compile(r"(?:A|B|C|B-N?R|C-LD|C-EO)$")
_GRADE_CODE = re.compile(r"([12])([A-D])$")
_LETTER = re.compile(r"[A-EIU][1-4]?$")
_NUMBER = re.compile(r"(?:IV|V|I{1,3}|[1-5])(?:\+{1,2}|-{1,2}|-?[1-3a-d])?$")
_GRADED = ("strong", "weak", "conditional")
_SHORT = re.compile(r"(?:(?:level|grade|class)\W{0,3}\S{1,4}|GPP)", re.IGNORECASE)
_LABELS = re.compile(r"\b(?:SORT?|strength of recommendation taxonomy)\b")


@dataclass(frozen=True, slots=True)
class _Found:
    """Parts of a grading with where they stand; ``alone`` when it may stand by itself."""

    start: int
    end: int
    strength: str | None = None
    evidence: str | None = None
    scheme: GradingScheme | None = None
    alone: bool = True


def find_gradings(text: str, offset: int = 0) -> tuple[Grading, ...]:
    """The gradings in a text, in its order.

    Args:
        text: the words of a passage.
        offset: where the text starts in its source; the offsets found are moved by it.

    >>> for g in find_gradings("Give it early (strong recommendation, low-quality evidence)."):
    ...     print(g.strength, "|", g.evidence_level, "|", g.scheme, "|", g.quote)
    strong | low | grade | strong recommendation, low-quality evidence
    >>> [(g.strength, g.evidence_level) for g in find_gradings("Level of evidence: B. Obesity (class III).")]
    [(None, 'B')]
    """
    if not _HINT.search(text):
        return ()
    found = [*_bracketed(text), *_labelled(text)]
    found.sort(key=lambda one: (one.start, -one.end))
    return tuple(_grading(text, part, offset) for part in _apart(found))


def gradings_of(
    text: str, start: int, path: tuple[str, ...], *, guideline: bool = True
) -> tuple[Grading, ...]:
    """The gradings of a passage: those in its text, and those in brackets in its last heading.

    A section that defines a scale grades nothing.

    Args:
        text: the words of the passage.
        start: where it starts in its source.
        path: the headings that it stands under.
        guideline: whether its source is a guideline. Elsewhere ``(level 1)`` and ``(GPP)`` are
            as often something else, and are passed over.
    """
    if any(grammar().passed_over.fullmatch(heading) for heading in path):
        return ()
    last = path[-1] if path else ""
    above = [_heading(last, part) for part in _bracketed(last)] if _HINT.search(last) else []
    found = (*above, *find_gradings(text, start))
    return found if guideline else tuple(g for g in found if not _SHORT.fullmatch(g.quote))


def _heading(heading: str, part: _Found) -> Grading:
    grading = _grading(heading, part, 0)
    return grading.model_copy(update={"start": None, "end": None})


def _grading(text: str, part: _Found, offset: int) -> Grading:
    quote = text[part.start : part.end]
    return Grading(
        quote=quote,
        strength=part.strength,
        evidence_level=part.evidence,
        scheme=part.scheme or _scheme(part.strength, part.evidence, quote),
        start=offset + part.start,
        end=offset + part.end,
    )


def _apart(found: list[_Found]) -> Iterator[_Found]:
    """Without those that lie in another."""
    end = -1
    for part in found:
        if part.start >= end:
            yield part
            end = part.end


def _labelled(text: str) -> Iterator[_Found]:
    """Labels with a value; a label of the other part that follows at once joins in."""
    last: _Found | None = None
    for match in grammar().labels.finditer(text):
        at, value = (match.start(), match.end("value")), match["value"]
        strong = bool(match["strong"])
        part = _Found(*at, strength=value) if strong else _Found(*at, evidence=value)
        if last and _GAP.fullmatch(text, last.end, at[0]) and (joint := _joined(last, part)):
            last = joint
            continue
        if last:
            yield last
        last = part
    if last:
        yield last


def _joined(left: _Found, right: _Found) -> _Found | None:
    if (left.strength and right.strength) or (left.evidence and right.evidence):
        return None
    strength, evidence = left.strength or right.strength, left.evidence or right.evidence
    scheme = left.scheme or right.scheme
    return _Found(left.start, right.end, strength, evidence, scheme, left.alone or right.alone)


def _bracketed(text: str) -> Iterator[_Found]:
    for match in _BRACKETS.finditer(text):
        parts = [part.strip() for part in _BETWEEN.split(match[1]) if part.strip()]
        if len(parts) <= 6 and (found := _read(parts)):
            told = found.alone or (_GRADE_CODE.match(match[1].strip()) and _recommends(text, match))
            if told and (found.strength or found.evidence):
                inner = match[1].strip()
                start = match.start(1) + match[1].index(inner)
                yield _Found(
                    start, start + len(inner), found.strength, found.evidence, found.scheme
                )


def _recommends(text: str, match: re.Match[str]) -> bool:
    return bool(_WE_RECOMMEND.search(text, max(0, match.start() - 400), match.start()))


def _read(parts: list[str]) -> _Found | None:
    """What some parts say together; None unless each of them is (part of) a grading."""
    told = [part for part in parts if not grammar().aside.fullmatch(part)]
    whole: _Found | None = None
    for part in told:
        one = _read_part(part)
        joint = _joined(whole, one) if whole and one else one
        if joint is None:
            return None
        whole = joint
    if whole and len(told) > 1 and whole.strength and whole.evidence:
        return _Found(0, 0, whole.strength, whole.evidence, whole.scheme)
    return whole


def _read_part(part: str) -> _Found | None:
    words = grammar()
    for pattern in (words.strength_label, words.strength):
        if match := pattern.fullmatch(part):
            return _Found(0, 0, strength=_with_side(match))
    for pattern in (words.evidence_label, words.evidence, words.level):
        if match := pattern.fullmatch(part):
            return _Found(0, 0, evidence=match["value"])
    return _read_code(part) or _read_bare(part)


def _with_side(match: re.Match[str]) -> str:
    side = match.groupdict().get("side") or ""
    return match["value"] + side


def _read_code(part: str) -> _Found | None:
    words = grammar()
    if match := words.grade.fullmatch(part):
        if pair := _GRADE_CODE.match(match["value"]):
            return _Found(0, 0, pair[1], pair[2], GradingScheme.GRADE)
        # Grade 3 alone is as often the grade of a tumour or of a side effect.
        return _Found(0, 0, strength=match["value"], alone=not match["value"][0].isdigit())
    if match := words.klass.fullmatch(part):
        if match["proof"]:
            return _Found(0, 0, evidence=f"Class {match['value']}")
        return _Found(0, 0, strength=f"Class {match['value']}", alone=False)
    if pair := _GRADE_CODE.fullmatch(part):
        return _Found(0, 0, pair[1], pair[2], GradingScheme.GRADE, alone=False)
    return None


def _read_bare(part: str) -> _Found | None:
    words = grammar()
    if match := words.consensus.fullmatch(part):
        return _Found(0, 0, strength=match["value"])
    if match := words.bare_strength.fullmatch(part):
        return _Found(
            0, 0, strength=match["value"], alone=match["value"].lower().endswith(("for", "against"))
        )
    if match := words.certainty.fullmatch(part):
        return _Found(0, 0, evidence=match["value"], alone=False)
    return None


def _scheme(strength: str | None, evidence: str | None, quote: str) -> GradingScheme | None:
    if _LABELS.search(quote):
        return GradingScheme.SORT
    certain = bool(evidence and grammar().certainty.fullmatch(evidence))
    if certain and (not strength or strength.lower().startswith(_GRADED)):
        return GradingScheme.GRADE
    if strength in {"1", "2"} and evidence and re.match(r"[A-D]$", evidence):
        return GradingScheme.GRADE
    if strength and _CLASSES.match(strength) and (not evidence or _LOE.match(evidence)):
        return GradingScheme.CLASS_LOE
    told = strength or evidence or ""
    if _NUMBER.match(told) and not strength:
        return GradingScheme.LEVELS
    return GradingScheme.LETTERS if _LETTER.match(told) else None
