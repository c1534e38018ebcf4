"""Trial registrations: from the JSON of ClinicalTrials.gov, version 2, to documents.

Structure: https://clinicaltrials.gov/data-api/about-api/study-data-structure
"""

import re
from collections.abc import Iterator

from citewell.model import Document, Identifiers, SourceKind
from citewell.model.errors import SourceError
from citewell.sources._documents import About, Block, clean, from_blocks
from citewell.sources._failures import Reading
from citewell.sources._json import Node, node, nodes, text, texts
from citewell.sources._people import written_date
from citewell.sources._trial_results import results_blocks
from citewell.sources._trial_text import labelled, prose, sentences, words

REGISTRY = "ClinicalTrials.gov"
_NCT = re.compile(r"NCT\d{8}$")
_CRITERIA = re.compile(
    r"(?:(?:key|main|major|general|patient|study|subject)\s+)?(inclusion|exclusion)(?: criteria)?"
    r"(?: include)?\s*:?$",
    re.IGNORECASE,
)


def trial(study: Node, reading: Reading) -> Document:
    """The document of one registration.

    Raises:
        SourceError: it has no NCT number, no title, or no text beside it.
    """
    protocol = node(study.get("protocolSection"))
    number = text(protocol, "identificationModule", "nctId")
    if not _NCT.match(number):
        raise SourceError(
            "has no NCT number" if not number else f"has no valid NCT number ({number[:40]})",
            todo="Fetch the registration again",
        )
    told = [*_protocol(protocol), *results_blocks(node(study.get("resultsSection")))]
    if not any(block.text.strip() for block in told):
        raise SourceError(
            "is a registration without text (no summary, criteria or outcomes)",
            todo="Fetch the registration again",
        )
    about = _about(protocol, number)
    return from_blocks(about, [*_overview(protocol), *told], reading)


def _about(protocol: Node, number: str) -> About:
    named = node(protocol.get("identificationModule"))
    title = clean(text(named, "briefTitle") or text(named, "officialTitle"))
    if not title:
        raise SourceError("has no title", todo="Fetch the registration again")
    sponsor = clean(text(protocol, "sponsorCollaboratorsModule", "leadSponsor", "name"))
    others = [text(named, "orgStudyIdInfo", "id")]
    others += [text(other, "id") for other in nodes(named, "secondaryIdInfos")]
    return About(
        id=f"nct:{number}",
        kind=SourceKind.TRIAL_REGISTRATION,
        title=title,
        authors=(sponsor,) if sponsor else (),
        container_title=REGISTRY,
        issued=_issued(node(protocol.get("statusModule"))),
        identifiers=Identifiers(nct=(number,), other=tuple(dict.fromkeys(filter(None, others)))),
        population=_population(protocol) or None,
    )


def _issued(status: Node) -> str | None:
    """The day on which this state of the record was posted."""
    paths = (
        ("lastUpdatePostDateStruct", "date"),
        ("lastUpdateSubmitDate",),
        ("studyFirstPostDateStruct", "date"),
        ("studyFirstSubmitDate",),
    )
    return next(filter(None, (written_date(text(status, *path)) for path in paths)), None)


def _population(protocol: Node) -> str:
    who = node(protocol.get("eligibilityModule"))
    conditions = "; ".join(texts(protocol, "conditionsModule", "conditions"))
    return sentences(conditions, text(who, "studyPopulation"), _sex(who), _ages(who))


def _sex(who: Node) -> str:
    sex = words(text(who, "sex"))
    return f"Sex: {sex.lower()}" if sex else ""


def _ages(who: Node) -> str:
    low, high = (text(who, f"{end}Age") for end in ("minimum", "maximum"))
    low, high = ("" if end.upper() == "N/A" else end for end in (low, high))
    if low and high:
        return f"Age: {low} to {high}"
    return f"Age: {low} and older" if low else f"Age: up to {high}" if high else ""


def _overview(protocol: Node) -> Iterator[Block]:
    named, status = (node(protocol.get(f"{n}Module")) for n in ("identification", "status"))
    path = ("Overview",)
    yield Block(
        path,
        labelled(
            ("Official title", text(named, "officialTitle")),
            ("Acronym", text(named, "acronym")),
            ("Conditions", "; ".join(texts(protocol, "conditionsModule", "conditions"))),
            ("Status", words(text(status, "overallStatus"))),
            ("Why stopped", text(status, "whyStopped")),
            ("Start", text(status, "startDateStruct", "date")),
            ("Completion", text(status, "completionDateStruct", "date")),
        ),
    )


def _protocol(protocol: Node) -> Iterator[Block]:
    told = node(protocol.get("descriptionModule"))
    for name, key in (("Summary", "briefSummary"), ("Description", "detailedDescription")):
        yield from (Block((name,), part) for part in prose(text(told, key)))
    yield _design(node(protocol.get("designModule")))
    yield from _arms(node(protocol.get("armsInterventionsModule")))
    yield from _outcomes(node(protocol.get("outcomesModule")))
    yield from _eligibility(node(protocol.get("eligibilityModule")))


def _design(design: Node) -> Block:
    how = node(design.get("designInfo"))
    masking = node(how.get("maskingInfo"))
    return Block(
        ("Study design",),
        labelled(
            ("Study type", words(text(design, "studyType"))),
            ("Phase", ", ".join(words(phase) for phase in texts(design, "phases"))),
            ("Allocation", words(text(how, "allocation"))),
            ("Intervention model", words(text(how, "interventionModel"))),
            ("Model in words", text(how, "interventionModelDescription")),
            ("Observational model", ", ".join(map(words, texts(how, "observationalModel")))),
            ("Time perspective", ", ".join(map(words, texts(how, "timePerspective")))),
            ("Primary purpose", words(text(how, "primaryPurpose"))),
            ("Masking", words(text(masking, "masking"))),
            ("Masking in words", text(masking, "maskingDescription")),
            ("Enrollment", _enrollment(node(design.get("enrollmentInfo")))),
        ),
    )


def _enrollment(info: Node) -> str:
    count, kind = text(info, "count"), words(text(info, "type")).lower()
    return f"{count} ({kind})" if count and kind else count


def _arms(module: Node) -> Iterator[Block]:
    for arm in nodes(module, "armGroups"):
        kind = words(text(arm, "type"))
        name = text(arm, "label") + (f" ({kind.lower()})" if kind else "")
        yield Block(("Arms",), sentences(f"{name}: {text(arm, 'description')}".rstrip(": ")))
    for given in nodes(module, "interventions"):
        other = ", ".join(texts(given, "otherNames"))
        name = f"{words(text(given, 'type'))}: {text(given, 'name')}".strip(": ")
        also = f"Other names: {other}" if other else ""
        yield Block(("Interventions",), sentences(name, also, text(given, "description")))


def _outcomes(module: Node) -> Iterator[Block]:
    for rank in ("primary", "secondary", "other"):
        for outcome in nodes(module, f"{rank}Outcomes"):
            when = text(outcome, "timeFrame")
            parts = (text(outcome, "measure"), text(outcome, "description"))
            yield Block(
                (f"{rank.capitalize()} outcomes",),
                sentences(*parts, f"Time frame: {when}" if when else ""),
            )


def _eligibility(who: Node) -> Iterator[Block]:
    path = ("Eligibility",)
    volunteers = {"True": "Yes", "False": "No"}.get(str(who.get("healthyVolunteers")), "")
    yield Block(
        path,
        labelled(
            ("Sex", words(text(who, "sex"))),
            ("Ages", _ages(who).removeprefix("Age: ")),
            ("Healthy volunteers", volunteers or text(who, "healthyVolunteers")),
            ("Study population", text(who, "studyPopulation")),
            ("Sampling", words(text(who, "samplingMethod"))),
        ),
    )
    for part in prose(text(who, "eligibilityCriteria")):
        first, _, rest = part.partition("\n")
        if named := _CRITERIA.match(first):
            path = ("Eligibility", f"{named[1].capitalize()} criteria")
            part = rest
        yield Block(path, part)
