"""Bytes of a text file to characters: by its mark, as UTF-8, or as Windows-1252 where plausible."""

import codecs
import re

from citewell.model.errors import SourceError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile("[\x01-\x08\x0e-\x1f\x7f]")
_HIGH = re.compile("[^\x00-\x7f]")
_USUAL = re.compile("[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff\u2013\u2014\u2018\u2019\u201c\u201d\u2026"
                    "\u2022\u2122\u20ac\u00a0\u00a3\u00a7\u00a9\u00ab\u00ae\u00b0-\u00b7\u00bb-\u00be\u00d7]")  # fmt: skip


def marked_encoding(data: bytes) -> tuple[str | None, bytes]:
    """The encoding that the first bytes announce, with those bytes; None when there is no mark.

    >>> marked_encoding(b"\\xef\\xbb\\xbfAsthma")
    ('utf-8', b'\\xef\\xbb\\xbf')
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding, mark
    return None, b""


def looks_binary(text: str) -> bool:
    """Whether a text holds what no text holds: NUL, or control characters by the dozen."""
    return "\x00" in text or len(_CONTROL.findall(text)) * 300 > len(text)


def decode(data: bytes) -> str:
    """The text of a file.

    Raises:
        SourceError: it is not text, or in no encoding that can be told for certain.

    >>> decode("≥ 5 µg".encode()), decode("caf\\u00e9 cr\\u00e8me, two spoons".encode("cp1252"))
    ('≥ 5 µg', 'café crème, two spoons')
    """
    encoding, mark = marked_encoding(data)
    try:
        text = data[len(mark) :].decode(encoding or "utf-8")
    except UnicodeDecodeError as error:
        if encoding:
            raise SourceError(
                f"has bytes that do not fit its encoding ({encoding})", todo="Save it as UTF-8"
            ) from error
        text = _windows(data, error)
    if looks_binary(text):
        raise SourceError("is not text (it holds binary data)", todo="Convert it to text first")
    return text


def _windows(data: bytes, error: UnicodeDecodeError) -> str:
    refused = SourceError(
        f"is neither UTF-8 (byte {error.start}) nor plausible Windows-1252", todo="Save it as UTF-8"
    )
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        raise refused from error
    high = len(_HIGH.findall(text))
    if high * 4 > len(text) or len(_USUAL.findall(text)) * 10 < high * 9:
        raise refused from error
    return text
