"""The way through the house: question, evidence, draft, checks, article."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache

from citewell.composing import check_draft, compose
from citewell.library import AddReport, Library, find_evidence
from citewell.library.evidence import Found
from citewell.model import Article, Audience, Question, Urgency
from citewell.model.errors import LibraryError
from citewell.starter import load_starter, renew_starter
from citewell.understanding import understand
from citewell.writing import Draft, Material, abstain, support, write

Clock = Callable[[], datetime]
"""Gives the present time, in UTC."""


def system_clock() -> datetime:
    """The time of the machine."""
    return datetime.now(UTC)


def ask(
    text: str,
    *,
    library: Library | None = None,
    audience: Audience | str | None = None,
    clock: Clock = system_clock,
) -> Article:
    """Answer a clinical question with a checked article.

    Args:
        text: the question as typed.
        library: where the evidence is; default: the user's library, made and filled with the
            starter topics when it is not there yet.
        audience: ``patient`` or ``clinician``; guessed from the wording when not given.

    Raises:
        QuestionError: the question cannot be read.
        LibraryError: the library cannot be opened.
    """
    library = library or open_library()
    question = understand(text, audience=Audience(audience) if audience else None)
    found = find_evidence(question, library)
    draft = _write(question, found)
    checked = check_draft(draft, question, _text_of(library))
    return compose(
        question,
        draft,
        checked,
        snapshot=library.content_id(),
        answered_at=clock().isoformat(timespec="seconds"),
    )


Filled = Callable[[Library, AddReport], None]
"""Told when a new library has got the starter topics."""

Renewed = Callable[[Library, AddReport | LibraryError], None]
"""Told when a library has got newer starter topics, or why it could not get them."""


def open_library(
    uri: str | None = None, *, filled: Filled | None = None, renewed: Renewed | None = None
) -> Library:
    """The library at ``uri`` (default: the user's own); an empty one gets the starter topics.

    One that has the starter topics of an earlier citewell gets the newer ones, once; where that
    cannot be, it is used as it is.
    """
    library = Library.open(uri)
    if not library.is_empty():
        _renew(library, renewed)
        return library
    report = load_starter(library)
    if filled:
        filled(library, report)
    return library


def _renew(library: Library, renewed: Renewed | None) -> None:
    try:
        outcome = renew_starter(library)
    except LibraryError as error:
        outcome = error
    if outcome is not None and renewed:
        renewed(library, outcome)


def _write(question: Question, found: Found) -> Draft:
    material = Material(found.evidence, found.lead, found.summary, found.general)
    if question.urgency is Urgency.CRISIS:
        return support(question, material)
    if not found.held:
        return abstain(question, found.missing, material)
    return write(question, material)


def _text_of(library: Library) -> Callable[[str, str], str]:
    return lru_cache(maxsize=256)(library.text_of)
