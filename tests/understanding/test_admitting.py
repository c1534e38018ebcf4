"""What cannot be read as a question is refused with one clear message."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citewell.model.errors import QuestionError
from citewell.understanding.admitting import LONGEST, admit


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is empty"),
        (" \t\n ", "is empty"),
        ("\x00\x01\x1b\x7f", "is empty"),
        ("😀😀😀", "has no words"),
        ("?!?!", "has no words"),
        ("a" * 200_000, "at most 4,000"),
        ("¿Debo seguir tomando este medicamento para mi asma grave con tos?", "English"),
        ("Muss ich dieses Medikament weiter nehmen oder nicht nehmen", "English"),
        ("Должен ли я принимать это лекарство?", "English"),
        ("我应该继续服用这种药吗", "English"),
    ],
)
def test_refused(text: str, message: str) -> None:
    with pytest.raises(QuestionError, match=message):
        admit(text)


@pytest.mark.parametrize(
    "text",
    [
        "Should I stop?",
        "Apixaban dose, 86 y, 58 kg?",
        "H. pylori first-line treatment duration",
        "Gout flare with eGFR 35 µmol",
        "β-blocker in HFrEF?",
    ],
)
def test_admitted(text: str) -> None:
    assert admit(text) == text


def test_control_and_invisible_characters_are_removed() -> None:
    assert admit("Should\x00 I\u200b stop\x1b[31m?\n") == "Should I stop [31m?"


@given(st.text(max_size=300))
def test_any_text_is_admitted_clean_or_refused(text: str) -> None:
    try:
        clean = admit(text)
    except QuestionError as error:
        assert str(error)
    else:
        assert len(clean) <= LONGEST
        assert clean.isprintable()
