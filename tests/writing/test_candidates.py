"""What may enter an article: statements as they are, and sentences that stand alone."""

from pathlib import Path

from citewell.library import Library, find_evidence
from citewell.model import (
    Action,
    Document,
    Evidence,
    Passage,
    Role,
    SectionName,
    Source,
    SourceKind,
    SourceStatus,
    hash_text,
)
from citewell.understanding import understand
from citewell.writing import candidate_of_span, candidates
from citewell.writing.candidates import section_of

PROSE = (
    "Apixaban is contraindicated in patients with active pathological bleeding. This was seen in trials. "
    "See Figure 2 for the results of the main analysis in all patients. We studied many people in the trial. "
    "It may raise the risk of bleeding in older people. Short one."
)


def _prose(
    kind: SourceKind = SourceKind.DRUG_LABEL, heading: str = "4 CONTRAINDICATIONS"
) -> Evidence:
    source = Source(id="spl:1", kind=kind, title="Apixaban label", sha256=hash_text(PROSE))
    passage = Passage(
        id="p",
        source_id="spl:1",
        source_hash=source.sha256,
        index=0,
        section_path=(heading,),
        start=0,
        end=len(PROSE),
        text=PROSE,
    )
    return Evidence(passage=passage, source=source, score=1, why="test", design=kind)


def test_only_sentences_that_stand_alone_are_taken() -> None:
    found = candidates([_prose()])
    assert [c.text for c in found] == [
        "Apixaban is contraindicated in patients with active pathological bleeding."
    ]


def test_the_span_of_a_sentence_is_its_words() -> None:
    (found,) = candidates([_prose()])
    assert PROSE[found.span.start : found.span.end] == found.text == found.span.quote


def test_the_heading_decides_the_role() -> None:
    (warning,) = candidates([_prose()])
    (finding,) = candidates([_prose(SourceKind.RANDOMIZED_TRIAL, "Results")])
    assert (warning.role, finding.role) == (Role.WARNING, Role.FINDING)


def test_retracted_sources_give_nothing() -> None:
    evidence = _prose()
    source = evidence.source.model_copy(update={"status": SourceStatus.RETRACTED})
    assert candidates([evidence.model_copy(update={"source": source})]) == ()


def test_statements_keep_their_primary_source(mini_library: Library) -> None:
    question = understand("When should dupilumab be stopped?")
    found = {c.id: c for c in candidates(find_evidence(question, mini_library).evidence)}
    assert found["MI-001"].kind is SourceKind.GUIDELINE
    assert found["MI-001"].key == "mini-dupilumab/RULE"
    assert found["MI-005"].words(plain=True) is None


def test_a_stopping_recommendation_stands_under_reassess() -> None:
    assert section_of(Role.RECOMMENDATION, Action.STOP) is SectionName.REASSESS
    assert section_of(Role.RECOMMENDATION, Action.START) is SectionName.CHOICE
    assert section_of(Role.FINDING, Action.STOP) is SectionName.EVIDENCE


def test_every_role_has_a_section() -> None:
    for role in Role:
        assert section_of(role, Action.NONE) in SectionName


def test_a_span_leads_back_to_its_statement(mini_topic: Document, tmp_path: Path) -> None:
    statement = mini_topic.passages[1].statements[0]
    found = candidate_of_span(
        mini_topic.passages, mini_topic.source, statement.start, statement.end
    )
    assert found is not None
    assert found.statement == statement
    assert candidate_of_span(mini_topic.passages, mini_topic.source, 0, 3) is None
