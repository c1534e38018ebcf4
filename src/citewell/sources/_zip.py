"""The parts of a zip archive held in memory, never unpacked beyond a limit."""

import zipfile
import zlib
from io import BytesIO

from citewell.model.errors import SourceError
from citewell.sources._failures import MEGABYTE

_MOST_PARTS = 10_000
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError)


class Parts:
    """The parts of an archive by name.

    Raises:
        SourceError: it is damaged, or has too many parts.
    """

    def __init__(self, data: bytes, limit: int) -> None:
        self._limit = limit
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
        except _DAMAGED as error:
            raise _damaged(error) from error
        if len(self._archive.namelist()) > _MOST_PARTS:
            raise SourceError(f"holds more than {_MOST_PARTS:,} parts", todo="Check what it is")
        self._names = set(self._archive.namelist())

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def read(self, name: str) -> bytes:
        """The bytes of a part.

        Raises:
            SourceError: it is damaged, encrypted, or unpacks to more than the limit.
        """
        try:
            with self._archive.open(name) as part:
                data = part.read(self._limit + 1)
        except RuntimeError as error:  # what zipfile raises for an encrypted part
            raise SourceError(
                "is protected by a password", todo="Save a copy without password and add that"
            ) from error
        except (*_DAMAGED, KeyError) as error:
            raise _damaged(error) from error
        if len(data) > self._limit:
            raise SourceError(
                f"unpacks to more than {self._limit / MEGABYTE:,.0f} MB ({name})",
                todo="Split it into smaller files",
            )
        return data


def _damaged(error: Exception) -> SourceError:
    told = (str(error).splitlines() or [""])[0][:100]
    return SourceError(f"is a damaged or cut-off zip archive ({told})", todo="Fetch the file again")
