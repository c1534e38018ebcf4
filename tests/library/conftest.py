"""Small documents and libraries, written by hand."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from citewell.library import Library
from citewell.model import (
    Document,
    Passage,
    Primary,
    ReadLevel,
    Role,
    Source,
    SourceKind,
    Statement,
    StatementKind,
    hash_text,
)

MakeDocument = Callable[..., Document]


def build_document(source_id: str, *paragraphs: str, **fields: Any) -> Document:
    """A document whose paragraphs are its passages; further fields go to the source."""
    text = "\n\n".join(paragraphs)
    sha256, passages, at = hash_text(text), list[Passage](), 0
    for index, paragraph in enumerate(paragraphs):
        passages.append(
            Passage(
                id=f"{source_id}@{sha256[:12]}#{index}",
                source_id=source_id,
                source_hash=sha256,
                index=index,
                section_path=("Results",),
                start=at,
                end=at + len(paragraph),
                text=paragraph,
            )
        )
        at += len(paragraph) + 2
    values = {"kind": SourceKind.RANDOMIZED_TRIAL, "title": "A trial", **fields}
    source = Source(id=source_id, sha256=sha256, **values)
    return Document(source=source, text=text, passages=tuple(passages))


def build_summary(
    source_id: str, *statements: str, plain: str | None = None, answers: tuple[str, ...] = ()
) -> Document:
    """A practice summary of one passage that holds the statements."""
    document = build_document(source_id, " ".join(statements), kind=SourceKind.PRACTICE_SUMMARY)
    made, at = list[Statement](), 0
    for number, text in enumerate(statements):
        made.append(
            Statement(
                id=f"s{number}",
                text=text,
                start=at,
                end=at + len(text),
                plain=plain,
                kind=StatementKind.SAFETY,
                role=Role.WARNING,
                answers=answers,
                primary=Primary(
                    source_id="x/1",
                    kind=SourceKind.GUIDELINE,
                    title="A guideline",
                    read=ReadLevel.ORIGINAL,
                ),
            )
        )
        at += len(text) + 1
    passage = document.passages[0].model_copy(update={"statements": tuple(made)})
    return document.model_copy(update={"passages": (passage,)})


@pytest.fixture
def make_document() -> MakeDocument:
    return build_document


@pytest.fixture
def make_summary() -> MakeDocument:
    return build_summary


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.fixture
def library(folder: Path) -> Library:
    return Library.open(folder)
