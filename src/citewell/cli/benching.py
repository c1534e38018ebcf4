"""`citewell bench`: the measurements of `citewell.evaluation`."""

from typing import TYPE_CHECKING

from citewell.cli.output import print_json, print_table, say

if TYPE_CHECKING:
    from citewell.evaluation.benches import Report
    from citewell.evaluation.figures import Figure

_MET = {True: "met", False: "MISSED", None: ""}


def run(name: str | None, *, as_json: bool) -> int:
    """Run a benchmark and print it; 1 when a figure misses its target. Without a name: list them."""
    from citewell.evaluation.benches import missed, run_bench

    if name is None:
        _list(as_json=as_json)
        return 0
    found = run_bench(name)
    if as_json:
        print_json(dict(found))
    else:
        _show(found, len(missed(found)))
    return 1 if missed(found) else 0


def _list(*, as_json: bool) -> None:
    from citewell.evaluation.benches import bench_names

    if as_json:
        print_json([{"name": name, "measures": what} for name, what in bench_names().items()])
    else:
        print_table(("name", "measures"), bench_names().items())


def _show(found: "Report", short: int) -> None:
    say(f"{found['name']}: {found['machine']}, {found['commit']}")
    say(f"Data: {found['data']}\n")
    if found["figures"]:
        print_table(("figure", "value", "unit", "target", ""), map(_row, found["figures"]))
    for note in found["notes"]:
        say(note)
    if short:
        say(f"\n{short} of {len(found['figures'])} figures miss their target.")


def _row(found: "Figure") -> tuple[str, ...]:
    value = f"{found['value']:g}"
    return (found["name"], value, found["unit"], found["target"] or "", _MET[found["met"]])
