"""Reading XML without trusting it: no entities, no network, bounded depth and size."""

import html
import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, NoReturn

from citewell.model.errors import SourceError
from citewell.sources._documents import clean, table
from citewell.sources.detecting import entities_refused

if TYPE_CHECKING:
    from lxml.etree import _Element as Element  # pyright: ignore[reportPrivateUsage]

MARK, END_MARK = "\x01", "\x02"
"""Set around the number of a reference; XML cannot hold these characters, so no text has them."""

_DIGITS = re.compile(r"[-−–]?\d+(?:\.\d+|(?:[,–-]\s?\d+)*)")
_RAISED = str.maketrans("0123456789-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁻")
_MARKED = rf"(?:{MARK}[^{END_MARK}]*{END_MARK})"
_BETWEEN = r"[\s,;&–—‒-]|and|to"
_MARK_RUN = re.compile(
    rf"\s*[\[(]\s*(?:[Rr]efs?\.?\s*)?{_MARKED}(?:(?:{_BETWEEN})*{_MARKED})*\s*[\])]"
)
_BRACKETED = rf"(?:{MARK}\s*[\[(][^{END_MARK}]*[\])]\s*{END_MARK})"
_BRACKETED_RUN = re.compile(rf"\s*{_BRACKETED}(?:(?:{_BETWEEN})*{_BRACKETED})*")
_GLUED_RUN = re.compile(rf"(?<=[^\s(\[/\"“‘–—-]){_MARKED}(?:(?:{_BETWEEN})*{_MARKED})*")
_HOLE = "\x03"
_STOPS_AROUND = re.compile(rf"\.\s*{_HOLE}\s*\.(?=\s|$)")
_MARK = re.compile(_MARKED)
_NO_WORDS = re.compile(rf"(?:{_BETWEEN}|[\[\]()])*")
_TEX = re.compile(
    r"\\(?:documentclass|usepackage|setlength|begin|end)(?:\[[^\]]*\])?(?:\{[^}]*\})*", re.DOTALL
)


def parse(data: bytes) -> "Element":
    """The root element of an XML document held in memory.

    Comments and processing instructions are left out. Entities other than the five of XML and the
    named characters of HTML stand as written.

    Raises:
        SourceError: it is not well-formed, too deep, or declares entities; the message gives the
            line.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        _refuse(error.msg or "", error.lineno or 0)
    except ValueError as error:
        raise SourceError(f"is not XML ({error})", todo="Check what the file is") from error
    declared: Any = root.getroottree().docinfo.internalDTD
    if declared is not None and declared.entities():
        raise entities_refused()
    return root


def _refuse(message: str, line: int) -> NoReturn:
    what = re.sub(r", line \d+, column \d+.*$", "", message)
    for needle, reason, todo in table("xml_errors.tsv"):
        if needle in what:
            raise SourceError(f"{reason} ({what})", where=f"line {line}", todo=todo)
    raise SourceError(
        f"is not well-formed XML ({what})",
        where=f"line {line}",
        todo="Fetch the file again or correct it",
    )


def local(element: "Element") -> str:
    """The name of an element without its namespace; empty for what is no element."""
    tag = element.tag
    return "" if callable(tag) else tag.rpartition("}")[2]


def first(element: "Element", *paths: str) -> str:
    """The text under the first of some paths that has any, on one line; empty when none has."""
    for path in paths:
        for found in element.iterfind(path):
            if text := line(found):
                return text
    return ""


def line(element: "Element | None", skip: Iterable[str] = ()) -> str:
    """The text of an element on one line, normalised, without reference numbers."""
    return clean(inline(element, frozenset(skip))) if element is not None else ""


def inline(element: "Element", skip: frozenset[str] = frozenset()) -> str:
    """The text of an element with its inline markup, white space collapsed.

    Exponents keep their meaning (``10^9``, ``m²``, ``min^-1``), subscripts stand plain, numbers
    that point into a reference list are left out, formulas are kept as their text.

    Args:
        element: where to start; its tail is not taken.
        skip: names of elements to leave out.
    """
    parts: list[str] = []
    _collect(element, parts, skip)
    text = " ".join("".join(parts).split())
    return _without_marks(text) if MARK in text else text


def _collect(element: "Element", parts: list[str], skip: frozenset[str]) -> None:
    if element.text:
        parts.append(element.text)
    for child in element:
        name = local(child)
        if not name:
            _entity(child, parts)
        elif name not in skip:
            special = _SPECIAL.get(name)
            if special:
                special(child, parts, skip)
            else:
                _collect(child, parts, skip)
        if child.tail:
            parts.append(child.tail)


def _entity(element: "Element", parts: list[str]) -> None:
    written = element.text or ""
    parts.append(html.unescape(written))


def _text_of(element: "Element", skip: frozenset[str]) -> str:
    parts: list[str] = []
    _collect(element, parts, skip)
    return "".join(parts)


def _raised(element: "Element", parts: list[str], skip: frozenset[str]) -> None:
    text = _text_of(element, skip)
    bare = text.strip()
    if MARK in bare and _NO_WORDS.fullmatch(_MARK.sub("", bare)):
        return
    before = "".join(parts[-3:])[-8:].rstrip("\n")
    if _DIGITS.fullmatch(bare):
        parts.append(_exponent(bare, before))
    elif len(bare) == 1 and bare.islower():
        apart = not before.strip() or text[-1:].isspace()
        parts.append(f"^{bare} " if apart else f"^{bare}")
    else:
        parts.append(text)


def _exponent(digits: str, before: str) -> str:
    """A raised number such that it cannot be read as part of the number before it.

    >>> "10" + _exponent("9", "10"), "m" + _exponent("2", "m"), _exponent("14", " ") + "C"
    ('10^9', 'm²', '14C')
    """
    if before[-1:].isdigit() or before.endswith("10 "):
        return "^" + digits.replace("−", "-").replace("–", "-")
    if not before or before[-1] in " ([-/":
        return digits
    return digits.translate(_RAISED) if "." not in digits else "^" + digits


def _reference(element: "Element", parts: list[str], skip: frozenset[str]) -> None:
    if element.get("ref-type") != "bibr":
        _collect(element, parts, skip)
        return
    text = _text_of(element, skip)
    if any(char.isalpha() for char in text):
        parts.append(text)
    elif next(element.iter("{*}sup"), None) is None:
        parts.append(f"{MARK}{text}{END_MARK}")


def _space(element: "Element", parts: list[str], skip: frozenset[str]) -> None:
    parts.append(" ")


def _nothing(element: "Element", parts: list[str], skip: frozenset[str]) -> None:
    pass


def _apart(element: "Element", parts: list[str], skip: frozenset[str]) -> None:
    parts.append(" ")
    _collect(element, parts, skip)
    parts.append(" ")


def _mathml(element: "Element", parts: list[str], skip: frozenset[str]) -> None:
    words = [str(text).strip() for text in element.itertext()]
    parts.append(" ".join(["", *filter(None, words), ""]))


def _tex(element: "Element", parts: list[str], skip: frozenset[str]) -> None:
    formula = _TEX.sub(" ", "".join(map(str, element.itertext())))
    parts.append(" " + formula.replace("$$", " ").strip() + " ")


def _alternatives(element: "Element", parts: list[str], skip: frozenset[str]) -> None:
    children = {local(child): child for child in reversed(element)}
    for name in ("math", "textual-form", "tex-math", "table", *children):
        if name in children:
            (_SPECIAL.get(name) or _apart)(children[name], parts, skip)
            return


_Special = Callable[["Element", list[str], frozenset[str]], None]
_SPECIAL: dict[str, _Special] = {
    "sup": _raised,
    "xref": _reference,
    "break": _space,
    "br": _space,
    "p": _apart,
    "paragraph": _apart,
    "title": _apart,
    "list-item": _apart,
    "item": _apart,
    "fn": _apart,
    "footnote": _apart,
    "suffix": _apart,
    "disp-formula": _apart,
    "tr": _apart,
    "td": _apart,
    "th": _apart,
    "math": _mathml,
    "tex-math": _tex,
    "alternatives": _alternatives,
    "graphic": _nothing,
    "inline-graphic": _nothing,
    "media": _nothing,
    "object-id": _nothing,
    "alt-text": _nothing,
    "renderMultiMedia": _nothing,
}


def _without_marks(text: str) -> str:
    """Reference numbers taken out where they stand apart in brackets; elsewhere kept as text.

    >>> _without_marks("It works [\\x011\\x02, \\x012\\x02] and helps\\x014\\x02; see reference \\x013\\x02.")
    'It works and helps; see reference 3.'
    """
    bare = text
    for run in (_MARK_RUN, _BRACKETED_RUN, _GLUED_RUN):
        bare = run.sub(_HOLE, bare)
    bare = _STOPS_AROUND.sub(".", bare).replace(_HOLE, "")
    return bare.replace(MARK, "").replace(END_MARK, "")
