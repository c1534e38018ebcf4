"""Cue words with their clause."""

from hypothesis import given
from hypothesis import strategies as st

from citewell.text.cues import CueKind, clauses, cues


def values(text: str, kind: CueKind) -> list[str]:
    return [c.value for c in cues(text) if c.kind is kind]


def test_negation_modality_direction_action() -> None:
    text = "It should not be stopped unless attacks increase."
    assert values(text, CueKind.NEGATION) == ["not", "not"]
    assert values(text, CueKind.MODALITY) == ["recommend"]
    assert values(text, CueKind.ACTION) == ["stop"]
    assert values(text, CueKind.DIRECTION) == ["up"]


def test_contracted_and_prefixed_negation() -> None:
    assert [c.text for c in cues("It isn't unexplained")] == ["n't", "unexplained"]
    assert not cues("under a unit of uniform until")


def test_a_weak_cue_is_not_strong() -> None:
    only, without = cues("only without food")
    assert (only.strong, without.strong) == (False, True)


def test_the_longest_phrase_wins() -> None:
    assert [c.text for c in cues("BTS advises against it")] == ["advises against"]


def test_scope_is_the_clause() -> None:
    text = "Do not stop it, but call your doctor."
    negation = cues(text)[0]
    assert text[slice(*negation.scope)] == "Do not stop it"


@given(st.text(max_size=200))
def test_clauses_cover_the_text(text: str) -> None:
    parts = clauses(text)
    assert "".join(text[a:b] for a, b in parts) == text


@given(st.text(max_size=200))
def test_offsets_point_at_the_cue(text: str) -> None:
    for cue in cues(text):
        assert text[cue.start : cue.end] == cue.text
        assert cue.scope[0] <= cue.start < cue.scope[1]
