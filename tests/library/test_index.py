"""BM25 against a plain computation of the formula."""

import math
from collections import Counter

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from citewell.library._index import K1, B, Index

Passages = list[list[int]]


def index_of(passages: Passages) -> Index:
    return Index(
        pa.table(
            {
                "edition": pa.array(range(len(passages)), pa.int64()),
                "id": pa.array([f"p{n}" for n in range(len(passages))]),
                "index": pa.array([0] * len(passages), pa.int32()),
                "terms": pa.array(passages, pa.list_(pa.uint32())),
            }
        )
    )


def plain_scores(passages: Passages, weights: dict[int, float]) -> dict[int, float]:
    mean = sum(map(len, passages)) / len(passages)
    scores: dict[int, float] = {}
    for row, passage in enumerate(passages):
        counts = Counter(passage)
        for term, weight in weights.items():
            if counts[term]:
                holders = sum(term in other for other in passages)
                idf = math.log(1 + (len(passages) - holders + 0.5) / (holders + 0.5))
                norm = K1 * (1 - B + B * len(passage) / mean)
                part = weight * idf * counts[term] * (K1 + 1) / (counts[term] + norm)
                scores[row] = scores.get(row, 0.0) + part
    return scores


codes = st.sampled_from([0, 1, 7, 300, 2**31, 2**32 - 1])


@given(
    st.lists(st.lists(codes, max_size=12), min_size=1, max_size=20),
    st.dictionaries(codes, st.floats(0.1, 2.0), min_size=1),
)
def test_scores_are_those_of_the_formula(passages: Passages, weights: dict[int, float]) -> None:
    ranked = index_of(passages).rank(weights, limit=100)

    expected = plain_scores(passages, weights)
    assert dict(zip(ranked.rows, ranked.scores, strict=True)) == pytest.approx(expected)


def test_all_that_tie_with_the_last_are_given() -> None:
    ranked = index_of([[1], [1], [1], [1, 1]]).rank({1: 1.0}, limit=2)

    assert sorted(ranked.rows) == [0, 1, 2, 3]


def test_an_empty_index_finds_nothing() -> None:
    assert index_of([]).rank({1: 1.0}, limit=5).rows == []
    assert index_of([[], []]).rank({1: 1.0}, limit=5).rows == []
