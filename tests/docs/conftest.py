"""The documents under test."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def documents() -> list[Path]:
    """Every Markdown page that a reader meets."""
    front = [
        ROOT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")
    ]
    licence = ROOT / "src/citewell/starter/LICENSE.md"
    return [*front, licence, *sorted((ROOT / "docs").rglob("*.md"))]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One test per page for tests that take ``page``."""
    if "page" in metafunc.fixturenames:
        pages = documents()
        metafunc.parametrize("page", pages, ids=[str(p.relative_to(ROOT)) for p in pages])
