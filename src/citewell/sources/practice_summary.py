"""Reader for practice summaries: our own digests, in the format of docs/reference/practice-summary.md.

A practice summary is never a guideline. Its text is the statements of each section as one passage
of prose; every statement keeps its offsets and the primary source it was taken from.
"""

from typing import Any, cast

from pydantic import BaseModel, ConfigDict, ValidationError

from citewell.model import (
    AgeRange,
    Applies,
    Document,
    Identifiers,
    Passage,
    PracticeSummary,
    Primary,
    Source,
    SourceKind,
    SourceStatus,
    Statement,
    hash_text,
)
from citewell.model.errors import SourceError

READER = "practice_summary.v1"
FORMAT = "citewell-practice-summary/1"


class _PrimaryRow(BaseModel):
    """One entry of ``sources`` in the file."""

    model_config = ConfigDict(extra="forbid")

    kind: SourceKind
    title: str
    publisher: str | None = None
    container_title: str | None = None
    year: str | None = None
    status: SourceStatus = SourceStatus.CURRENT
    identifiers: Identifiers = Identifiers()
    note: str | None = None


class _File(BaseModel):
    """The file as a whole; statements are read one by one so that a message can name each."""

    model_config = ConfigDict(extra="forbid")

    format: str
    id: str
    title: str
    topic: str
    collected: str
    licence: str
    concepts: tuple[str, ...]
    questions: dict[str, list[str]] = {}
    sources: dict[str, _PrimaryRow]
    steps: list[dict[str, Any]] = []
    decisive_facts: list[dict[str, Any]] = []
    conflicts: list[dict[str, Any]] = []
    gaps: list[dict[str, Any]] = []
    sections: list[dict[str, Any]]


def read(data: bytes, origin: str) -> Document:
    """The document in one practice-summary file.

    Args:
        data: the YAML, UTF-8.
        origin: path or name, for messages and provenance.

    Raises:
        SourceError: the file is not YAML, not of this format, or an entry does not fit; the
            message names the entry.
    """
    rows = _load(data, origin)
    builder = _Builder(rows, origin)
    return builder.document()


def _load(data: bytes, origin: str) -> _File:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        tree = yaml.load(data.decode("utf-8"), Loader=loader)  # noqa: S506 - a safe loader
    except UnicodeDecodeError as error:
        raise SourceError("is not UTF-8", where=origin, todo="Save it as UTF-8") from error
    except yaml.YAMLError as error:
        raise SourceError(f"is not YAML ({error})", where=origin, todo="Correct it") from error
    if not isinstance(tree, dict) or cast("dict[str, Any]", tree).get("format") != FORMAT:
        raise SourceError(
            f"is not a practice summary (no `format: {FORMAT}`)",
            where=origin,
            todo="See docs/reference/practice-summary.md",
        )
    try:
        return _File.model_validate(tree)
    except ValidationError as error:
        raise _unfit(origin, "the file", error) from error


class _Builder:
    """Builds text, passages and statements in the order of the file."""

    def __init__(self, rows: _File, origin: str) -> None:
        self._rows = rows
        self._origin = origin
        self._text = rows.title
        self._drafts: list[tuple[tuple[str, ...], int, int, list[dict[str, Any]]]] = []

    def document(self) -> Document:
        for number, section in enumerate(self._rows.sections, 1):
            self._add_section(number, section)
        summary = self._summary()
        source = self._source()
        self._check_references(summary)
        passages = tuple(self._passages(source))
        return Document(source=source, text=self._text, passages=passages, summary=summary)

    def _add_section(self, number: int, section: dict[str, Any]) -> None:
        where = f"{self._origin}, section {number}"
        heading, statements = section.get("heading"), section.get("statements")
        if not isinstance(heading, str) or not isinstance(statements, list) or not statements:
            raise SourceError("a section needs a heading and statements", where=where)
        self._text += f"\n\n{heading}\n\n"
        start, placed = len(self._text), list[dict[str, Any]]()
        for row in cast("list[dict[str, Any]]", statements):
            text = str(row.get("text", "")).strip()
            if placed:
                self._text += " "
            placed.append({**row, "text": text, "start": len(self._text)})
            self._text += text
            placed[-1]["end"] = len(self._text)
        self._drafts.append(((heading,), start, len(self._text), placed))

    def _source(self) -> Source:
        rows = self._rows
        return Source(
            id=f"citewell:{rows.id}",
            kind=SourceKind.PRACTICE_SUMMARY,
            title=rows.title,
            publisher="citewell",
            issued=rows.collected,
            licence=rows.licence,
            language="en",
            sha256=hash_text(self._text),
            read_from=self._origin,
            reader=READER,
        )

    def _passages(self, source: Source) -> list[Passage]:
        return [
            Passage(
                id=f"{source.id}@{source.sha256[:12]}#{index}",
                source_id=source.id,
                source_hash=source.sha256,
                index=index,
                section_path=path,
                start=start,
                end=end,
                text=self._text[start:end],
                statements=tuple(self._statement(row) for row in rows),
            )
            for index, (path, start, end, rows) in enumerate(self._drafts)
        ]

    def _statement(self, row: dict[str, Any]) -> Statement:
        name = str(row.get("id", "without id"))
        fields = {
            k: v for k, v in row.items() if k not in {"source", "locator", "read", "read_note"}
        }
        try:
            fields["primary"] = self._primary(row)
            fields["applies"] = _applies(row.get("applies") or {})
            return Statement.model_validate(fields)
        except ValidationError as error:
            raise _unfit(self._origin, f"statement {name}", error) from error

    def _primary(self, row: dict[str, Any]) -> Primary:
        key = str(row.get("source"))
        primary = self._rows.sources.get(key)
        if primary is None:
            raise SourceError(
                f"statement {row.get('id')} names source {key}, which the file does not list",
                where=self._origin,
            )
        fields = primary.model_dump(exclude={"note"})
        note = row.get("read_note") or primary.note
        return Primary.model_validate(
            {**fields, "source_id": f"{self._rows.id}/{key}", "read_note": note}
            | {k: row[k] for k in ("locator", "read") if row.get(k)}
        )

    def _summary(self) -> PracticeSummary:
        rows = self._rows
        try:
            return PracticeSummary.model_validate(
                {
                    "topic": rows.topic,
                    "concepts": rows.concepts,
                    "questions": rows.questions,
                    "steps": rows.steps,
                    "decisive_facts": rows.decisive_facts,
                    "conflicts": rows.conflicts,
                    "gaps": rows.gaps,
                }
            )
        except ValidationError as error:
            raise _unfit(self._origin, "steps, facts, conflicts or gaps", error) from error

    def _check_references(self, summary: PracticeSummary) -> None:
        rows = [row for _, _, _, drafts in self._drafts for row in drafts]
        ids = [str(row.get("id")) for row in rows]
        steps = {step.id for step in summary.steps}
        unknown = [
            f"step {row['step']}" for row in rows if row.get("step", None) not in {None, *steps}
        ]
        unknown += [
            f"statement {i}" for c in summary.conflicts for i in c.statements if i not in ids
        ]
        twice = sorted({i for i in ids if ids.count(i) > 1})
        if unknown or twice:
            what = [f"unknown: {', '.join(unknown)}"] if unknown else []
            what += [f"twice: {', '.join(twice)}"] if twice else []
            raise SourceError("; ".join(what), where=self._origin, todo="Correct the ids")


def _applies(row: dict[str, Any]) -> Applies:
    age = row.get("age")
    ages = AgeRange.model_validate(age) if age is not None else None
    return Applies.model_validate({**row, "age": ages})


def _unfit(origin: str, what: str, error: ValidationError) -> SourceError:
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"])
    return SourceError(
        f"{what} does not fit the format: {place}: {first['msg']}",
        where=origin,
        todo="See docs/reference/practice-summary.md",
    )
