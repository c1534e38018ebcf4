"""Writing a result to a file: the whole of it or nothing."""

import os
import secrets
from pathlib import Path

from citewell.model.errors import UsageError


def check_writable(path: Path) -> None:
    """Refuse early what cannot become a file, before any work is done for it.

    Raises:
        UsageError: it is a folder, or its folder is not there.
    """
    if path.is_dir():
        raise UsageError("is a folder", where=str(path), todo="Name a file in it")
    if not path.parent.is_dir():
        raise UsageError(
            "its folder is not there", where=str(path), todo=f"Make {path.parent} first"
        )


def write_file(path: Path, text: str) -> None:
    """Write a file. A reader sees the old content or the new, never a part; links are followed.

    Raises:
        UsageError: it cannot be written; an older file stays as it was.
    """
    try:
        if path.exists() and not path.is_file():  # A device or a pipe cannot be replaced.
            path.write_text(text, encoding="utf-8")
        else:
            _replace(path.resolve(), text)
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        raise UsageError(
            f"cannot be written ({error.strerror})", where=str(path), todo="Choose another file"
        ) from error


def _replace(path: Path, text: str) -> None:
    part = path.with_name(f".{path.name[:100]}.{secrets.token_hex(4)}.part")
    try:
        with part.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            part.chmod(path.stat().st_mode & 0o7777)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
