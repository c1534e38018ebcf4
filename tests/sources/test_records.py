"""Cutting records: the same wherever the reads fall."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citewell.sources._records import _Cutter

GOLDEN = (Path(__file__).parent / "data" / "pubmed.xml").read_bytes()
TAGS = ("PubmedArticle", "PubmedBookArticle")


def cut(data: bytes, places: list[int], limit: int = 10**6):
    cutter = _Cutter(TAGS, limit)
    edges = [0, *sorted(p % (len(data) + 1) for p in places), len(data)]
    records = [r for a, b in pairwise(edges) for r in cutter.feed(data[a:b])]
    return [
        (r.number, r.line, r.data, r.error and r.error.what) for r in [*records, *cutter.close()]
    ]


@given(st.lists(st.integers(0, 10**6), max_size=30))
def test_where_the_reads_fall_makes_no_difference(places):
    whole = cut(GOLDEN, [])
    assert len(whole) == 5
    assert cut(GOLDEN, places) == whole


@pytest.mark.parametrize("step", [1, 7, 100, 300])
def test_reads_of_any_size(step):
    assert cut(GOLDEN, list(range(0, len(GOLDEN), step))) == cut(GOLDEN, [])


def test_lines_count_from_the_start_of_the_file():
    for _, line, data, _ in cut(GOLDEN, list(range(0, len(GOLDEN), 50))):
        assert GOLDEN.split(b"\n")[line - 1] == data.split(b"\n")[0]


@given(st.lists(st.integers(0, 10**6), max_size=30))
def test_an_overlong_record_is_passed_over_wherever_the_reads_fall(places):
    long = GOLDEN.replace(b"Severe asthma is common.", b"x" * 50_000, 1)
    found = cut(long, [*places, *range(0, len(long), 1000)], limit=20_000)
    assert [error for *_, error in found] == ["is larger than 0 MB", None, None, None, None]
