"""Term tables: what is found, how, and what a bad row says."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citewell.model import ConceptType
from citewell.model.errors import SourceError
from citewell.text.terms import Terms, read_terms, terms

ROWS = [
    {
        "id": "dupilumab",
        "type": "drug",
        "name": "dupilumab",
        "brand": ["Dupixent"],
        "class": ["il4r"],
    },
    {"id": "il4r", "type": "drug_class", "name": "IL-4 receptor blocker", "class": ["biologic"]},
    {"id": "biologic", "type": "drug_class", "name": "biologics"},
    {"id": "asthma", "type": "condition", "name": "asthma"},
    {"id": "severe-asthma", "type": "condition", "name": "severe asthma", "class": ["asthma"]},
    {
        "id": "mi",
        "type": "condition",
        "name": "myocardial infarction",
        "abbreviation": ["MI"],
        "lay": ["heart attack"],
    },
    {
        "id": "hiv-syndrome",
        "type": "condition",
        "name": "acquired immunodeficiency",
        "abbreviation": ["AIDS"],
    },
    {"id": "covid-19", "type": "condition", "name": "COVID-19", "abbreviation": ["COVID"]},
    {"id": "crohns", "type": "condition", "name": "Crohn's disease"},
    {"id": "wort", "type": "other", "name": "St. John's wort"},
    {"id": "anaemia", "type": "condition", "name": "anaemia", "lay": ["low blood count"]},
    {"id": "ms", "type": "condition", "name": "multiple sclerosis", "abbreviation": ["MS"]},
    {"id": "morphine", "type": "drug", "name": "morphine sulfate", "abbreviation": ["MS"]},
    {"id": "nsaid", "type": "drug_class", "name": "anti-inflammatory", "abbreviation": ["NSAID"]},
    {"id": "pregnancy", "type": "population", "name": "pregnancy", "lay": ["pregnant"]},
    {"id": "polyps", "type": "condition", "name": "nasal polyps"},
    {"id": "sulphate", "type": "drug", "name": "iron sulphate", "plain": "iron (tablets)"},
]


def _table(*rows: dict[str, object]) -> Terms:
    return read_terms({"rows.jsonl": "\n".join(json.dumps(row) for row in rows)})


SOME = _table(*ROWS)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Dupixent", [("dupilumab", "Dupixent", "brand")]),
        ("DUPIXENT®, dupilumab", [("dupilumab", "DUPIXENT", "brand"), ("dupilumab", "dupilumab", "name")]),
        ("severe asthma", [("severe-asthma", "severe asthma", "name")]),
        ("severe, asthma", [("asthma", "asthma", "name")]),
        ("severe\nasthma", [("severe-asthma", "severe\nasthma", "name")]),
        ("a heart-attack", [("mi", "heart-attack", "lay")]),
        ("heart attacks", [("mi", "heart attacks", "lay")]),
        ("MI and mi", [("mi", "MI", "abbreviation")]),
        ("hearing aids help AIDS", [("hiv-syndrome", "AIDS", "abbreviation")]),
        ("HEARING AIDS", []),
        ("covid, COVID-19, COVID 19 and Covid19", [("covid-19", "covid", "abbreviation"), ("covid-19", "COVID-19", "name"), ("covid-19", "COVID 19", "name"), ("covid-19", "Covid19", "name")]),
        ("Crohn disease, Crohn’s disease, Crohns disease's", [("crohns", "Crohn disease", "name"), ("crohns", "Crohn’s disease", "name"), ("crohns", "Crohns disease", "name")]),
        ("St John's wort, St. John’s Wort", [("wort", "St John's wort", "name"), ("wort", "St. John’s Wort", "name")]),
        ("anemia, anaemias", [("anaemia", "anemia", "name"), ("anaemia", "anaemias", "name")]),
        ("NSAIDs, nsaids", [("nsaid", "NSAIDs", "abbreviation"), ("nsaid", "nsaids", "abbreviation")]),
        ("anti-inflammatories", [("nsaid", "anti-inflammatories", "name")]),
        ("a biologic; two biologics", [("biologic", "biologic", "name"), ("biologic", "biologics", "name")]),
        ("asthma's cost", [("asthma", "asthma", "name")]),
        ("asthmatic preasthma", []),
        ("nasal polyp", [("polyps", "nasal polyp", "name")]),
        ("iron sulfate", [("sulphate", "iron sulfate", "name")]),
        ("", []),
    ],
)  # fmt: skip
def test_find(text: str, found: list[tuple[str, str, str]]) -> None:
    assert [(m.id, m.matched, m.how) for m in SOME.find(text)] == found


def test_a_name_of_two_concepts_names_both() -> None:
    mention = SOME.find("MS")[0]
    assert (mention.id, mention.also) == ("ms", ("morphine",))


def test_a_mention_explains_itself() -> None:
    concept = SOME.find("On Dupixent since May")[0].concept()
    assert concept.type is ConceptType.DRUG
    assert concept.explained == "Dupixent -> dupilumab (brand)"
    assert SOME.find("dupilumab")[0].concept().explained is None


def test_names_classes_and_members() -> None:
    assert SOME.names("mi") == ("myocardial infarction", "MI", "heart attack")
    assert SOME.names("unheard-of") == ()
    assert SOME.get("unheard-of") is None
    assert SOME.classes("dupilumab") == ("il4r", "biologic")
    assert SOME.members("biologic") == ("il4r", "dupilumab")
    assert SOME.expand("Dupixent for asthma") == {
        "dupilumab": ("dupilumab", "Dupixent"),
        "asthma": ("asthma",),
    }


def test_classes_that_go_round_end() -> None:
    table = _table(
        {"id": "a", "type": "other", "name": "first", "class": ["b"]},
        {"id": "b", "type": "other", "name": "second", "class": ["a"]},
    )
    assert table.classes("a") == ("b",)
    assert table.members("a") == ("b",)


def test_rows_of_one_concept_are_merged() -> None:
    table = read_terms(
        {
            "a.jsonl": '{"id": "x", "type": "drug", "name": "salbutamol", "source": "INN"}\n\n',
            "b.jsonl": '{"id": "x", "type": "drug", "name": "albuterol", "plain": "reliever", "brand": ["Ventolin"]}',
        }
    )
    term = table.get("x")
    assert term is not None
    assert (term.name, term.shown, term.synonym, term.brand) == (
        "salbutamol",
        "reliever",
        ("albuterol",),
        ("Ventolin",),
    )
    assert len(table) == 1


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("{", "not JSON"),
        ("[1]", "not a JSON object"),
        ('{"id": "x", "type": "drug"}', "'name' is missing"),
        ('{"id": "X y", "type": "drug", "name": "n"}', "'X y'"),
        ('{"id": "x", "type": "pill", "name": "n"}', "'pill'"),
        ('{"id": "x", "type": "drug", "name": "n", "brands": []}', "brands"),
        ('{"id": "x", "type": "drug", "name": "n", "brand": "B"}', "'brand' is not a list"),
        ('{"id": "x", "type": "drug", "name": "n", "lay": [""]}', "'lay' is not a list"),
        ('{"id": "x", "type": "drug", "name": "n", "plain": 5}', "'plain' is not a text"),
    ],
)
def test_a_bad_row_names_file_and_line(row: str, says: str) -> None:
    with pytest.raises(SourceError, match=r"bad\.jsonl:2") as caught:
        read_terms({"bad.jsonl": '{"id": "ok", "type": "drug", "name": "ok"}\n' + row})
    assert says in str(caught.value)


WORDS = [
    "severe",
    "asthma",
    "MI",
    "heart",
    "-",
    "attack",
    "'",
    "s",
    ".",
    "MS",
    "COVID",
    "19",
    "polyps",
    "nasal",
    ",",
    "\n",
]


@given(st.one_of(st.text(), st.lists(st.sampled_from(WORDS)).map(" ".join)))
def test_mentions_stand_in_the_text_in_order(text: str) -> None:
    at = 0
    for mention in SOME.find(text):
        assert at <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.matched
        at = mention.end


def test_the_shipped_tables_load_and_find_themselves() -> None:
    table = terms()
    assert len(table) > 400
    for term in table.by_id.values():
        found = table.find(f"about {term.name}, then")
        assert any(term.id in (m.id, *m.also) for m in found), term.name


def test_a_name_is_found_among_thousands() -> None:
    rows = "\n".join(
        json.dumps(
            {"id": f"c{n}", "type": "drug", "name": f"name{n} of drug", "brand": [f"Brand{n}"]}
        )
        for n in range(3_000)
    )
    table = read_terms({"many.jsonl": rows})
    found = table.find(
        "Should I keep taking Brand17 for severe asthma with a cough and name5 of drug daily?"
    )
    assert [mention.id for mention in found] == ["c17", "c5"]
