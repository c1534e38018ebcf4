"""Reader for trial registrations of ClinicalTrials.gov in XML, as they were published until 2024.

Format: https://clinicaltrials.gov/ct2/html/images/info/public.xsd
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from citewell.model.errors import SourceError
from citewell.sources._failures import Outcomes, Reading
from citewell.sources._json import Node
from citewell.sources._opening import SourceFile
from citewell.sources._trials import trial
from citewell.sources._xml import first, line, local, parse

if TYPE_CHECKING:
    from lxml.etree import _Element as Element  # pyright: ignore[reportPrivateUsage]

READER = "ctgov_xml.v1"


def read(source: SourceFile, reading: Reading) -> Outcomes:
    """The one registration of a file.

    Raises:
        SourceError: the file is no registration, or has no text.
    """
    root = parse(source.read_all())
    if local(root) != "clinical_study":
        raise SourceError("is no trial registration", todo="Fetch it again")
    results = root.find("clinical_results")
    study: Node = {"protocolSection": _protocol(root)}
    if results is not None:
        study["resultsSection"] = _results(results)
    yield trial(study, reading)


def _words(element: "Element | None", path: str) -> str:
    """A text with its line ends, which set its paragraphs and lists apart."""
    found = element.find(path) if element is not None else None
    return "".join(map(str, found.itertext())) if found is not None else ""


def _protocol(root: "Element") -> Node:
    return {
        "identificationModule": {
            "nctId": first(root, "id_info/nct_id"),
            "briefTitle": first(root, "brief_title"),
            "officialTitle": first(root, "official_title"),
            "acronym": first(root, "acronym"),
            "orgStudyIdInfo": {"id": first(root, "id_info/org_study_id")},
            "secondaryIdInfos": [{"id": line(e)} for e in root.iterfind("id_info/secondary_id")],
        },
        "statusModule": _status(root),
        "sponsorCollaboratorsModule": {
            "leadSponsor": {"name": first(root, "sponsors/lead_sponsor/agency")}
        },
        "descriptionModule": {
            "briefSummary": _words(root, "brief_summary/textblock"),
            "detailedDescription": _words(root, "detailed_description/textblock"),
        },
        "conditionsModule": {"conditions": _lines(root.iterfind("condition"))},
        "designModule": _design(root),
        "armsInterventionsModule": _arms(root),
        "outcomesModule": {
            f"{rank}Outcomes": [
                _named(e, measure="measure", description="description", timeFrame="time_frame")
                for e in root.iterfind(f"{rank}_outcome")
            ]
            for rank in ("primary", "secondary", "other")
        },
        "eligibilityModule": _eligibility(root),
    }


def _status(root: "Element") -> Node:
    return {
        "overallStatus": first(root, "overall_status"),
        "whyStopped": first(root, "why_stopped"),
        "startDateStruct": {"date": first(root, "start_date")},
        "completionDateStruct": {"date": first(root, "completion_date")},
        "lastUpdatePostDateStruct": {"date": first(root, "last_update_posted", "lastchanged_date")},
        "studyFirstPostDateStruct": {
            "date": first(root, "study_first_posted", "firstreceived_date")
        },
    }


def _lines(elements: Iterable["Element"]) -> list[str]:
    return [line(element) for element in elements]


def _named(element: "Element", **paths: str) -> Node:
    return {name: first(element, path) for name, path in paths.items()}


def _design(root: "Element") -> Node:
    how = root.find("study_design_info")
    phase = first(root, "phase")
    described = {"interventionModelDescription": first(root, "study_design")} if how is None else {}
    return {
        "studyType": first(root, "study_type"),
        "phases": [phase] if phase and phase != "N/A" else [],
        "enrollmentInfo": {"count": first(root, "enrollment"), "type": _type(root, "enrollment")},
        "designInfo": described
        if how is None
        else {
            "allocation": first(how, "allocation"),
            "interventionModel": first(how, "intervention_model"),
            "interventionModelDescription": first(how, "intervention_model_description"),
            "observationalModel": first(how, "observational_model"),
            "timePerspective": first(how, "time_perspective"),
            "primaryPurpose": first(how, "primary_purpose"),
            "maskingInfo": _named(how, masking="masking", maskingDescription="masking_description"),
        },
    }


def _type(root: "Element", path: str) -> str:
    found = root.find(path)
    return (found.get("type") or "") if found is not None else ""


def _arms(root: "Element") -> Node:
    return {
        "armGroups": [
            _named(e, label="arm_group_label", type="arm_group_type", description="description")
            for e in root.iterfind("arm_group")
        ],
        "interventions": [
            {
                **_named(
                    e, type="intervention_type", name="intervention_name", description="description"
                ),
                "otherNames": _lines(e.iterfind("other_name")),
            }
            for e in root.iterfind("intervention")
        ],
    }


def _eligibility(root: "Element") -> Node:
    who = root.find("eligibility")
    if who is None:
        return {}
    return {
        "eligibilityCriteria": _words(who, "criteria/textblock"),
        "studyPopulation": first(who, "study_pop/textblock"),
        "samplingMethod": first(who, "sampling_method"),
        "sex": first(who, "gender"),
        "minimumAge": first(who, "minimum_age"),
        "maximumAge": first(who, "maximum_age"),
        "healthyVolunteers": first(who, "healthy_volunteers"),
    }


def _results(results: "Element") -> Node:
    return {
        "participantFlowModule": _flow(results.find("participant_flow")),
        "baselineCharacteristicsModule": _baseline(results.find("baseline")),
        "outcomeMeasuresModule": {
            "outcomeMeasures": [_outcome(e) for e in results.iterfind("outcome_list/outcome")]
        },
        "adverseEventsModule": _events(results.find("reported_events")),
        "moreInfoModule": {
            "limitationsAndCaveats": {"description": first(results, "limitations_and_caveats")}
        },
    }


def _groups(element: "Element") -> list[Node]:
    return [
        {"id": g.get("group_id"), **_named(g, title="title", description="description")}
        for g in element.iterfind("group_list/group")
    ]


def _flow(flow: "Element | None") -> Node:
    if flow is None:
        return {}
    return {
        "recruitmentDetails": first(flow, "recruitment_details"),
        "preAssignmentDetails": first(flow, "pre_assignment_details"),
        "groups": _groups(flow),
        "periods": [
            {
                "title": first(period, "title"),
                "milestones": _steps(period, "milestone", "achievements"),
                "dropWithdraws": _steps(period, "drop_withdraw_reason", "reasons"),
            }
            for period in flow.iterfind("period_list/period")
        ],
    }


def _steps(period: "Element", name: str, inner: str) -> list[Node]:
    return [
        {
            "type": first(step, "title"),
            inner: [
                {"groupId": p.get("group_id"), "numSubjects": p.get("count")}
                for p in step.iterfind("participants_list/participants")
            ],
        }
        for step in period.iterfind(f"{name}_list/{name}")
    ]


def _baseline(baseline: "Element | None") -> Node:
    if baseline is None:
        return {}
    return {
        "populationDescription": first(baseline, "population"),
        "groups": _groups(baseline),
        "denoms": _denominators(baseline),
        "measures": [_measure(m) for m in baseline.iterfind("measure_list/measure")],
    }


def _denominators(element: "Element") -> list[Node]:
    return [
        {
            "units": first(analyzed, "units"),
            "counts": [
                {"groupId": c.get("group_id"), "value": c.get("value")}
                for c in analyzed.iterfind("count_list/count")
            ],
        }
        for analyzed in element.iterfind("analyzed_list/analyzed")
    ]


def _measure(measure: "Element") -> Node:
    return {
        **_named(measure, title="title", paramType="param", dispersionType="dispersion"),
        "unitOfMeasure": first(measure, "units"),
        "denoms": _denominators(measure),
        "classes": [_class(e) for e in measure.iterfind("class_list/class")],
    }


def _class(element: "Element") -> Node:
    return {
        "title": first(element, "title"),
        "categories": [
            {
                "title": first(category, "title"),
                "measurements": [
                    {
                        "groupId": m.get("group_id"),
                        "value": m.get("value"),
                        "spread": m.get("spread"),
                        "lowerLimit": m.get("lower_limit"),
                        "upperLimit": m.get("upper_limit"),
                    }
                    for m in category.iterfind("measurement_list/measurement")
                ],
            }
            for category in element.iterfind("category_list/category")
        ],
    }


def _outcome(outcome: "Element") -> Node:
    measure = outcome.find("measure")
    return {
        **(_measure(measure) if measure is not None else {}),
        **_named(outcome, type="type", title="title", timeFrame="time_frame"),
        "description": first(outcome, "description"),
        "populationDescription": first(outcome, "population"),
        "groups": _groups(outcome),
        "analyses": [_analysis(a) for a in outcome.iterfind("analysis_list/analysis")],
    }


def _analysis(analysis: "Element") -> Node:
    return {
        "groupIds": _lines(analysis.iterfind("group_id_list/group_id")),
        **_named(
            analysis,
            groupDescription="groups_desc",
            pValue="p_value",
            statisticalMethod="method",
            paramType="param_type",
            paramValue="param_value",
            ciPctValue="ci_percent",
            ciLowerLimit="ci_lower_limit",
            ciUpperLimit="ci_upper_limit",
            estimateComment="estimate_desc",
        ),
    }


def _events(events: "Element | None") -> Node:
    if events is None:
        return {}
    return {
        "timeFrame": first(events, "time_frame"),
        "description": first(events, "desc"),
        "eventGroups": _groups(events),
        "seriousEvents": _kind_of_events(events, "serious_events"),
        "otherEvents": _kind_of_events(events, "other_events"),
    }


def _kind_of_events(events: "Element", name: str) -> list[Node]:
    """The events of a kind with their counts; the first row counts participants with any."""
    return [
        {
            "term": first(event, "sub_title"),
            "stats": [
                {
                    "groupId": c.get("group_id"),
                    "numAffected": c.get("subjects_affected"),
                    "numAtRisk": c.get("subjects_at_risk"),
                }
                for c in event.iterfind("counts")
            ],
        }
        for event in events.iterfind(f"{name}/category_list/category/event_list/event")
    ]
