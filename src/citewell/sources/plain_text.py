"""Reader for plain text: one document a file, its passages along paragraphs and sentences."""

from pathlib import Path

from citewell.model import SourceKind
from citewell.sources._decoding import decode
from citewell.sources._documents import About, Stretch, clean, file_id, from_text
from citewell.sources._failures import Outcomes, Reading
from citewell.sources._opening import SourceFile
from citewell.sources._passages import PROSE, paragraphs
from citewell.text.normalise import normalise

READER = "plain_text.v1"
_LONGEST_TITLE = 200


def read(source: SourceFile, reading: Reading) -> Outcomes:
    """The document of a plain text file.

    Raises:
        SourceError: the file is not text, or empty.
    """
    text = normalise(decode(source.read_all())).text
    about = About(
        id=file_id(reading.origin),
        kind=SourceKind.REFERENCE_TEXT,
        title=_title(text, reading.origin),
    )
    stretches = (Stretch((), start, end) for start, end in paragraphs(text))
    yield from_text(about, text, stretches, reading, PROSE)


def _title(text: str, origin: str) -> str:
    """The first line where it can be a title (short, with letters), else the name of the file."""
    start = text.lstrip()[: _LONGEST_TITLE + 1]
    line = clean(start.split("\n", 1)[0])
    fits = len(line) <= _LONGEST_TITLE and any(char.isalpha() for char in line)
    return line if fits else file_title(origin)


def file_title(origin: str) -> str:
    """The name of a file as a title of last resort.

    >>> file_title("/data/asthma_guide.txt")
    'asthma guide'
    """
    name = Path(origin).name.removesuffix(".gz")
    return clean(Path(name).stem.replace("_", " ")) or "untitled"
