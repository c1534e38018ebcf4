"""The page: every number opens its passage, source text is never markup, nothing is loaded."""

import base64
import hashlib
import re
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from lxml import html
from lxml.html import HtmlElement

from citewell.answering import ask
from citewell.composing.rendering import to_html
from citewell.composing.rendering._listing import identifier_links
from citewell.composing.rendering._opening import anchor_of, folded, marked
from citewell.composing.rendering._page import pips_of
from citewell.composing.rendering.layout import numbers
from citewell.library import Library
from citewell.model import (
    Article,
    Audience,
    Certainty,
    Document,
    DroppedClaim,
    Identifiers,
    Role,
    Section,
    Urgency,
)
from citewell.model.errors import LibraryError

QUESTION = "Should I keep taking Dupixent for severe asthma although I still cough?"
EVIL = '<script>alert(1)</script><img src="http://evil.example/x.png"> {{ 7 * 7 }} "\'&'

DocumentOf = Callable[[str, str | None], Document]


@pytest.fixture
def article(mini_library: Library) -> Article:
    return _ask(mini_library, Audience.PATIENT)


@pytest.fixture
def document_of(mini_library: Library) -> DocumentOf:
    return mini_library.document


def _ask(library: Library, audience: Audience, question: str = QUESTION) -> Article:
    clock = datetime(2026, 11, 24, tzinfo=UTC)
    return ask(question, library=library, audience=audience, clock=lambda: clock)


def _page(article: Article, document_of: DocumentOf) -> HtmlElement:
    return html.document_fromstring(to_html(article, document_of))


def _urgent(article: Article, urgency: Urgency = Urgency.EMERGENCY) -> Article:
    question = article.question.model_copy(update={"urgency": urgency})
    return article.model_copy(update={"question": question})


def _with_signs(article: Article) -> Article:
    """The article with a part of emergency signs, written last on purpose."""
    cited = next(c for c in article.claims() if c.citations)
    sign = cited.model_copy(update={"id": "sign", "role": Role.EMERGENCY})
    kept = tuple(s for s in article.sections if s.role is not Role.EMERGENCY)
    signs = Section(heading="Get help now", role=Role.EMERGENCY, claims=(sign,))
    return article.model_copy(update={"sections": (*kept, signs)})


def _one(page: HtmlElement, path: str) -> HtmlElement:
    found = page.xpath(path)
    assert len(found) == 1, (path, len(found))
    return found[0]


def _gone(source_id: str, sha256: str | None) -> Document:
    raise LibraryError("does not hold it", where=source_id)


# --- numbers, passages, references -----------------------------------------------------


@pytest.mark.parametrize("audience", list(Audience))
def test_every_number_opens_its_passage_and_is_listed(
    mini_library: Library, audience: Audience
) -> None:
    article = _ask(mini_library, audience)
    page = _page(article, mini_library.document)
    opened = 0
    for claim in article.claims():
        sentence = _one(page, f'//*[@id="s-{anchor_of(claim.id)}"]')
        links = sentence.xpath('.//a[@class="c"]')
        assert [int(link.text_content()) for link in links] == list(numbers(claim))
        for number, link in zip(numbers(claim), links, strict=True):
            passage = _one(page, f'//*[@id="{link.get("href")[1:]}"]')
            assert passage.xpath(f'.//a[@href="#r-{number}"]')
            assert passage.xpath(f'.//a[@href="#{sentence.get("id")}"]'), "can be closed"
            _one(page, f'//li[@id="r-{number}"]')
            opened += 1
    assert opened > 5


def test_the_passage_is_whole_and_exactly_the_cited_characters_are_marked(
    article: Article, document_of: DocumentOf
) -> None:
    page = _page(article, document_of)
    for claim in article.claims():
        for number in numbers(claim):
            box = _one(page, f'//*[@id="p-{anchor_of(claim.id)}-{number}"]')
            spans = [s for c in claim.citations if c.reference == number for s in c.spans]
            marks = {mark.text_content() for mark in box.xpath(".//mark")}
            shown = "".join(quote.text_content() for quote in box.xpath(".//blockquote"))
            for span in dict.fromkeys(spans):
                assert any(span.quote in mark for mark in marks)
                document = document_of(span.source_id, span.source_hash)
                for passage in document.passages:
                    if passage.start <= span.start < passage.end:
                        assert passage.text in shown
                        assert " › ".join(passage.section_path) in box.text_content()


def test_checks_are_shown_with_their_details(article: Article, document_of: DocumentOf) -> None:
    page = _page(article, document_of)
    claim = next(c for c in article.claims() if c.citations)
    number = numbers(claim)[0]
    box = _one(page, f'//*[@id="p-{anchor_of(claim.id)}-{number}"]')
    for check in claim.citations[0].checks:
        assert box.xpath(f'.//b[@title="{check.name}"]')
        assert check.detail in box.text_content()
    assert "Supported" in box.text_content()
    assert all(i.get("aria-label") for i in box.xpath('.//svg[@role="img"]'))


def test_a_text_that_the_library_lost_is_told_and_the_quote_still_shown(article: Article) -> None:
    page = _page(article, _gone)
    claim = next(c for c in article.claims() if c.citations)
    box = _one(page, f'//*[@id="p-{anchor_of(claim.id)}-{numbers(claim)[0]}"]')
    assert claim.citations[0].spans[0].quote in box.text_content()
    assert "no longer holds this text" in box.text_content()


def test_read_through_a_summary_is_told_in_passage_and_list(
    article: Article, document_of: DocumentOf
) -> None:
    page = _page(article, document_of)
    for reference in article.references:
        item = _one(page, f'//li[@id="r-{reference.number}"]')
        assert reference.title.rstrip(".") in item.text_content()
        assert bool(item.xpath('.//*[contains(@class, "badge summary")]')) is bool(
            reference.read_through
        )
    assert page.xpath('//*[@class="passage"]//*[@class="badge summary"]')


def test_references_are_in_groups_of_one_kind_and_in_order(
    article: Article, document_of: DocumentOf
) -> None:
    page = _page(article, document_of)
    listed = [int(li.get("value")) for li in page.xpath('//section[@id="references"]//li')]
    assert listed == [r.number for r in article.references]
    groups = page.xpath('//section[@id="references"]/ol')
    assert len(groups) == len(dict.fromkeys(r.kind for r in article.references))


def test_a_reasoned_sentence_says_so_and_names_its_rule(
    article: Article, document_of: DocumentOf
) -> None:
    reasoned = [c for c in article.claims() if c.basis.value == "inferred"]
    assert reasoned
    page = _page(article, document_of)
    sentence = _one(page, f'//*[@id="s-{anchor_of(reasoned[0].id)}"]/..')
    assert sentence.xpath('./*[@class="reasoned"]')
    assert str(reasoned[0].rule) in sentence.text_content()


# --- completeness and truth --------------------------------------------------------------


def test_everything_in_the_article_is_on_the_page(
    article: Article, document_of: DocumentOf
) -> None:
    text = " ".join(_page(article, document_of).text_content().split())
    for claim in article.claims():
        head, _, last = claim.text.rpartition(" ")
        assert head in text
        assert last in text
    for fact in article.missing_facts:
        assert fact.text[1:] in text
        assert fact.why[1:] in text
    for step in article.pathway.steps:
        assert step.title in text
        assert step.timing in text
    for gap in article.gaps:
        assert gap in text
    for part in article.provenance.parts:
        assert part in text
    assert "Not reviewed" in text
    assert "No clinician has signed this answer." in text
    assert article.question.text in text


def test_dropped_claims_are_folded_away_with_their_reason(
    article: Article, document_of: DocumentOf
) -> None:
    dropped = DroppedClaim(text="It cures all.", reason="subject: other drug", role=Role.FINDING)
    page = _page(article.model_copy(update={"dropped": (dropped,)}), document_of)
    fold = _one(page, '//details[.//s[text()="It cures all."]]')
    assert fold.get("open") is None
    assert "subject: other drug" in fold.text_content()


def test_an_article_without_sources_is_a_page(article: Article, document_of: DocumentOf) -> None:
    bare = article.answer.claims[0].model_copy(update={"citations": ()})
    answer = article.answer.model_copy(update={"claims": (bare,)})
    empty = {"sections": (), "references": (), "gaps": (), "missing_facts": (), "certainty": None}
    pathway = article.pathway.model_copy(update={"steps": ()})
    page = _page(
        article.model_copy(update={"answer": answer, "pathway": pathway, **empty}), document_of
    )
    assert not page.xpath('//section[@id="references"]')
    _targets_exist(page)


@pytest.mark.parametrize(
    ("text", "pips"),
    [
        ("conditional; low certainty", 2),
        ("conditional, very low-quality evidence", 1),
        ("strong; high", 4),
        ("moderate quality", 3),
        ("NICE recommendation", 0),
        ("low certainty for cough, high certainty for attacks", 0),
        ("high risk of bias", 0),
        ("1B", 0),
    ],
)
def test_pips_are_drawn_only_for_a_certainty_that_the_source_grades(
    text: str, pips: int, article: Article, document_of: DocumentOf
) -> None:
    assert pips_of(text) == pips
    certainty = Certainty(text=text, reference=1)
    page = _page(article.model_copy(update={"certainty": certainty}), document_of)
    assert len(page.xpath('//svg[@class="pips"]')) == bool(pips)
    assert text in page.text_content()


# --- safety ----------------------------------------------------------------------------------


def test_hostile_text_is_text(article: Article, document_of: DocumentOf) -> None:
    plain = to_html(article, document_of)
    claim = article.answer.claims[0]
    citations = tuple(
        c.model_copy(
            update={"checks": tuple(k.model_copy(update={"detail": EVIL}) for k in c.checks)}
        )
        for c in claim.citations
    )
    evil = claim.model_copy(update={"text": EVIL, "citations": citations, "rule": EVIL})
    references = tuple(
        r.model_copy(update={"title": EVIL, "publisher": EVIL, "read_note": EVIL})
        for r in article.references
    )
    changed = article.model_copy(
        update={
            "title": EVIL,
            "references": references,
            "gaps": (EVIL,),
            "answer": article.answer.model_copy(update={"claims": (evil,)}),
            "question": article.question.model_copy(update={"text": EVIL, "language": '"><x>'}),
        }
    )
    printed = to_html(changed, document_of)
    assert printed.count("<script") == plain.count("<script") == 1
    assert "<img" not in printed
    assert "{{ 7 * 7 }}" in printed
    page = html.document_fromstring(printed)
    assert _one(page, "//h1").text_content() == EVIL
    assert _one(page, "/html").get("lang") == '"><x>'


def test_text_of_a_source_is_escaped_in_its_passage(
    article: Article, mini_topic: Document, document_of: DocumentOf
) -> None:
    first = mini_topic.passages[0]
    evil = first.model_copy(
        update={
            "section_path": ("<script>alert(2)</script>",),
            "text": first.text.replace("NICE", "<b>E"),
        }
    )
    assert len(evil.text) == len(first.text)
    changed = mini_topic.model_copy(update={"passages": (evil, *mini_topic.passages[1:])})
    printed = to_html(article, lambda _id, _hash: changed)
    assert "<script>alert(2)" not in printed
    assert "&lt;b&gt;E" in printed


def test_nothing_is_loaded_from_anywhere(article: Article, document_of: DocumentOf) -> None:
    printed = to_html(article, document_of)
    page = html.document_fromstring(printed)
    assert not page.xpath("//*[@src or @srcset or @data or @poster or @background]")
    assert not page.xpath("//link | //iframe | //object | //embed | //base | //form")
    assert not page.xpath("//@style"), "inline style is refused by a strict policy"
    assert not [a for e in page.iter() for a in e.attrib if a.startswith("on")]
    outside = [e for e in page.xpath("//*[starts-with(@href, 'http')]") if e.tag != "a"]
    assert not outside
    style, script = page.xpath("//style/text()")[0], page.xpath("//script/text()")[0]
    assert "@import" not in style
    assert re.findall(r"url\(([^)]*)\)", style) == ["#hatch"]
    assert not re.search(r"fetch|XMLHttp|import\b|innerHTML|eval", script)


def test_the_policy_allows_the_two_inline_elements_and_nothing_else(
    article: Article, document_of: DocumentOf
) -> None:
    page = _page(article, document_of)
    policy = _one(page, '//meta[@http-equiv="Content-Security-Policy"]').get("content")
    assert "default-src 'none'" in policy
    for name in ("style", "script"):
        text = page.xpath(f"//{name}/text()")[0]
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy


def test_only_web_addresses_become_links() -> None:
    links = dict(
        identifier_links(
            Identifiers(
                doi="10.1/<x>",
                pmid="12 34",
                pmcid="PMC1",
                nct=("NCT00000001",),
                isbn="1",
                other=("NICE TA1",),
                url="javascript:alert(1)",
            )
        )
    )
    assert links["doi:10.1/<x>"] == ""
    assert links["PMID 12 34"] == ""
    assert links["PMC1"].startswith("https://")
    assert links["NCT00000001"].endswith("/NCT00000001")
    assert not [a for a in links.values() if a and not a.startswith("https://")]
    assert identifier_links(Identifiers(url="data:text/html,x")) == []
    assert identifier_links(Identifiers(url="https://www.nice.org.uk/guidance/ta1")) == [
        ("nice.org.uk", "https://www.nice.org.uk/guidance/ta1")
    ]


# --- structure -------------------------------------------------------------------------------


@pytest.mark.parametrize("urgent", [False, True])
@pytest.mark.parametrize("audience", list(Audience))
def test_ids_are_unique_links_have_targets_and_headings_descend(
    mini_library: Library, audience: Audience, urgent: bool
) -> None:
    article = _ask(mini_library, audience)
    page = _page(_urgent(article) if urgent else article, mini_library.document)
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    _targets_exist(page)
    levels = [int(e.tag[1]) for e in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert len(page.xpath("//main")) == 1
    assert page.xpath("//header")
    assert all(section.get("aria-labelledby") for section in page.xpath("//section"))
    assert _one(page, "/html").get("lang") == "en"


def _targets_exist(page: HtmlElement) -> None:
    ids = set(page.xpath("//@id"))
    assert {href[1:] for href in page.xpath("//@href") if href.startswith("#")} <= ids
    assert set(" ".join(page.xpath("//@aria-labelledby")).split()) <= ids


def test_claims_with_the_same_or_odd_ids_keep_their_own_anchors(
    article: Article, document_of: DocumentOf
) -> None:
    first, second = [c for c in article.claims() if c.citations][:2]
    twins = (
        first.model_copy(update={"id": 'x" onload="y'}),
        second.model_copy(update={"id": 'x" onload="y'}),
    )
    section = Section(heading="Twins", role=Role.PITFALL, claims=twins)
    page = _page(article.model_copy(update={"sections": (section,)}), document_of)
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {"s-x--onload--y", "s-x--onload--y_2"} <= set(ids)
    assert not page.xpath("//@onload")


# --- emergency -------------------------------------------------------------------------------


def test_for_patients_the_emergency_part_stands_right_after_the_answer(
    article: Article, document_of: DocumentOf
) -> None:
    page = _page(_with_signs(article), document_of)
    sections = page.xpath("//main//section")
    assert sections[0].get("id") == "answer"
    assert sections[1].get("class") == "help"
    assert "No emergency sign in this question." in page.text_content()
    assert not page.xpath('//*[@class="solid"]')


@pytest.mark.parametrize("urgency", [u for u in Urgency if u is not Urgency.NONE])
def test_when_urgent_the_answer_is_solid_and_first_and_the_rest_is_folded(
    article: Article, document_of: DocumentOf, urgency: Urgency
) -> None:
    page = _page(_urgent(_with_signs(article), urgency), document_of)
    solid = _one(page, '//*[@class="solid"]')
    assert page.xpath("//main/*")[0] is solid
    assert article.answer.claims[0].text.split()[0] in solid.text_content()
    fold = _one(page, '//details[@id="later"]')
    assert fold.get("open") is None
    helps = page.xpath('//section[contains(@class, "help")]')
    assert helps
    assert not fold.xpath('.//section[contains(@class, "help")]')
    assert fold.xpath('.//ol[@class="path"]'), "the plan is folded"
    assert not page.xpath('//ol[@class="path"][not(ancestor::details)]')
    assert page.xpath('//section[@id="references"][not(ancestor::details)]')
    assert "No emergency sign" not in page.text_content()


def test_a_real_emergency_question(starter_library: Library) -> None:
    question = "She hit her head while on apixaban. What should we do?"
    article = _ask(starter_library, Audience.PATIENT, question)
    assert article.question.urgency is not Urgency.NONE
    page = _page(article, starter_library.document)
    first = page.xpath('//main//*[@class="s"]')[0]
    assert first.get("id") == f"s-{anchor_of(article.answer.claims[0].id)}"
    shown = page.xpath('//*[@class="s"][not(ancestor::details[@id="later"])]')
    roles = {f"s-{anchor_of(c.id)}": c.role for c in article.claims()}
    answer = {f"s-{anchor_of(c.id)}" for c in article.answer.claims}
    assert all(roles[s.get("id")] is Role.EMERGENCY or s.get("id") in answer for s in shown)


# --- pieces, size, speed -----------------------------------------------------------------------


def test_marks_and_folds_lose_no_character() -> None:
    text = "One sentence here. " * 100
    for start in (0, 5, 700, len(text) - 10):
        pieces = tuple(marked(text, [(start, start + 10)]))
        before, kept, after = folded(pieces)
        assert before + "".join(piece for piece, _ in kept) + after == text
        assert [piece for piece, cited in kept if cited] == [text[start : start + 10]]
        assert sum(len(piece) for piece, _ in kept) < 800


def test_a_long_article_stays_small(starter_library: Library) -> None:
    question = (
        "Should I continue taking Dupixent (dupilumab) for severe asthma with persistent cough and "
        "mucus despite nasal spray treatment and potential Clarifix procedure?"
    )
    article = _ask(starter_library, Audience.CLINICIAN, question)
    assert len(article.claims()) > 80
    printed = to_html(article, starter_library.document)
    assert len(printed.encode()) < 12_500 * len(article.claims())
