"""An article as one page that needs nothing else: no request, no script, no style from outside."""

import base64
import hashlib
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from citewell.composing.rendering._opening import DocumentOf
from citewell.composing.rendering._page import page_of
from citewell.model import Article

if TYPE_CHECKING:
    from jinja2 import Template

_STYLES = ("tokens.css", "article.css")
_SCRIPT = "comfort.js"


def to_html(article: Article, document_of: DocumentOf) -> str:
    """The article as a self-contained page in which every number opens its passage.

    ``document_of(source_id, sha256)`` gives the document that a span points into, for instance
    ``Library.document``; where the library no longer holds it, the quote is shown with its
    surroundings only. The page carries its own content security policy: nothing is loaded, and
    no script or style runs but the two whose hashes it names.
    """
    page = page_of(article, document_of)
    return _template().render(
        page=page, article=article, style=_style(), script=_script(), csp=_csp()
    )


@lru_cache
def _template() -> "Template":
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
    environment.filters["capfirst"] = _capitalised
    return environment.from_string(_read("templates/article.html.j2"))


@lru_cache
def _style() -> str:
    return "\n".join(_read(f"static/{name}") for name in _STYLES)


@lru_cache
def _script() -> str:
    return _read(f"static/{_SCRIPT}")


@lru_cache
def _csp() -> str:
    return (
        f"default-src 'none'; style-src '{_digest(_style())}'; script-src '{_digest(_script())}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _digest(text: str) -> str:
    """The hash by which a content security policy (level 3) allows one inline element."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _read(name: str) -> str:
    package = files("citewell.composing.rendering")
    return package.joinpath(name).read_text(encoding="utf-8").replace("\r\n", "\n")
