"""Snippets, one JSON object a line."""

from citewell.sources import ReadFailure


def test_each_line_is_a_document(data, read):
    first, second, failure = read(data / "snippets.jsonl")
    assert first.source.id == "snippet:s1"
    assert first.source.identifiers.pmid == "90000041"
    assert first.source.title == "Snippet s1 of PMID 90000041"
    assert (first.passages[0].section_path, first.passages[0].text) == (
        ("Abstract",),
        "Examplol halves attacks of asthma.",
    )
    assert second.source.identifiers.pmid == "90000042"
    assert isinstance(failure, ReadFailure)
    assert failure.record == "record 3 (line 3)"
    assert "names no PubMed article" in failure.reason
