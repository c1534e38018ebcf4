"""Text and Markdown: complete, in reading order, source text never markup."""

from datetime import UTC, datetime

import pytest

from citewell.answering import ask
from citewell.composing.rendering import to_markdown, to_text
from citewell.composing.rendering.layout import numbers, paragraphs, parts, stance_line
from citewell.library import Library
from citewell.model import Article, Role, Stance, Verdict

QUESTION = "Should I keep taking Dupixent for severe asthma although I still cough?"


@pytest.fixture
def article(mini_library: Library) -> Article:
    return ask(
        QUESTION,
        library=mini_library,
        audience="patient",
        clock=lambda: datetime(2026, 11, 24, tzinfo=UTC),
    )


@pytest.mark.parametrize("render", [to_text, to_markdown])
def test_every_claim_and_reference_is_printed(render: object, article: Article) -> None:
    assert callable(render)
    printed = " ".join(str(render(article)).replace("\\", "").split())
    for claim in article.claims():
        assert " ".join(claim.text.split()) in printed
    for reference in article.references:
        assert reference.title in printed
    for gap in article.gaps:
        assert gap in printed


def test_numbers_in_the_text_are_those_of_the_list(article: Article) -> None:
    listed = {r.number for r in article.references}
    for claim in article.claims():
        assert set(numbers(claim)) <= listed


def test_the_truth_about_review_is_said(article: Article) -> None:
    for render in (to_text, to_markdown):
        assert "Not reviewed: no clinician has signed this answer." in " ".join(
            render(article).split()
        )


def test_the_pathway_stands_in_its_place(article: Article) -> None:
    headings = [part.heading for part in parts(article)]
    assert "Steps to take with your team" in headings
    assert headings.index("Steps to take with your team") < headings.index("The bottom line")


def test_source_text_is_not_markup_in_markdown(article: Article) -> None:
    evil = article.answer.claims[0].model_copy(
        update={"text": "<script>x</script> [a](http://b) *bold* `code` #"}
    )
    changed = article.model_copy(
        update={"answer": article.answer.model_copy(update={"claims": (evil,)})}
    )
    printed = to_markdown(changed)
    assert r"\<script\>x\</script\> \[a\](http://b) \*bold\* \`code\` \#" in printed


def test_control_characters_do_not_reach_the_terminal(article: Article) -> None:
    evil = article.answer.claims[0].model_copy(update={"text": "a\x1b[31mred\x07"})
    changed = article.model_copy(
        update={"answer": article.answer.model_copy(update={"claims": (evil,)})}
    )
    assert "\x1b" not in to_text(changed)


def test_lines_fit_the_width(article: Article) -> None:
    long = [line for line in to_text(article, width=80).splitlines() if len(line) > 80]
    assert all("http" in line for line in long)


@pytest.mark.parametrize(
    ("count", "sizes"), [(1, [1]), (2, [2]), (4, [4]), (6, [3, 3]), (7, [4, 3]), (10, [4, 4, 2])]
)
def test_paragraphs(count: int, sizes: list[int], article: Article) -> None:
    claim = article.answer.claims[0]
    assert [len(p) for p in paragraphs([claim] * count)] == sizes


def test_a_stance_without_an_action_is_its_verdict(article: Article) -> None:
    changed = article.model_copy(update={"stance": Stance(verdict=Verdict.INSUFFICIENT)})
    assert stance_line(changed) == "Not enough evidence in this library"


def test_prose_and_lists(article: Article) -> None:
    by_role = {part.role: part.prose for part in parts(article)}
    assert by_role.get(Role.EMERGENCY, False) is False
    assert by_role[Role.RATIONALE] is True
