"""Term tables: brand, generic, class, lay and abbreviated names, all leading to one concept.

The tables are ``data/terms/*.jsonl``, one concept a line. Several files may hold the same concept:
their rows are merged. Names are found in text by hashing runs of tokens, so the time for a sentence
does not grow with the tables.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from citewell.model import Concept, ConceptType
from citewell.text._term_index import Form, Index, Token, tokenise
from citewell.text._term_tables import How, Term, read_concepts

_FIRST = "common.jsonl"
"""Read first, so that general names and types stand where a topic differs."""


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
class Terms:
    """All known concepts; made by :func:`terms` or :func:`read_terms`."""

    by_id: Mapping[str, Term]
    _index: Index
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
        tokens = tokenise(text)
        shouted = not any(map(str.islower, text))
        mentions: list[Mention] = []
        at = 0
        while at < len(tokens):
            found = self._index.longest(tokens, at, shouted=shouted)
            if found is None:
                at += 1
                continue
            length, forms = found
            mentions.append(_mention(forms, tokens[at : at + length], text))
            at += length
        return mentions


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
    index = Index.of(by_id.values())
    return Terms(by_id, index, {k: tuple(v) for k, v in members.items()})


def _mention(forms: list[Form], run: list[Token], text: str) -> Mention:
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
