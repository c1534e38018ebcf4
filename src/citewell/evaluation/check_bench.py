"""How many planted errors the checks catch, and how many sound claims they reject."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from citewell.checking import CheckContext, check_claim
from citewell.evaluation.mutations import Mutation, MutationKind, mutations
from citewell.model import CheckResult, Span, hash_text


@dataclass(frozen=True, slots=True)
class Case:
    """A sound claim with the spans and context that it is checked against."""

    claim: str
    spans: tuple[Span, ...]
    context: CheckContext

    @classmethod
    def of(cls, claim: str, passage: str) -> "Case":
        """A claim against a passage that is a source of its own."""
        digest = hash_text(passage)
        span = Span.of("passage", digest, passage, 0, len(passage))
        return cls(claim, (span,), CheckContext(texts={("passage", digest): passage}))


@dataclass(slots=True)
class Tally:
    """Planted errors and those caught, per kind; sound claims and those rejected."""

    planted: dict[MutationKind, int] = field(default_factory=dict[MutationKind, int])
    caught: dict[MutationKind, int] = field(default_factory=dict[MutationKind, int])
    missed: list[tuple[Case, Mutation]] = field(default_factory=list[tuple[Case, Mutation]])
    sound: int = 0
    rejected: list[tuple[Case, CheckResult]] = field(default_factory=list[tuple[Case, CheckResult]])

    def rate(self, kind: MutationKind) -> float:
        """Share of the planted errors of a kind that was caught."""
        return self.caught.get(kind, 0) / self.planted[kind] if self.planted.get(kind) else 1.0

    @property
    def false_alarms(self) -> float:
        """Share of the sound claims that were rejected."""
        return len(self.rejected) / self.sound if self.sound else 0.0


def fault(claim: str, case: Case) -> CheckResult | None:
    """The first check of the content (rungs 2 to 4) that rejects a claim, or None."""
    results = check_claim(claim, case.spans, case.context)
    content = (r for r in results if not r.name.startswith(("located", "standing")))
    return next((r for r in content if r.passed is False), None)


def measure(cases: Iterable[Case], seed: int = 0) -> Tally:
    """Check each claim as it is, and with one planted error of each kind that it allows.

    Errors are planted only in claims that pass unaltered, so that a catch is a catch of the error.
    """
    tally = Tally()
    for case in cases:
        tally.sound += 1
        alarm = fault(case.claim, case)
        if alarm:
            tally.rejected.append((case, alarm))
            continue
        for mutation in mutations(case.claim, seed):
            tally.planted[mutation.kind] = tally.planted.get(mutation.kind, 0) + 1
            if fault(mutation.text, case):
                tally.caught[mutation.kind] = tally.caught.get(mutation.kind, 0) + 1
            else:
                tally.missed.append((case, mutation))
    return tally
