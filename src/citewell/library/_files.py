"""The small JSON files of a library, in a local folder or an object store."""

import json
import os
from pathlib import Path
from typing import Any

from citewell.library._errors import guarded
from citewell.model.errors import LibraryError

LOCATION_VARIABLE = "CITEWELL_LIBRARY"


def is_remote(uri: str) -> bool:
    """True for an address such as ``s3://bucket/library``; such addresses go to the engine as is.

    >>> is_remote("s3://bucket/library"), is_remote("/srv/library"), is_remote("C:\\\\library")
    (True, False, False)
    """
    return "://" in uri


def default_location() -> str:
    """``CITEWELL_LIBRARY`` if set, else ``library`` in the platform's user data folder."""
    named = os.environ.get(LOCATION_VARIABLE)
    if named:
        return named
    from platformdirs import user_data_dir

    return str(Path(user_data_dir("citewell", appauthor=False)) / "library")


class Files:
    """Reads and writes whole JSON files below the library's location."""

    def __init__(self, uri: str) -> None:
        self.uri = uri if is_remote(uri) else str(Path(uri).expanduser().absolute())

    @property
    def folder(self) -> Path | None:
        """The local folder, or None for an object store."""
        return None if is_remote(self.uri) else Path(self.uri)

    def at(self, name: str) -> str:
        """The address of something in the library."""
        return (
            f"{self.uri.rstrip('/')}/{name}" if is_remote(self.uri) else str(Path(self.uri) / name)
        )

    def read(self, name: str) -> dict[str, Any] | None:
        """The JSON object in a file; None if there is no such file.

        Raises:
            LibraryError: it cannot be read or is not JSON.
        """
        with guarded(self.uri, f"the file {name}"):
            data = self._load(name)
        if data is None:
            return None
        try:
            value = json.loads(data)
        except ValueError as error:
            raise self._damaged(name) from error
        if not isinstance(value, dict):
            raise self._damaged(name)
        return value

    def write(self, name: str, value: dict[str, Any]) -> None:
        """Write a JSON object; a reader sees the old file or the new one, never a part."""
        data = (json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode()
        with guarded(self.uri, f"the file {name}"):
            self._store(name, data)

    def names(self, folder: str) -> list[str]:
        """Names of the JSON files in a folder of the library, sorted."""
        with guarded(self.uri, f"the folder {folder}"):
            if self.folder is not None:
                return sorted(path.name for path in (self.folder / folder).glob("*.json"))
            from pyarrow import fs

            system, base = self._system(folder)
            found = system.get_file_info(fs.FileSelector(base, allow_not_found=True))
            return sorted(info.base_name for info in found if info.base_name.endswith(".json"))

    def size(self) -> int | None:
        """Bytes on disk; None for an object store."""
        if self.folder is None:
            return None
        return sum(_size(path) for path in self.folder.rglob("*"))

    def _load(self, name: str) -> bytes | None:
        if self.folder is not None:
            path = self.folder / name
            return path.read_bytes() if path.is_file() else None
        system, path = self._system(name)
        if not system.get_file_info(path).is_file:
            return None
        with system.open_input_stream(path) as stream:
            return stream.read()

    def _store(self, name: str, data: bytes) -> None:
        if self.folder is not None:
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            part = path.with_name(f".{path.name}.{os.getpid()}.part")
            part.write_bytes(data)
            part.replace(path)
            return
        system, path = self._system(name)
        if system.type_name == "local":  # Object stores have no folders to make.
            system.create_dir(path.rsplit("/", 1)[0])
        with system.open_output_stream(path) as stream:
            stream.write(data)

    def _system(self, name: str) -> tuple[Any, str]:
        from pyarrow import fs

        return fs.FileSystem.from_uri(self.at(name))

    def _damaged(self, name: str) -> LibraryError:
        return LibraryError(
            f"the file {name} is damaged (not a JSON object)",
            where=self.uri,
            todo="Restore it from a copy, or add the sources again to a new folder",
        )


def _size(path: Path) -> int:
    try:
        return path.stat().st_size if path.is_file() else 0
    except OSError:  # A writer may remove a file between listing and asking.
        return 0
