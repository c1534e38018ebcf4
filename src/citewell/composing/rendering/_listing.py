"""The reference list as it is shown: grouped by kind, linked, with where each source is cited."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from citewell.composing.references import KIND_NAMES
from citewell.model import Identifiers, ReadLevel, Reference, SourceKind, SourceStatus

_BADGES = {
    SourceKind.GUIDELINE: "guideline",
    SourceKind.DRUG_LABEL: "label",
    SourceKind.REGULATOR_NOTICE: "label",
    SourceKind.RANDOMIZED_TRIAL: "trial",
    SourceKind.SYSTEMATIC_REVIEW: "trial",
    SourceKind.PRACTICE_SUMMARY: "summary",
}
_READ = {
    ReadLevel.ORIGINAL: "its author read the original",
    ReadLevel.MIRROR: "its author read a copy of the original",
    ReadLevel.SECOND_HAND: "its author read it second-hand",
}
_SAFE_DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>\\]+")


@dataclass(frozen=True, slots=True)
class Listed:
    """One reference as shown."""

    number: int
    kind: str
    badge: str
    title: str
    authors: str
    where: str
    links: tuple[tuple[str, str], ...]
    """Identifier and address; the address is empty where there is none."""
    status: str
    through: str
    """How it was read through a practice summary; empty when it was read itself."""
    cited_in: tuple[tuple[str, str], ...] = ()
    """Heading of a part and the anchor of the first sentence there."""
    printed: bool = True


@dataclass(frozen=True, slots=True)
class Group:
    """The references of one kind."""

    name: str
    badge: str
    note: str
    listed: tuple[Listed, ...]

    @property
    def printed(self) -> bool:
        """Whether any of them is cited on the printed handout."""
        return any(item.printed for item in self.listed)


def listed(
    reference: Reference, cited_in: Mapping[str, str] | None = None, *, printed: bool = True
) -> Listed:
    """A reference as shown; ``cited_in`` maps headings to anchors."""
    authors = ", ".join(reference.authors[:3]) + (" et al." if len(reference.authors) > 3 else "")
    where = [reference.publisher, reference.container_title, reference.year or "undated"]
    current = reference.status is SourceStatus.CURRENT
    return Listed(
        number=reference.number,
        kind=_split(reference.kind)[0],
        badge=_BADGES.get(reference.kind, ""),
        title=reference.title.rstrip("."),
        authors=authors,
        where=", ".join(part for part in where if part),
        links=tuple(identifier_links(reference.identifiers)),
        status="" if current else reference.status.value.replace("_", " ").capitalize(),
        through=_through(reference),
        cited_in=tuple((cited_in or {}).items()),
        printed=printed,
    )


def grouped(references: list[tuple[SourceKind, Listed]]) -> tuple[Group, ...]:
    """References in groups of one kind, in the order given."""
    groups = groupby(references, key=lambda pair: pair[0])
    return tuple(
        Group(_split(kind)[0], _BADGES.get(kind, ""), _split(kind)[1], tuple(r for _, r in pairs))
        for kind, pairs in groups
    )


def identifier_links(ids: Identifiers) -> list[tuple[str, str]]:
    """Identifiers with their public address; only ``https`` and ``http`` addresses are linked.

    >>> identifier_links(Identifiers(pmid="1", url="javascript:alert(1)"))
    [('PMID 1', 'https://pubmed.ncbi.nlm.nih.gov/1/')]
    """
    found = [(other, "") for other in ids.other]
    if ids.doi:
        safe = _SAFE_DOI.fullmatch(ids.doi)
        found.append((f"doi:{ids.doi}", f"https://doi.org/{ids.doi}" if safe else ""))
    found += _numbered("PMID ", ids.pmid, "https://pubmed.ncbi.nlm.nih.gov/{}/")
    found += _numbered("", ids.pmcid, "https://pmc.ncbi.nlm.nih.gov/articles/{}/")
    for nct in ids.nct:
        found += _numbered("", nct, "https://clinicaltrials.gov/study/{}")
    found += _numbered(
        "SPL set id ", ids.spl_set_id, "https://dailymed.nlm.nih.gov/dailymed/drugInfo.cfm?setid={}"
    )
    found += [(f"ISBN {ids.isbn}", "")] if ids.isbn else []
    if ids.url and not any(address for _, address in found):
        found += [(_host(ids.url), ids.url)] if re.match(r"https?://[^\s/]", ids.url) else []
    return found


def _numbered(label: str, value: str | None, address: str) -> list[tuple[str, str]]:
    if not value:
        return []
    safe = re.fullmatch(r"[A-Za-z0-9-]+", value)
    return [(label + value, address.format(value) if safe else "")]


def _host(url: str) -> str:
    return re.sub(r"^https?://(www\.)?", "", url).split("/")[0]


def _split(kind: SourceKind) -> tuple[str, str]:
    """The name of a kind and its note in brackets.

    >>> _split(SourceKind.PAYER_POLICY)
    ('Payer policy', 'not a guideline')
    """
    name, _, note = KIND_NAMES[kind].partition(" (")
    return name, note.rstrip(")")


def _through(reference: Reference) -> str:
    if reference.read_through is None:
        return ""
    note = f"; {reference.read_note.rstrip('.')}" if reference.read_note else ""
    return f"{_READ[reference.read]}{note}"
