"""What does not hold is found and named."""

from pathlib import Path
from typing import Any

from citewell.library import Library
from citewell.model import Refound, Span


def change(library: Library, table: str, **values: str) -> Library:
    library._tables[table].update(values)
    return Library.open(library.uri)


def test_a_sound_library(library: Library, make_document: Any, make_summary: Any) -> None:
    library.add([make_document("a", "One.", "Two."), make_document("a", "Three.")])
    library.add([make_summary("s", "Stop.", "Go.")])

    report = library.verify()

    assert report.ok
    assert (report.sources, report.passages, report.statements) == (3, 4, 2)


def test_changed_text_is_found(library: Library, make_document: Any) -> None:
    library.add([make_document("a", "Take 5 mg.")])

    report = change(library, "sources", text="'Take 6 mg.'").verify()

    assert {problem.what for problem in report.problems} == {
        "its text does not have the hash it is stored under",
        "does not stand at its offsets",
    }
    assert all(problem.where.startswith("a") for problem in report.problems)


def test_changed_passages_and_statements_are_found(
    library: Library, make_document: Any, make_summary: Any
) -> None:
    library.add([make_document("a", "Take 5 mg."), make_summary("s", "Stop.")])

    report = change(library, "passages", text="'Take 6 mg.'", statements="'[]x'").verify()

    found = {problem.what for problem in report.problems}
    assert "does not stand at its offsets" in found
    assert "cannot be read" in found


def test_missing_passages_are_found(library: Library, make_document: Any) -> None:
    library.add([make_document("a", "One.", "Two.")])
    library._tables.delete("passages", "index = 1")

    assert [p.what for p in Library.open(library.uri).verify().problems] == ["has 1 passages of 2"]


def test_damaged_data_files_are_named(folder: Path, library: Library, make_document: Any) -> None:
    library.add([make_document("a", "One.")])
    for file in (folder / "passages.lance" / "data").iterdir():
        file.write_bytes(b"junk")

    report = Library.open(folder).verify()

    assert not report.ok
    assert "the table passages is damaged" in report.problems[0].what


def test_spans(library: Library, make_document: Any) -> None:
    document = make_document("a", "Do not stop. Take 5 mg.")
    library.add([document])
    good = Span.of("a", document.source.sha256, document.text, 18, 22)
    gone = good.model_copy(update={"source_id": "b"})

    report = library.verify([good, gone])

    assert report.spans == 2
    assert [problem.what for problem in report.problems] == ["is lost"]


def test_resolving_a_span(library: Library, make_document: Any) -> None:
    old = make_document("a", "Do not stop. Take 5 mg.")
    new = make_document("a", "New line. Do not stop. Take 5 mg.")
    span = Span.of("a", old.source.sha256, old.text, 18, 22)
    library.add([old])
    library.add([new])

    held = library.resolve(span)
    assert (held.how, held.exact, held.start) == (Refound.IN_PLACE, True, 18)
    assert held.source and held.source.status == "superseded"

    moved = library.resolve(span.model_copy(update={"source_hash": "gone"}))
    assert (moved.how, moved.exact, moved.start) == (Refound.MOVED, False, 28)
    assert moved.text and moved.text[28:32] == "5 mg"
    assert moved.source_hash == new.source.sha256

    library.add([make_document("a", "Take 6 mg.")])
    lost = library.resolve(span.model_copy(update={"source_hash": "gone"}))
    assert (lost.how, lost.found) == (Refound.LOST, False)


def test_an_ambiguous_span_is_not_guessed(library: Library, make_document: Any) -> None:
    old = make_document("a", "Take 5 mg.")
    span = Span.of("a", "gone", old.text, 5, 9)
    library.add([make_document("a", "Xxxx 5 mg yyyy. Xxxx 5 mg yyyy.")])

    assert library.resolve(span).how is Refound.AMBIGUOUS


def test_what_an_older_version_indexed_under_other_words_is_indexed_anew(
    library: Library, make_document: Any
) -> None:
    document = make_document("a", "Asthma.", "Gout.")
    library.add([document, make_document("b", "Cough.")])
    library._tables.update(
        "passages",
        ["id"],
        [{"id": passage.id, "terms": [1, 2]} for passage in document.passages],
    )
    library = Library.open(library.uri)
    assert library.search("gout") == []
    assert [problem.where for problem in library.verify().problems] == ["2 passages"]

    assert library.compact().passages_reindexed == 2

    assert library.verify().ok
    assert library.document("a") == document
    assert [hit.passage_id for hit in library.search("gout")] == [document.passages[1].id]
