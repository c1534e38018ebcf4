"""Readers: the bytes of a file to documents. One module per format, one failure per bad record."""

from citewell.sources._failures import Limits, ReadFailure
from citewell.sources._finding import find_files
from citewell.sources._parallel import read_many
from citewell.sources.detecting import detect_reader
from citewell.sources.reading import READERS, load_reader, read_path

__all__ = [
    "READERS",
    "Limits",
    "ReadFailure",
    "detect_reader",
    "find_files",
    "load_reader",
    "read_many",
    "read_path",
]
