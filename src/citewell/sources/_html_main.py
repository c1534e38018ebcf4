"""Which part of a page is its text: not the menus, notices and footers around it."""

import re
from typing import TYPE_CHECKING

from citewell.sources._html_text import elements, prune, remove

if TYPE_CHECKING:
    from lxml.etree import _Element as Element  # pyright: ignore[reportPrivateUsage]

_WORD = re.compile(r"[a-z]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MOST = 0.4
"""Share of the words of a page above which a part is no menu, whatever it is called."""
_LEAST = 0.25
"""Share of the words of a page below which its ``main`` or ``article`` is not all of its text."""


def main_part(root: "Element") -> "Element":
    """The element that holds the text of a page. What cannot belong to it is taken out.

    Args:
        root: the page; it is changed.
    """
    prune(root, elements("never_text"))
    body = root.find("body")
    body = body if body is not None else root
    _without_hidden(body)
    whole = _length(body)
    _without_surroundings(body, whole)
    left = _length(body)
    found = [e for e in body.iter("main", "article") if _length(e) >= _LEAST * left]
    found += [e for e in body.iter() if e.get("role") == "main" and _length(e) >= _LEAST * left]
    return max(found, key=_length, default=body)


def _length(element: "Element") -> int:
    return sum(len(str(text)) for text in element.itertext())


def _without_hidden(body: "Element") -> None:
    for element in list(body.iter()):
        hidden = "hidden" in element.attrib or element.get("aria-hidden") == "true"
        if element is not body and (hidden or _HIDDEN.search(element.get("style") or "")):
            remove(element)


def _without_surroundings(body: "Element", whole: int) -> None:
    for element in list(body.iter()):
        if element is not body and _is_around(element) and _length(element) <= _MOST * whole:
            remove(element)


def _is_around(element: "Element") -> bool:
    name = str(element.tag)
    if name in elements("around") or element.get("role") in elements("around_role"):
        return True
    if name in {"main", "article", "p", "td", "table"} or name.startswith("h"):
        return False
    named = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    return not elements("around_word").isdisjoint(_WORD.findall(named))
