"""What the tests of the readers share."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from citewell.model import Document
from citewell.sources import ReadFailure, read_path

DATA = Path(__file__).parent / "data"


@pytest.fixture
def data() -> Path:
    """The folder of hand-written sample files."""
    return DATA


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., list[Document | ReadFailure]]:
    """Reads a file, or bytes or text under a file name, at a fixed time."""

    def reader(
        name: str | Path, content: bytes | str | None = None
    ) -> list[Document | ReadFailure]:
        path = Path(name)
        if content is not None:
            path = tmp_path / path.name
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return list(read_path(path, clock=lambda: datetime(2025, 1, 2, 3, 4, 5, tzinfo=UTC)))

    return reader
