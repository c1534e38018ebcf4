"""The posted results of a trial: flow, baseline, outcomes with their analyses, adverse events."""

from collections.abc import Iterator

from citewell.sources._documents import Block, clean
from citewell.sources._json import Node, node, nodes, text, texts
from citewell.sources._tables import BAR
from citewell.sources._trial_text import cell, prose, sentences, words

_TOP = "Results"
_NOTHING = "-"


def results_blocks(results: Node) -> Iterator[Block]:
    """What a record says of its results; nothing where none are posted.

    Args:
        results: the ``resultsSection`` of a study.
    """
    told: set[str] = set()
    yield from _flow(node(results.get("participantFlowModule")), told)
    yield from _baseline(node(results.get("baselineCharacteristicsModule")))
    for measure in nodes(results, "outcomeMeasuresModule", "outcomeMeasures"):
        yield from _outcome(measure, told)
    yield from _events(node(results.get("adverseEventsModule")), told)
    limits = text(results, "moreInfoModule", "limitationsAndCaveats", "description")
    yield from (Block((_TOP, "Limitations and caveats"), part) for part in prose(limits))


def _groups(module: Node, name: str = "groups") -> dict[str, str]:
    return {text(group, "id"): cell(text(group, "title")) for group in nodes(module, name)}


def _group_notes(
    module: Node, path: tuple[str, ...], told: set[str], name: str = "groups"
) -> Iterator[Block]:
    """What a group is, once: every module of the results repeats its groups."""
    for group in nodes(module, name):
        note = f"{clean(text(group, 'title'))}: {clean(text(group, 'description'))}"
        if text(group, "description") and note not in told:
            told.add(note)
            yield Block(path, note)


def _flow(module: Node, told: set[str]) -> Iterator[Block]:
    path = (_TOP, "Participant flow")
    for key in ("recruitmentDetails", "preAssignmentDetails"):
        yield from (Block(path, part) for part in prose(text(module, key)))
    groups = _groups(module)
    yield from _group_notes(module, path, told)
    for period in nodes(module, "periods"):
        rows = [BAR.join([cell(text(period, "title")), *groups.values()])]
        for what, inner in (("milestones", "achievements"), ("dropWithdraws", "reasons")):
            for step in nodes(period, what):
                counts = {text(c, "groupId"): text(c, "numSubjects") for c in nodes(step, inner)}
                rows.append(_row(words(text(step, "type")), counts, groups))
        yield _rows(path, rows)


def _baseline(module: Node) -> Iterator[Block]:
    path = (_TOP, "Baseline characteristics")
    yield from (Block(path, part) for part in prose(text(module, "populationDescription")))
    groups = _with_counts(_groups(module), module)
    for measure in nodes(module, "measures"):
        yield from _measure(measure, groups, path)


def _outcome(measure: Node, told: set[str]) -> Iterator[Block]:
    rank = words(text(measure, "type")).capitalize()
    path = (_TOP, f"{rank} outcome: {clean(text(measure, 'title'))}".strip()[:200])
    when, who = text(measure, "timeFrame"), text(measure, "populationDescription")
    yield Block(
        path,
        sentences(
            text(measure, "description"),
            f"Time frame: {when}" if when else "",
            f"Population analysed: {who}" if who else "",
        ),
    )
    yield from _group_notes(measure, path, told)
    titles = _groups(measure)
    yield from _measure(measure, _with_counts(titles, measure), path)
    for analysis in nodes(measure, "analyses"):
        yield Block(path, _analysis(analysis, titles))


def _with_counts(groups: dict[str, str], module: Node) -> dict[str, str]:
    """Names of groups with the number of participants behind, where it is given."""
    counts: dict[str, str] = {}
    for denominator in nodes(module, "denoms")[:1]:
        counts = {text(c, "groupId"): text(c, "value") for c in nodes(denominator, "counts")}
    return {
        key: f"{name} (n = {counts[key]})" if counts.get(key) else name
        for key, name in groups.items()
    }


def _measure(measure: Node, groups: dict[str, str], path: tuple[str, ...]) -> Iterator[Block]:
    spread = words(text(measure, "dispersionType"))
    kind = words(text(measure, "paramType")).capitalize() + (f" ({spread})" if spread else "")
    caption = ", ".join(filter(None, [kind, text(measure, "unitOfMeasure")]))
    rows = [cell(f"{text(measure, 'title')}. {caption}".strip(". "))]
    rows.append(BAR.join(["", *groups.values()]).strip())
    before = len(rows)
    for klass in nodes(measure, "classes"):
        for category in nodes(klass, "categories"):
            name = ": ".join(filter(None, [text(klass, "title"), text(category, "title")]))
            values = {text(m, "groupId"): _value(m) for m in nodes(category, "measurements")}
            rows.append(_row(name or text(measure, "title"), values, groups))
    if len(rows) > before:
        yield _rows(path, rows)


def _value(measurement: Node) -> str:
    value, spread = text(measurement, "value"), text(measurement, "spread")
    low, high = text(measurement, "lowerLimit"), text(measurement, "upperLimit")
    if low and high:
        return f"{value} ({low} to {high})"
    return f"{value} ({spread})" if spread else value


def _analysis(analysis: Node, groups: dict[str, str]) -> str:
    names = [groups.get(key, "") for key in texts(analysis, "groupIds")]
    compared = " versus ".join(filter(None, names))
    chance, method = text(analysis, "pValue"), text(analysis, "statisticalMethod")
    shown = f"P {chance}" if chance[:1] in "<>=≤≥" else f"P = {chance}"
    return sentences(
        compared,
        text(analysis, "groupDescription"),
        _estimate(analysis),
        ", ".join(filter(None, [shown if chance else "", method])),
        text(analysis, "estimateComment"),
    )


def _estimate(analysis: Node) -> str:
    kind, value = text(analysis, "paramType"), text(analysis, "paramValue")
    if not value:
        return ""
    level = text(analysis, "ciPctValue")
    low, high = text(analysis, "ciLowerLimit"), text(analysis, "ciUpperLimit")
    span = f" ({level}% CI {low} to {high})" if level and low and high else ""
    return f"{kind or 'Estimate'}: {value}{span}"


def _events(module: Node, told: set[str]) -> Iterator[Block]:
    path = (_TOP, "Adverse events")
    groups = _groups(module, "eventGroups")
    when = text(module, "timeFrame")
    when = f"Time frame: {when}" if when else ""
    yield Block(path, sentences(when, text(module, "description")))
    yield from _group_notes(module, path, told, "eventGroups")
    yield from _totals(module, groups, path)
    for kind in ("serious", "other"):
        rows = [BAR.join([f"{kind.capitalize()} adverse events", *groups.values()])]
        for event in nodes(module, f"{kind}Events"):
            counts = {text(s, "groupId"): _share(s, "num") for s in nodes(event, "stats")}
            rows.append(_row(text(event, "term"), counts, groups))
        if len(rows) > 1:
            yield _rows((*path, f"{kind.capitalize()} adverse events"), rows)


def _totals(module: Node, groups: dict[str, str], path: tuple[str, ...]) -> Iterator[Block]:
    rows = [BAR.join(["Participants affected / at risk", *groups.values()])]
    for kind, name in (
        ("deaths", "Deaths, any cause"),
        ("serious", "Serious adverse events"),
        ("other", "Other adverse events"),
    ):
        counts = {text(g, "id"): _share(g, f"{kind}Num") for g in nodes(module, "eventGroups")}
        if any(counts.values()):
            rows.append(_row(name, counts, groups))
    if len(rows) > 1:
        yield _rows(path, rows)


def _share(stats: Node, prefix: str) -> str:
    affected, risk = text(stats, f"{prefix}Affected"), text(stats, f"{prefix}AtRisk")
    return f"{affected}/{risk}" if affected and risk else affected


def _row(name: str, values: dict[str, str], groups: dict[str, str]) -> str:
    return BAR.join([cell(name), *(cell(values.get(key, "")) or _NOTHING for key in groups)])


def _rows(path: tuple[str, ...], rows: list[str]) -> Block:
    return Block(path, "\n".join(rows), rows=True)
