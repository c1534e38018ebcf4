"""Term tables: brand, generic, class, lay and abbreviated names, all leading to one concept.

The tables are ``data/terms/*.jsonl``, one concept a line. Several files may hold the same concept:
their rows are merged. Names are found in text by hashing runs of tokens, so the time for a sentence
does not grow with the tables.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import get_args

from citewell.model import Concept, ConceptType
from citewell.text._spelling import one_spelling
from citewell.text._term_tables import How, Term, read_concepts

_HOWS: tuple[How, ...] = get_args(How)
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[^\w\s'’‐‑-]")
_ONE = (1,)
_FIRST = "common.jsonl"
"""Read first, so that general names and types stand where a topic differs."""
_PLURAL_KEPT = re.compile(r"(?:ss|us|is|ous)$")


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept named in a text: ``matched`` is ``text[start:end]``.

    ``also`` holds the ids of further concepts with the same name, less likely ones.
    """

    id: str
    type: ConceptType
    name: str
    matched: str
    start: int
    end: int
    how: How
    also: tuple[str, ...] = ()

    def concept(self) -> Concept:
        """The mention as a noun of the model, with how the words led to it."""
        same = self.matched.casefold() == self.name.casefold()
        explained = None if same else f"{self.matched} -> {self.name} ({self.how})"
        return Concept(
            id=self.id,
            type=self.type,
            name=self.name,
            matched=self.matched,
            start=self.start,
            end=self.end,
            explained=explained,
        )


@dataclass(frozen=True, slots=True)
class _Form:
    term: Term
    how: How
    surface: str
    exact: tuple[str, ...] | None
    """The tokens as they must be written, for short abbreviations."""


@dataclass(frozen=True, slots=True)
class _Token:
    raw: str
    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Terms:
    """All known concepts; made by :func:`terms` or :func:`read_terms`."""

    by_id: Mapping[str, Term]
    _index: Mapping[str, list[_Form]]
    _lengths: Mapping[str, tuple[int, ...]]
    _members: Mapping[str, tuple[str, ...]]

    def __len__(self) -> int:
        return len(self.by_id)

    def get(self, concept_id: str) -> Term | None:
        """The concept with this id, or None."""
        return self.by_id.get(concept_id)

    def names(self, concept_id: str) -> tuple[str, ...]:
        """Every surface form of a concept, its name first; empty if it is unknown."""
        term = self.by_id.get(concept_id)
        return tuple(dict.fromkeys(form for form, _ in term.forms())) if term else ()

    def classes(self, concept_id: str) -> tuple[str, ...]:
        """The classes of a concept, their classes and so on, nearest first."""
        return _reach(concept_id, lambda i: t.classes if (t := self.by_id.get(i)) else ())

    def members(self, class_id: str) -> tuple[str, ...]:
        """The concepts of a class, those of its sub-classes and so on, nearest first."""
        return _reach(class_id, lambda i: self._members.get(i, ()))

    def expand(self, text: str) -> dict[str, tuple[str, ...]]:
        """Every concept named in a text with all its names, for the expansion of a query."""
        return {mention.id: self.names(mention.id) for mention in self.find(text)}

    def find(self, text: str) -> list[Mention]:
        """The concepts named in a text, in order and without overlap; the longest name wins.

        Case does not matter, save for abbreviations of one or two letters and those that are
        also English words (AIDS, CAP). Plurals, possessives, hyphens and British or American spelling
        do not matter.

        >>> [(m.id, m.matched, m.how) for m in terms().find("High blood pressure and NSAIDs")]
        [('hypertension', 'High blood pressure', 'lay'), ('nsaid', 'NSAIDs', 'abbreviation')]
        """
        tokens = _tokens(text)
        shouted = not any(map(str.islower, text))
        mentions: list[Mention] = []
        at = 0
        while at < len(tokens):
            found = self._longest(tokens, at, shouted=shouted)
            if found is None:
                at += 1
                continue
            length, forms = found
            mentions.append(_mention(forms, tokens[at : at + length], text))
            at += length
        return mentions

    def _longest(
        self, tokens: list[_Token], at: int, *, shouted: bool
    ) -> tuple[int, list[_Form]] | None:
        for length in self._lengths.get(tokens[at].key, _ONE):
            run = tokens[at : at + length]
            if len(run) < length:
                continue
            head = " ".join([token.key for token in run[:-1]])
            for last in _variants(run[-1].key):
                forms = self._index.get(f"{head} {last}" if head else last, ())
                fitting = [form for form in forms if _fits(form, run, shouted=shouted)]
                if fitting:
                    return length, fitting
        return None


@lru_cache(maxsize=1)
def terms() -> Terms:
    """The term tables of the package.

    Raises:
        SourceError: a row cannot be read; names the file and line.

    >>> terms().get("pregnancy").type.value
    'population'
    """
    folder = files("citewell.text") / "data" / "terms"
    paths = [path for path in folder.iterdir() if path.name.endswith(".jsonl")]
    paths.sort(key=lambda path: (path.name != _FIRST, path.name))
    return read_terms({path.name: path.read_text(encoding="utf-8") for path in paths})


def read_terms(tables: Mapping[str, str]) -> Terms:
    """Make terms of the content of term files, by file name.

    Rows of the same id are merged: names are united; the first ``type``, ``name`` and ``plain``
    stay, and a further ``name`` becomes a synonym.

    Raises:
        SourceError: a row is no JSON object, lacks a field, or has an unknown field or type.

    >>> rows = '{"id": "dupilumab", "type": "drug", "name": "dupilumab", "brand": ["Dupixent"]}'
    >>> read_terms({"drugs.jsonl": rows}).find("on Dupixent")[0].id
    'dupilumab'
    """
    by_id = read_concepts(tables)
    members: dict[str, list[str]] = {}
    for term in by_id.values():
        for class_id in term.classes:
            members.setdefault(class_id, []).append(term.id)
    index, lengths = _build(by_id.values())
    return Terms(by_id, index, lengths, {k: tuple(v) for k, v in members.items()})


def _build(
    concepts: Iterable[Term],
) -> tuple[dict[str, list[_Form]], dict[str, tuple[int, ...]]]:
    """Forms by their joined token keys, and how many tokens forms may have by first key."""
    index: dict[str, list[_Form]] = {}
    lengths: dict[str, set[int]] = {}
    for term in concepts:
        seen: set[str] = set()
        for surface, how in term.forms():
            for tokens in _spellings(surface):
                for key in _joined_keys(tokens, how):
                    if key not in seen:
                        seen.add(key)
                        form = _Form(term, how, surface, _exact(surface, tokens))
                        index.setdefault(key, []).append(form)
                if len(tokens) > 1:
                    lengths.setdefault(_key(tokens[0]), {1}).add(len(tokens))
    for forms in index.values():
        if len(forms) > 1:
            forms.sort(key=lambda form: _HOWS.index(form.how))
    return index, {key: tuple(sorted(found, reverse=True)) for key, found in lengths.items()}


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


def _fits(form: _Form, run: list[_Token], *, shouted: bool) -> bool:
    if form.exact is None:
        return True
    if shouted and len(run) == 1 and is_short_english_word(run[0].raw):
        return False
    written = [token.raw for token in run]
    last, want = written.pop(), form.exact[-1]
    return written == list(form.exact[:-1]) and last in {want, f"{want}s", f"{want}'s", f"{want}’s"}


def _mention(forms: list[_Form], run: list[_Token], text: str) -> Mention:
    best = forms[0]
    last = run[-1].raw
    end = run[-1].end
    if last.endswith(("'s", "’s")) and not best.surface.endswith(("'s", "’s")):
        end -= 2
    return Mention(
        id=best.term.id,
        type=best.term.type,
        name=best.term.name,
        matched=text[run[0].start : end],
        start=run[0].start,
        end=end,
        how=best.how,
        also=tuple(dict.fromkeys(form.term.id for form in forms[1:])),
    )


def _reach(start: str, following: Callable[[str], Iterable[str]]) -> tuple[str, ...]:
    reached: dict[str, None] = {}
    ahead = list(following(start))
    while ahead:
        at = ahead.pop(0)
        if at not in reached and at != start:
            reached[at] = None
            ahead += following(at)
    return tuple(reached)


def _tokens(text: str) -> list[_Token]:
    return [_Token(m[0], _key(m[0]), m.start(), m.end()) for m in _TOKEN.finditer(text)]


def is_short_english_word(word: str) -> bool:
    """Whether letters that could be an abbreviation are also a common word of up to six letters."""
    return word.lower() in _common_words()


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
