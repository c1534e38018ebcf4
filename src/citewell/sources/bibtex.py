"""Reader for BibTeX files: an abstract is a source, a bare reference is none.

Format: Patashnik 1988, BibTeXing; accents as LaTeX writes them.
"""

import re
import unicodedata
from collections.abc import Iterator

from citewell.model.errors import SourceError
from citewell.sources._citations import Reference, reference_document
from citewell.sources._decoding import decode
from citewell.sources._failures import Outcomes, Reading
from citewell.sources._opening import SourceFile
from citewell.sources._people import person

READER = "bibtex.v1"
_ENTRY = re.compile(r"@\s*([A-Za-z]+)\s*([{(])")
_NO_ENTRY = {"comment", "preamble"}
_FIELD = re.compile(r"\s*,?\s*([A-Za-z][\w:+-]*)\s*=\s*")
_WORD = re.compile(r"[^\s,#{}\"()]+")
_ACCENT = re.compile(
    r"\\([`'^\"~=.]|[uvHtcdbkr](?![a-zA-Z]))\s*(?:\{\s*(\\?[a-zA-Z])\s*\}|(\\?[a-zA-Z]))"
)
_MARKS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", '"': "\u0308", "=": "\u0304",
    ".": "\u0307", "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "k": "\u0328",
    "r": "\u030a", "d": "\u0323", "b": "\u0331", "t": "",
}  # fmt: skip
_LETTERS = {
    r"\ss": "ß", r"\ae": "æ", r"\AE": "Æ", r"\oe": "œ", r"\OE": "Œ", r"\o": "ø", r"\O": "Ø",
    r"\aa": "å", r"\AA": "Å", r"\l": "ł", r"\L": "Ł", r"\i": "i", r"\j": "j",
}  # fmt: skip
_LETTER = re.compile(r"\\(?:ss|ae|AE|oe|OE|aa|AA|[oOlLij])(?![a-zA-Z])\s?(?:\{\})?")
_SPECIAL = re.compile(r"\\([&%$#_{}])")
_COMMAND = re.compile(r"\\(?:emph|textit|textbf|textrm|mbox|text|ensuremath)\s*(?=\{)")
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)

Fields = dict[str, str]


def read(source: SourceFile, reading: Reading) -> Outcomes:
    """The references of a file that have an abstract, and a failure for each that has none.

    Raises:
        SourceError: the file is not text, or holds no reference.
    """
    text = decode(source.read_all())
    any_record = False
    for key, line, fields in entries(text):
        any_record = True
        try:
            if fields is None:
                raise SourceError("has no end (cut off, or a brace is missing)", todo="Correct it")
            yield reference_document(_reference(fields), reading)
        except (SourceError, ValueError) as error:
            yield reading.failure(error, f"{key} (line {line})")
    if not any_record:
        raise SourceError("holds no BibTeX entry", todo="Export it again")


def entries(text: str) -> Iterator[tuple[str, int, Fields | None]]:
    """The entries of a file: key, line and fields; fields are None where an entry has no end.

    >>> [(k, f) for k, _, f in entries('@article{a1, title = {On {Asthma}}, year = 2019}')]
    [('a1', {'title': 'On {Asthma}', 'year': '2019'})]
    """
    macros: Fields = {}
    at, line, counted = 0, 1, 0
    while match := _ENTRY.search(text, at):
        line += text.count("\n", counted, match.start())
        counted = match.start()
        kind = match[1].lower()
        end = _closing(text, match.end() - 1)
        if end < 0:
            key = text[match.end() : match.end() + 60].partition(",")[0].strip()
            yield key or "entry", line, None
            at = match.end()
            continue
        at = end
        body = text[match.end() : end]
        if kind == "string":
            macros |= _fields(body, macros)
        elif kind not in _NO_ENTRY:
            key, _, rest = body.partition(",")
            yield key.strip() or "entry", line, _fields(rest, macros)


def _closing(text: str, start: int) -> int:
    """Where the bracket that opens at ``start`` is closed; -1 when an entry begins before."""
    opens, closes = text[start], "}" if text[start] == "{" else ")"
    depth = 0
    for match in re.compile(r"\\.|[{}]|\n@|\)", re.DOTALL).finditer(text, start):
        found = match[0]
        if found == "\n@" and depth <= 1 + (opens == "("):
            return -1
        if found == opens == "{" or (found == "{" and opens == "("):
            depth += 1
        elif found == "}":
            depth -= 1
        if found == closes and depth == 0:
            return match.start()
    return -1


def _fields(body: str, macros: Fields) -> Fields:
    fields: Fields = {}
    at = 0
    while match := _FIELD.match(body, at):
        value, at = _value(body, match.end(), macros)
        fields.setdefault(match[1].lower(), value)
        comma = body.find(",", at)
        at = comma if comma >= 0 else len(body)
    return fields


def _value(body: str, at: int, macros: Fields) -> tuple[str, int]:
    """A value (pieces joined by ``#``) and where it ends."""
    pieces: list[str] = []
    while at < len(body):
        start = body[at]
        if start == "{":
            end = _closing(body, at)
        elif start == '"':
            end = _quote(body, at)
        else:
            word = _WORD.match(body, at)
            if not word:
                break
            pieces.append(macros.get(word[0].lower(), word[0]))
            at = word.end()
            end = None
        if end is not None:
            end = len(body) if end < 0 else end
            pieces.append(body[at + 1 : end])
            at = min(end + 1, len(body))
        rest = body[at:].lstrip()
        if not rest.startswith("#"):
            break
        at = len(body) - len(rest) + 1
        at += len(body[at:]) - len(body[at:].lstrip())
    return "".join(pieces), at


def _quote(body: str, at: int) -> int:
    depth = 0
    for match in re.compile(r"\\.|[{}\"]", re.DOTALL).finditer(body, at + 1):
        if match[0] == '"' and depth == 0:
            return match.start()
        depth += {"{": 1, "}": -1}.get(match[0], 0)
    return -1


def plain(value: str) -> str:
    """A value without LaTeX: accents as letters, braces and commands gone.

    >>> plain(r"M{\\"u}ller, Jos\\'e and 5\\% of {IgE}")
    'Müller, José and 5% of IgE'
    """
    text = _ACCENT.sub(_accented, value)
    text = _LETTER.sub(lambda m: _LETTERS[m[0].rstrip("{} \n\t")], text)
    text = _COMMAND.sub("", text)
    text = _SPECIAL.sub("\ue000\\1", text).replace("{", "").replace("}", "")
    return " ".join(text.replace("\ue000", "").replace("~", " ").replace("--", "–").split())


def _accented(match: re.Match[str]) -> str:
    letter = (match[2] or match[3]).lstrip("\\")
    return unicodedata.normalize("NFC", letter + _MARKS[match[1]])


def _reference(fields: Fields) -> Reference:
    def get(*names: str) -> str:
        return next((plain(fields[name]) for name in names if fields.get(name)), "")

    return Reference(
        title=get("title"),
        authors=[_author(name) for name in _AND.split(fields.get("author", "")) if name.strip()],
        container=get("journal", "journaltitle", "booktitle"),
        publisher=get("publisher", "institution", "organization"),
        date=get("date") or " ".join(filter(None, [get("year"), get("month")])),
        doi=get("doi"),
        pmid=get("pmid"),
        pmcid=get("pmcid", "pmc"),
        isbn=get("isbn"),
        url=get("url"),
        language=get("language", "langid"),
        abstract=get("abstract"),
    )


def _author(name: str) -> str:
    """``Surname, Given`` and ``Given Surname`` as surname and initials; a braced name is a group."""
    whole = name.strip()
    if whole.startswith("{") and whole.endswith("}"):
        return plain(whole)
    surname, comma, given = plain(whole).partition(",")
    if comma:
        return person(surname.strip(), given.rpartition(",")[2].strip())
    first, _, last = surname.rpartition(" ")
    return person(last, first)
