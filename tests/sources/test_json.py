"""Cutting JSON into records: any size of chunk, bad records alone, bounds."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citewell.model.errors import SourceError
from citewell.sources._json import _Cutter, at, items, load, nodes, text, texts

LISTS = frozenset({"results", "FullStudies"})


def cut(data: bytes, size: int = 5, limit: int = 10_000):
    cutter = _Cutter(LISTS, limit)
    found = []
    for start in range(0, len(data), size):
        found += cutter.feed(data[start : start + size])
    return found + list(cutter.close())


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text('ab"\\{}[]:,é\n', max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("xyz", max_size=3), inner, max_size=3)
    ),
    max_leaves=12,
)
records = st.lists(st.dictionaries(st.text('k"[é', max_size=3), values, max_size=3), max_size=5)


@given(records, st.integers(1, 40), st.sampled_from(["list", "under", "deep", "lines"]))
def test_records_come_out_whole(found, size, form):
    body = json.dumps(found, ensure_ascii=form == "deep")
    data = {
        "list": body,
        "under": f'{{"meta": {{"results": 1}}, "results": {body}, "end": {{"a": []}}}}',
        "deep": f'{{"Response": {{"FullStudies": {body}}}}}',
        "lines": "\n".join(map(json.dumps, found)),
    }[form]
    got = cut(data.encode(), size)
    assert [load(record.data) for record in got] == found
    assert [record.number for record in got] == list(range(1, len(found) + 1))


def test_an_object_without_a_list_is_one_record():
    (record,) = cut(b'{"a": {"b": [1, {"c": 2}]}}')
    assert load(record.data) == {"a": {"b": [1, {"c": 2}]}}


def test_lines_are_counted():
    got = cut(b'{"results": [\n{"a": 1},\n\n{"b":\n2}\n]}', 3)
    assert [record.name for record in got] == ["record 1 (line 2)", "record 2 (line 4)"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'{"results": [{"a": 1}, {"b":', "is cut off at the end"),
        (b'{"results": [{"a": 1}, {"b": "x', "is cut off at the end"),
        (b'{"results": [{"a": 1},', "would follow, but the file is cut off"),
    ],
)
def test_what_is_cut_off_is_said_after_what_is_whole(data, reason):
    first, last = cut(data)
    assert load(first.data) == {"a": 1}
    assert reason in last.error.what


def test_a_record_above_the_limit_fails_and_the_next_is_read():
    big = b'{"a": "' + b"x" * 500 + b'"}'
    first, second = cut(b'{"results": [' + big + b', {"b": 1}]}', 50, 200)
    assert "is larger than" in first.error.what
    assert load(second.data) == {"b": 1}


def test_deep_nesting_is_refused():
    with pytest.raises(SourceError, match="more than 200 levels"):
        cut(b'{"a":' * 300, 64)
    with pytest.raises(SourceError, match="is not JSON"):
        load(b"[" * 100_000)


def test_what_is_no_json_is_said_with_its_line():
    with pytest.raises(SourceError, match=r"line 2: is not JSON"):
        load(b'{"a":\n1,,}')
    with pytest.raises(SourceError, match="is not UTF-8"):
        load(b'{"a": "\xe9"}')


def test_paths_find_nothing_where_nothing_is():
    assert at([1], "a") is None
    assert items({"a": None}, "a") == []
    assert nodes({"a": [1, {"b": 2}]}, "a") == [{"b": 2}]
    assert (text({"a": True}, "a"), text({"a": 1.5}, "a")) == ("", "1.5")
    assert texts({"a": ["x", "", 3]}, "a") == ["x", "3"]
