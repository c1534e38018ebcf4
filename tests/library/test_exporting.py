"""Out of one library as a file, and into another: whole, checked, and only what is not older."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citewell.library import Library, is_export, read_manifest
from citewell.library._importing import read_export
from citewell.model import Document, SourceStatus
from citewell.model.errors import LibraryError, SourceError, UsageError

Rewrite = Callable[[list[bytes]], list[bytes]]


@pytest.fixture
def filled(library: Library, make_document: Any, make_summary: Any, mini_topic: Any) -> Library:
    """Four documents, one of them with an older text, one retracted."""
    library.add(
        [
            make_document("b", "Old text.", read_from="b.txt"),
            make_document("b", "Dupilumab für Asthma.\nZweite Zeile. “q”"),
            make_document("a", "One.", "Two.", status="retracted", status_note="see 10.1/x"),
            make_summary("s", "Do not stop.", plain="Keep on.", answers=("stop?",)),
            mini_topic,
        ]
    )
    return library


@pytest.fixture
def other(tmp_path: Path) -> Library:
    return Library.open(tmp_path / "other")


def _rewritten(path: Path, change: Rewrite) -> Path:
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(change(lines)))
    return path


@pytest.mark.parametrize("name", ["all.jsonl", "all.jsonl.gz"])
def test_what_goes_out_comes_in_whole(
    filled: Library, other: Library, tmp_path: Path, name: str
) -> None:
    told = filled.export_to(tmp_path / name)
    assert (told.documents, told.passages) == (4, filled.info().passages)
    assert told.bytes == (tmp_path / name).stat().st_size
    assert is_export(tmp_path / name)

    report = other.import_from(tmp_path / name)

    assert (report.read, report.added, report.failed) == (4, 4, 0)
    assert other.content_id() == filled.content_id() == told.content_id
    assert list(other.documents()) == list(filled.documents())
    assert other.source("b").read_from is None
    assert other.verify().ok
    assert other.import_from(tmp_path / name).unchanged == 4


def test_the_lines_are_json_with_a_manifest_first(filled: Library, tmp_path: Path) -> None:
    filled.export_to(tmp_path / "x.jsonl")
    lines = (tmp_path / "x.jsonl").read_text("utf-8").splitlines()
    first, *others = map(json.loads, lines)
    assert first["manifest"]["documents"] == len(others) == 4
    ids = [one["document"]["source"]["id"] for one in others]
    assert ids == sorted(ids)
    assert {len(one["sha256"]) for one in others} == {64}


def test_the_same_content_gives_the_same_bytes(
    filled: Library, other: Library, tmp_path: Path
) -> None:
    other.add(reversed(list(filled.documents())))
    for one, name in ((filled, "1.gz"), (other, "2.gz")):
        one.export_to(tmp_path / name)
    assert (tmp_path / "1.gz").read_bytes() == (tmp_path / "2.gz").read_bytes()


def test_a_snapshot_goes_out_as_it_was(
    filled: Library, other: Library, tmp_path: Path, make_document: Any
) -> None:
    filled.snapshot("one")
    then = filled.content_id()
    filled.add([make_document("c", "Later.")])
    filled.at_snapshot("one").export_to(tmp_path / "x.jsonl")
    other.import_from(tmp_path / "x.jsonl")
    assert other.content_id() == then


def test_an_empty_library(library: Library, other: Library, tmp_path: Path) -> None:
    library.export_to(tmp_path / "x.jsonl")
    assert other.import_from(tmp_path / "x.jsonl").read == 0


def test_notes_go_into_an_empty_library_only(
    filled: Library, other: Library, tmp_path: Path, make_document: Any
) -> None:
    filled.remember("starter", {"topics": ["a"]})
    filled.export_to(tmp_path / "x.jsonl")
    other.import_from(tmp_path / "x.jsonl")
    assert other.remembered("starter") == {"topics": ["a"]}
    third = Library.open(tmp_path / "third")
    third.add([make_document("c", "Mine.")])
    third.import_from(tmp_path / "x.jsonl")
    assert third.remembered("starter") is None


def _flipped(lines: list[bytes]) -> list[bytes]:
    lines[2] = lines[2].replace(b"Asthma", b"Asthmb")
    return lines


@pytest.mark.parametrize(
    ("change", "record", "reason"),
    [
        (_flipped, "line 3", "does not have the checksum"),
        (
            lambda lines: [*lines[:2], lines[2][:50] + b"\n", *lines[3:]],
            "line 3",
            "not a whole line",
        ),
        (lambda lines: [*lines[:2], b"\xff\xfe\n", *lines[3:]], "line 3", "not a whole line"),
        (lambda lines: [*lines[:2], b"[]\n", *lines[3:]], "line 3", "not a whole line"),
        (lambda lines: [*lines[:4], lines[4][:-20]], "line 5", "not a whole line"),
        (lambda lines: lines[:4], "", "holds 3 lines of documents, while its manifest says 4"),
        (lambda lines: [*lines[:2], lines[0], *lines[3:]], "line 3", "not a whole line"),
    ],
)
def test_a_damaged_line_is_a_failure_and_the_rest_comes_in(
    filled: Library, other: Library, tmp_path: Path, change: Rewrite, record: str, reason: str
) -> None:
    path = tmp_path / "x.jsonl"
    filled.export_to(path)
    whole = path.read_bytes()
    _rewritten(path, change)

    report = other.import_from(path)

    assert (report.read, report.added, report.failed) == (3, 3, 1)
    (failure,) = other.failures()
    assert (failure.path, failure.record) == (str(path), record)
    assert reason in failure.reason
    assert other.verify().ok
    path.write_bytes(whole)
    assert other.import_from(path).unchanged == 3
    assert other.failures() == []
    assert other.content_id() == filled.content_id()


def test_a_damaged_manifest_stops_nothing(filled: Library, other: Library, tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    filled.export_to(path)
    _rewritten(
        path, lambda lines: [lines[0].replace(b'"documents":4', b'"documents":5'), *lines[1:]]
    )
    report = other.import_from(path)
    assert (report.added, report.failed) == (4, 2)
    assert "has no manifest that can be read" in other.failures()[0].reason
    _rewritten(path, lambda lines: lines[1:])
    report = other.import_from(path)
    assert (report.unchanged, report.failed) == (4, 1)


def test_blank_lines_and_windows_line_ends_do_no_harm(
    filled: Library, other: Library, tmp_path: Path
) -> None:
    path = tmp_path / "x.jsonl"
    filled.export_to(path)
    _rewritten(path, lambda lines: [*(line[:-1] + b"\r\n" for line in lines), b"\n"])
    assert other.import_from(path).failed == 0


def test_a_file_that_is_cut_off_gives_what_is_whole(filled: Library, tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl.gz"
    filled.export_to(path)
    data = path.read_bytes()
    for size in range(200, len(data), 211):
        path.write_bytes(data[:size])
        if not is_export(path):
            continue
        outcomes = list(read_export(path))
        assert [o for o in outcomes if not isinstance(o, Document)], size
    path.write_bytes(data[:-40] + b"\0" * 30 + data[-10:])
    assert not all(isinstance(o, Document) for o in read_export(path))


@settings(max_examples=60, deadline=None)
@given(at=st.integers(min_value=0), bit=st.integers(0, 7))
def test_no_flipped_bit_goes_unseen(export_bytes: tuple[Path, bytes], at: int, bit: int) -> None:
    path, data = export_bytes
    at %= len(data)
    path.write_bytes(data[:at] + bytes([data[at] ^ (1 << bit)]) + data[at + 1 :])
    outcomes = list(read_export(path))
    whole = [o for o in outcomes if isinstance(o, Document)]
    in_blank = data[at : at + 1] == b"\n"
    assert in_blank or len(outcomes) > len(whole)
    assert len(whole) >= 1


@pytest.fixture(scope="module")
def export_bytes(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    from tests.library.conftest import build_document

    folder = tmp_path_factory.mktemp("export")
    library = Library.open(folder / "library")
    library.add([build_document(name, f"Text of {name}.") for name in "abc"])
    library.export_to(folder / "x.jsonl")
    return folder / "flipped.jsonl", (folder / "x.jsonl").read_bytes()


def test_a_document_of_another_model_is_a_failure(
    filled: Library, other: Library, tmp_path: Path
) -> None:
    import hashlib

    path = tmp_path / "x.jsonl"
    filled.export_to(path)

    def renamed(lines: list[bytes]) -> list[bytes]:
        body = lines[1][len(b'{"document":') : lines[1].rindex(b',"sha256"')]
        body = body.replace(b'"passages"', b'"parts"', 1)
        checksum = hashlib.sha256(body).hexdigest().encode()
        return [lines[0], b'{"document":%s,"sha256":"%s"}\n' % (body, checksum), *lines[2:]]

    report = other.import_from(_rewritten(path, renamed))
    assert (report.added, report.failed) == (3, 1)
    assert "is not a document as this version of citewell knows it" in report.failures[0].reason


def test_what_is_no_export_is_refused(library: Library, tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text('{"pmid": 1, "text": "Asthma."}\n')
    (tmp_path / "empty").write_text("")
    (tmp_path / "x.gz").write_bytes(gzip.compress(b"Asthma")[:12])
    for name in ("x.jsonl", "empty", "x.gz"):
        with pytest.raises(SourceError, match="is not an export of a library"):
            library.import_from(tmp_path / name)
    for name in ("none", "."):
        with pytest.raises(UsageError, match="cannot be read"):
            read_manifest(tmp_path / name)


def test_an_export_of_a_newer_citewell_is_refused(filled: Library, tmp_path: Path) -> None:
    import hashlib

    body = b'{"format":2,"papers":4}'
    line = b'{"manifest":%s,"sha256":"%s"}\n' % (body, hashlib.sha256(body).hexdigest().encode())
    (tmp_path / "x.jsonl").write_bytes(line)
    with pytest.raises(LibraryError, match="the export has format 2"):
        filled.import_from(tmp_path / "x.jsonl")


def test_an_export_that_cannot_be_written_leaves_the_old_one(
    filled: Library, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match="cannot be written"):
        filled.export_to(tmp_path / "none" / "x.jsonl")
    (tmp_path / "x.jsonl").write_text("old")
    for path in (Path(filled.uri) / "passages.lance" / "data").iterdir():
        path.unlink()
    with pytest.raises(LibraryError, match="damaged"):
        Library.open(filled.uri).export_to(tmp_path / "x.jsonl")
    assert (tmp_path / "x.jsonl").read_text() == "old"
    assert not list(tmp_path.glob(".*.part"))


def test_merging_takes_what_is_new(filled: Library, other: Library, make_document: Any) -> None:
    other.add([make_document("c", "Mine.")])
    report = other.merge(filled)
    assert (report.read, report.added) == (4, 4)
    assert {source.id for source in other.sources()} == {"c", *(s.id for s in filled.sources())}
    assert other.merge(filled).unchanged == 4
    assert other.merge(other).unchanged == 5


@pytest.mark.parametrize(
    ("held", "coming", "count"),
    [
        ({"issued": "2026"}, {"issued": "2025-11"}, "older"),
        ({"issued": "2025"}, {"issued": "2026"}, "superseded"),
        (
            {"issued": "2025", "read_at": "2026-03-01T00:00:00Z"},
            {"issued": "2025-11"},
            "superseded",
        ),
        ({"read_at": "2026-03-01T00:00:00Z"}, {"read_at": "2026-02-01T00:00:00Z"}, "older"),
        ({"read_at": "2026-01-01T00:00:00Z"}, {"read_at": "2026-02-01T00:00:00Z"}, "superseded"),
        ({"issued": "2026"}, {"issued": "2025", "status": "retracted"}, "superseded"),
        ({}, {}, "superseded"),
    ],
)
def test_merging_leaves_what_is_newer(
    library: Library, other: Library, make_document: Any, held: Any, coming: Any, count: str
) -> None:
    library.add([make_document("a", "Held.", **held)])
    other.add([make_document("a", "Coming.", **coming)])
    report = library.merge(other)
    assert (report.read, getattr(report, count)) == (1, 1)
    assert library.document("a").text == ("Held." if count == "older" else "Coming.")


def test_merging_keeps_a_mark(library: Library, other: Library, make_document: Any) -> None:
    library.add([make_document("a", "One.", status="retracted", status_note="see 10.1/x")])
    other.add([make_document("a", "Two.")])
    library.merge(other)
    assert library.source("a").status is SourceStatus.RETRACTED
    assert library.source("a").status_note == "see 10.1/x"


def test_a_library_for_reading_only_takes_nothing(filled: Library, other: Library) -> None:
    with pytest.raises(LibraryError, match="reading only"):
        Library.open(other.uri, read_only=True).merge(filled)
