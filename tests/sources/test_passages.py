"""Cutting: every word in exactly one passage, sentences whole, sizes kept."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from citewell.sources._passages import ARTICLE, PROSE, cut_prose, cut_rows, paragraphs
from citewell.text.normalise import normalise
from citewell.text.sentences import split_sentences

words = st.sampled_from(["dose", "of", "5", "mg", "q.i.d.", "e.g.", "Stop", "0.5", "cough", "(see"])
sentences = st.lists(words, min_size=1, max_size=60).map(lambda w: " ".join(w) + ".")
blocks = st.lists(sentences, min_size=1, max_size=12).map(" ".join)
texts = st.lists(blocks, min_size=1, max_size=8).map("\n\n".join)


@given(texts)
def test_every_word_is_in_exactly_one_passage(raw):
    text = normalise(raw).text
    cuts = cut_prose(text, paragraphs(text), PROSE)
    assert " ".join(text[c.start : c.end] for c in cuts).split() == text.split()
    assert all(a.end <= b.start for a, b in pairwise(cuts))
    assert all(c.words == len(text[c.start : c.end].split()) for c in cuts)


@given(texts)
def test_no_passage_is_too_long_unless_one_sentence_is(raw):
    text = normalise(raw).text
    for cut in cut_prose(text, paragraphs(text), PROSE):
        inside = [s for s in split_sentences(text[cut.start : cut.end]) if s.core]
        assert cut.words <= PROSE.most or len(inside) == 1


@given(texts)
def test_passages_begin_and_end_with_sentences(raw):
    text = normalise(raw).text
    starts, ends = set[int](), set[int]()
    for begin, end in paragraphs(text):
        for sentence in split_sentences(text[begin:end]):
            start, stop = sentence.core_range
            starts.add(begin + start)
            ends.add(begin + stop)
    for cut in cut_prose(text, paragraphs(text), PROSE):
        assert cut.start in starts
        assert cut.end in ends


def test_small_paragraphs_are_joined_and_long_ones_cut_evenly():
    text = "\n\n".join(["Ten words are in this one short paragraph of text."] * 30)
    assert {c.words for c in cut_prose(text, paragraphs(text), ARTICLE)} == {60}
    long = " ".join(["Ten words are in this one short sentence of text."] * 25)
    assert [c.words for c in cut_prose(long, [(0, len(long))], ARTICLE)] == [130, 120]


def test_a_list_stays_with_the_words_that_announce_it():
    lead = "word " * 175 + "\n\nDo not use in:\n\n• pregnancy\n• bleeding"
    last = cut_prose(lead, paragraphs(lead), PROSE)[-1]
    assert lead[last.start : last.end] == "Do not use in:\n\n• pregnancy\n• bleeding"


def test_endless_text_without_a_sentence_end_is_cut_all_the_same():
    text = "e.g. " * 60_000 + "x" * 50_000
    cuts = cut_prose(text, [(0, len(text))], PROSE)
    assert max(c.end - c.start for c in cuts) <= 16_000
    assert "".join(text[c.start : c.end] for c in cuts).replace(" ", "") == text.replace(" ", "")


@given(st.lists(st.lists(words, min_size=1, max_size=30).map(" | ".join), min_size=1, max_size=40))
def test_tables_are_cut_between_rows(rows):
    text = "\n".join(rows)
    cuts = cut_rows(text, 0, len(text), ARTICLE)
    assert "\n".join(text[c.start : c.end] for c in cuts) == text
