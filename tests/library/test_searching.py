"""Finding passages: words, other names, filters, order, and why."""

import random
from pathlib import Path
from typing import Any

from citewell.library import Library
from citewell.library._schema import term_code
from citewell.library._searching import Expansion, Terms
from citewell.model import SourceKind, SourceStatus


def test_the_passage_with_the_rarer_words_comes_first(library: Library, make_document: Any) -> None:
    library.add(
        [
            make_document("a", "Asthma is treated in steps.", "Asthma with mucus plugs."),
            make_document("b", "Gout is treated with colchicine."),
        ]
    )

    hits = library.search("asthma with mucus")

    assert [hit.source_id for hit in hits][:1] == ["a"]
    assert library.fetch_passages([hits[0].passage_id])[0].text == "Asthma with mucus plugs."
    assert hits[0].score > hits[1].score
    assert "mucus" in hits[0].why


def test_a_brand_name_finds_the_generic_and_says_how(library: Library, make_document: Any) -> None:
    library.add(
        [
            make_document("a", "Dupilumab was given every two weeks."),
            make_document("b", "Omalizumab was given every four weeks."),
        ]
    )

    hits = library.search("Dupixent")

    assert [hit.source_id for hit in hits] == ["a"]
    assert hits[0].why == "Dupixent -> dupilumab (brand)"


def test_a_generic_name_finds_the_brand(library: Library, make_document: Any) -> None:
    library.add([make_document("a", "Dupixent was given every two weeks.")])

    assert library.search("dupilumab")[0].why == "dupilumab -> Dupixent"


def test_a_word_of_the_query_weighs_more_than_another_name() -> None:
    terms = Terms(
        {"dupixent": "Dupixent"}, (Expansion(("dupilumab",), ""), Expansion(("anti", "il4"), ""))
    )

    weights = terms.weights()

    assert weights[term_code("dupixent")] == 1.0
    assert weights[term_code("dupixent")] > weights[term_code("dupilumab")]
    assert weights[term_code("dupilumab")] > weights[term_code("anti")]


def test_summaries_are_found_by_plain_words_and_questions(
    library: Library, make_summary: Any
) -> None:
    library.add([make_summary("s", "Desist.", plain="Do not swim.", answers=("May I go diving?",))])

    assert [hit.source_id for hit in library.search("swim")] == ["s"]
    assert [hit.source_id for hit in library.search("diving")] == ["s"]


def test_filters(library: Library, make_document: Any) -> None:
    library.add(
        [
            make_document("a", "Asthma one.", kind="guideline"),
            make_document("b", "Asthma two."),
            make_document("c", "Asthma three.", status="retracted"),
        ]
    )

    def found(**filters: Any) -> set[str]:
        return {hit.source_id for hit in library.search("asthma", **filters)}

    assert found() == {"a", "b", "c"}
    assert found(kinds=[SourceKind.GUIDELINE]) == {"a"}
    assert found(statuses=[SourceStatus.CURRENT]) == {"a", "b"}
    assert found(source_ids=["b", "c", "nope"]) == {"b", "c"}
    assert found(kinds=[]) == set()
    assert len(library.search("asthma", limit=2)) == 2
    assert library.search("asthma", limit=0) == []


def test_nothing_is_found_for_nothing(library: Library, make_document: Any) -> None:
    library.add([make_document("a", "Asthma.")])

    assert library.search("") == []
    assert library.search("zzzz") == []
    assert library.search("\x00 🙂 '\"()") == []
    assert library.fetch_passages([]) == []


def test_the_same_content_gives_the_same_hits_however_it_came(
    tmp_path: Path, make_document: Any
) -> None:
    words = ["asthma", "cough", "mucus", "steroid", "nasal", "spray", "severe", "trial", "dose"]
    rng = random.Random(7)
    documents = [
        make_document(f"d{n:02}", *(" ".join(rng.choices(words, k=8)) for _ in range(5)))
        for n in range(40)
    ]
    first, second = Library.open(tmp_path / "1"), Library.open(tmp_path / "2")
    first.add(documents)
    for document in sorted(documents, key=lambda _: rng.random()):
        second.add([make_document(document.source.id, "Another asthma text altogether.")])
        second.add([document])
    second.add([make_document("gone", "Asthma cough.")])
    second.delete("gone")

    assert first.search("severe asthma cough") == second.search("severe asthma cough")
    assert first.content_id() == second.content_id()
    assert first.info().snapshot_id != second.info().snapshot_id


def test_passages_are_fetched_in_the_order_asked(library: Library, make_document: Any) -> None:
    document = make_document("a", "One.", "Two.", "Three.")
    library.add([document])
    ids = [passage.id for passage in document.passages]

    assert [p.text for p in library.fetch_passages([ids[2], "nope", ids[0]])] == ["Three.", "One."]
