"""Messages say what happened, where, and what to do."""

import pytest

from citewell.model.errors import (
    ArticleError,
    CitewellError,
    LibraryError,
    QuestionError,
    SourceError,
    UsageError,
)


def test_a_message_names_place_fault_and_remedy() -> None:
    error = SourceError("is cut off", where="a.xml, line 3", todo="Fetch it again")
    assert str(error) == "a.xml, line 3: is cut off. Fetch it again"


def test_place_and_remedy_may_be_missing() -> None:
    assert str(LibraryError("is locked")) == "is locked"


@pytest.mark.parametrize(
    ("kind", "code"),
    [(QuestionError, 2), (UsageError, 2), (SourceError, 3), (LibraryError, 4), (ArticleError, 5)],
)
def test_every_error_has_its_exit_code(kind: type[CitewellError], code: int) -> None:
    assert kind("x").code == code
    assert issubclass(kind, CitewellError)
