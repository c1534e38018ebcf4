"""Finding passages for a query: its words, and the other names of what it mentions."""

import re
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from citewell.library._catalog import Catalog, Entry
from citewell.library._index import Index, Ranked
from citewell.library._schema import PASSAGES, term_code
from citewell.library._tables import Tables
from citewell.library.reports import Hit
from citewell.model import SourceKind, SourceStatus

if TYPE_CHECKING:
    import numpy as np

    from citewell.text import Mention

EXPANSION_WEIGHT = 0.5
"""Weight of a word that the query does not use itself, beside 1.0 for its own words."""

_WORD = re.compile(r"[^\W_]\S*[^\W_]|[^\W_]")
_WORDS_SHOWN = 6
_NAMES_SHOWN = 3
_SAME = 9
"""Decimals to which scores are compared: below that, rounding decides and not content."""


class Expansion(NamedTuple):
    """Another name of something that the query mentions, and how the one led to the other."""

    tokens: tuple[str, ...]
    why: str


class Terms(NamedTuple):
    """What is searched for: the query's own words, and other names of what it mentions."""

    own: Mapping[str, str]
    """Token to the word of the query that it came from."""
    expansions: tuple[Expansion, ...] = ()

    def weights(self) -> dict[int, float]:
        """Term code to weight; a word of the query keeps its full weight.

        The words of a long name share its weight, since one of them alone is a weak sign.
        """
        weights: dict[int, float] = {}
        for expansion in self.expansions:
            share = EXPANSION_WEIGHT / len(expansion.tokens)
            for code in map(term_code, expansion.tokens):
                weights[code] = max(share, weights.get(code, 0.0))
        return weights | {term_code(token): 1.0 for token in self.own}


class Filters(NamedTuple):
    """Which documents count."""

    kinds: Collection[SourceKind] | None = None
    statuses: Collection[SourceStatus] | None = None
    source_ids: Collection[str] | None = None

    def allow(self, entry: Entry) -> bool:
        """True when the document passes every filter given."""
        return (
            (self.kinds is None or entry.kind in self.kinds)
            and (self.statuses is None or entry.status in self.statuses)
            and (self.source_ids is None or entry.id in self.source_ids)
        )


def build_index(tables: Tables, catalog: Catalog) -> Index:
    """The index over the current passages; what is orphaned or superseded is left out."""
    import numpy as np
    import pyarrow as pa

    table = tables.table(PASSAGES, ["edition", "id", "index", "terms"])
    live = np.array([entry.edition for entry in catalog.live()], dtype=np.int64)
    mask = np.isin(table["edition"].to_numpy(), live)
    return Index(table if mask.all() else table.filter(pa.array(mask)))


def read_query(query: str) -> Terms:
    """The words of a query and the names that its concepts go by as well."""
    from citewell.text import search_tokens, terms

    own: dict[str, str] = {}
    for word in _WORD.findall(query):
        for token in search_tokens(word):
            own.setdefault(token, word)
    known, expansions = terms(), dict[tuple[str, ...], Expansion]()
    for mention in known.find(query):
        for form in known.names(mention.id):
            tokens = tuple(dict.fromkeys(search_tokens(form)))
            if tokens and not own.keys() >= set(tokens):
                expansions.setdefault(tokens, Expansion(tokens, _led(mention, form)))
    return Terms(own, tuple(expansions.values()))


def _led(mention: "Mention", form: str) -> str:
    """How a mention led to another name of its concept."""
    explained = mention.concept().explained
    return explained if explained and form == mention.name else f"{mention.matched} -> {form}"


def search(index: Index, catalog: Catalog, terms: Terms, filters: Filters, limit: int) -> list[Hit]:
    """The best passages, best first; equal scores in the order of source id and position."""
    if limit <= 0:
        return []
    by_edition = catalog.by_edition()
    ranked = index.rank(terms.weights(), limit, _allowed(index, by_edition, filters))
    ordered = _ordered(index, by_edition, ranked)[:limit]
    reasons = _Reasons(index, terms, [row for _, row in ordered])
    return [
        Hit(
            passage_id=index.name(row),
            source_id=by_edition[int(index.editions[row])].id,
            score=round(score, 6),
            why=reasons.why(row),
        )
        for score, row in ordered
    ]


def _allowed(
    index: Index, by_edition: dict[int, Entry], filters: Filters
) -> "np.ndarray[Any, Any] | None":
    if filters == Filters():
        return None
    import numpy as np

    editions = [e for e, entry in by_edition.items() if filters.allow(entry)]
    return np.isin(index.editions, np.array(editions, dtype=np.int64))


def _ordered(index: Index, by_edition: dict[int, Entry], ranked: Ranked) -> list[tuple[float, int]]:
    def place(item: tuple[float, int]) -> tuple[float, str, int]:
        score, row = item
        source = by_edition[int(index.editions[row])].id
        return (-round(score, _SAME), source, index.position(row))

    return sorted(zip(ranked.scores, ranked.rows, strict=True), key=place)


class _Reasons:
    """Why each of a few passages was found."""

    def __init__(self, index: Index, terms: Terms, rows: list[int]) -> None:
        self._terms = terms
        tokens = [*terms.own, *(t for e in terms.expansions for t in e.tokens)]
        self._holders = {token: _among(index, token, rows) for token in dict.fromkeys(tokens)}

    def why(self, row: int) -> str:
        own = [w for token, w in self._terms.own.items() if row in self._holders[token]]
        named = [
            expansion.why
            for expansion in self._terms.expansions
            if expansion.tokens and all(row in self._holders[token] for token in expansion.tokens)
        ]
        words = [f"words: {', '.join(list(dict.fromkeys(own))[:_WORDS_SHOWN])}"] if own else []
        return (
            "; ".join(words + list(dict.fromkeys(named))[:_NAMES_SHOWN]) or "part of another name"
        )


def _among(index: Index, token: str, rows: list[int]) -> set[int]:
    import numpy as np

    holders = index.holders(term_code(token))
    return set(np.intersect1d(holders, np.array(rows, dtype=np.int64)).tolist())
