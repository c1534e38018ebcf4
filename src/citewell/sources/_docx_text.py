"""A Word document as plain HTML elements, so that it is read as other pages are."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from citewell.sources._xml import line, local

if TYPE_CHECKING:
    from lxml.etree import _Element as Element  # pyright: ignore[reportPrivateUsage]

_HEADING = re.compile(r"heading ?([1-9])$", re.IGNORECASE)
_OPENED = {"sdt", "sdtContent", "ins", "smartTag", "customXml", "hyperlink", "moveTo", "fldSimple"}
"""Elements around text that is part of the document; deleted and moved text is not."""
_CHARACTERS = {"tab": " ", "noBreakHyphen": "-", "softHyphen": "", "cr": " "}
_TITLE = "title"
_DEEPEST = 6


def as_html(document: "Element", styles: "Element | None") -> "Element":
    """The body of a document as ``h1`` to ``h6``, ``p``, ``ul`` and ``table`` in a ``div``.

    Args:
        document: the root of ``word/document.xml``.
        styles: the root of ``word/styles.xml``, by which headings are known.
    """
    root = _make("div")
    body = document.find("{*}body")
    if body is not None:
        _blocks(body, root, _levels(styles))
    return root


def title_of(body: "Element") -> str:
    """The paragraph in the style of a title, else the first heading; empty when there is none."""
    for element in (*body.iterfind("p[@class='title']"), *body.iter("h1")):
        if text := line(element):
            return text[:500]
    return ""


def _make(name: str) -> "Element":
    from lxml import etree

    return etree.Element(name)


def _levels(styles: "Element | None") -> dict[str, int]:
    """The level of each style that is one of headings; 0 for that of the title."""
    found: dict[str, int] = {}
    for style in styles.iterfind("{*}style") if styles is not None else ():
        key, name = _value(style, "styleId"), _named(style, "name")
        level = _named(style, "pPr/{*}outlineLvl")
        if match := _HEADING.match(name):
            found[key] = int(match[1])
        elif name.lower() == _TITLE:
            found[key] = 0
        elif level.isdigit() and int(level) < 9:
            found[key] = int(level) + 1
    return found


def _value(element: "Element", name: str) -> str:
    return next((str(v) for key, v in element.attrib.items() if str(key).endswith(f"}}{name}")), "")


def _named(element: "Element", path: str) -> str:
    found = element.find(f"{{*}}{path}")
    return _value(found, "val") if found is not None else ""


def _blocks(parent: "Element", into: "Element", levels: dict[str, int]) -> None:
    for child in parent:
        name = local(child)
        if name == "p":
            _paragraph(child, into, levels)
        elif name == "tbl":
            into.append(_table(child))
        elif name in _OPENED:
            _blocks(child, into, levels)


def _paragraph(paragraph: "Element", into: "Element", levels: dict[str, int]) -> None:
    style = _named(paragraph, "pPr/{*}pStyle")
    level = levels.get(style, -1)
    if level > 0:
        element = _make(f"h{min(level, _DEEPEST)}")
    elif paragraph.find("{*}pPr/{*}numPr") is not None:
        element = _item(into)
    else:
        element = _make("p")
        if level == 0:
            element.set("class", _TITLE)
    if element.getparent() is None:
        into.append(element)
    _fill(element, paragraph)


def _item(into: "Element") -> "Element":
    """A new item of the list at the end, which is begun where there is none."""
    last = into[-1] if len(into) else None
    if last is None or last.tag != "ul":
        last = _make("ul")
        into.append(last)
    item = _make("li")
    last.append(item)
    return item


def _fill(element: "Element", paragraph: "Element") -> None:
    """The words of a paragraph; raised ones in ``sup``, so that exponents keep their meaning."""
    for raised, text in _runs(paragraph):
        if raised:
            part = _make("sup")
            part.text = text
            element.append(part)
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + text
        else:
            element.text = (element.text or "") + text


def _runs(paragraph: "Element") -> Iterator[tuple[bool, str]]:
    for child in paragraph:
        name = local(child)
        if name == "r":
            text = "".join(_characters(child))
            if text:
                yield _named(child, "rPr/{*}vertAlign") == "superscript", text
        elif name in _OPENED:
            yield from _runs(child)


def _characters(run: "Element") -> Iterator[str]:
    for child in run:
        name = local(child)
        if name == "t":
            yield child.text or ""
        elif name == "br":
            yield " "
        else:
            yield _CHARACTERS.get(name, "")


def _table(table: "Element") -> "Element":
    """A table with its merged cells: ``colspan``, and cells merged downwards repeated."""
    made, above = _make("table"), dict[int, str]()
    for row in table.iterfind("{*}tr"):
        line_of_cells, column = _make("tr"), 0
        for cell in row.iterfind("{*}tc"):
            wide = _named(cell, "tcPr/{*}gridSpan")
            td = _cell(cell, above.get(column, ""))
            if wide.isdigit() and 1 < int(wide[:3]) < 60:
                td.set("colspan", wide)
            above[column] = line(td)
            column += int(wide[:3]) if wide.isdigit() else 1
            line_of_cells.append(td)
        made.append(line_of_cells)
    return made


def _cell(cell: "Element", above: str) -> "Element":
    td = _make("td")
    merged = cell.find("{*}tcPr/{*}vMerge")
    if merged is not None and _value(merged, "val") != "restart":
        td.text = above
        return td
    for paragraph in cell.iter("{*}p"):
        part = _make("p")
        _fill(part, paragraph)
        td.append(part)
    return td
