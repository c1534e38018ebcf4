"""The shipped term tables: what a reviewer would look for in their rows."""

import json
from collections import defaultdict
from importlib.resources import files

import pytest

from citewell.text.terms import terms

TABLES = {
    path.name: [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    for path in (files("citewell.text") / "data" / "terms").iterdir()
    if path.name.endswith(".jsonl")
}


def test_every_class_is_a_concept() -> None:
    known = terms().by_id
    unknown = {(c, term.id) for term in known.values() for c in term.classes if c not in known}
    assert not unknown


@pytest.mark.parametrize("table", sorted(TABLES))
def test_no_concept_has_two_rows_in_one_table(table: str) -> None:
    ids = [row["id"] for row in TABLES[table]]
    assert sorted(ids) == sorted(set(ids))


def test_tables_agree_on_what_a_concept_is() -> None:
    types: dict[str, set[str]] = defaultdict(set)
    for rows in TABLES.values():
        for row in rows:
            if row["type"] != "other":
                types[row["id"]].add("condition" if row["type"] == "symptom" else row["type"])
    assert not {concept: found for concept, found in types.items() if len(found) > 1}


def test_no_drug_shares_a_name_with_another() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for term in terms().by_id.values():
        if term.type.value == "drug":
            for name in (term.name, *term.brand, *term.synonym):
                owners[name.casefold()].add(term.id)
    assert not {name: ids for name, ids in owners.items() if len(ids) > 1}


@pytest.mark.parametrize(
    "text",
    [
        "Rates fell by 47 %.",
        "She is fit and well.",
        "Does it fit?",
        "It may cause it, as all or no one can see.",
        "Keep it cold, then plan the next step.",
    ],
)
def test_common_words_are_not_names(text: str) -> None:
    assert terms().find(text) == []


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Dupixent for severe asthma", ["dupilumab", "severe-asthma"]),
        ("a blood thinner such as Eliquis", ["anticoagulant", "apixaban"]),
        ("GERD on Prilosec", ["gord", "omeprazole"]),
        ("water tablets for heart failure", ["diuretic", "heart-failure"]),
        ("T2DM and CKD", ["type-2-diabetes", "chronic-kidney-disease"]),
        ("pregnant with a UTI", ["pregnancy", "urinary-tract-infection"]),
        ("acetaminophen, paracetamol, Tylenol", ["paracetamol"] * 3),
    ],
)
def test_everyday_names_lead_to_their_concepts(text: str, ids: list[str]) -> None:
    assert [mention.id for mention in terms().find(text)] == ids
