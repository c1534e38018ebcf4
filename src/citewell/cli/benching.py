"""`citewell bench`: the measurements of `citewell.evaluation`."""

from typing import TYPE_CHECKING

from citewell.cli.output import emit, print_json, print_table, say

if TYPE_CHECKING:
    from citewell.evaluation.benches import Report
    from citewell.evaluation.figures import Figure


def run(name: str | None, *, as_json: bool) -> int:
    """Exit code 1 when a figure misses its target."""
    from citewell.evaluation.benches import bench_names, missed, run_bench

    if name is None:
        names = bench_names()
        if as_json:
            print_json({"benchmarks": list(names)})
        else:
            emit("".join(f"{one}\n" for one in names))
        return 0
    report = run_bench(name)
    if as_json:
        print_json(dict(report))
    else:
        _show(report)
    return 1 if missed(report) else 0


def _show(report: "Report") -> None:
    rows = [(f["name"], f"{f['value']:g}", f["unit"], f["target"], _met(f)) for f in report["figures"]]
    print_table(("figure", "value", "unit", "target", "met"), rows)
    say(f"{report['name']} on {report['data']}; {report['machine']}; commit {report['commit']}")
    for note in report["notes"]:
        say(note)


def _met(figure: "Figure") -> str:
    return "" if figure["met"] is None else "yes" if figure["met"] else "NO"
