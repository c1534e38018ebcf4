"""A claim against a passage, for the tests of the checks."""

from collections.abc import Callable
from typing import Any

import pytest

from citewell.checking import CheckContext, check_claim
from citewell.model import CheckResult, Source, SourceKind, Span, hash_text

Checked = Callable[..., CheckResult]


def source(text: str, **changes: Any) -> Source:
    fields: dict[str, Any] = {
        "id": "s",
        "kind": SourceKind.GUIDELINE,
        "title": "A guideline",
        "sha256": hash_text(text),
    }
    return Source(**(fields | changes))


@pytest.fixture
def checked() -> Checked:
    """The result of one check (by its name without version) on a claim and its passages."""

    def run(check: str, claim: str, *passages: str, **context: Any) -> CheckResult:
        text = "\n".join(passages)
        spans: list[Span] = []
        at = 0
        for passage in passages:
            spans.append(Span.of("s", hash_text(text), text, at, at + len(passage)))
            at += len(passage) + 1
        given = {"texts": {("s", hash_text(text)): text}, "sources": {"s": source(text)}} | context
        results = check_claim(claim, spans, CheckContext(**given))
        return next(r for r in results if r.name.startswith(f"{check}."))

    return run
