"""Finding names in text by hashing runs of tokens.

An index holds each surface form under the joined keys of its tokens. It is built one initial letter
at a time, when a text first needs it: a question needs few of them, and starting stays fast.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple, get_args

from citewell.text._spelling import one_spelling
from citewell.text._term_tables import How, Term

_HOWS: tuple[How, ...] = get_args(How)
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[^\w\s'’‐‑-]")
_PLURAL_KEPT = re.compile(r"(?:ss|us|is|ous)$")
_ONE = (1,)
_KEYS_KEPT = 50_000


class Form(NamedTuple):
    """One surface form of a concept. ``exact`` holds its tokens where they must be so written."""

    term: Term
    how: How
    surface: str
    exact: tuple[str, ...] | None


class Token(NamedTuple):
    """One token of a text with the key that its spellings share."""

    raw: str
    key: str
    start: int
    end: int


class _Bucket(NamedTuple):
    """The forms of one initial by joined keys, and how many tokens they may have by first key."""

    forms: dict[str, list[Form]]
    lengths: dict[str, tuple[int, ...]]


_Entry = tuple[Term, str, How]


@dataclass(frozen=True, slots=True)
class Index:
    """The surface forms of concepts."""

    _entries: dict[str, list[_Entry]]
    _buckets: dict[str, _Bucket] = field(default_factory=dict[str, _Bucket])
    _starts: dict[str, bool] = field(default_factory=dict[str, bool])

    @classmethod
    def of(cls, concepts: Iterable[Term]) -> "Index":
        """An index of all forms of some concepts."""
        entries: dict[str, list[_Entry]] = {}
        for term in concepts:
            for surface, how in term.forms():
                if how != "name" and surface in _not_names():
                    continue
                entries.setdefault(_initial(surface), []).append((term, surface, how))
        return cls(entries)

    def longest(
        self, tokens: list[Token], at: int, *, shouted: bool
    ) -> tuple[int, list[Form]] | None:
        """The longest forms that stand at a token, with their number of tokens."""
        first = tokens[at].key
        if not self._starts_form(first):
            return None
        bucket = self._bucket(_initial(first))
        for length in bucket.lengths.get(first, _ONE):
            run = tokens[at : at + length]
            if len(run) < length:
                continue
            head = " ".join([token.key for token in run[:-1]])
            for last in _variants(run[-1].key):
                forms = bucket.forms.get(f"{head} {last}" if head else last, ())
                fitting = [form for form in forms if _fits(form, run, shouted=shouted)]
                if fitting:
                    return length, fitting
        return None

    def _starts_form(self, key: str) -> bool:
        """Whether any form starts with a key; remembered, since most words of a text start none."""
        starts = self._starts.get(key)
        if starts is None:
            if len(self._starts) >= _KEYS_KEPT:
                self._starts.clear()
            bucket = self._bucket(_initial(key))
            starts = key in bucket.lengths or any(v in bucket.forms for v in _variants(key))
            self._starts[key] = starts
        return starts

    def _bucket(self, initial: str) -> _Bucket:
        bucket = self._buckets.get(initial)
        if bucket is None:
            bucket = self._buckets[initial] = _build(self._entries.get(initial, []))
        return bucket


def tokenise(text: str) -> list[Token]:
    """The tokens of a text: words and punctuation; hyphens and spaces only part them."""
    return [Token(m[0], _key(m[0]), m.start(), m.end()) for m in _TOKEN.finditer(text)]


def is_short_english_word(word: str) -> bool:
    """Whether letters that could be an abbreviation are also a common word of up to six letters."""
    return word.lower() in _common_words()


def _initial(word: str) -> str:
    start = word.lstrip(" -'’‐‑_\n")[:2].casefold()
    return "e" if start in ("ae", "oe") else start[:1]


def _build(entries: list[_Entry]) -> _Bucket:
    forms: dict[str, list[Form]] = {}
    lengths: dict[str, set[int]] = {}
    seen: set[tuple[str, str]] = set()
    for term, surface, how in entries:
        for tokens in _spellings(surface):
            for key in _joined_keys(tokens, how):
                if (term.id, key) not in seen:
                    seen.add((term.id, key))
                    form = Form(term, how, surface, _exact(surface, tokens))
                    forms.setdefault(key, []).append(form)
            if len(tokens) > 1:
                lengths.setdefault(_key(tokens[0]), {1}).add(len(tokens))
    for same in forms.values():
        same.sort(key=lambda form: _HOWS.index(form.how))
    return _Bucket(forms, {key: tuple(sorted(n, reverse=True)) for key, n in lengths.items()})


def _joined_keys(tokens: list[str], how: How) -> list[str]:
    """The key of a form, and of its singular where it is given in the plural ("statins")."""
    keys = [_key(token) for token in tokens]
    joined = " ".join(keys)
    if how in ("name", "synonym", "lay") and len(keys[-1]) > 5 and keys[-1].endswith("s"):
        head = joined[: len(joined) - len(keys[-1])]
        return [head + last for last in _variants(keys[-1])]
    return [joined]


def _spellings(surface: str) -> Iterator[list[str]]:
    """The token runs by which a form is found: as is, without full stops or apostrophe, in one."""
    tokens = _TOKEN.findall(surface)
    yield tokens
    if "." in surface:
        yield _TOKEN.findall(surface.replace(".", ""))
    if "'s " in surface:
        yield _TOKEN.findall(surface.replace("'s ", "s "))
    if "-" in surface and " " not in surface:
        yield [surface.replace("-", "")]


def _exact(surface: str, tokens: list[str]) -> tuple[str, ...] | None:
    """The letters as they must be written: for "MI" and "AIDS", not for "COPD" and "IL-5"."""
    if len(surface) > 6 or surface == surface.lower() or any(map(str.isdigit, surface)):
        return None
    short = sum(map(str.isalpha, surface)) <= 2
    return tuple(tokens) if short or is_short_english_word(surface) else None


def _fits(form: Form, run: list[Token], *, shouted: bool) -> bool:
    if form.exact is None:
        return True
    if shouted and len(run) == 1 and is_short_english_word(run[0].raw):
        return False
    written = [token.raw for token in run]
    last, want = written.pop(), form.exact[-1]
    return written == list(form.exact[:-1]) and last in {want, f"{want}s", f"{want}'s", f"{want}’s"}


@lru_cache(maxsize=1)
def _not_names() -> frozenset[str]:
    """Words that tables give as lay names but that mostly mean something else: "rates fell"."""
    path = files("citewell.text") / "data" / "not_names.txt"
    return frozenset(path.read_text(encoding="utf-8").split())


@lru_cache(maxsize=1)
def _common_words() -> frozenset[str]:
    path = files("citewell.text") / "data" / "short_english_words.txt"
    return frozenset(path.read_text(encoding="utf-8").split())


@lru_cache(maxsize=50_000)
def _key(token: str) -> str:
    """What two spellings of a token have in common: lower case, no possessive, one spelling."""
    key = token.casefold()
    if "'" in key or "’" in key:
        key = key.replace("’", "'").removesuffix("'s").replace("'", "")
    return one_spelling(key)


@lru_cache(maxsize=20_000)
def _variants(key: str) -> tuple[str, ...]:
    """A key and what it may be the plural of, or the plural of a class name given in plural."""
    if len(key) < 4 or not key.endswith("s") or _PLURAL_KEPT.search(key):
        return (key,)
    if key.endswith("ies") and len(key) > 5:
        return key, key[:-1], f"{key[:-3]}y"
    if key.endswith(("xes", "ches", "shes", "sses", "oes")):
        return key, key[:-1], key[:-2]
    return key, key[:-1]
