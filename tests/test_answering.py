"""The way through the house on the starter library and on small ones."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

import citewell
from citewell.answering import ask, open_library
from citewell.library import Library, find_evidence
from citewell.model import (
    Action,
    Article,
    Audience,
    Basis,
    CitationVerdict,
    Claim,
    Document,
    Role,
    SourceKind,
    SourceStatus,
    Urgency,
    Verdict,
)
from citewell.model.errors import QuestionError
from citewell.starter import starter_documents
from citewell.text import readability

DUPIXENT = (
    "Should I continue taking Dupixent (dupilumab) for severe asthma with persistent cough and mucus "
    "despite nasal spray treatment and potential Clarifix procedure?"
)
EAR = "My 3-year-old has an ear infection and is allergic to penicillin (rash). Wait, or which antibiotic, how long?"
APIXABAN = "86-year-old, AF, two falls this year, on apixaban 5 mg bd, weight 58 kg, creatinine 1.4: keep going? which dose?"
QUESTIONS = [
    pytest.param(document, audience, question, id=f"{document.source.id}-{audience.value}-{number}")
    for document in starter_documents()
    if document.summary and document.source.id != "citewell:general-emergency"
    for audience, asked in document.summary.questions.items()
    for number, question in enumerate(asked)
]


def _at() -> datetime:
    return datetime(2026, 11, 24, tzinfo=UTC)


def _claims(article: Article, *bases: Basis) -> list[Claim]:
    return [c for c in article.claims() if not bases or c.basis in bases]


def _assert_honest(article: Article, library: Library) -> None:
    """What must hold of every article, whatever it is about."""
    numbers = {r.number for r in article.references}
    used = {c.reference for claim in article.claims() for c in claim.citations}
    assert used == numbers
    for claim in _claims(article, Basis.EVIDENCE, Basis.INFERRED, Basis.SAFETY_TABLE):
        assert claim.citations
        for citation in claim.citations:
            assert citation.verdict is CitationVerdict.SUPPORTED
            for span in citation.spans:
                text = library.text_of(span.source_id, span.source_hash)
                assert text[span.start : span.end] == span.quote
    for claim in _claims(article, Basis.INSTRUCTION, Basis.GAP):
        assert not claim.citations
    c = article.coverage
    assert c.written == c.supported_original + c.supported_summary + c.inferred + c.dropped
    assert c.uncited <= max(1, 0.1 * (c.written + c.uncited)) or article.abstained
    assert Article.from_json(article.to_json()) == article


@pytest.fixture(scope="module")
def patient(starter_library: Library) -> Article:
    return ask(DUPIXENT, library=starter_library, clock=_at)


@pytest.fixture(scope="module")
def clinician(starter_library: Library) -> Article:
    return ask(DUPIXENT, library=starter_library, audience="clinician", clock=_at)


def test_the_patient_article_of_the_readme(patient: Article, starter_library: Library) -> None:
    _assert_honest(patient, starter_library)
    assert patient.question.audience is Audience.PATIENT
    assert (patient.stance.verdict, patient.stance.action) == (Verdict.YES, Action.CONTINUE)
    assert len(_claims(patient, Basis.EVIDENCE, Basis.INFERRED)) >= 30
    assert patient.coverage.dropped <= 0.1 * patient.coverage.written
    assert len(patient.references) >= 15
    prose = " ".join(claim.text for claim in patient.claims())
    assert readability(prose).flesch_kincaid_grade <= 8


def test_emergency_signs_stand_right_after_the_answer_for_patients(patient: Article) -> None:
    assert patient.sections[0].role is Role.EMERGENCY


def test_the_clinician_article_of_the_readme(clinician: Article, starter_library: Library) -> None:
    _assert_honest(clinician, starter_library)
    assert len(_claims(clinician, Basis.EVIDENCE, Basis.INFERRED)) >= 40
    assert clinician.coverage.dropped <= 0.1 * clinician.coverage.written
    assert len(clinician.references) >= 15
    assert len(clinician.pathway.steps) >= 5
    assert any("ClariFix" in section.heading for section in clinician.sections)
    roles = {section.role for section in clinician.sections}
    assert roles >= {
        Role.DEFINITION,
        Role.RATIONALE,
        Role.FINDING,
        Role.PITFALL,
        Role.MONITORING,
        Role.TIMING,
        Role.EMERGENCY,
        Role.UNCERTAINTY,
        Role.ANSWER,
    }


def test_an_inferred_answer_says_so_and_names_its_passages(clinician: Article) -> None:
    lead = clinician.answer.claims[0]
    assert lead.basis is Basis.INFERRED
    assert lead.rule == "continue-until-reviewed.v1"
    assert len(lead.citations) >= 1
    assert any("reasoned" in claim.text for claim in clinician.answer.claims)


def test_87_percent_never_stands_without_its_trial(clinician: Article, patient: Article) -> None:
    for article in (clinician, patient):
        for claim in article.claims():
            if "87%" in claim.text and claim.role is Role.FINDING:
                assert "104" in claim.text
                assert "12-week" in claim.text or "12 weeks" in claim.text


def test_most_of_the_topic_is_used_for_clinicians(
    clinician: Article, starter_library: Library
) -> None:
    document = starter_library.document("citewell:severe-asthma-dupilumab")
    held = {s.id for p in document.passages for s in p.statements}
    used = {c.statement_id for claim in clinician.claims() for c in claim.citations}
    assert len(used & held) >= 0.6 * len(held)


def test_the_child_with_an_ear_infection(starter_library: Library) -> None:
    article = ask(EAR, library=starter_library, audience="patient", clock=_at)
    _assert_honest(article, starter_library)
    assert len(_claims(article, Basis.EVIDENCE, Basis.INFERRED)) >= 30
    answer = " ".join(claim.text for claim in article.answer.claims).lower()
    assert "wait" in answer or "cefdinir" in answer


def test_the_older_person_on_apixaban(starter_library: Library) -> None:
    article = ask(APIXABAN, library=starter_library, clock=_at)
    _assert_honest(article, starter_library)
    assert article.question.audience is Audience.CLINICIAN
    answer = " ".join(claim.text for claim in article.answer.claims)
    assert "2.5 mg twice daily" in answer
    assert "age 80 or over" in answer
    assert article.stance.action in {Action.LOWER, Action.CONTINUE}
    assert any(f.assumed for f in article.question.facts if f.name == "creatinine")


@pytest.mark.parametrize(("document", "audience", "question"), QUESTIONS)
def test_every_starter_question_is_answered_from_its_topic(
    document: Document, audience: Audience, question: str, starter_library: Library
) -> None:
    article = ask(question, library=starter_library, audience=audience, clock=_at)
    _assert_honest(article, starter_library)
    assert not article.abstained
    assert find_evidence(article.question, starter_library).lead == document.source.id
    own = [
        c
        for claim in article.claims()
        for c in claim.citations
        if c.spans[0].source_id == document.source.id
    ]
    assert len(own) >= 10
    assert article.answer.claims


@pytest.mark.parametrize(
    "question",
    [
        "What is the best treatment for Raynaud's phenomenon?",
        "Should I take lithium for bipolar disorder?",
        "How is malaria prevented in travellers to Ghana?",
        "Is ketamine useful for snake bites?",
        "Which chemotherapy for pancreatic cancer?",
    ],
)
def test_it_abstains_and_says_how_to_load_what_is_missing(
    question: str, starter_library: Library
) -> None:
    article = ask(question, library=starter_library, clock=_at)
    assert article.abstained
    assert article.stance.verdict is Verdict.INSUFFICIENT
    assert article.references == ()
    assert "citewell add" in article.gaps[0]


def test_an_emergency_comes_before_everything(starter_library: Library) -> None:
    article = ask(
        "She hit her head while on apixaban. What should we do?", library=starter_library, clock=_at
    )
    assert article.question.urgency is Urgency.EMERGENCY
    assert article.answer.claims[0].role is Role.EMERGENCY
    assert article.sections[0].role is Role.EMERGENCY


def test_a_crisis_gets_support_and_nothing_else(starter_library: Library) -> None:
    article = ask("I am thinking about killing myself", library=starter_library, clock=_at)
    assert article.question.urgency is Urgency.CRISIS
    assert article.answer.claims[0].role is Role.EMERGENCY
    assert article.sections == ()
    assert article.pathway.steps == ()
    assert "988" in " ".join(claim.text for claim in article.answer.claims)


def test_a_general_question_on_emergencies_is_answered_from_the_general_table(
    starter_library: Library,
) -> None:
    article = ask("Is this an emergency?", library=starter_library, clock=_at)
    assert not article.abstained
    assert any(section.role is Role.EMERGENCY for section in article.sections)


def test_a_drug_that_is_said_to_have_failed_is_not_simply_continued(
    starter_library: Library,
) -> None:
    article = ask(
        "Dupilumab non-response in severe asthma at 12 months: should we stop?",
        library=starter_library,
        clock=_at,
    )
    assert article.stance.verdict is not Verdict.NO
    assert all(claim.basis is not Basis.INFERRED for claim in article.answer.claims)


def test_the_same_question_gives_the_same_article(starter_library: Library) -> None:
    one = ask(DUPIXENT, library=starter_library, clock=_at)
    other = ask(DUPIXENT, library=starter_library, clock=_at)
    assert one == other


def test_paraphrases_do_not_contradict_each_other(starter_library: Library) -> None:
    keep = ask(
        "Should I keep taking Dupixent for severe asthma if I still cough?",
        library=starter_library,
        clock=_at,
    )
    stop = ask(
        "Should I stop Dupixent for severe asthma because I still cough?",
        library=starter_library,
        clock=_at,
    )
    assert keep.stance.action is stop.stance.action is Action.CONTINUE
    assert (keep.stance.verdict, stop.stance.verdict) == (Verdict.YES, Verdict.NO)


def test_a_retracted_source_supports_nothing(mini_topic: Document, tmp_path: Path) -> None:
    source = mini_topic.source.model_copy(update={"status": SourceStatus.RETRACTED})
    library = Library.open(tmp_path / "library")
    library.add([mini_topic.model_copy(update={"source": source})])
    article = ask("Should dupilumab be continued in severe asthma?", library=library, clock=_at)
    assert article.abstained


def test_a_practice_summary_is_never_a_guideline(patient: Article) -> None:
    for reference in patient.references:
        if reference.read_through:
            assert reference.kind is not SourceKind.PRACTICE_SUMMARY
            assert reference.read_through.startswith("citewell practice summary")


def test_a_small_library_answers_from_what_it_has(mini_library: Library) -> None:
    article = ask(
        "Should I keep taking Dupixent for severe asthma although I still cough?",
        library=mini_library,
        clock=_at,
    )
    _assert_honest(article, mini_library)
    assert article.stance.action is Action.CONTINUE
    assert any("emergency signs" in gap or "study results" in gap for gap in article.gaps)


def test_a_question_that_cannot_be_read_is_refused(starter_library: Library) -> None:
    with pytest.raises(QuestionError):
        ask("", library=starter_library)


def test_a_new_library_gets_the_starter_topics(tmp_path: Path) -> None:
    library = open_library(str(tmp_path / "new"))
    assert len(library.sources()) == len(list(starter_documents()))


def test_the_public_face_answers_in_three_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(os.environ, "CITEWELL_LIBRARY", str(tmp_path / "library"))
    article = citewell.ask("What should my uric acid level be in gout?")
    assert article.answer.claims
