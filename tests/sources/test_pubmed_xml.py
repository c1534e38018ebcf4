"""PubMed XML: what is taken, what is left out, what fails."""

import gzip
from pathlib import Path

from citewell.model import Document, SourceKind, SourceStatus
from citewell.sources import Limits, ReadFailure, read_path


def documents(outcomes):
    return {o.source.identifiers.pmid: o for o in outcomes if isinstance(o, Document)}


def failures(outcomes):
    return [o for o in outcomes if isinstance(o, ReadFailure)]


def test_a_trial_is_read_with_everything_the_record_shows(data, read):
    trial = documents(read(data / "pubmed.xml"))["90000001"]
    source = trial.source
    assert source.id == "pubmed:90000001"
    assert source.kind is SourceKind.RANDOMIZED_TRIAL
    assert source.title == "Examplumab in severe asthma: a trial of n = 120."
    assert source.authors == ("O'Byrne AB", "EXAMPLE Study Group")
    assert source.container_title == "The Example Journal of Medicine"
    assert (source.issued, source.language) == ("2018-05-07", "en")
    assert source.identifiers.pmcid == "PMC9000001"
    assert source.identifiers.doi == "10.9999/exjm.2018.1"
    assert source.identifiers.nct == ("NCT00000001",)
    assert source.reader == "pubmed_xml.v1"
    assert source.read_at == "2025-01-02T03:04:05Z"


def test_labels_of_a_structured_abstract_are_section_paths(data, read):
    trial = documents(read(data / "pubmed.xml"))["90000001"]
    assert [p.section_path for p in trial.passages] == [
        ("Abstract", "Background"),
        ("Abstract", "Results"),
        ("Abstract", "Conclusions"),
    ]
    assert trial.passages[1].text == (
        "Exacerbations fell by 46% (95% CI, 30–58; P<0.001) at ≥300 cells/mm³, "
        "and eosinophils to 0.1×10^9/L."
    )


def test_headings_keywords_and_copyright_are_no_part_of_the_text(data, read):
    text = documents(read(data / "pubmed.xml"))["90000001"].text
    assert "wheeze" not in text
    assert "Copyright" not in text
    assert "10.9999" not in text


def test_corrected_retracted_and_the_notice_itself_differ(data, read):
    found = documents(read(data / "pubmed.xml"))
    assert found["90000001"].source.status is SourceStatus.CORRECTED
    assert found["90000001"].source.status_note == "Corrected in Ex J Med. 2019;2:10"
    retracted = found["90000003"].source
    assert retracted.status is SourceStatus.RETRACTED
    assert retracted.status_note == "Retracted in Ex J Med. 2017;3:1"
    notice = found["90000004"].source
    assert (notice.status, notice.kind) == (SourceStatus.CURRENT, SourceKind.REFERENCE_TEXT)
    assert notice.status_note == "This record is a retraction notice for Ex J Med. 2016;2:7"


def test_no_abstract_fails_with_its_pmid_and_the_rest_is_read(data, read):
    outcomes = read(data / "pubmed.xml")
    (failure,) = failures(outcomes)
    assert failure.record == "PMID 90000002, record 2 (line 43)"
    assert failure.reason == "no abstract"
    assert failure.todo
    assert len(documents(outcomes)) == 4


def test_a_book_chapter_is_read(data, read):
    chapter = documents(read(data / "pubmed.xml"))["90000005"].source
    assert chapter.publisher == "Example Press"
    assert chapter.identifiers.isbn == "9780000000002"
    assert chapter.kind is SourceKind.NARRATIVE_REVIEW
    assert chapter.authors == ()


def test_gzip_is_unpacked(data, read):
    packed = gzip.compress((data / "pubmed.xml").read_bytes())
    assert len(documents(read("some.xml.gz", packed))) == 4


def test_utf_16_is_read(data, read):
    text = (data / "pubmed.xml").read_text("utf-8").replace("UTF-8", "UTF-16", 1)
    assert len(documents(read("some.xml", text.encode("utf-16")))) == 4


def test_one_malformed_record_does_not_stop_the_rest(data, read):
    broken = (data / "pubmed.xml").read_text().replace("</ArticleTitle>", "</Wrong>", 1)
    outcomes = read("broken.xml", broken)
    assert failures(outcomes)[0].record.startswith("PMID 90000001, record 1 (line 4)")
    assert "do not match" in failures(outcomes)[0].reason
    assert set(documents(outcomes)) == {"90000003", "90000004", "90000005"}


def test_a_record_without_its_end_tag_is_named_and_the_next_is_read(data, read):
    broken = (data / "pubmed.xml").read_text().replace("</PubmedArticle>", "", 1)
    outcomes = read("broken.xml", broken)
    assert failures(outcomes)[0].reason == "has no end tag"
    assert "90000003" in documents(outcomes)


def test_a_damaged_start_tag_is_not_passed_over_in_silence(data, read):
    broken = (data / "pubmed.xml").read_text().replace("<PubmedArticle>", "<Pub", 1)
    outcomes = read("broken.xml", broken)
    assert failures(outcomes)[0].reason == "has no start tag"
    assert "90000003" in documents(outcomes)


def test_a_file_cut_off_inside_a_record_says_so(data, read):
    whole = (data / "pubmed.xml").read_bytes()
    outcomes = read("cut.xml", whole[:3000])
    assert failures(outcomes)[-1].reason == "is cut off at the end of the file"


def test_a_file_cut_off_between_records_says_so(data, read):
    whole = (data / "pubmed.xml").read_bytes()
    at = whole.index(b"</PubmedArticle>") + len(b"</PubmedArticle>\n<Pub")
    outcomes = read("cut.xml", whole[:at])
    assert set(documents(outcomes)) == {"90000001"}
    assert "the file is cut off here" in failures(outcomes)[-1].reason


def test_an_empty_set_fails(read):
    (failure,) = read("none.xml", "<PubmedArticleSet></PubmedArticleSet>")
    assert isinstance(failure, ReadFailure)
    assert failure.reason == "holds no PubMed record"


def test_a_record_above_the_limit_fails_alone(data: Path, tmp_path: Path):
    text = (data / "pubmed.xml").read_text()
    path = tmp_path / "big.xml"
    path.write_text(text.replace("We tested examplumab.", "We tested examplumab. " * 40_000, 1))
    outcomes = list(read_path(path, limits=Limits(record_bytes=100_000)))
    assert failures(outcomes)[0].reason == "is larger than 0 MB"
    assert set(documents(outcomes)) == {"90000003", "90000004", "90000005"}


def test_many_records_stream_in_order(data, read):
    text = (data / "pubmed.xml").read_text()
    start = text.index("<PubmedArticle>")
    one = text[start : text.index("</PubmedArticle>") + 16]
    records = "\n".join(one.replace("90000001", str(10_000 + n)) for n in range(700))
    head, tail = text[:start], "\n</PubmedArticleSet>"
    outcomes = read("many.xml", head + records + tail)
    assert [o.source.id for o in outcomes] == [f"pubmed:{10_000 + n}" for n in range(700)]
