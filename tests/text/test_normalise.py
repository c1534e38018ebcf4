"""Normalisation: what changes, what never does, and the way back."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citewell.text.normalise import is_normal, normalise

MESSY = st.text(
    st.one_of(
        st.sampled_from(
            " \n\r\t\x00\x0c\x1f\x85\u00a0\u2009\u202f\u3000\u00ad\u200b\u200d\ufeff\ufb01\u2011\u2212\u00b5"
            "eaAo\u0301\u0308\u0323\u0338<=\u212b\u2126\u1100\u1161\u11a8\uac00\ud800\u034f\u2028α1"
        ),
        st.characters(),
    ),
    max_size=60,
)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("5\u00a0mg", "5 mg"),
        ("10\u2009000 \u2003 units", "10 000 units"),
        ("treat\u00adment", "treatment"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("e\u200b\u0301", "é"),
        ("re\ufb02ux \ufb01rst e\ufb03cacy", "reflux first efficacy"),
        ("IL\u20114", "IL-4"),
        ("\u22125 °C", "-5 °C"),
        ("5\u201310 mg \u2014 daily", "5\u201310 mg \u2014 daily"),
        ("10 \u00b5g and 10 \u03bcg", "10 \u03bcg and 10 \u03bcg"),
        ("10 mcg", "10 mcg"),
        ("e\u0301", "é"),
        ("line  \n\n\n\n  next", "line\n\n next"),
        ("a\tb \t c", "a b c"),
        ("bell\x07 \x1b[31m", "bell [31m"),
        ("page\x0cbreak", "page\nbreak"),
        ("\u202eevil\u202c", "evil"),
        ("hidden\U000e0041\U000e0042", "hidden"),
        ("lone\ud800", "lone\ufffd"),
        ("", ""),
    ],
)
def test_what_changes(raw: str, text: str) -> None:
    assert normalise(raw).text == text


@pytest.mark.parametrize(
    "text",
    [
        "Do not stop.",
        "don’t take > 0.5 mg/kg (≤ 60 mg)",
        "≥ 300 cells/μL ± 2 × 10⁻³",
        "½ tablet; 3¾ hours; x² ≠ y",
        "“quoted” – and — dashed",
        "first\n\nsecond",
    ],
)
def test_what_never_changes(text: str) -> None:
    assert normalise(text).text == text
    assert is_normal(text)


@given(MESSY)
def test_twice_is_once(raw: str) -> None:
    text = normalise(raw).text
    assert normalise(text).text == text
    assert is_normal(text)
    assert is_normal(raw) == (text == raw)


@given(MESSY)
def test_result_is_nfc_and_storable(raw: str) -> None:
    text = normalise(raw).text
    assert unicodedata.is_normalized("NFC", text)
    text.encode("utf-8")


@given(MESSY.filter(lambda raw: "\u0338" not in raw))
def test_digits_and_comparators_are_kept(raw: str) -> None:
    def kept(text: str) -> list[str]:
        return [c for c in text if c.isdigit() or c in "<>=≤≥%±"]

    assert kept(normalise(raw).text) == kept(raw)


@given(MESSY)
def test_offsets_lead_back_in_order(raw: str) -> None:
    done = normalise(raw)
    back = [done.to_original(i) for i in range(len(done.text) + 1)]
    assert back == sorted(back)
    assert back[-1] == len(raw)


@given(MESSY, st.data())
def test_a_range_leads_back_to_what_it_was_made_from(raw: str, data: st.DataObject) -> None:
    done = normalise(raw)
    start = data.draw(st.integers(0, len(done.text)))
    end = data.draw(st.integers(start, len(done.text)))
    left, right = done.original_range(start, end)
    assert 0 <= left <= right <= len(raw)
    piece = normalise(raw[left:right]).text
    assert done.text[start:end].strip() in piece


def test_unchanged_text_keeps_its_offsets() -> None:
    done = normalise("Take 5 mg.")
    assert done.original_range(5, 9) == (5, 9)


def test_offsets_outside_are_refused() -> None:
    with pytest.raises(IndexError, match="outside"):
        normalise("abc").to_original(4)


def test_a_book_is_normalised_whole() -> None:
    raw = "The dose is 5\u00a0mg \u2264 10 \u00b5g\u2009daily.  Re\ufb02ux may occur.\r\n" * 10_000
    assert normalise(raw).text.count("Reflux may occur.") == 10_000
