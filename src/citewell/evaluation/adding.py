"""How fast documents are read, stored and found again: the figures of ``citewell bench add``."""

import random
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from citewell.evaluation.benches import Measured
from citewell.evaluation.figures import Figure, figure
from citewell.library import Library
from citewell.model import Document
from citewell.sources import ReadFailure, find_files, read_many

_T = TypeVar("_T")

WORKERS = 2
_PARAGRAPHS = 50
_WORDS = 90
_VOCABULARY = 40_000
_QUERIES = 200
_SEED = 20_261_124


def bench_adding() -> Measured:
    """The figures of :func:`measure_adding` with its defaults."""
    return Measured(
        measure_adding(), "made-up plain text, 30,000 passages in 600 files, no vectors"
    )


def measure_adding(passages: int = 30_000, workers: int = WORKERS) -> list[Figure]:
    """Write plain-text files, add them, add them again, and search what was added.

    The text is made up: words of random letters with the frequencies of a natural vocabulary
    (Zipf), in paragraphs of about the length of a passage; the same in every run.

    Args:
        passages: about how many to make.
        workers: processes that read.

    Returns:
        Figures of adding (from files to searchable, passages per second), adding again, searching
        (milliseconds for the first 50 passages), checking and size.
    """
    with tempfile.TemporaryDirectory(prefix="citewell-bench-") as place:
        folder, library = Path(place), Library.open(Path(place) / "library")
        words = _vocabulary()
        _write_files(folder / "files", words, passages)
        report, seconds = _timed(lambda: library.add(_read(folder / "files", workers)))
        again, seconds_again = _timed(lambda: library.add(_read(folder / "files", workers)))
        sizes = library.info()
        return [
            figure("add", report.passages / seconds, "passages/s", at_least=2_000),
            figure("add again", again.unchanged / seconds_again, "documents/s"),
            *_searching(library, words),
            figure("size on disk", (sizes.bytes or 0) / 1e6, "MB"),
            figure("documents", sizes.sources, "documents"),
            figure("passages", sizes.passages, "passages"),
            figure("failed", report.failed, "documents", at_most=0),
            figure("problems found", len(library.verify().problems), "problems", at_most=0),
        ]


def _read(folder: Path, workers: int) -> Iterator[Document | ReadFailure]:
    for _, batch in read_many(find_files([str(folder)]), workers=workers):
        yield from batch


def _searching(library: Library, words: list[str]) -> list[Figure]:
    rng = random.Random(_SEED + 1)  # noqa: S311 - the same in every run, not a secret
    weights = _frequencies(len(words) - 20)
    _, first = _timed(lambda: library.search(words[500]))
    times: list[float] = []
    for _ in range(_QUERIES):
        query = " ".join(rng.choices(words[20:], cum_weights=weights, k=10))
        times.append(_timed(lambda query=query: library.search(query))[1] * 1_000)
    times.sort()
    return [
        figure("first search", first * 1_000, "ms"),
        figure("search p50", times[len(times) // 2], "ms", at_most=15),
        figure("search p95", times[int(len(times) * 0.95)], "ms"),
    ]


def _write_files(folder: Path, words: list[str], passages: int) -> None:
    folder.mkdir()
    rng, weights = random.Random(_SEED), _frequencies(len(words))  # noqa: S311 - as above
    for number in range(max(1, passages // _PARAGRAPHS)):
        paragraphs = (_paragraph(rng, words, weights) for _ in range(_PARAGRAPHS))
        text = f"Text {number}\n\n" + "\n\n".join(paragraphs) + "\n"
        (folder / f"{number:05}.txt").write_text(text, encoding="utf-8")


def _paragraph(rng: random.Random, words: list[str], weights: list[float]) -> str:
    chosen = rng.choices(words, cum_weights=weights, k=_WORDS)
    sentences = (chosen[at : at + 15] for at in range(0, _WORDS, 15))
    return " ".join(" ".join(sentence).capitalize() + "." for sentence in sentences)


def _vocabulary() -> list[str]:
    rng = random.Random(_SEED)  # noqa: S311 - as above
    letters = "etaoinsrhldcumfpgwybvkxjqz"
    lengths = range(3, 12)
    made = (
        "".join(rng.choices(letters, range(26, 0, -1), k=rng.choice(lengths)))
        for _ in range(_VOCABULARY)
    )
    return list(dict.fromkeys(made))


def _frequencies(count: int) -> list[float]:
    """Cumulative weights of words by rank, after Zipf."""
    total, weights = 0.0, list[float]()
    for rank in range(1, count + 1):
        total += 1 / rank
        weights.append(total)
    return weights


def _timed(action: Callable[[], _T]) -> tuple[_T, float]:
    began = perf_counter()
    return action(), perf_counter() - began
