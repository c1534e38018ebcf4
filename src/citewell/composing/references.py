"""The reference list: one entry per source, grouped by kind; numbers are given here and only here."""

import re
from collections.abc import Iterable, Mapping

from citewell.model import (
    Claim,
    Primary,
    ReadLevel,
    Reference,
    Source,
    SourceKind,
)
from citewell.writing import Candidate

ORDER = (
    SourceKind.GUIDELINE,
    SourceKind.DRUG_LABEL,
    SourceKind.REGULATOR_NOTICE,
    SourceKind.RANDOMIZED_TRIAL,
    SourceKind.SYSTEMATIC_REVIEW,
    SourceKind.OBSERVATIONAL_STUDY,
    SourceKind.CASE_REPORT,
    SourceKind.NARRATIVE_REVIEW,
    SourceKind.REFERENCE_TEXT,
    SourceKind.TRIAL_REGISTRATION,
    SourceKind.PAYER_POLICY,
    SourceKind.PRACTICE_SUMMARY,
)
KIND_NAMES = {
    SourceKind.GUIDELINE: "Guideline",
    SourceKind.DRUG_LABEL: "Drug label",
    SourceKind.REGULATOR_NOTICE: "Regulator record",
    SourceKind.RANDOMIZED_TRIAL: "Randomised trial",
    SourceKind.SYSTEMATIC_REVIEW: "Systematic review",
    SourceKind.OBSERVATIONAL_STUDY: "Observational study",
    SourceKind.CASE_REPORT: "Case report",
    SourceKind.NARRATIVE_REVIEW: "Narrative review or patient page (not a guideline)",
    SourceKind.REFERENCE_TEXT: "Reference text",
    SourceKind.TRIAL_REGISTRATION: "Registry entry",
    SourceKind.PAYER_POLICY: "Payer policy (not a guideline)",
    SourceKind.PRACTICE_SUMMARY: "citewell practice summary (not a guideline)",
}
_NEARNESS = (ReadLevel.ORIGINAL, ReadLevel.MIRROR, ReadLevel.SECOND_HAND)


def same_source_key(candidate: Candidate) -> str:
    """One key for one source, however often and under whatever local name it is listed."""
    if candidate.statement is None:
        return candidate.source.id
    primary = candidate.statement.primary
    ids = primary.identifiers
    for name, value in (("doi", ids.doi), ("pmid", ids.pmid), ("pmcid", ids.pmcid)):
        if value:
            return f"{name}:{value.lower()}"
    title = re.sub(r"\W+", " ", primary.title).strip().lower()
    return f"{primary.kind}:{title}:{(primary.publisher or '').lower()}:{primary.year or ''}"


def number_references(
    claims: Iterable[Claim], cited: Mapping[str, Candidate]
) -> tuple[dict[str, int], tuple[Reference, ...]]:
    """Numbers per source key, and the reference list in order of kind, then of first citation."""
    keys = list(dict.fromkeys(c.source_key for claim in claims for c in claim.citations))
    groups: dict[str, list[str]] = {}
    for key in keys:
        groups.setdefault(same_source_key(cited[key]), []).append(key)
    ranked = sorted(groups.values(), key=lambda group: ORDER.index(cited[group[0]].kind))
    numbers = {key: number for number, group in enumerate(ranked, 1) for key in group}
    references = tuple(
        reference_of(number, [cited[key] for key in group])
        for number, group in enumerate(ranked, 1)
    )
    return numbers, references


def reference_of(number: int, cited: list[Candidate]) -> Reference:
    """The entry for one source, from the first sentence cited under each of its names."""
    first = cited[0]
    if first.statement is None:
        return _of_source(number, first.source)
    primaries = [c.statement.primary for c in cited if c.statement]
    return _of_primary(number, primaries, first.source)


def _of_source(number: int, source: Source) -> Reference:
    return Reference(
        number=number,
        source_id=source.id,
        kind=source.kind,
        title=source.title,
        authors=source.authors,
        publisher=source.publisher,
        container_title=source.container_title,
        year=(source.issued or "")[:4] or None,
        identifiers=source.identifiers,
        status=source.status,
        read=ReadLevel.ORIGINAL,
    )


def _of_primary(number: int, primaries: list[Primary], summary: Source) -> Reference:
    first = primaries[0]
    farthest = max((p.read for p in primaries), key=_NEARNESS.index)
    notes = dict.fromkeys(p.read_note for p in primaries if p.read_note)
    return Reference(
        number=number,
        source_id=first.source_id,
        kind=first.kind,
        title=first.title,
        publisher=first.publisher,
        container_title=first.container_title,
        year=first.year,
        identifiers=first.identifiers,
        status=first.status,
        read_through=f"citewell practice summary: {summary.title}",
        read=farthest,
        read_note="; ".join(notes) or None,
    )


def describe(reference: Reference) -> str:
    """A reference in one line, as it is printed.

    >>> describe(Reference(number=1, source_id="x", kind=SourceKind.GUIDELINE, title="Otitis media",
    ...     publisher="NICE", year="2018"))
    'Otitis media. NICE, 2018.'
    """
    authors = ", ".join(reference.authors[:3]) + (" et al." if len(reference.authors) > 3 else "")
    where = [p for p in (reference.publisher, reference.container_title) if p]
    year = reference.year or "undated"
    parts = [
        authors.rstrip("."),
        reference.title.rstrip("."),
        f"{'; '.join(where)}, {year}" if where else year,
    ]
    parts += [identifier_line(reference)]
    if reference.status.value != "current":
        parts.append(reference.status.value.replace("_", " ").upper())
    return ". ".join(part for part in parts if part) + "."


def identifier_line(reference: Reference) -> str:
    """Identifiers in a fixed order; the address only where there is no other.

    Empty when the source has none.
    """
    ids = reference.identifiers
    listed = [*ids.other]
    listed += [f"DOI {ids.doi}"] if ids.doi else []
    listed += [f"PMID {ids.pmid}"] if ids.pmid else []
    listed += [ids.pmcid] if ids.pmcid else []
    listed += list(ids.nct)
    listed += [f"SPL set id {ids.spl_set_id}"] if ids.spl_set_id else []
    listed += [f"ISBN {ids.isbn}"] if ids.isbn else []
    return "; ".join(listed) or (ids.url or "")


def read_line(reference: Reference) -> str:
    """How the source was read, in words for the reader; empty when it was read itself."""
    if reference.read_through is None:
        return ""
    how = {
        ReadLevel.ORIGINAL: "read in the original",
        ReadLevel.MIRROR: "read in a copy of the original",
        ReadLevel.SECOND_HAND: "second-hand",
    }[reference.read]
    note = f"; {reference.read_note}" if reference.read_note else ""
    return f"Read through the citewell practice summary ({how}{note})."
