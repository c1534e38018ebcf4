import sys
from io import StringIO

from hypothesis import given
from hypothesis import strategies as st

from citewell.cli.output import clean, emit, one_line, print_pairs, print_table


class Terminal(StringIO):
    """Standard output that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@given(st.text())
def test_nothing_that_steers_a_terminal_is_left(text):
    assert not any((ord(c) < 32 and c not in "\n\t") or 127 <= ord(c) < 160 for c in clean(text))
    assert "\n" not in one_line(text)
    if text.isprintable():
        assert clean(text) == text


def test_in_a_pipe_a_table_is_one_line_per_row(capsys):
    long = "word " * 60
    print_table(("a", "b"), [("one\ttwo", long), ("[bold]x[/bold]", None)])
    lines = capsys.readouterr().out.splitlines()
    assert lines == [f"one two\t{long.strip()}", "[bold]x[/bold]\t"]


def test_on_a_terminal_a_table_has_headings_and_no_markup(monkeypatch):
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    monkeypatch.setenv("COLUMNS", "60")
    print_table(("id", "title"), [("a", "[bold]x[/bold] " + "long " * 20)])
    shown = terminal.getvalue()
    assert "title" in shown
    assert "[bold]x[/bold]" in shown
    assert len(shown.splitlines()) > 2


def test_pairs_leave_out_what_is_empty(capsys, monkeypatch):
    rows = [
        ("name", "x"),
        ("authors", ["A", "B"]),
        ("ids", {"pmid": "1", "other": []}),
        ("none", []),
    ]
    print_pairs(rows)
    assert capsys.readouterr().out == "name\tx\nauthors\tA, B\nids\tpmid 1\n"
    monkeypatch.setattr(sys, "stdout", Terminal())
    print_pairs(rows)
    assert "authors  A, B\n" in sys.stdout.getvalue()


def test_emit_writes_as_is(capsys):
    emit("a\r\nb")
    assert capsys.readouterr().out == "a\r\nb"
