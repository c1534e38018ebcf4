"""The words of trial registrations: paragraphs, coded values, cells of tables."""

import re
from collections.abc import Iterator

from citewell.sources._documents import clean, lookup

_ESCAPED = re.compile(r"\\([\\<>\[\](){}*_~`#&+.!=|-])")
_ITEM = re.compile(r"(?:[-*•·–]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+\S")
_BULLET = re.compile(r"^[-*·]\s+")
_BLANK_LINES = re.compile(r"\n\s*\n")
_CODED = re.compile(r"[A-Z][A-Z0-9_/]+$")


def prose(text: str) -> Iterator[str]:
    """The paragraphs of a registration's text, hard line ends taken out, list items on their own.

    >>> list(prose("We study\\n  asthma.\\n\\n  * age \\\\>= 18\\n  * both\\n    sexes"))
    ['We study asthma.', '• age >= 18\\n• both sexes']
    """
    for part in _BLANK_LINES.split(text.replace("\r\n", "\n")):
        lines: list[str] = []
        for written in part.split("\n"):
            line = _ESCAPED.sub(r"\1", " ".join(written.split()))
            if not line:
                continue
            if lines and not _ITEM.match(line):
                lines[-1] += f" {line}"
            else:
                lines.append(_BULLET.sub("• ", line))
        if lines:
            yield "\n".join(lines)


def words(value: str) -> str:
    """A coded value in words; what is no code stays as written.

    >>> words("PHASE3"), words("COMPLETED"), words("Non-Randomized")
    ('Phase 3', 'Completed', 'Non-Randomized')
    """
    if row := lookup("ctgov_words.tsv").get(value):
        return row[0]
    return value.replace("_", " ").capitalize() if _CODED.match(value) else value


def cell(value: str) -> str:
    """A text as the cell of a table: on one line, without bars."""
    return clean(_ESCAPED.sub(r"\1", value)).replace("|", "¦")


def labelled(*pairs: tuple[str, str]) -> str:
    """Names with values, one a line; those without value are left out.

    >>> labelled(("Phase", "Phase 3"), ("Masking", ""))
    'Phase: Phase 3'
    """
    return "\n".join(f"{name}: {clean(value)}" for name, value in pairs if value)


def sentences(*parts: str) -> str:
    """Some remarks as one paragraph, each closed by a full stop.

    >>> sentences("Asthma", "", "Who?")
    'Asthma. Who?'
    """
    told = [clean(_ESCAPED.sub(r"\1", part)) for part in parts if part.strip()]
    return " ".join(part if part[-1:] in ".?!:" else f"{part}." for part in told)
