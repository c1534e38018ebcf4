"""The benchmarks by name, and the report that each of them gives."""

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from typing import NamedTuple, TypedDict

from citewell.evaluation.figures import Figure
from citewell.model.errors import UsageError


@dataclass(frozen=True, slots=True)
class Measured:
    """What a benchmark measured, and on what.

    ``notes`` say what a reader needs beside the figures: what was skipped and why, what failed.
    """

    figures: list[Figure]
    data: str
    notes: list[str] = field(default_factory=list[str])


class Report(TypedDict):
    """A benchmark as printed: the figures with all that is needed to judge and repeat them."""

    name: str
    machine: str
    commit: str
    data: str
    figures: list[Figure]
    notes: list[str]


class _Bench(NamedTuple):
    measures: str
    module: str
    function: str


_BENCHES = {
    "ask": _Bench("time and memory of an answer", "asking", "measure_asking"),
    "add": _Bench("storing and searching made-up plain text", "adding", "bench_adding"),
    "read": _Bench("the readers on real files (CITEWELL_DATA)", "corpora", "measure_reading"),
    "topics": _Bench("answers to the starter questions", "topics", "measure_topics"),
    "check": _Bench("planted errors, false alarms", "check_figures", "measure_checks"),
    "install": _Bench("packages of a plain install", "installing", "measure_installing"),
    "answers": _Bench(
        "first sentences of answers to fresh questions", "leading", "measure_leading"
    ),
}


def bench_names() -> dict[str, str]:
    """The benchmarks there are, and what each measures.

    >>> bench_names()["ask"]
    'time and memory of an answer'
    """
    return {name: bench.measures for name, bench in _BENCHES.items()}


def run_bench(name: str) -> Report:
    """Run a benchmark with its defaults.

    Raises:
        UsageError: there is no benchmark of that name.
    """
    if name not in _BENCHES:
        known = ", ".join(_BENCHES)
        raise UsageError(f"there is no benchmark {name}", todo=f"Use one of: {known}")
    bench = _BENCHES[name]
    module = import_module(f"citewell.evaluation.{bench.module}")
    measure: Callable[[], Measured] = getattr(module, bench.function)
    return report(name, measure())


def report(name: str, measured: Measured) -> Report:
    """The report of what was measured, on this machine and at this commit."""
    from citewell.evaluation.machine import commit, machine

    return Report(
        name=name,
        machine=machine(),
        commit=commit(),
        data=measured.data,
        figures=measured.figures,
        notes=measured.notes,
    )


def missed(found: Report) -> list[Figure]:
    """The figures that miss their target."""
    return [figure for figure in found["figures"] if figure["met"] is False]
