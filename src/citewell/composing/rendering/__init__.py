"""An article as text, Markdown or a self-contained page; JSON is the article itself."""

from citewell.composing.rendering.html import to_html
from citewell.composing.rendering.markdown import to_markdown
from citewell.composing.rendering.text import to_text

__all__ = ["to_html", "to_markdown", "to_text"]
