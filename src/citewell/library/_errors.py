"""Turns what the storage engine raises into messages that say what to do."""

import re
from collections.abc import Generator
from contextlib import contextmanager

from citewell.model.errors import CitewellError, LibraryError

_FULL = ("no space left", "file too large", "quota exceeded", "os error 28", "os error 27")
_FORBIDDEN = ("permission denied", "read-only file system", "os error 13", "os error 30")
_LAYERS = re.compile(r"^(?:External error: |LanceError\(\w+\): |Generic \w+ error: )+")
_GONE = ("was not found", "not found:", "no such file")


@contextmanager
def guarded(where: str, part: str) -> Generator[None]:
    """Run storage calls; whatever they raise becomes a :class:`LibraryError`.

    Args:
        where: the library's location.
        part: what was being used, for instance ``the table passages``.
    """
    try:
        yield
    except (CitewellError, ImportError, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except Exception as error:
        raise explained(where, part, error) from error
    except BaseException as error:
        # The engine's own panics derive from BaseException; anything else is not ours to catch.
        if type(error).__name__ != "PanicException":
            raise
        raise explained(where, part, error) from error


def explained(where: str, part: str, error: BaseException) -> LibraryError:
    """The error to show for ``error``.

    >>> print(explained("lib", "the table passages", OSError(28, "No space left on device")))
    lib: the disk is full while writing the table passages. Free some space and repeat; nothing already stored is lost
    """
    words = str(error).lower()
    if any(mark in words for mark in _FULL):
        return LibraryError(
            f"the disk is full while writing {part}",
            where=where,
            todo="Free some space and repeat; nothing already stored is lost",
        )
    if any(mark in words for mark in _FORBIDDEN):
        return LibraryError(
            f"{part} cannot be read or written (permission denied)",
            where=where,
            todo="Check who owns the folder, or choose another with --library or CITEWELL_LIBRARY",
        )
    if "://" in where:
        return LibraryError(
            f"{part} cannot be read or written ({_short(error)})",
            where=where,
            todo="Check the address, the credentials and the network",
        )
    gone = any(mark in words for mark in _GONE)
    return LibraryError(
        f"{part} is damaged ({'a file is missing' if gone else _short(error)})",
        where=where,
        todo="Restore the folder from a copy, or add the sources again to a new folder",
    )


def _short(error: BaseException) -> str:
    """The engine's message without its own source lines."""
    words = _LAYERS.sub("", str(error).split(", /")[0])
    return words.splitlines()[0][:160] if words else type(error).__name__
