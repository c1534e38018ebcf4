"""Many files: the same outcomes on one process and on two."""

import itertools
from pathlib import Path

import pytest

from citewell.model import Document
from citewell.sources import ReadFailure, read_many
from citewell.sources import _parallel as parallel


@pytest.fixture
def files(tmp_path: Path, data: Path) -> list[Path]:
    made: list[Path] = []
    for number in range(12):
        path = tmp_path / f"{number:02}.txt"
        path.write_text(f"Title {number}\n\n" + f"A sentence of number {number}. " * 3000)
        made.append(path)
    (tmp_path / "bad.xml").write_bytes(b"<article>")
    return [*made, tmp_path / "bad.xml", tmp_path / "missing.txt", data / "pubmed.xml"]


def grouped(batches):
    outcomes = {}
    for path, batch in batches:
        outcomes.setdefault(path, []).extend(strip(o) for o in batch)
    return outcomes


def strip(outcome):
    if isinstance(outcome, ReadFailure):
        return outcome
    return outcome.source.id, outcome.source.sha256, len(outcome.passages)


def test_two_processes_give_what_one_gives(files, monkeypatch):
    monkeypatch.setattr(parallel, "_WORTH_A_PROCESS", 0)
    alone = grouped(read_many(files, workers=1))
    assert list(alone) == files
    assert grouped(read_many(files, workers=2)) == alone


def test_a_batch_is_bounded(tmp_path, data):
    text = (data / "pubmed.xml").read_text()
    start, end = text.index("<PubmedArticle>"), text.index("</PubmedArticle>") + 16
    path = tmp_path / "many.xml"
    path.write_text(f"<PubmedArticleSet>{text[start:end] * 1500}</PubmedArticleSet>")
    batches = [batch for _, batch in read_many([path])]
    assert max(len(batch) for batch in batches) <= 1000
    assert sum(isinstance(o, Document) for o in itertools.chain(*batches)) == 1500


def test_stopping_early_leaves_no_process(files, monkeypatch):
    import multiprocessing

    monkeypatch.setattr(parallel, "_WORTH_A_PROCESS", 0)
    batches = read_many(files, workers=2)
    next(batches)
    batches.close()
    assert not multiprocessing.active_children()


def test_a_process_that_dies_fails_its_file_alone(files, monkeypatch):
    monkeypatch.setattr(parallel, "_WORTH_A_PROCESS", 0)
    monkeypatch.setattr(parallel, "_work", _die_on_the_third)
    outcomes = grouped(read_many(files, workers=2))
    assert [o.reason for o in outcomes.pop(files[2])] == [
        "the process that read it died (out of memory?)"
    ]
    assert len(outcomes) == len(files) - 1
    assert {o.reason for batch in outcomes.values() for o in batch} == {"read by a stand-in"}


def test_where_no_process_can_start_the_files_are_read_here(files, monkeypatch):
    monkeypatch.setattr(parallel, "_WORTH_A_PROCESS", 0)
    alone = grouped(read_many(files, workers=1))
    monkeypatch.setattr(parallel, "_work", _die_at_once)
    assert grouped(read_many(files, workers=2)) == alone


def _die_at_once(pipe, read_at, limits):
    import os

    os._exit(9)


def _die_on_the_third(pipe, read_at, limits):
    import os

    pipe.send(None)
    while (path := pipe.recv()) is not None:
        if path.name == "02.txt":
            os._exit(9)
        pipe.send([ReadFailure(path=str(path), reason="read by a stand-in")])
        pipe.send(None)
