"""How long an answer takes and how much memory: the figures of ``citewell bench ask``."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

from citewell.evaluation.benches import Measured
from citewell.evaluation.figures import Figure, figure
from citewell.library import Library
from citewell.model import Audience
from citewell.model.errors import CitewellError
from citewell.starter import load_starter, starter_documents

README_QUESTION = (
    "Should I continue taking Dupixent (dupilumab) for severe asthma with persistent cough and mucus "
    "despite nasal spray treatment and potential Clarifix procedure?"
)
_RUN = "from citewell.cli import main; main()"


class Asked(NamedTuple):
    """A question that a starter topic says it answers, for one audience."""

    source_id: str
    audience: Audience
    question: str


class Run(NamedTuple):
    """One process: seconds from start to end, peak memory in MB (None where it is not told)."""

    seconds: float
    memory: float | None
    output: str


def measure_asking(
    processes: int = 11, passes: int = 3, asked: Sequence[Asked] | None = None
) -> Measured:
    """Time fresh processes and questions in a row.

    Args:
        processes: fresh processes for the cold figures (after one that makes the library).
        passes: how often the questions are asked in this process.
        asked: the questions for the warm figures; default: all of the starter topics.
    """
    with tempfile.TemporaryDirectory(prefix="citewell-bench-") as place:
        cold = _cold(Path(place) / "cold", processes)
        warm = _warm(Path(place) / "warm", asked or list(starter_questions()), passes)
    data = "starter library; cold: the question of the README; warm: all starter questions"
    note = (
        f"Cold: {processes} fresh processes with the files in the disk cache of the system, from "
        "the start of the process to its end, median. Warm: one process, library open; 'first "
        "time' is the first pass over the questions, 'again' the passes after it."
    )
    return Measured([*cold, *warm], data, [note])


def starter_questions() -> Iterator[Asked]:
    """Every question that the starter topics give.

    >>> next(starter_questions()).source_id
    'citewell:af-anticoagulation-elderly'
    """
    for document in starter_documents():
        for audience, questions in document.summary.questions.items() if document.summary else ():
            for question in questions:
                yield Asked(document.source.id, audience, question)


def run_fresh(words: Sequence[str], library: Path) -> Run:
    """Run the command line in a fresh process.

    Raises:
        CitewellError: the process did not end well.
    """
    began = perf_counter()
    with subprocess.Popen(  # noqa: S603 - this interpreter, this package
        [sys.executable, "-c", _RUN, *words],
        stdout=subprocess.PIPE,
        env={**os.environ, "CITEWELL_LIBRARY": str(library)},
    ) as process:
        output = process.stdout.read() if process.stdout else b""
        memory = _wait(process)
    seconds = perf_counter() - began
    if process.returncode:
        raise CitewellError(f"citewell {words[0]} ended with code {process.returncode}")
    return Run(seconds, memory, output.decode("utf-8", "replace"))


def _wait(process: "subprocess.Popen[bytes]") -> float | None:
    """Wait for the end of a process; its peak memory in MB where the system counts it."""
    if not hasattr(os, "wait4"):
        process.wait()
        return None
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    unit = 1 if sys.platform == "darwin" else 1024
    return usage.ru_maxrss * unit / 1e6


def _cold(library: Path, processes: int) -> list[Figure]:
    first, second, *rest = [
        run_fresh(["ask", README_QUESTION], library) for _ in range(max(2, processes + 1))
    ]
    helped = [run_fresh(["--help"], library).seconds for _ in range(processes)]
    again = [second.seconds, *(run.seconds for run in rest)]
    peaks = [run.memory for run in (second, *rest) if run.memory is not None]
    found = [
        figure("cold ask p50", median(again), "s", at_most=2.5),
        figure("cold ask, slowest", max(again), "s"),
        figure("first ask ever (makes the library)", first.seconds, "s"),
        figure("second ask, as `make ask` again", second.seconds, "s", at_most=4),
        figure("citewell --help p50", median(helped), "s", at_most=0.35),
    ]
    if peaks:
        found.append(figure("peak memory of ask", max(peaks), "MB", at_most=600))
    if first.memory is not None:
        found.append(figure("peak memory of the first ask", first.memory, "MB", at_most=600))
    return found


def _warm(place: Path, asked: Sequence[Asked], passes: int) -> list[Figure]:
    library = Library.open(place)
    load_starter(library)
    _one_pass(library, asked[:1])
    first = _one_pass(library, asked)
    again = sorted(
        chain.from_iterable(_one_pass(library, asked) for _ in range(max(1, passes - 1)))
    )
    return [
        figure("warm ask p50, first time", median(first), "ms", at_most=150),
        figure("warm ask p50, again", median(again), "ms", at_most=150),
        figure("warm ask p95, again", again[int(len(again) * 0.95)], "ms"),
        figure("warm ask, slowest of all", max(*first, *again), "ms"),
        figure("questions", len(asked), "questions"),
    ]


def _one_pass(library: Library, asked: Sequence[Asked]) -> list[float]:
    """Milliseconds of each question."""
    from citewell.answering import ask

    times: list[float] = []
    for one in asked:
        began = perf_counter()
        ask(one.question, library=library, audience=one.audience)
        times.append((perf_counter() - began) * 1_000)
    return times
