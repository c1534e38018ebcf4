"""Clinical questions answered in articles whose every sentence is checked against its source.

>>> import citewell
>>> article = citewell.ask("What should my uric acid level be in gout?")  # doctest: +SKIP
>>> print(citewell.to_markdown(article))  # doctest: +SKIP
"""

from typing import TYPE_CHECKING, Any

from citewell._version import __version__

if TYPE_CHECKING:
    from citewell.answering import ask, open_library
    from citewell.composing.rendering import to_html, to_markdown, to_text
    from citewell.library import Library
    from citewell.model import Article

__all__ = [
    "Article",
    "Library",
    "__version__",
    "ask",
    "open_library",
    "to_html",
    "to_markdown",
    "to_text",
]

_HOMES = {
    "ask": "citewell.answering",
    "open_library": "citewell.answering",
    "Library": "citewell.library",
    "Article": "citewell.model",
    "to_html": "citewell.composing.rendering",
    "to_markdown": "citewell.composing.rendering",
    "to_text": "citewell.composing.rendering",
}


def __getattr__(name: str) -> Any:
    """Import on first use, so that ``import citewell`` stays cheap."""
    if name not in _HOMES:
        raise AttributeError(f"module 'citewell' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    """The public names, those not imported yet included."""
    return sorted(__all__)
