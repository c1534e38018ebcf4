"""Any file, however bad: documents or failures with reasons, never an exception, never a hang."""

import gzip
import os
import time
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from citewell.model import Document, hash_text
from citewell.sources import READERS, Limits, ReadFailure, load_reader, read_path
from citewell.text.normalise import is_normal

HAS_PDF = find_spec("pypdf") is not None
GOLDENS = [
    path
    for path in sorted((Path(__file__).parent / "data").iterdir())
    if HAS_PDF or path.suffix != ".pdf"
]


def test_every_golden_is_read_by_its_reader(read):
    used = {o.source.reader for g in GOLDENS for o in read(g) if isinstance(o, Document)}
    assert used == set(READERS) - (set() if HAS_PDF else {"pdf.v1"})


@pytest.mark.parametrize("golden", GOLDENS, ids=lambda p: p.name)
def test_offsets_hashes_and_indexes_fit(golden, read):
    for document in read(golden):
        if isinstance(document, Document):
            check(document)


def check(document: Document) -> None:
    assert document.source.sha256 == hash_text(document.text)
    assert is_normal(document.text)
    assert document.source.read_at
    assert document.source.read_from
    end = 0
    for index, passage in enumerate(document.passages):
        assert passage.index == index
        assert passage.start >= end
        assert document.text[passage.start : passage.end] == passage.text == passage.text.strip()
        assert passage.source_hash == document.source.sha256
        for grading in passage.gradings:
            assert (
                grading.start is None or document.text[grading.start : grading.end] == grading.quote
            )
        end = passage.end


def fails(outcomes, reason):
    (failure,) = outcomes
    assert isinstance(failure, ReadFailure), failure
    assert reason in failure.reason
    assert failure.todo


def test_missing_folder_and_forbidden(read, tmp_path):
    fails(read("no/such.txt"), "there is no such file")
    fails(read(tmp_path), "is a folder")
    locked = tmp_path / "locked.txt"
    locked.write_text("x")
    locked.chmod(0)
    if not os.access(locked, os.R_OK):
        fails(read(locked), "may not be read")


BOMB = """<!DOCTYPE article [<!ENTITY a "aaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>
<article><front><article-meta><title-group><article-title>&c;</article-title></title-group>
</article-meta></front></article>"""


def test_entity_bombs_and_external_entities_are_refused(read, tmp_path):
    fails(read("bomb.xml", BOMB), "declares entities")
    secret = tmp_path / "secret"
    secret.write_text("secret words")
    external = f'<!DOCTYPE article [<!ENTITY x SYSTEM "file://{secret}">]><article>&x;</article>'
    fails(read("xxe.xml", external), "declares entities")
    far_away = "<!--" + "x" * 100_000 + "-->" + BOMB
    fails(read("hidden.xml", far_away), "XML")
    fails(read("utf16.xml", BOMB.encode("utf-16")), "declares entities")


def test_an_entity_declared_behind_the_head_is_refused(read):
    padded = BOMB.replace("<!ENTITY a", "<!ELEMENT " + "x" * 70_000 + " ANY><!ENTITY a", 1)
    (failure,) = read("bomb.xml", padded)
    assert isinstance(failure, ReadFailure)


def test_deep_nesting_is_refused(read):
    deep = "<article>" + "<sec>" * 300 + "</sec>" * 300 + "</article>"
    fails(read("deep.xml", deep), "more than 256 levels deep")


def test_what_is_wrong_is_said_with_its_line(read):
    (failure,) = read("a.xml", "<article>\n<front>\n<b></c>\n")
    assert failure.record == "line 3"
    fails(read("a.xml", b"<article>\xe9</article>"), "do not fit its encoding")
    fails(read("a.xml", "<article/><article/>"), "more than one root element")
    fails(read("a.xml", "<article>\x01</article>"), "control characters")


def test_files_above_the_limit_are_refused(tmp_path):
    path = tmp_path / "big.txt"
    path.write_text("words " * 1000)
    fails(list(read_path(path, limits=Limits(file_bytes=5000))), "is larger than")
    fails(list(read_path(path, limits=Limits(record_bytes=5000))), "is larger than")


def test_gzip_bombs_and_damaged_gzip_are_refused(read):
    bomb = gzip.compress(b"<PubmedArticleSet>" + b" " * 40_000_000)
    start = time.monotonic()
    fails(read("bomb.xml.gz", bomb), "a gzip bomb?")
    assert time.monotonic() - start < 5
    whole = gzip.compress(GOLDENS[0].read_bytes())
    fails(read("cut.md.gz", whole[:-20]), "damaged or cut-off gzip")
    fails(read("bad.md.gz", whole[:12] + b"\x00\xff\x00" + whole[15:]), "damaged or cut-off gzip")
    fails(read("twice.gz", gzip.compress(whole)), "gzip inside gzip")


def test_a_hostile_length_of_text_takes_no_more_than_linear_time(read):
    start = time.monotonic()
    read("a.txt", "e.g. " * 300_000)
    read("b.md", "# " * 200_000 + "\n" + "[" * 200_000 + "`" * 200_000)
    marks = "<xref ref-type='bibr'>1</xref>," * 20_000
    read("c.xml", f"<article><front/><body><p>({marks}</p></body></article>")
    assert time.monotonic() - start < 20


def test_an_unknown_reader_is_an_error_that_says_what_to_do():
    with pytest.raises(Exception, match=r"reader odd\.v9 is not installed"):
        load_reader("odd.v9")


def test_a_practice_summary_fails_as_a_value(read):
    (failure,) = read("a.yaml", "format: citewell-practice-summary/1\nid: [")
    assert isinstance(failure, ReadFailure)


edits = st.lists(
    st.tuples(st.floats(0, 1), st.sampled_from("dis"), st.binary(min_size=1, max_size=6)),
    min_size=1,
    max_size=8,
)


def mutated(data: bytes, changes) -> bytes:
    for place, action, new in changes:
        at = int(place * len(data))
        keep = at + (len(new) if action != "i" else 0)
        data = data[:at] + (b"" if action == "d" else new) + data[keep:]
    return data


@pytest.mark.parametrize("golden", GOLDENS, ids=lambda p: p.name)
@given(changes=edits)
@settings(
    max_examples=120, deadline=5000, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_damaged_files_never_raise(golden, changes, read):
    for outcome in read(golden.name, mutated(golden.read_bytes(), changes)):
        assert isinstance(outcome, Document | ReadFailure)
        if isinstance(outcome, Document):
            assert outcome.passages


NAMES = [
    "a.xml",
    "a.txt",
    "a.md",
    "a.yaml",
    "a.xml.gz",
    "a",
    "a.json",
    "a.html",
    "a.pdf",
    "a.docx",
    "a.ris",
    "a.nbib",
    "a.bib",
    "a.fsh",
]


@pytest.mark.parametrize("name", NAMES)
@given(content=st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_noise_never_raises(name, content, read):
    for outcome in read(name, content):
        assert isinstance(outcome, Document | ReadFailure)


heading = st.text("Heading αβ#*", min_size=1, max_size=12)
prose = st.text("abc DEF 5.0mg,;()\n\t\u00a0±é<>&", min_size=1, max_size=300)


@given(st.lists(st.tuples(heading, prose), min_size=1, max_size=6))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_offsets_fit_in_documents_made_up(read, sections):
    from xml.sax.saxutils import escape

    markdown = "\n\n".join(f"## {h}\n\n{p}" for h, p in sections)
    body = "".join(f"<sec><title>{escape(h)}</title><p>{escape(p)}</p></sec>" for h, p in sections)
    front = (
        "<front><article-meta><article-id pub-id-type='doi'>10.1/x</article-id><title-group>"
        "<article-title>T</article-title></title-group></article-meta></front>"
    )
    xml = f"<article>{front}<body>{body}</body></article>"
    for outcome in [*read("a.md", markdown), *read("a.txt", markdown), *read("a.xml", xml)]:
        if isinstance(outcome, Document):
            check(outcome)
