"""Planted errors and false alarms on real sentences: the figures of ``citewell bench check``."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from time import perf_counter

from citewell.checking import CheckContext
from citewell.evaluation.benches import Measured
from citewell.evaluation.check_bench import Case, Tally, measure
from citewell.evaluation.corpora import corpora
from citewell.evaluation.figures import Figure, figure
from citewell.evaluation.mutations import MutationKind
from citewell.model import Document, Passage, Span, Statement
from citewell.sources import find_files, read_path
from citewell.starter import starter_documents
from citewell.text import split_sentences

_LEAST_CAUGHT = dict.fromkeys(MutationKind, 97.0) | {
    MutationKind.DIGIT: 99.0,
    MutationKind.DECIMAL: 99.0,
}
"""Per cent of planted errors that must be caught, per kind."""
_MOST_SENTENCES = 1_500
_SHORTEST, _LONGEST = 60, 400


def measure_checks(
    documents: Iterable[Document] | None = None,
    facts: Path | None = None,
    articles: Path | None = None,
) -> Measured:
    """Check sentences as they are and with planted errors.

    Five sets: the statements of the starter topics, their wordings for patients, the project's
    facts, and sentences of trial reports that nothing here was tuned on, once bound to themselves
    (as the writer binds them) and once to the whole paragraph (as other people's texts cite). The
    last three are left out where they are not at hand, and the notes say so.

    Args:
        documents: practice summaries; default: the starter topics.
        facts: folder of fact files; default: ``facts`` in ``CITEWELL_SHARED``.
        articles: folder of the unpacked corpora; default: ``CITEWELL_DATA``.
    """
    documents = list(starter_documents() if documents is None else documents)
    sets = {
        "statements": statement_cases(documents, plain=False),
        "patient wordings": statement_cases(documents, plain=True),
    }
    others, notes = _others(facts or _shared_facts(), articles or corpora())
    figures = list[Figure]()
    for name, cases in (sets | others).items():
        tally, seconds = _timed(list(cases))
        figures += _figures(name, tally, seconds)
        notes += _alarms(name, tally)
    return Measured(figures, "; ".join(sets | others), notes)


def _others(
    facts: Path | None, articles: Path | None
) -> tuple[dict[str, Iterator[Case]], list[str]]:
    """The sets that are not part of the package, and a note for each that is not at hand."""
    sets, notes = dict[str, Iterator[Case]](), list[str]()
    if facts:
        sets["facts"] = fact_cases(facts)
    else:
        notes.append("facts skipped: CITEWELL_SHARED names no folder with facts")
    if articles and (articles / "evidence_inference" / "jats").is_dir():
        found = list(article_cases(articles / "evidence_inference" / "jats"))
        sets["trial sentences"] = (Case.of(case.claim, case.claim) for case in found)
        sets["trial paragraphs"] = iter(found)
    else:
        notes.append("trial reports skipped: CITEWELL_DATA names no folder with the corpora")
    return sets, notes


def statement_cases(documents: Iterable[Document], *, plain: bool) -> Iterator[Case]:
    """Each statement (or its wording for patients) against its own place in the summary."""
    for document in documents:
        for passage in document.passages:
            for statement in passage.statements:
                claim = statement.plain if plain else statement.text
                if claim:
                    yield _case(claim, statement, passage, document)


def _case(claim: str, statement: Statement, passage: Passage, document: Document) -> Case:
    source = document.source
    span = Span.of(source.id, source.sha256, document.text, statement.start, statement.end)
    context = CheckContext(
        texts={(source.id, source.sha256): document.text},
        sources={source.id: source},
        statements=(statement,),
        section_path=passage.section_path,
        title=source.title,
    )
    return Case(claim, (span,), context)


def fact_cases(folder: Path) -> Iterator[Case]:
    """Each fact of the project's fact files that may be used, against itself."""
    import yaml

    for path in sorted(folder.glob("*.yaml")):
        rows = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)["facts"]
        yield from (Case.of(r["statement"], r["statement"]) for r in rows if r.get("ship") == "ok")


def article_cases(folder: Path, most: int = _MOST_SENTENCES) -> Iterator[Case]:
    """Sentences with a number from trial reports, each against the passage it stands in.

    The same in every run: evenly spread over the sentences in the order of files.
    """
    found = [case for path in find_files([str(folder)]) for case in _sentences(path)]
    step = max(1, len(found) // most)
    yield from found[::step][:most]


def _sentences(path: Path) -> Iterator[Case]:
    for document in read_path(path):
        for passage in document.passages if isinstance(document, Document) else ():
            for sentence in split_sentences(passage.text):
                text = sentence.text.strip()
                if _SHORTEST <= len(text) <= _LONGEST and any(map(str.isdigit, text)):
                    yield Case.of(text, passage.text)


def _shared_facts() -> Path | None:
    folder = Path(os.environ.get("CITEWELL_SHARED", "../shared")) / "facts"
    return folder if folder.is_dir() else None


def _timed(cases: list[Case]) -> tuple[Tally, float]:
    began = perf_counter()
    return measure(cases), perf_counter() - began


def _figures(name: str, tally: Tally, seconds: float) -> list[Figure]:
    planted, caught = sum(tally.planted.values()), sum(tally.caught.values())
    by_kind = (
        figure(f"{name}: {kind.value}, caught", 100 * tally.rate(kind), "%", at_least=least)
        for kind, least in _LEAST_CAUGHT.items()
        if tally.planted.get(kind)
    )
    return [
        figure(f"{name}: unchanged, rejected", 100 * tally.false_alarms, "%", at_most=_most(name)),
        *by_kind,
        figure(f"{name}: all planted errors, caught", 100 * caught / (planted or 1), "%"),
        figure(f"{name}: planted errors", planted, "errors"),
        figure(f"{name}: sentences", tally.sound, "sentences"),
        figure(f"{name}: speed", (planted + tally.sound) / (seconds or 1e-9), "pairs/s"),
    ]


def _most(name: str) -> float:
    """Per cent of sound sentences that may be rejected: none that repeats its span, few others."""
    return 3.0 if name in {"patient wordings", "trial paragraphs"} else 0.0


def _alarms(name: str, tally: Tally) -> list[str]:
    """The first few sound sentences that were rejected, with the reason."""
    return [
        f"{name}, rejected though sound: {case.claim} ({result.name}: {result.detail})"
        for case, result in tally.rejected[:5]
    ]
