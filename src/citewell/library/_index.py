"""The search index: BM25 over the current passages, in memory, the same for the same content.

BM25 after Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009),
with the idf of Lucene (never negative) and the parameters k1 = 0.9, b = 0.4 that Trotman, Puurula
and Burgess found to hold up across collections ("Improvements to BM25 and Language Models
Examined", ADCS 2014).
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import numpy as np

K1 = 0.9
B = 0.4

# A posting is one 64-bit number: 32 bits of term code, 24 of passage number, 8 of frequency, so
# that sorting the numbers is building the index.
_TERM_SHIFT = 32
_DOC_SHIFT = 8
_MOST_PASSAGES = 1 << 24


class Ranked(NamedTuple):
    """The best passages, as rows of the index, best first; equal scores in no set order."""

    rows: list[int]
    scores: list[float]


class Index:
    """Postings of a set of passages.

    Args:
        table: an Arrow table with the columns ``edition``, ``id``, ``index`` and ``terms``, one row per passage.
    """

    def __init__(self, table: Any) -> None:
        import numpy as np

        if table.num_rows > _MOST_PASSAGES:
            raise ValueError(f"more than {_MOST_PASSAGES} passages do not fit the index")
        self._np = np
        self.editions: np.ndarray[Any, Any] = table["edition"].to_numpy()
        self._ids = table["id"]
        self._order = table["index"].to_numpy()
        codes, lengths = _flat(table["terms"])
        self._postings = _invert(codes, lengths)
        self._norms = _norms(lengths)

    def __len__(self) -> int:
        return len(self.editions)

    def name(self, row: int) -> str:
        """The id of a passage."""
        return self._ids[row].as_py()

    def position(self, row: int) -> int:
        """The place of a passage within its source."""
        return int(self._order[row])

    def holders(self, term: int) -> "np.ndarray[Any, Any]":
        """The rows of the passages that have a term, ascending."""
        return self._slice(term)[0]

    def rank(
        self,
        weights: Mapping[int, float],
        limit: int,
        allowed: "np.ndarray[Any, Any] | None" = None,
    ) -> Ranked:
        """Score passages for weighted terms.

        Args:
            weights: term code to weight.
            limit: passages wanted; those with the same score as the last one are given as well, so
                that the caller can break the tie by content.
            allowed: one boolean per row; None allows all.
        """
        np = self._np
        scores = np.zeros(len(self), dtype=np.float64)
        for term in sorted(weights):
            rows, frequency = self._slice(term)
            if len(rows):
                idf = np.log1p((len(self) - len(rows) + 0.5) / (len(rows) + 0.5))
                part = frequency * (K1 + 1) / (frequency + self._norms[rows])
                scores[rows] += weights[term] * idf * part
        if allowed is not None:
            scores[~allowed] = 0.0
        return self._best(scores, limit)

    def _best(self, scores: "np.ndarray[Any, Any]", limit: int) -> Ranked:
        np = self._np
        rows = np.flatnonzero(scores)
        if len(rows) > limit > 0:
            least = np.partition(scores[rows], len(rows) - limit)[len(rows) - limit]
            rows = rows[scores[rows] >= least]
        return Ranked(rows.tolist(), scores[rows].tolist())

    def _slice(self, term: int) -> "tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]":
        """Rows and frequencies of a term."""
        np = self._np
        last = min((term + 1) << _TERM_SHIFT, (1 << 64) - 1)
        edges = np.array([term << _TERM_SHIFT, last], dtype=np.uint64)
        low, high = np.searchsorted(self._postings, edges)
        part = self._postings[low:high]
        rows = (part >> np.uint64(_DOC_SHIFT)) & np.uint64(_MOST_PASSAGES - 1)
        return rows.astype(np.int64), (part & np.uint64(255)).astype(np.float64)


def _flat(column: Any) -> "tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]":
    """The term codes of all passages in a row, and how many each passage has."""
    import numpy as np

    lists = column.combine_chunks()
    codes = lists.flatten().to_numpy().astype(np.uint64)
    lengths = lists.value_lengths().to_numpy().astype(np.int64)
    return codes, lengths


def _invert(
    codes: "np.ndarray[Any, Any]", lengths: "np.ndarray[Any, Any]"
) -> "np.ndarray[Any, Any]":
    """Sorted postings; works in the memory of ``codes``, since fresh memory is most of the time."""
    import numpy as np

    if not len(codes):
        return codes
    codes <<= np.uint64(_TERM_SHIFT)
    rows = np.arange(len(lengths), dtype=np.uint64) << np.uint64(_DOC_SHIFT)
    codes |= np.repeat(rows, lengths)
    codes.sort()
    differs = np.ones(len(codes), dtype=np.bool_)
    np.not_equal(codes[1:], codes[:-1], out=differs[1:])
    starts = np.flatnonzero(differs)
    postings = codes[starts]
    counts = np.empty_like(starts)
    np.subtract(starts[1:], starts[:-1], out=counts[:-1])
    counts[-1] = len(codes) - starts[-1]
    np.minimum(counts, 255, out=counts)
    postings |= counts.view(np.uint64)
    return postings


def _norms(lengths: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
    """The part of BM25's denominator that depends on the length of a passage."""
    mean = lengths.sum() / max(1, len(lengths))
    return K1 * (1 - B + B * lengths / (mean or 1.0))
