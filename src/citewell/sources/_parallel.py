"""Reading many files, on several processes where it pays, in batches that bound the memory."""

import multiprocessing
import signal
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from citewell.sources._failures import LIMITS, Limits, Outcome, ReadFailure, utc_now
from citewell.sources.reading import read_path

Batch = tuple[Path, list[Outcome]]
_PASSAGES_PER_BATCH = 1_000
_WORTH_A_PROCESS = 4_000_000
"""Bytes of input below which starting processes costs more than it saves."""


def read_many(
    paths: Iterable[str | Path],
    *,
    workers: int = 2,
    clock: Callable[[], datetime] = utc_now,
    limits: Limits = LIMITS,
) -> Iterator[Batch]:
    """The outcomes of many files, in batches; a long file comes in several.

    In this process when ``workers`` is 1 or the input is small, and in the order of ``paths``;
    otherwise on ``workers`` processes, batches of different files mixed. A process that dies fails
    the file it was reading and is replaced. Called from a script, guard it with
    ``if __name__ == "__main__"`` (processes are spawned).

    Yields:
        The path and some of its outcomes (empty for a file without any); in the order of the file.
    """
    files = [Path(path) for path in paths]
    if workers <= 1 or len(files) < 2 or not _is_much(files):
        for path in files:
            yield from (
                (path, batch) for batch in _batches(read_path(path, clock=clock, limits=limits))
            )
        return
    at = clock()
    yield from _Pool(files, min(workers, len(files)), at, limits).run()


def _is_much(files: list[Path]) -> bool:
    total = 0
    for path in files:
        total += path.stat().st_size if path.is_file() else 0
        if total > _WORTH_A_PROCESS:
            return True
    return False


def _batches(outcomes: Iterator[Outcome]) -> Iterator[list[Outcome]]:
    batch, size = list[Outcome](), 0
    for outcome in outcomes:
        batch.append(outcome)
        size += 1 if isinstance(outcome, ReadFailure) else len(outcome.passages)
        if size >= _PASSAGES_PER_BATCH:
            yield batch
            batch, size = [], 0
    yield batch


def _work(pipe: Connection, read_at: datetime, limits: Limits) -> None:
    """What a process does: ask for a path (None), send its batches, ask again; end when told, or
    when the process that it works for is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, ConnectionError):
        pipe.send(None)
        while (path := pipe.recv()) is not None:
            for batch in _batches(read_path(path, clock=lambda: read_at, limits=limits)):
                pipe.send(batch)
            pipe.send(None)


@contextmanager
def _ctrl_c_left_to_us() -> Generator[None]:
    """Processes started here pass over Ctrl-C from their first moment: the one that started them ends
    them, and says so once. A Ctrl-C meanwhile waits until they are started."""
    if sys.platform == "win32":
        yield
        return
    resource_tracker.ensure_running()  # It would let signals through again when it starts.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    path: Path | None = None


class _Pool:
    """Some processes, each with a pipe; a full pipe makes its process wait, so memory is bounded."""

    def __init__(self, files: list[Path], workers: int, at: datetime, limits: Limits) -> None:
        self._left = deque(files)
        self._at = at
        self._limits = limits
        self._context = multiprocessing.get_context("spawn")
        self._workers = [self._start() for _ in range(workers)]

    def run(self) -> Iterator[Batch]:
        try:
            while self._workers:
                by_pipe = {id(worker.pipe): worker for worker in self._workers}
                for pipe in wait([worker.pipe for worker in self._workers]):
                    yield from self._receive(by_pipe[id(pipe)])
        finally:
            self._stop()
        # Left only where no process could be started: by a script without its guard, for one.
        for path in self._left:
            outcomes = read_path(path, clock=lambda: self._at, limits=self._limits)
            yield from ((path, batch) for batch in _batches(outcomes))

    def _receive(self, worker: _Worker) -> Iterator[Batch]:
        try:
            batch = worker.pipe.recv()
        except (EOFError, ConnectionError):
            self._end(worker)
            if worker.path is not None:
                yield worker.path, [_died(worker.path)]
                self._workers += [self._start()] if self._left else []
            return
        if batch is None:
            self._next(worker)
        elif worker.path is not None:
            yield worker.path, batch

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(
            target=_work, args=(theirs, self._at, self._limits), daemon=True
        )
        with _ctrl_c_left_to_us():
            process.start()
        theirs.close()
        return _Worker(process, ours)

    def _next(self, worker: _Worker) -> None:
        worker.path = self._left.popleft() if self._left else None
        worker.pipe.send(worker.path)
        if worker.path is None:
            self._end(worker)

    def _end(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        worker.pipe.close()
        worker.process.join(5)

    def _stop(self) -> None:
        for worker in list(self._workers):
            worker.process.terminate()
            self._end(worker)


def _died(path: Path) -> ReadFailure:
    return ReadFailure(
        path=str(path),
        reason="the process that read it died (out of memory?)",
        todo="Read it alone; if it fails again, report it with the file",
    )
