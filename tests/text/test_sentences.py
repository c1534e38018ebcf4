"""Sentence splitting: nothing lost, doses kept apart, and a golden file of clinical cases."""

import ast
import csv
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citewell.text.sentences import Sentence, split_sentences

GOLDEN = Path(__file__).parent / "golden" / "sentences.txt"
CASES = [
    line.replace("\\n", "\n")
    for line in GOLDEN.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("# ")
]
PIECES = [
    *(
        "Take",
        "5",
        "mg",
        "q.i.d.",
        "Stop",
        "if",
        "rash.",
        "e.g.",
        "et",
        "al.",
        "U.S.",
        "The",
        "vs.",
    ),
    *(
        "Dr.",
        "0.5",
        ".5",
        "[12].",
        "[12]",
        "(",
        ")",
        '"',
        "\n",
        "\n\n",
        "1.",
        "-",
        "•",
        "No.",
        "Fig.",
    ),
    *(
        "p.o.",
        "mL.",
        "¹²",
        "improved.12",
        "…",
        "?",
        "!",
        "A.",
        "B.",
        "vitamin",
        "D.",
        "eGFR",
        "a.Do",
    ),
]
CLINICAL = st.lists(st.sampled_from(PIECES)).map(" ".join)


def test_the_golden_file_is_large_enough() -> None:
    assert len(CASES) >= 120


@pytest.mark.parametrize("case", CASES)
def test_golden(case: str) -> None:
    text = case.replace("¦", "")
    assert [s.text for s in split_sentences(text)] == case.split("¦")


@given(st.one_of(st.text(), CLINICAL))
def test_nothing_is_lost(text: str) -> None:
    sentences = split_sentences(text)
    assert "".join(s.text for s in sentences) == text
    assert all(text[s.start : s.end] == s.text for s in sentences)
    assert all(s.text for s in sentences)


@given(st.one_of(st.text(), CLINICAL))
def test_no_sentence_but_the_first_starts_with_white_space(text: str) -> None:
    sentences = split_sentences(text)
    assert all(not s.text[0].isspace() for s in sentences[1:])
    assert all(text[slice(*s.core_range)] == s.core for s in sentences)


@given(
    st.sampled_from(
        ["Take 5 mg", "Give 0.5 mL", "Apply", "Use 2 puffs", "Inject 300 mg", "Take 1 g"]
    ),
    st.sampled_from(
        ["", " q.i.d", " b.i.d", " p.o", " i.v", " p.r.n", " daily", " every 6 h", " for 5 d"]
    ),
    st.sampled_from(
        ["Stop if rash.", "Do not drive.", "Call 999.", "Repeat once.", "stop if rash."]
    ),
)
def test_a_dose_is_never_joined_to_what_follows(dose: str, how_often: str, rest: str) -> None:
    assert [s.core for s in split_sentences(f"{dose}{how_often}. {rest}")][1:] == [rest]


def test_an_empty_text_has_no_sentence() -> None:
    assert split_sentences("") == []


def test_white_space_alone_is_one_sentence() -> None:
    assert split_sentences(" \n ") == [Sentence(" \n ", 0, 3)]


def test_long_texts_are_split_whole() -> None:
    text = (
        "Take 5 mg q.i.d. Stop if rash, e.g. hives. The trial (n = 12) showed 0.5 % vs. 2 %. "
        * 5_000
    )
    assert len(split_sentences(text)) == 15_000


@pytest.mark.parametrize(
    "text",
    [
        "." * 20_000,
        ". " * 20_000,
        "(" * 20_000 + ".",
        "a" * 200_000,
        "1." * 20_000,
        " " * 50_000 + "a",
        "a. [" * 20_000,
        "." + ")" * 50_000,
    ],
)
def test_hostile_texts_are_split_without_loss(text: str) -> None:
    assert "".join(s.text for s in split_sentences(text)) == text


@pytest.mark.data
def test_boundaries_agree_with_scifact_abstracts() -> None:
    found = wanted = right = 0
    for sentences in _scifact(1_500):
        text = " ".join(sentences)
        ends: set[int] = set()
        at = 0
        for sentence in sentences[:-1]:
            at += len(sentence) + 1
            ends.add(at)
        ours = {s.end for s in split_sentences(text)[:-1]}
        found, wanted, right = found + len(ours), wanted + len(ends), right + len(ours & ends)
    assert 2 * right / (found + wanted) >= 0.97


def _scifact(limit: int) -> list[list[str]]:
    folder = os.environ.get("CITEWELL_DATA")
    if not folder or not (path := Path(folder) / "scifact" / "corpus_train.csv").is_file():
        pytest.skip("CITEWELL_DATA does not lead to scifact/corpus_train.csv")
    csv.field_size_limit(10**7)
    with path.open(encoding="utf-8") as lines:
        rows = [
            row["abstract"] for row, _ in zip(csv.DictReader(lines), range(limit), strict=False)
        ]
    return [_strings(row) for row in rows]


def _strings(numpy_list: str) -> list[str]:
    """The strings of a printed numpy array: literals side by side, without commas."""
    tree = ast.parse("[" + ",".join(_literals(numpy_list.strip()[1:-1])) + "]", mode="eval")
    return [part.strip() for part in ast.literal_eval(tree) if part.strip()]


def _literals(inside: str) -> list[str]:
    parts: list[str] = []
    at = 0
    while at < len(inside):
        quote = inside[at]
        if quote not in "'\"":
            at += 1
            continue
        end = at + 1
        while inside[end] != quote:
            end += 2 if inside[end] == "\\" else 1
        parts.append(inside[at : end + 1])
        at = end + 1
    return parts
