"""The registry of benchmarks and the report that each gives."""

import json
from importlib import import_module
from pathlib import Path

import pytest

from citewell.cli import benching
from citewell.evaluation import benches
from citewell.evaluation.benches import Measured, bench_names, missed, report, run_bench
from citewell.evaluation.figures import figure
from citewell.model.errors import UsageError

GOOD, BAD = figure("speed", 3, "s", at_most=4), figure("size", 9, "MB", at_most=4)


def test_every_benchmark_has_its_function() -> None:
    for bench in benches._BENCHES.values():
        module = import_module(f"citewell.evaluation.{bench.module}")
        assert callable(getattr(module, bench.function))


def test_a_report_names_machine_commit_and_data() -> None:
    found = report("demo", Measured([GOOD, BAD], "made up", ["a note"]))
    assert list(found) == ["name", "machine", "commit", "data", "figures", "notes"]
    assert found["machine"] and found["commit"]
    assert missed(found) == [BAD]


def test_an_unknown_name_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match="ask, add, read, topics, check, install"):
        run_bench("nothing")


def _run(figures: list[benches.Figure], capsys, monkeypatch, *, as_json: bool) -> tuple[int, str]:
    measured = Measured(figures, "made up", ["a note"])
    monkeypatch.setattr("citewell.evaluation.installing.measure_installing", lambda: measured)
    code = benching.run("install", as_json=as_json)
    printed = capsys.readouterr()
    return code, printed.out if as_json else printed.out + printed.err


def test_a_missed_target_is_said_and_gives_exit_code_1(capsys, monkeypatch) -> None:
    code, shown = _run([GOOD, BAD], capsys, monkeypatch, as_json=False)
    assert code == 1
    assert "MISSED" in shown and "1 of 2 figures miss their target" in shown
    assert "a note" in shown


def test_met_targets_and_skipped_benchmarks_give_exit_code_0(capsys, monkeypatch) -> None:
    assert _run([GOOD], capsys, monkeypatch, as_json=False)[0] == 0
    code, shown = _run([], capsys, monkeypatch, as_json=False)
    assert code == 0 and "a note" in shown


def test_json_is_one_value(capsys, monkeypatch) -> None:
    code, shown = _run([BAD], capsys, monkeypatch, as_json=True)
    assert code == 1
    assert json.loads(shown)["figures"] == [BAD]


def test_without_a_name_they_are_listed(capsys) -> None:
    assert benching.run(None, as_json=True) == 0
    assert [one["name"] for one in json.loads(capsys.readouterr().out)] == list(bench_names())


def test_the_page_has_a_place_for_the_figures_of_each() -> None:
    page = (Path(__file__).parents[2] / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    assert [name for name in bench_names() if f"<!-- bench:{name} -->" not in page] == []
