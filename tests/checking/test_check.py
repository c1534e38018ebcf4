"""The ladder, its registry and the verdict."""

import pytest

from citewell.checking import CheckContext, check_claim, register, registered, verdict
from citewell.evaluation.check_bench import Case
from citewell.model import CheckResult, CitationVerdict
from citewell.model.errors import UsageError


def result(name: str, passed: bool | None) -> CheckResult:
    return CheckResult(name=name, passed=passed, detail="")


def test_the_ladder_is_in_order() -> None:
    assert [name.split(".")[0] for name in registered()] == [
        "located",
        "quantities",
        "polarity",
        "subject",
        "standing",
    ]
    assert list(registered(installed=True)) == list(registered())


def test_a_name_is_taken_once() -> None:
    with pytest.raises(UsageError):
        register("located.v1")(lambda claim, spans, context: result("located.v1", True))


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        ([], CitationVerdict.NOT_CHECKED),
        ([result("quantities.v1", None)], CitationVerdict.NOT_CHECKED),
        ([result("located.v1", True), result("quantities.v1", None)], CitationVerdict.SUPPORTED),
        ([result("located.v1", True), result("polarity.v1", False)], CitationVerdict.CONTRADICTED),
        (
            [result("subject.v1", False), result("polarity.v1", False)],
            CitationVerdict.NOT_SUPPORTED,
        ),
    ],
)
def test_the_verdict_fails_closed(results: list[CheckResult], expected: CitationVerdict) -> None:
    assert verdict(results) is expected


@pytest.mark.parametrize(
    "claim", ["...", "x" * 20_000, "これは日本語です。5 mg。", "\x00\u200b", "5"]
)
def test_any_claim_gets_an_answer(claim: str) -> None:
    case = Case.of(claim, "Take 5 mg daily.")
    assert len(check_claim(claim, case.spans, CheckContext())) == 5
