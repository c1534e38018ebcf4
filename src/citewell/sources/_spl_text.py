"""The text of a drug label as blocks under the headings of its sections."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from citewell.sources._documents import Block, Headings
from citewell.sources._tables import rows_of
from citewell.sources._xml import inline, line, local

if TYPE_CHECKING:
    from lxml.etree import _Element as Element  # pyright: ignore[reportPrivateUsage]

BOXED_WARNING = "34066-1"
_PRODUCT_DATA = "48780-1"
_UNCLASSIFIED = "42229-5"
_NESTED = frozenset({"list", "table", "paragraph", "renderMultiMedia", "footnote"})


def blocks_of(root: "Element") -> Iterator[Block]:
    """Every section with its text, boxed warnings first: nothing in a label matters more.

    Highlights are left out: they repeat the full text in short.
    """
    found = list(root.iterfind("component/structuredBody/component/section"))
    found.sort(key=lambda section: _code(section) != BOXED_WARNING)
    for section in found:
        yield from _section(section, ())


def _section(section: "Element", above: Headings) -> Iterator[Block]:
    if _code(section) == _PRODUCT_DATA:
        return
    path = (*above, *_headings(section))
    for text in section.iterfind("text"):
        yield from _blocks(text, path)
    for part in section.iterfind("component/section"):
        yield from _section(part, path)


def _code(section: "Element") -> str:
    code = section.find("code")
    return (code.get("code") or "") if code is not None else ""


def _headings(section: "Element") -> Headings:
    """The title of a section; without one, the name of its LOINC code; a boxed warning has both."""
    title, code = line(section.find("title")), _code(section)
    if code == BOXED_WARNING:
        return tuple(dict.fromkeys(filter(None, ("Boxed warning", title))))
    if title:
        return (title,)
    element = section.find("code")
    name = (element.get("displayName") or "") if element is not None else ""
    name = name.lower().removesuffix("section").strip(" .")
    return (name.capitalize(),) if name and code != _UNCLASSIFIED else ()


def _blocks(parent: "Element", path: Headings) -> Iterator[Block]:
    """Paragraphs, lists and tables of a text in their order, loose words between them too."""
    loose = [parent.text or ""]
    for child in parent:
        name = local(child)
        if name in {"paragraph", "list", "table"}:
            yield Block(path, " ".join("".join(loose).split()))
            loose = [child.tail or ""]
            yield from _block(child, name, path)
        else:
            if name not in {"renderMultiMedia", ""}:
                loose.append(inline(child))
            loose.append(child.tail or "")
    yield Block(path, " ".join("".join(loose).split()))


def _block(element: "Element", name: str, path: Headings) -> Iterator[Block]:
    if name == "table":
        yield _table(element, path)
    elif name == "list":
        yield Block(path, "\n".join(_items(element)))
        yield from (_table(table, path) for table in element.iter("table"))
    else:
        yield Block(path, inline(element, _NESTED))
        for child in _outermost(element, ("list", "table", "paragraph", "footnote")):
            yield from _block(child, local(child), path)


def _outermost(element: "Element", names: Iterable[str]) -> Iterator["Element"]:
    for child in element:
        if local(child) in names:
            yield child
        elif len(child):
            yield from _outermost(child, names)


def _table(table: "Element", path: Headings) -> Block:
    caption = line(table.find("caption"))
    return Block(path, "\n".join(filter(None, [caption, *rows_of(table)])), rows=True)


def _items(element: "Element") -> Iterator[str]:
    ordered = element.get("listType") == "ordered"
    if caption := line(element.find("caption")):
        yield caption
    for number, item in enumerate(element.iterfind("item"), 1):
        mark = line(item.find("caption")) or (f"{number}." if ordered else "•")
        text = inline(item, frozenset({"list", "table", "caption"}))
        yield f"{mark} {text}".strip() if text else ""
        for nested in _outermost(item, ("list",)):
            yield from _items(nested)
