"""Every relative link of every page leads somewhere, heading included."""

import re
from pathlib import Path

_FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


def headings(page: Path) -> set[str]:
    """The anchors of a page, as code hosts make them."""
    text = _FENCED.sub("", page.read_text(encoding="utf-8"))
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-") for title in titles}


def test_relative_links_resolve(page: Path) -> None:
    broken: list[str] = []
    for target in _LINK.findall(_FENCED.sub("", page.read_text(encoding="utf-8"))):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        linked = (page.parent / path).resolve() if path else page
        if not linked.exists() or (anchor and anchor not in headings(linked)):
            broken.append(target)
    assert not broken


def test_every_page_of_docs_is_in_the_index() -> None:
    docs = Path(__file__).parents[2] / "docs"
    index = docs / "index.md"
    linked = {(docs / t.split("#")[0]).resolve() for t in _LINK.findall(index.read_text("utf-8"))}
    pages = {p.resolve() for p in docs.rglob("*.md")} - {index.resolve()}
    assert pages <= linked, "pages that the index does not name"
