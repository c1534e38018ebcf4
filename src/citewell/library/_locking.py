"""One writer at a time: an operating-system lock on a file, freed when its process ends."""

import os
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from citewell.model.errors import LibraryError

LOCK_NAME = "writer.lock"
WAIT = 10.0
"""Seconds a writer waits for another one."""

_PAUSE = 0.05
# Windows locks are mandatory, so the byte locked lies beyond the process id written at the start.
_LOCKED_BYTE = 1024


@contextmanager
def writer_lock(folder: Path, wait: float = WAIT) -> Generator[None]:
    """Hold the writer's lock of a library folder.

    The system frees the lock when the process ends, however it ends, so a killed writer never
    leaves a library locked.

    Raises:
        LibraryError: another process holds it after ``wait`` seconds, or the folder is not
            writable.
    """
    handle = _open(folder)
    try:
        _acquire(handle, folder, wait)
        os.truncate(handle, 0)
        os.write(handle, str(os.getpid()).encode())
        try:
            yield
        finally:
            _unlock(handle)
    finally:
        os.close(handle)


def _open(folder: Path) -> int:
    try:
        return os.open(folder / LOCK_NAME, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise LibraryError(
            f"the library folder cannot be written to ({error.strerror})",
            where=str(folder),
            todo="Check who owns the folder, or choose another with --library or CITEWELL_LIBRARY",
        ) from error


def _acquire(handle: int, folder: Path, wait: float) -> None:
    until = time.monotonic() + wait
    while not _try_lock(handle):
        if time.monotonic() >= until:
            holder = os.pread(handle, 32, 0).decode("ascii", "replace") if _POSIX else ""
            raise LibraryError(
                f"another process is writing to the library (process {holder or 'unknown'})",
                where=str(folder),
                todo="Wait until it has finished, or end that process, and repeat",
            )
        time.sleep(_PAUSE)


_POSIX = sys.platform != "win32"

if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        os.lseek(handle, 0, os.SEEK_SET)
        return True

    def _unlock(handle: int) -> None:
        os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)
