"""Words of everyday speech: a question is never about them, so a library need not hold them."""

from functools import lru_cache
from importlib.resources import files

from citewell.text.search_tokens import search_tokens


@lru_cache(maxsize=1)
def everyday_words() -> frozenset[str]:
    """The search tokens of the everyday words in ``data/everyday_words.txt``.

    >>> "yesterday" in everyday_words(), "alopecia" in everyday_words()
    (True, False)
    """
    text = files("citewell.text").joinpath("data", "everyday_words.txt").read_text(encoding="utf-8")
    lines = [line for line in text.split("\n") if not line.startswith("#")]
    return frozenset(search_tokens(" ".join(lines)))
