"""Rung 1: quotes stand where they are said to stand."""

from citewell.checking import CheckContext, check_claim
from citewell.model import CheckResult, Source, SourceKind, Span, hash_text

TEXT = "Do not stop. Take 5 mg daily."
SPAN = Span.of("s", hash_text(TEXT), TEXT, 13, 29)


def located(span: Span, texts: dict[tuple[str, str], str], **context: object) -> CheckResult:
    results = check_claim("Take 5 mg daily.", [span], CheckContext(texts=texts, **context))  # pyright: ignore[reportArgumentType]
    return results[0]


def test_a_quote_at_its_place_passes() -> None:
    assert located(SPAN, {("s", SPAN.source_hash): TEXT}).passed


def test_another_text_at_the_place_fails() -> None:
    result = located(SPAN, {("s", SPAN.source_hash): TEXT.replace("5", "6")})
    assert result.passed is False
    assert "Take 6 mg" in result.detail


def test_a_version_that_is_not_stored_fails() -> None:
    assert located(SPAN, {}).passed is False


def test_a_span_beyond_the_text_fails() -> None:
    result = located(SPAN, {("s", SPAN.source_hash): TEXT[:20]})
    assert result.passed is False
    assert "beyond" in result.detail


def test_a_source_that_changed_fails() -> None:
    source = Source(id="s", kind=SourceKind.GUIDELINE, title="G", sha256="other")
    result = located(SPAN, {("s", SPAN.source_hash): TEXT}, sources={"s": source})
    assert result.passed is False


def test_no_span_fails() -> None:
    assert check_claim("Anything.", [], CheckContext())[0].passed is False
