"""Reader for Markdown: headings become section paths, all else is text and never markup."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from citewell.model import Identifiers, SourceKind
from citewell.sources._decoding import decode
from citewell.sources._documents import About, Headings, Stretch, clean, file_id, from_text
from citewell.sources._failures import Outcomes, Reading
from citewell.sources._opening import SourceFile
from citewell.sources._passages import PROSE, paragraphs
from citewell.sources.plain_text import file_title
from citewell.text.normalise import normalise

READER = "markdown.v1"
_FRONT = re.compile(r"---[ ]?\n(.{0,20000}?)\n(?:---|\.\.\.)[ ]?(?:\n|$)", re.DOTALL)
_FIELD = re.compile(r"^(title|kind|year|doi|url)[ ]?:[ ]*(.+?)[ ]*$", re.MULTILINE)
_HEADING = re.compile(r"(#{1,6}) (.*?)(?: #+)?$")
_FENCE = re.compile(r" ?(`{3,}|~{3,})")
_UNDERLINE = re.compile(r"(=+|-{2,})$")
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:)?(10\.\d{4,9}/\S{1,200})$", re.IGNORECASE)
_URL = re.compile(r"https?://[^\s<>\"]{3,2000}$")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d$")


def read(source: SourceFile, reading: Reading) -> Outcomes:
    """The document of a Markdown file.

    Raises:
        SourceError: the file is not text, or has nothing under its headings.
    """
    whole = normalise(decode(source.read_all())).text.lstrip("\n ")
    front = _FRONT.match(whole)
    text = whole[front.end() :] if front else whole
    fields = _valid(dict(_FIELD.findall(front[1]))) if front else {}
    headings = list(_headings(text))
    title = (
        fields.get("title") or next((h.text for h in headings), "") or file_title(reading.origin)
    )
    stretches = _stretches(text, headings, title)
    yield from_text(_about(fields, title, reading), text, stretches, reading, PROSE)


def _valid(fields: dict[str, str]) -> dict[str, str]:
    """The fields of the front matter that are what they should be; the rest is left out."""
    given = {name: value.strip("\"'").strip() for name, value in fields.items()}
    kinds = {kind.value for kind in SourceKind} - {SourceKind.PRACTICE_SUMMARY.value}
    doi = _DOI.match(given.get("doi", ""))
    valid = {
        "title": clean(given.get("title"))[:500],
        "kind": given["kind"] if given.get("kind") in kinds else "",
        "year": given["year"] if _YEAR.match(given.get("year", "")) else "",
        "doi": doi[1] if doi else "",
        "url": given["url"] if _URL.match(given.get("url", "")) else "",
    }
    return {name: value for name, value in valid.items() if value}


def _about(fields: dict[str, str], title: str, reading: Reading) -> About:
    doi = fields.get("doi")
    return About(
        id=f"doi:{doi.lower()}" if doi else file_id(reading.origin),
        kind=SourceKind(fields.get("kind", SourceKind.REFERENCE_TEXT)),
        title=title,
        issued=fields.get("year"),
        identifiers=Identifiers(doi=doi, url=fields.get("url")),
    )


@dataclass(frozen=True, slots=True)
class _Heading:
    level: int
    text: str
    start: int
    end: int


@dataclass(slots=True)
class _Lines:
    """What has to be remembered from line to line while looking for headings."""

    fence: str = ""
    before: tuple[str, int] = ("", 0)
    alone: bool = True
    found: list[_Heading] = field(default_factory=list[_Heading])

    def take(self, line: str, start: int) -> None:
        blank_before = not self.before[0].strip()
        if self.fence:
            if line.strip().startswith(self.fence):
                self.fence = ""
        elif fence := _FENCE.match(line):
            self.fence = fence[1]
        elif heading := _HEADING.match(line):
            self._add(len(heading[1]), heading[2], start, start + len(line))
        elif self.alone and not blank_before and (under := _UNDERLINE.match(line)):
            text, begin = self.before
            self._add(1 if under[1][0] == "=" else 2, text, begin, start + len(line))
            line = ""
        self.alone = blank_before
        self.before = ("" if self.fence or line.startswith("#") else line, start)

    def _add(self, level: int, text: str, start: int, end: int) -> None:
        if name := clean(text.strip(" *_`")):
            self.found.append(_Heading(level, name, start, end))


def _headings(text: str) -> Iterator[_Heading]:
    lines, start = _Lines(), 0
    for line in text.split("\n"):
        lines.take(line, start)
        start += len(line) + 1
    yield from lines.found


def _stretches(text: str, headings: list[_Heading], title: str) -> Iterator[Stretch]:
    """Paragraphs with the headings they stand under; the title is not repeated in each path."""
    path: list[tuple[int, str]] = []
    start = 0
    for heading in [*headings, None]:
        stop = heading.start if heading else len(text)
        names: Headings = tuple(name for _, name in path if name != title)
        yield from (Stretch(names, a, b) for a, b in paragraphs(text, start, stop))
        if heading:
            path = [step for step in path if step[0] < heading.level]
            path.append((heading.level, heading.text))
            start = heading.end
