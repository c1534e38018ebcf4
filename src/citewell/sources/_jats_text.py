"""The text of a JATS article as blocks under their headings."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from citewell.sources._documents import Block, Headings
from citewell.sources._tables import rows_of
from citewell.sources._xml import first, inline, line, local

if TYPE_CHECKING:
    from lxml.etree import _Element as Element  # pyright: ignore[reportPrivateUsage]

_HREF = "{http://www.w3.org/1999/xlink}href"
_NESTED = frozenset({"list", "def-list", "table-wrap", "fig", "fig-group", "boxed-text", "fn"})
"""Blocks that may stand inside a paragraph; they are set apart from its text."""
_DROPPED = frozenset(
    {
        "title",
        "label",
        "object-id",
        "ref-list",
        "ack",
        "fn-group",
        "sec-meta",
        "kwd-group",
        "graphic",
        "media",
        "supplementary-material",
        "xref",
        "related-article",
        "related-object",
        "table-wrap-foot",
    }
)
_OPENED = frozenset(
    {
        "sec",
        "boxed-text",
        "disp-quote",
        "statement",
        "fig-group",
        "table-wrap-group",
        "app",
        "app-group",
        "body",
        "abstract",
        "floats-group",
        "disp-formula-group",
        "speech",
        "verse-group",
        "glossary",
        "question",
        "answer",
    }
)
_ABSTRACTS = {
    None: "Abstract",
    "summary": "Summary",
    "executive-summary": "Executive summary",
    "key-points": "Key points",
    "plain-language-summary": "Plain language summary",
    "editor": "Editor's summary",
}


def blocks_of(article: "Element", meta: "Element") -> Iterator[Block]:
    """Abstracts, body, appendices and floating tables, in that order; references stay out."""
    for abstract in meta.iterfind("abstract"):
        name = _ABSTRACTS.get(abstract.get("abstract-type"))
        if name:
            yield from _inside(abstract, (line(abstract.find("title")) or name,))
    for body in article.iterfind("body"):
        yield from _inside(body, ())
    for appendix in article.iterfind("back//app"):
        yield from _section(appendix, (), "Appendix")
    for floats in article.iterfind("floats-group"):
        yield from _inside(floats, ("Tables and figures",))


def _section(section: "Element", path: Headings, name: str = "") -> Iterator[Block]:
    title = _title(section) or name
    yield from _inside(section, (*path, title) if title else path)


def _title(section: "Element") -> str:
    """The title of a section, or of the caption that a box has instead."""
    titles = (section.find("title"), section.find("caption/title"))
    return next(filter(None, (line(title, ("xref", "fn")) for title in titles)), "")


def _inside(parent: "Element", path: Headings) -> Iterator[Block]:
    for child in parent:
        yield from _block(child, path)


def _block(element: "Element", path: Headings) -> Iterator[Block]:
    name = local(element)
    if not name or name in _DROPPED:
        return
    if name == "p":
        yield from _paragraph(element, path)
    elif name in _OPENED:
        yield from _section(element, path)
    elif name == "table-wrap":
        yield _table(element, path)
    elif name == "fig":
        yield Block((*path, _label(element, "Figure")), _captioned(element))
    elif name in {"list", "def-list"}:
        yield Block(path, "\n".join(_items(element)))
    else:
        yield Block(path, inline(element, _NESTED))


def _paragraph(element: "Element", path: Headings) -> Iterator[Block]:
    yield Block(path, inline(element, _NESTED))
    for nested in _outermost(element, _NESTED):
        yield from _block(nested, path)


def _outermost(element: "Element", names: Iterable[str]) -> Iterator["Element"]:
    for child in element:
        if local(child) in names:
            yield child
        elif len(child):
            yield from _outermost(child, names)


def _label(element: "Element", name: str) -> str:
    return line(element.find("label"), ("xref",)).rstrip(".:") or name


def _captioned(element: "Element") -> str:
    label, caption = line(element.find("label"), ("xref",)), element.find("caption")
    words = line(caption)
    joint = "" if not label or label.endswith((".", ":")) else "."
    return f"{label}{joint} {words}".strip() if words else ""


def _table(element: "Element", path: Headings) -> Block:
    rows = [row for table in element.iter("table") for row in rows_of(table)]
    notes = [line(note) for foot in element.iterfind("table-wrap-foot") for note in foot]
    caption = _captioned(element) if rows or element.find("caption") is not None else ""
    text = "\n".join(filter(None, [caption, *rows, *notes]))
    return Block((*path, _label(element, "Table")), text, rows=True)


def _items(element: "Element") -> Iterator[str]:
    """One line per item: its label or a bullet, then its text, nested lists after it."""
    ordered = element.get("list-type") == "order"
    simple = element.get("list-type") == "simple"
    number = 0
    for item in element:
        if local(item) == "def-item":
            term, meaning = line(item.find("term")), line(item.find("def"))
            yield f"{term}: {meaning}" if term and meaning else term or meaning
        elif local(item) == "list-item":
            number += 1
            mark = line(item.find("label")) or (f"{number}." if ordered else "")
            mark = mark or ("" if simple else "•")
            text = line(item, ("label", "list", "def-list"))
            yield f"{mark} {text}".strip() if text else ""
            for nested in _outermost(item, ("list", "def-list")):
                yield from _items(nested)


def related_work(element: "Element") -> str:
    """How a related article is cited: its words, or its journal, year and identifier."""
    if words := line(element):
        return words
    parts = [element.get("journal-id") or "", first(element, "year"), element.get("vol") or ""]
    parts += [element.get(_HREF) or ""]
    return " ".join(filter(None, parts))
