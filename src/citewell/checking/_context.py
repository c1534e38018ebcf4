"""What a check may know beside the claim and its spans."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from citewell.model import PatientFact, Source, SourceKind, Statement


@dataclass(frozen=True, slots=True)
class CheckContext:
    """The surroundings of a claim's spans.

    ``texts`` holds the stored texts by (source id, content hash); ``sources`` the sources by id;
    ``statements`` are the statements of a practice summary that the spans carry; ``section_path``
    and ``title`` are what the spans stand under. ``facts`` and ``question`` give numbers and
    concepts that the claim may repeat from the reader's own question. ``rule`` names the inference
    rule of an inferred claim, and ``turns`` the turns it allows, for instance
    ``("stop", "continue")``. ``claimed_kind`` is what the claim says its source is, where the caller
    knows; otherwise it is read from the claim's words. ``concepts`` are further concept ids that
    the claim may name.

    >>> CheckContext().turns
    ()
    """

    texts: Mapping[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    sources: Mapping[str, Source] = field(default_factory=dict[str, Source])
    statements: tuple[Statement, ...] = ()
    section_path: tuple[str, ...] = ()
    title: str | None = None
    question: str = ""
    facts: tuple[PatientFact, ...] = ()
    rule: str | None = None
    turns: tuple[tuple[str, str], ...] = ()
    claimed_kind: SourceKind | None = None
    concepts: tuple[str, ...] = ()

    def heading_text(self) -> str:
        """What the spans stand under: title, section path, and the statements' own qualifiers."""
        parts = [self.title or "", *self.section_path]
        for statement in self.statements:
            parts += [
                statement.population or "",
                statement.intervention or "",
                statement.comparator or "",
                statement.outcome or "",
            ]
        return "\n".join(part for part in parts if part)

    def source_text(self) -> str:
        """What names the sources: titles, publishers, years, identifiers, locators."""
        parts: list[str] = []
        for source in self.sources.values():
            parts += [source.title, source.publisher or "", source.issued or ""]
            parts += [source.container_title or "", *source.identifiers.other]
        for primary in (s.primary for s in self.statements):
            parts += [primary.title, primary.publisher or "", primary.container_title or ""]
            parts += [primary.year or "", primary.locator or "", *primary.identifiers.other]
        return "\n".join(part for part in parts if part)
