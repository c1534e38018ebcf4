"""Tables: a value stays under its heading, whatever cells span."""

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from citewell.sources._tables import BAR, rows_of


def rows(xml):
    return rows_of(etree.fromstring(f"<table>{xml}</table>"))


def test_row_spans_are_repeated_and_column_spans_leave_room():
    assert rows(
        "<tr><td rowspan='2'>A</td><td colspan='2'>B</td><td>C</td></tr>"
        "<tr><td>1</td><td>2</td><td>3</td></tr>"
    ) == ["A | B |  | C", "A | 1 | 2 | 3"]


def test_absurd_spans_are_bounded():
    (row,) = rows("<tr><td colspan='999999999999'>A</td><td rowspan='-1'>B</td></tr>")
    assert len(row) < 300
    assert rows("<tr>" + "<td colspan='60'>A</td>" * 1000 + "</tr>")[0].count(BAR) < 1400


def test_a_bar_in_a_cell_cannot_make_a_column():
    assert rows("<tr><td>a | b</td><td>c</td></tr>") == ["a ¦ b | c"]


@given(st.lists(st.lists(st.integers(1, 3), min_size=1, max_size=4), min_size=1, max_size=5))
def test_without_row_spans_each_row_has_its_columns(widths):
    xml = "".join(
        "<tr>" + "".join(f"<td colspan='{w}'>x</td>" for w in row) + "</tr>" for row in widths
    )
    assert [len(row.split(" |")) for row in rows(xml)] == [sum(row) for row in widths]
