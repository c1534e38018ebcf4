"""The lines of printed pages as paragraphs: running heads gone, words and sentences whole again."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

Page = list[str]

_EDGE = 3
"""Lines at the top and at the bottom of a page that may be its running head or foot."""
_SHARE = 0.4
_NUMBER = re.compile(
    r"\W*(?:page\s+)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?\W*$", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")
_LINE_NUMBER = re.compile(r"(?:^(\d{1,5})\s+(?=\S)|(?<=\S)\s+(\d{1,5})\s*$|^\s*(\d{1,5})\s*$)")
_NUMBERED = 0.5
"""Share of all lines that must be numbered one by one before the numbers are taken for margins."""
_ITEM = re.compile(r"(?:o(?= )|[•●▪◦■□‣∙·*–-]|\(?\d{1,2}[.)]|\(?[a-zA-Z][.)])\s+\S")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BROKEN = re.compile(r"([^\W\d_]+)[-\u2010\u00ad]$")
_STARTS_LOW = re.compile(r"[a-z]+")
_ENDS = (".", "?", "!", ":", ";")
_SHORT = 0.75
"""Share of the usual length of a line below which a line with a full stop ends a paragraph."""


class Paragraph(NamedTuple):
    """A paragraph with the numbers of the pages on which it begins and ends."""

    first: int
    last: int
    text: str


def without_running(pages: list[Page]) -> list[Page]:
    """Pages without the lines that stand at the edge of many of them, and without page numbers.

    >>> pages = [["Asthma guide", f"Words {w}.", str(n)] for n, w in enumerate("abc", 1)]
    >>> without_running(pages)
    [['Words a.'], ['Words b.'], ['Words c.']]
    """
    counts = Counter(mark for page in pages for mark in {_mark(line) for line in _edges(page)})
    least = max(3, _SHARE * len(pages))
    running = {mark for mark, count in counts.items() if count >= least}
    return [_trimmed(page, running) for page in pages]


def without_line_numbers(pages: list[Page]) -> list[Page]:
    """Pages without the numbers that drafts print in the margin of every line.

    Only where half of all lines carry the number that follows the one before: any other number
    belongs to the text.

    >>> without_line_numbers([["Give 5 1", "mg 2", "daily 3", "for 4", "7 days 5"]])
    [['Give 5', 'mg', 'daily', 'for', '7 days']]
    """
    numbered = max((list(_numbered(pages, side)) for side in (1, 2)), key=len)
    if len(numbered) < _NUMBERED * sum(len(page) for page in pages):
        return pages
    plain = [list(page) for page in pages]
    for page, at, start, end in numbered:
        line = plain[page][at]
        plain[page][at] = (line[:start] + line[end:]).strip()
    return plain


def _numbered(pages: list[Page], side: int) -> Iterator[tuple[int, int, int, int]]:
    """The lines whose number follows that of a line before: page, line, and where it stands.

    Args:
        pages: their lines.
        side: 1 for numbers at the start of lines, 2 for those at the end.
    """
    expected = 1
    for page_number, page in enumerate(pages):
        for at, line in enumerate(page):
            for match in _LINE_NUMBER.finditer(line):
                number = match[side] or match[3]
                if number and expected <= int(number) <= expected + 3:
                    yield page_number, at, match.start(), match.end()
                    expected = int(number) + 1
                    break


def _mark(line: str) -> str:
    return _DIGITS.sub("#", " ".join(line.split()).lower())


def _edges(page: Page) -> Page:
    lines = [line for line in page if line.strip()]
    return lines[:_EDGE] + lines[-_EDGE:] if len(lines) > 2 * _EDGE else lines


def _trimmed(page: Page, running: set[str]) -> Page:
    lines = [line for line in page if line.strip()]
    for end in (0, -1):
        left = _EDGE
        while lines and left and (_mark(lines[end]) in running or _NUMBER.match(lines[end])):
            lines.pop(end)
            left -= 1
    return lines


def page_paragraphs(
    pages: Iterable[Page], headings: frozenset[str] = frozenset()
) -> Iterator[Paragraph]:
    """The paragraphs of some pages, in order; one that runs over the end of a page stays whole.

    Args:
        pages: lines of each page, running heads taken out.
        headings: lines that are headings and so are paragraphs of their own (lower case).
    """
    printed = list(pages)
    words = _words(printed)
    open_one: Paragraph | None = None
    for number, page in enumerate(printed, 1):
        for text in _of_page(page, words, headings):
            if open_one and _runs_on(open_one, text, headings):
                whole = _joined(open_one.text, text, words)
                open_one = Paragraph(open_one.first, number, whole)
                continue
            if open_one:
                yield open_one
            open_one = Paragraph(number, number, text)
    if open_one:
        yield open_one


def _runs_on(before: Paragraph, text: str, headings: frozenset[str]) -> bool:
    is_heading = before.text.lower() in headings or text.lower() in headings
    goes_on = bool(_STARTS_LOW.match(text)) and not before.text.endswith(_ENDS)
    return goes_on and not is_heading and before.last - before.first < 1


def _words(pages: list[Page]) -> Counter[str]:
    """The words of a document: which of two forms a word broken at a line end has."""
    counts: Counter[str] = Counter()
    for page in pages:
        for line in page:
            counts.update(word.lower() for word in _WORD.findall(line))
    return counts


def _of_page(page: Page, words: Counter[str], headings: frozenset[str]) -> Iterator[str]:
    usual = sorted(len(line) for line in page)[int(len(page) * 0.7)] if page else 0
    text, last = "", ""
    for written in page:
        line = " ".join(written.split())
        if not line:
            continue
        apart = _ITEM.match(line) or line.lower() in headings or last.lower() in headings
        ended = last.endswith(_ENDS) and len(last) < _SHORT * usual
        if text and (apart or ended):
            yield text
            text = ""
        text = _joined(text, line, words) if text else line
        last = line
    if text:
        yield text


def _joined(text: str, line: str, words: Counter[str]) -> str:
    """Two lines as one; a hyphen at the line end goes only where the document has the word whole.

    >>> _joined("the treat-", "ment", Counter({"treatment": 1})), _joined("low-", "dose", Counter())
    ('the treatment', 'low-dose')
    """
    broken, rest = _BROKEN.search(text), _STARTS_LOW.match(line)
    if text.endswith(("-", "\u2010", "–", "/")) and not rest:
        return text + line if text[-2:-1].isalnum() and line[:1].isalnum() else f"{text} {line}"
    if not broken or not rest:
        return f"{text} {line}"
    whole = (broken[1] + rest[0]).lower()
    if text.endswith("\u00ad") or words[whole] > words[f"{broken[1]}-{rest[0]}".lower()]:
        return text[:-1] + line
    return f"{text[:-1]}-{line}"
