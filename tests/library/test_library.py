"""Adding, versions, deleting, reading back."""

from pathlib import Path
from typing import Any

import pytest

from citewell.library import Library
from citewell.model import Document, SourceKind, SourceStatus
from citewell.model.errors import LibraryError


class Unread:
    """The shape of a reader's failure."""

    def __init__(self, path: str, record: str = "", reason: str = "is cut off") -> None:
        self.path, self.record, self.reason, self.todo = path, record, reason, "Fetch it again"


def test_a_document_comes_back_as_it_went_in(library: Library, make_summary: Any) -> None:
    document = make_summary("s", "Do not stop.", "Take 5 mg.", plain="Keep on.")

    report = library.add([document])

    assert (report.read, report.added, report.passages) == (1, 1, 1)
    assert library.document("s") == document
    assert library.passages("s") == list(document.passages)
    assert library.text_of("s", document.source.sha256) == document.text


def test_adding_again_is_a_no_op(library: Library, make_document: Any) -> None:
    library.add([make_document("a", "One.", read_at="2026-01-01", read_from="a.txt")])
    before = library.info().versions

    report = library.add([make_document("a", "One.", read_at="2026-02-02", read_from="b/a.txt")])

    assert (report.read, report.unchanged, report.passages) == (1, 1, 0)
    assert library.info().versions == before


def test_a_new_text_supersedes_the_old_which_stays_readable(
    library: Library, make_document: Any
) -> None:
    old, new = make_document("a", "Take 5 mg."), make_document("a", "Take 6 mg.")
    library.add([old])

    report = library.add([new])

    assert (report.read, report.superseded) == (1, 1)
    assert library.source("a") == new.source
    assert library.source("a", old.source.sha256).status is SourceStatus.SUPERSEDED
    assert library.text_of("a", old.source.sha256) == "Take 5 mg."
    assert library.document("a", old.source.sha256).passages == old.passages
    assert [s.sha256 for s in library.versions("a")] == [new.source.sha256, old.source.sha256]
    assert [hit.passage_id for hit in library.search("mg")] == [new.passages[0].id]


def test_going_back_to_an_older_text_makes_it_current_again(
    library: Library, make_document: Any
) -> None:
    old, new = make_document("a", "Take 5 mg."), make_document("a", "Take 6 mg.")
    for document in (old, new, old):
        library.add([document])

    assert library.source("a") == old.source
    assert [s.sha256 for s in library.versions("a")] == [old.source.sha256, new.source.sha256]
    assert len(library.search("mg")) == 1


def test_other_metadata_or_statements_take_the_place_of_the_old(
    library: Library, make_document: Any, make_summary: Any
) -> None:
    library.add([make_document("a", "One."), make_summary("s", "Stop.", plain="Halt.")])

    report = library.add(
        [make_document("a", "One.", title="Better"), make_summary("s", "Stop.", plain="Wait.")]
    )

    assert (report.updated, report.superseded) == (2, 0)
    assert library.source("a").title == "Better"
    assert library.passages("s")[0].statements[0].plain == "Wait."
    assert len(library.versions("a")) == 1
    assert library.info().superseded == 0


def test_two_versions_in_one_run_are_taken_in_order(library: Library, make_document: Any) -> None:
    report = library.add([make_document("a", "One."), make_document("a", "Two.")])

    assert (report.read, report.added, report.superseded) == (2, 1, 1)
    assert library.document("a").text == "Two."


@pytest.mark.parametrize("mark", ["retracted", "expression_of_concern", "corrected"])
def test_a_mark_is_kept(library: Library, make_document: Any, mark: str) -> None:
    library.add([make_document("a", "One.", status=mark, status_note="see 10.1/x")])

    library.add([make_document("a", "One.")])
    assert library.source("a").status == mark
    assert library.source("a").status_note == "see 10.1/x"
    assert library.add([make_document("a", "One.")]).unchanged == 1

    library.add([make_document("a", "Two.")])
    assert [source.status.value for source in library.versions("a")] == [mark, mark]


def test_a_graver_mark_is_taken(library: Library, make_document: Any) -> None:
    library.add([make_document("a", "One.", status="corrected")])

    assert library.add([make_document("a", "One.", status="retracted")]).updated == 1
    assert library.source("a").status is SourceStatus.RETRACTED


def test_sources_are_listed_by_kind_status_and_words(library: Library, make_document: Any) -> None:
    library.add(
        [
            make_document("a", "One.", kind="guideline", title="Asthma in children"),
            make_document("b", "Two.", authors=("Ngô, T.",), status="retracted"),
            make_document("c", "Three."),
            make_document("c", "Four."),
        ]
    )

    def ids(**filters: Any) -> list[str]:
        return [source.id for source in library.sources(**filters)]

    assert ids() == ["a", "b", "c"]
    assert ids(kind=SourceKind.GUIDELINE) == ["a"]
    assert ids(status=SourceStatus.RETRACTED) == ["b"]
    assert ids(status=SourceStatus.SUPERSEDED) == ["c"]
    assert ids(text="ASTHMA") == ["a"]
    assert ids(text="ngô") == ["b"]


def test_delete_takes_all_versions(library: Library, make_document: Any) -> None:
    library.add([make_document("a", "One."), make_document("a", "Two."), make_document("b", "B.")])

    assert library.delete("a") == 2

    assert [source.id for source in library.sources()] == ["b"]
    assert library.search("two") == []
    assert library.find_source("a") is None
    with pytest.raises(LibraryError, match="holds no source a"):
        library.delete("a")
    assert library.verify().ok


def test_text_from_outside_is_never_part_of_a_condition(
    library: Library, make_document: Any
) -> None:
    odd = "x' or '1'='1"
    library.add([make_document(odd, "One."), make_document("b", "Two.")])

    assert library.document(odd).text == "One."
    assert library.fetch_passages([odd]) == []
    library.delete(odd)
    assert [source.id for source in library.sources()] == ["b"]


def test_failures_are_kept_until_their_path_reads_well(
    library: Library, make_document: Any
) -> None:
    report = library.add(
        [Unread("a.xml"), Unread("b.xml", "PMID 7"), make_document("b", "B.", read_from="b.xml")]
    )

    assert (report.read, report.failed) == (1, 2)
    assert [(f.path, f.record) for f in library.failures()] == [("a.xml", ""), ("b.xml", "PMID 7")]

    library.add([make_document("a", "A.", read_from="a.xml"), Unread("c.xml")])
    assert [f.path for f in library.failures()] == ["b.xml", "c.xml"]

    assert library.clear_failure("c.xml") == 1
    assert [f.path for f in library.failures()] == ["b.xml"]


def test_an_invalid_document_fails_alone(library: Library, make_document: Any) -> None:
    good, other = make_document("a", "One."), make_document("b", "Two.")
    strange = other.model_copy(update={"passages": good.passages})
    double = good.model_copy(update={"passages": good.passages * 2})

    report = library.add([strange, double, make_document("c", "Three.")])

    assert (report.read, report.failed) == (1, 2)
    assert [f.reason for f in report.failures] == [
        f"passage {good.passages[0].id} names another source or version",
        f"the passage id {good.passages[0].id} occurs twice",
    ]


def test_a_statement_away_from_its_offsets_is_refused(library: Library, make_summary: Any) -> None:
    document: Document = make_summary("s", "Stop.", "Go.")
    passage = document.passages[0]
    moved = tuple(s.model_copy(update={"start": s.start + 1}) for s in passage.statements)
    passage = passage.model_copy(update={"statements": moved})

    report = library.add([document.model_copy(update={"passages": (passage,)})])

    assert report.failures[0].reason == "statement s0 does not stand at its offsets"
    assert library.sources() == []


def test_what_was_complete_is_kept_when_the_run_breaks_off(
    library: Library, make_document: Any
) -> None:
    def broken() -> Any:
        yield make_document("a", "One.")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        library.add(broken())

    assert library.document("a").text == "One."


def test_many_batches_and_many_small_files(folder: Path, make_document: Any) -> None:
    library = Library.open(folder)
    big = [make_document(f"d{n}", *(f"Part {n} {p}." for p in range(50))) for n in range(100)]

    assert library.add(big).passages == 5_000
    for n in range(70):
        library.add([make_document(f"small{n}", f"Small {n}.")])

    assert library.info().sources == 170
    assert library.info().passages == 5_070
    assert library.verify().ok
    assert library.search("small 69")[0].source_id == "small69"


def test_info_counts(library: Library, make_document: Any) -> None:
    library.add(
        [
            make_document("a", "One.", "Two.", kind="guideline"),
            make_document("b", "Three.", status="retracted"),
            make_document("b", "Four."),
            Unread("x"),
        ]
    )
    library.snapshot("first")

    info = library.info()

    assert (info.sources, info.superseded, info.passages, info.failures) == (2, 1, 3, 1)
    assert info.by_kind == {"guideline": 1, "randomized_trial": 1}
    assert info.by_status == {"current": 1, "retracted": 1}
    assert info.snapshots == ("first",)
    assert info.bytes and info.bytes > 1_000


def test_unknown_sources_are_named(library: Library) -> None:
    with pytest.raises(LibraryError, match="holds no source nope"):
        library.document("nope")
    with pytest.raises(LibraryError, match="with the hash abc"):
        library.text_of("nope", "abc")


def test_refresh_takes_in_what_others_wrote(folder: Path, make_document: Any) -> None:
    reader, writer = Library.open(folder), Library.open(folder)
    writer.add([make_document("a", "One.")])

    assert reader.sources() == []
    assert reader.refresh()
    assert [source.id for source in reader.sources()] == ["a"]
    assert not reader.refresh()


def test_the_whole_or_nothing(library, make_document):
    def stopped():
        yield make_document("a", "One.")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        library.add(stopped(), whole=True)
    assert library.sources() == []
    with pytest.raises(KeyboardInterrupt):
        library.add(stopped())
    assert [source.id for source in library.sources()] == ["a"]
    assert library.add([make_document("b", "Two.")], whole=True).added == 1
    assert len(library.sources()) == 2
