"""References: one per source, numbered by kind, always saying how they were read."""

import pytest

from citewell.composing.references import (
    KIND_NAMES,
    ORDER,
    describe,
    identifier_line,
    number_references,
    read_line,
    same_source_key,
)
from citewell.library import Library, find_evidence
from citewell.model import (
    Basis,
    Citation,
    Claim,
    Identifiers,
    ReadLevel,
    Reference,
    Role,
    SourceKind,
    SourceStatus,
)
from citewell.understanding import understand
from citewell.writing import Candidate, candidates


@pytest.fixture
def pool(mini_library: Library) -> dict[str, Candidate]:
    question = understand("When should dupilumab be stopped in severe asthma?")
    return {c.id: c for c in candidates(find_evidence(question, mini_library).evidence)}


def _cite(pool: dict[str, Candidate], *ids: str) -> list[Claim]:
    return [
        Claim(
            id=i,
            text=i,
            role=Role.FINDING,
            basis=Basis.EVIDENCE,
            citations=(Citation(source_key=pool[i].key, spans=(pool[i].span,)),),
        )
        for i in ids
    ]


def _keyed(pool: dict[str, Candidate]) -> dict[str, Candidate]:
    return {c.key: c for c in pool.values()}


def test_numbers_follow_kind_and_then_first_citation(pool: dict[str, Candidate]) -> None:
    numbers, references = number_references(_cite(pool, "MI-003", "MI-005", "MI-001"), _keyed(pool))
    assert [r.kind for r in references] == [
        SourceKind.GUIDELINE,
        SourceKind.DRUG_LABEL,
        SourceKind.OBSERVATIONAL_STUDY,
    ]
    assert [r.number for r in references] == [1, 2, 3]
    assert numbers["mini-dupilumab/RULE"] == 1


def test_a_source_cited_twice_is_listed_once(pool: dict[str, Candidate]) -> None:
    _, references = number_references(_cite(pool, "MI-001", "MI-004"), _keyed(pool))
    assert len(references) == 1


def test_the_primary_source_is_named_with_the_summary_it_was_read_through(
    pool: dict[str, Candidate],
) -> None:
    _, (reference,) = number_references(_cite(pool, "MI-001"), _keyed(pool))
    assert reference.kind is SourceKind.GUIDELINE
    assert reference.title == "Dupilumab for severe asthma"
    assert (
        reference.read_through
        == "citewell practice summary: Dupilumab in severe asthma, a small summary for tests"
    )
    assert (
        read_line(reference) == "Read through the citewell practice summary (read in the original)."
    )


def test_one_source_under_two_names_is_one_source(pool: dict[str, Candidate]) -> None:
    from dataclasses import replace

    one = pool["MI-001"]
    assert one.statement is not None
    primary = one.statement.primary.model_copy(update={"source_id": "other/NAME"})
    other = replace(one, statement=one.statement.model_copy(update={"primary": primary}))
    assert same_source_key(one) == same_source_key(other)


def test_every_kind_has_a_place_and_a_name() -> None:
    assert set(ORDER) == set(SourceKind) == set(KIND_NAMES)


def test_a_second_hand_reading_is_said() -> None:
    reference = Reference(
        number=1,
        source_id="s",
        kind=SourceKind.GUIDELINE,
        title="T",
        read_through="x",
        read=ReadLevel.SECOND_HAND,
        read_note="a note",
    )
    assert (
        read_line(reference) == "Read through the citewell practice summary (second-hand; a note)."
    )


@pytest.mark.parametrize(
    ("identifiers", "line"),
    [
        (Identifiers(pmid="1", doi="10.1/x", url="https://x"), "DOI 10.1/x; PMID 1"),
        (Identifiers(url="https://x"), "https://x"),
        (Identifiers(other=("NICE NG91",), nct=("NCT1",)), "NICE NG91; NCT1"),
        (Identifiers(), ""),
    ],
)
def test_identifiers_are_printed_in_order_and_the_address_last(
    identifiers: Identifiers, line: str
) -> None:
    reference = Reference(
        number=1, source_id="s", kind=SourceKind.GUIDELINE, title="T", identifiers=identifiers
    )
    assert identifier_line(reference) == line


def test_a_source_that_no_longer_stands_is_marked() -> None:
    reference = Reference(
        number=1,
        source_id="s",
        kind=SourceKind.GUIDELINE,
        title="Old rule.",
        year="2013",
        status=SourceStatus.SUPERSEDED,
    )
    assert describe(reference) == "Old rule. 2013. SUPERSEDED."
