"""HTML as blocks of text under its headings: parsed, never run, never rendered."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from citewell.model.errors import SourceError
from citewell.sources._documents import Block, Headings, clean, lookup
from citewell.sources._tables import rows_of
from citewell.sources._xml import inline, line, local

if TYPE_CHECKING:
    from lxml.etree import _Element as Element  # pyright: ignore[reportPrivateUsage]

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_BREAK = "\ue000"
"""Stands for a line break while text is read; a private character that no text uses."""
_BREAKS = re.compile(rf"[ \n]*{_BREAK}[ \n]*")
_PARAGRAPHS = re.compile(rf"(?:[ \n]*{_BREAK}[ \n]*){{2,}}")
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = frozenset({"ul", "ol", "dl"})
_NESTED = frozenset({"ul", "ol", "dl", "table"})
_BOLD = frozenset({"strong", "b", "u", "span", "em", "i"})
_LONGEST_HEADING = 200
_LONGEST_CELL = 1_200
"""Characters: a table with longer cells lays out a page and is read as text, not as rows."""
_POINTER = re.compile(r"[\[(]?\d{1,3}(?:\s?[,–-]\s?\d{1,3})*[\])]?")


@lru_cache
def elements(name: str) -> frozenset[str]:
    """A row of the table of elements.

    >>> "script" in elements("never_text")
    True
    """
    return frozenset(lookup("html_elements.tsv")[name][0].split())


def fragment(text: str) -> "Element":
    """A piece of HTML as an element with what can be no text taken out.

    Raises:
        SourceError: it cannot be parsed, or nests too deep.

    >>> from citewell.sources._xml import line
    >>> line(fragment("5 mg <b>twice</b> daily<script>alert(1)</script>"))
    '5 mg twice daily'
    """
    return _parsed(f"<html><body><div>{text}</div></body></html>")


def page(text: str) -> "Element":
    """The root of an HTML page, with scripts and other things that can be no text still in it.

    Raises:
        SourceError: it cannot be parsed, or nests too deep.
    """
    return _parsed(text, keep=True)


def _parsed(text: str, keep: bool = False) -> "Element":
    from lxml import etree

    parser = etree.HTMLParser(
        no_network=True, remove_comments=True, remove_pis=True, recover=True, encoding="utf-8"
    )
    try:
        root = etree.fromstring(_CONTROL.sub(" ", text).encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        told = str(error).split(",")[0]
        raise SourceError(f"is not HTML ({told})", todo="Check what the file is") from error
    if any("depth" in error.message for error in parser.error_log):
        raise SourceError(
            "nests elements more than 256 levels deep", todo="Leave it out: no real document does"
        )
    if root is None:
        raise SourceError("is an empty HTML page", todo="Fetch it again or leave it out")
    if not keep:
        prune(root, elements("never_text"))
    return root


def prune(root: "Element", names: frozenset[str]) -> None:
    """Takes elements out of a tree, by name; the words behind them stay."""
    for element in list(root.iter(*names)):
        remove(element)


def remove(element: "Element") -> None:
    """Takes one element out of its tree; the words behind it stay."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + " " + element.tail
        else:
            parent.text = (parent.text or "") + " " + element.tail
    parent.remove(element)


def without_pointers(root: "Element") -> None:
    """Takes out numbers that point into a reference list: short links within the page."""
    for link in list(root.iter("a")):
        text = "".join(map(str, link.itertext())).strip()
        if (link.get("href") or "").startswith("#") and _POINTER.fullmatch(text):
            parent = link.getparent()
            raised = parent is not None and local(parent) == "sup"
            if raised or text[0] in "[(":
                _take_out(link)


def _take_out(link: "Element") -> None:
    parent = link.getparent()
    before = link.getprevious()
    tail = link.tail or ""
    link.tail = None
    if parent is None:
        return
    if before is not None:
        before.tail = _closed_up(before.tail or "", tail)
    else:
        parent.text = _closed_up(parent.text or "", tail)
    parent.remove(link)
    if local(parent) == "sup":
        left = "".join(map(str, parent.itertext()))
        if not left.strip(" ,;–-"):
            tail, parent.tail = parent.tail, None
            parent.clear()
            parent.tail = tail


def _closed_up(before: str, after: str) -> str:
    return before.rstrip() + after if after[:1] in {".", ",", ";", ":", ")"} else before + after


def html_blocks(
    root: "Element", path: Headings = (), *, headings: bool = True, bold: bool = False
) -> Iterator[Block]:
    """The paragraphs, lists and tables of a tree, in its order.

    Args:
        root: where to start. The tree is used up.
        path: headings that all of it stands under.
        headings: whether ``h1`` to ``h6`` are headings; otherwise they are paragraphs.
        bold: whether short paragraphs all in bold are headings, too.
    """
    for line_break in root.iter("br"):
        line_break.tail = _BREAK + (line_break.tail or "")
    yield from _Walker(path, headings, bold).walk(root)


def table_rows(text: str) -> list[str]:
    """The rows of the tables in a piece of HTML.

    >>> table_rows("<table><tr><td>Dose</td><td>5 mg</td></tr></table>")
    ['Dose | 5 mg']
    """
    root = fragment(text)
    found = [line(caption) for caption in root.iter("caption")][:1]
    return [*found, *(row for table in _outermost(root, "table") for row in rows_of(table))]


class _Walker:
    """Goes through a tree and remembers the headings it came by."""

    def __init__(self, path: Headings, headings: bool, bold: bool) -> None:
        self._top = path
        self._above: list[tuple[int, str]] = []
        self._headings = headings
        self._bold = bold

    @property
    def _path(self) -> Headings:
        return (*self._top, *(name for _, name in self._above))

    def walk(self, parent: "Element") -> Iterator[Block]:
        blocks = elements("block")
        run = parent.makeelement("p")
        run.text = parent.text
        for child in list(parent):
            name = local(child)
            if name in blocks or next(child.iter(*blocks), None) is not None:
                yield from self._paragraphs(run)
                run = parent.makeelement("p")
                run.text, child.tail = child.tail, None
                yield from self._block(child, name)
            else:
                run.append(child)
        yield from self._paragraphs(run)

    def _paragraphs(self, run: "Element") -> Iterator[Block]:
        for part in _PARAGRAPHS.split(inline(run)):
            yield Block(self._path, _BREAKS.sub("\n", part).strip())

    def _block(self, element: "Element", name: str) -> Iterator[Block]:
        if name in _HEADINGS and self._headings:
            self._enter(_HEADINGS[name], element)
        elif name == "p" and self._bold and (level := _bold_level(element)):
            self._enter(level, element)
        elif name in _LISTS:
            yield Block(self._path, _BREAKS.sub("\n", "\n".join(_items(element))))
            for table in list(_outermost(element, "table")):
                yield from self._block(table, "table")
        elif name == "table":
            yield from self._table(element)
        else:
            yield from self.walk(element)

    def _enter(self, level: int, heading: "Element") -> None:
        name = clean(line(heading).replace(_BREAK, " "))[:_LONGEST_HEADING].rstrip(": ")
        if name:
            self._above = [step for step in self._above if step[0] < level]
            self._above.append((level, name))

    def _table(self, table: "Element") -> Iterator[Block]:
        if not _is_data(table):
            yield from self.walk(table)
            return
        caption = line(table.find("caption"))
        rows = [row.replace(_BREAK, " ") for row in rows_of(table)]
        yield Block(self._path, clean_rows([caption, *rows]), rows=True)


def clean_rows(rows: list[str]) -> str:
    """Rows as one text, empty ones left out.

    >>> clean_rows(["", "a | b", " "])
    'a | b'
    """
    return "\n".join(" ".join(row.split()) for row in rows if row.strip())


def _is_data(table: "Element") -> bool:
    if next(table.iter("table", "h1", "h2", "h3"), None) is not table:
        return False
    if any(True for _ in _inner_tables(table)):
        return False
    rows = list(table.iter("tr"))
    widest = max((sum(1 for _ in row.iterchildren("td", "th")) for row in rows), default=0)
    if widest < 2 or len(rows) < 2:
        return False
    return all(len(line(cell)) <= _LONGEST_CELL for cell in table.iter("td", "th"))


def _inner_tables(table: "Element") -> Iterator["Element"]:
    for found in table.iter("table"):
        if found is not table:
            yield found


def _bold_level(paragraph: "Element") -> int:
    """7 for a paragraph all in bold and underlined, 8 for all in bold, 0 for others."""
    text = line(paragraph).rstrip(": ")
    if not 2 < len(text) <= 120 or text[-1] in ".;," or (paragraph.text or "").strip():
        return 0
    for child in paragraph:
        if local(child) not in _BOLD | {"br"} or (child.tail or "").strip(f": \n\t\xa0{_BREAK}"):
            return 0
    bold = {local(e) for e in paragraph.iter()} & {"strong", "b"}
    in_bold = sum(len(line(e).rstrip(": ")) for e in _outermost(paragraph, "strong", "b"))
    if not bold or in_bold < len(text):
        return 0
    marked = any("underline" in (e.get("style") or "") for e in paragraph.iter("span"))
    return 7 if marked or paragraph.find(".//u") is not None else 8


def _outermost(element: "Element", *names: str) -> Iterator["Element"]:
    for child in element:
        if local(child) in names:
            yield child
        elif len(child):
            yield from _outermost(child, *names)


def _items(element: "Element") -> Iterator[str]:
    """The items of a list, nested lists below the item that holds them."""
    ordered, number = local(element) == "ol", _start(element)
    for item in element:
        name = local(item)
        if name in _LISTS:
            yield from _items(item)
            continue
        mark = f"{number}. " if ordered else "" if name in {"dt", "dd"} else "• "
        text = inline(item, _NESTED)
        if text:
            yield mark + text
            number += 1
        for nested in _outermost(item, *_LISTS):
            yield from _items(nested)


def _start(element: "Element") -> int:
    start = element.get("start") or "1"
    return int(start) if start.isascii() and start.isdigit() and len(start) < 6 else 1
