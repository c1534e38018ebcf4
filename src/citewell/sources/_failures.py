"""What a reader returns when it cannot read, and the limits under which it reads."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from pydantic import Field

from citewell.model import Document, Noun
from citewell.model.errors import SourceError

MEGABYTE = 1_000_000


class ReadFailure(Noun):
    """A file, or one record of it, that could not be read: which, why, and what to do.

    ``record`` names the place inside the file (``PMID 123``, ``record 7 (line 210)``); it is empty
    when the file as a whole failed.

    >>> str(ReadFailure(path="a.xml", record="line 3", reason="is cut off", todo="Fetch it again"))
    'a.xml, line 3: is cut off. Fetch it again'
    """

    path: str
    record: str = ""
    reason: str = Field(min_length=1)
    todo: str = ""

    def __str__(self) -> str:
        where = f"{self.path}, {self.record}" if self.record else self.path
        return f"{where}: {self.reason}" + (f". {self.todo}" if self.todo else "")


Outcome = Document | ReadFailure
Outcomes = Iterator[Outcome]


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a reader takes before it refuses. Sizes in bytes, after unpacking."""

    file_bytes: int = 512 * MEGABYTE
    record_bytes: int = 50 * MEGABYTE
    gzip_ratio: int = 200
    """Unpacked over packed; text packs about 1:4 to 1:20, a bomb about 1:1000."""


LIMITS = Limits()
"""The limits that hold when none are given."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known about a read before it starts: from where, when, by which reader."""

    origin: str
    read_at: str
    reader: str
    limits: Limits = LIMITS

    def failure(self, error: Exception, record: str = "") -> ReadFailure:
        """The failure that an error stands for."""
        return as_failure(self.origin, error, record)


def as_failure(origin: str, error: Exception, record: str = "") -> ReadFailure:
    """An error as a value; a :class:`SourceError` keeps its words, others are put into words.

    >>> as_failure("a.txt", FileNotFoundError()).reason
    'there is no such file'
    """
    if isinstance(error, SourceError):
        place = error.where.removeprefix(origin).lstrip(", ")
        return ReadFailure(path=origin, record=record or place, reason=error.what, todo=error.todo)
    reason, todo = _in_words(error)
    return ReadFailure(path=origin, record=record, reason=reason, todo=todo)


def _in_words(error: Exception) -> tuple[str, str]:
    if isinstance(error, FileNotFoundError):
        return "there is no such file", "Check the path"
    if isinstance(error, PermissionError):
        return "may not be read", "Give yourself the right to read it"
    if isinstance(error, IsADirectoryError):
        return "is a folder whose files cannot be listed", "Give yourself the right to read it"
    if isinstance(error, OSError):
        return f"cannot be read ({error.strerror or type(error).__name__})", "Check the disk"
    first = (str(error).splitlines() or [""])[0][:200]
    return f"does not fit the model ({first})", "Report it with the file"


def utc_now() -> datetime:
    """The clock that readers use when none is given."""
    return datetime.now(UTC)
