"""The extractive writer: chooses, orders and joins sentences of the evidence; invents none."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from citewell.model import (
    Action,
    Audience,
    Basis,
    Evidence,
    PracticeSummary,
    Question,
    Role,
    SectionName,
    Urgency,
    Verdict,
)
from citewell.writing._tables import table
from citewell.writing.candidates import Candidate, candidates
from citewell.writing.direct import Direct, direct_answer
from citewell.writing.draft import Draft, DraftClaim, DraftSection, DraftStep
from citewell.writing.emergency import emergency_section, urgent_claims
from citewell.writing.gaps import known_gaps, missing_facts, missing_roles, unheld_concepts
from citewell.writing.names import capital, names_of, specific
from citewell.writing.relevance import Relevance
from citewell.writing.selection import cap, most_of, place, relevant, repeats

WRITER = "writing/extractive.v1"
NEXT = 0.3
"""Nearness from which a step is a next act for the bottom line."""
AT_ISSUE = 0.22
"""Nearness that one side of a disagreement needs to be told."""
MOST_CONFLICTS = 4


@dataclass(frozen=True, slots=True)
class Material:
    """What the writer works from: the evidence, and the summary that leads."""

    evidence: tuple[Evidence, ...]
    lead: str | None
    summary: PracticeSummary | None
    emergency: tuple[Evidence, ...] = ()
    """The general table of emergency signs."""


def write(question: Question, material: Material) -> Draft:
    """A draft that answers the question from the material, in the order of the outline."""
    writer = _Writer(question, material)
    return writer.draft()


class _Writer:
    """One run of the writer; holds what every part needs."""

    def __init__(self, question: Question, material: Material) -> None:
        self.question = question
        self.material = material
        self.plain = question.audience is Audience.PATIENT
        pool = candidates(material.evidence)
        self.names = specific(names_of(question, material.summary), pool)
        self.relevance = Relevance(question, pool)
        self.pool = relevant(question, pool, self.relevance, self.names, material.lead)
        self.left_out: list[str] = []

    def draft(self) -> Draft:
        direct = direct_answer(self.question, self.pool, self.relevance, self.names)
        unanswered = direct.stance.verdict is Verdict.INSUFFICIENT
        if unanswered:
            self.pool = [c for c in self.pool if self.relevance.of(c) >= NEXT]
        placed = self._placed(direct)
        steps = self._steps(placed.get(SectionName.PLAN, []))
        sections = self._sections(placed, direct)
        urgent = [
            claim
            for claim in urgent_claims(self.question, self.material.emergency)
            if not any(repeats(claim.text, other.text) for other in direct.claims)
        ]
        used = [c for group in placed.values() for c in group] + list(direct.leads)
        closing = [s for s in (self._questions(used), self._bottom_line(direct, used)) if s]
        return Draft(
            title=capital(self.question.text) if unanswered else self._title(),
            stance=direct.stance,
            answer=(*urgent, *direct.claims),
            sections=(*sections, *closing),
            pathway_heading=self._heading(SectionName.PLAN, direct.stance.action),
            pathway_after=self._before_plan(sections),
            steps=steps,
            missing_facts=() if unanswered else missing_facts(self.question, self.material.summary),
            gaps=self._gaps(sections, steps),
            left_out=tuple(self.left_out),
            parts=(WRITER, "writing/relevance.v1", "writing/inference.v1"),
        )

    def _title(self) -> str:
        """The first title whose slots can be filled; else the topic of the leading summary."""
        rows = table("outlines")["titles"]
        for intent in (self.question.intent, *self.question.also):
            title = self.names.fill(rows[intent.value][self.question.audience.value])
            if title:
                return title
        if title := self.names.fill(rows["definition"][self.question.audience.value]):
            return title
        topic = self.material.summary.topic if self.material.summary else self.question.text
        return capital(topic)

    def _heading(self, section: SectionName | str, action: Action) -> str:
        rows, audience = table("outlines")["headings"], self.question.audience.value
        for key in (f"{section}:{action}", f"{section}:{self.question.intent}", str(section)):
            if key in rows:
                filled = self.names.fill(rows[key][audience])
                return filled or str(section).replace("_", " ").capitalize()
        return str(section)

    def _placed(self, direct: Direct) -> dict[SectionName, list[Candidate]]:
        """Candidates by part, capped; those that the answer already uses are not repeated."""
        parts: dict[SectionName, list[Candidate]] = {}
        opposed = {c.id for group in self._conflicts().values() for c in group}
        for candidate in self.pool:
            if candidate.words(plain=self.plain) is None:
                self.left_out.append(candidate.text)
                continue
            step = candidate.statement.step if candidate.statement else None
            if candidate.id in direct.used | opposed and not step:
                continue
            parts.setdefault(place(candidate, self.names), []).append(candidate)
        for section, group in parts.items():
            most = most_of(section, self.question.audience)
            parts[section], dropped = cap(group, most, self.relevance)
            self.left_out += [c.text for c in dropped]
        return parts

    def _claim(self, candidate: Candidate, role: Role | None = None) -> DraftClaim:
        text = candidate.words(plain=self.plain) or candidate.text
        group = candidate.statement.group if candidate.statement else None
        kept = candidate.weight == 3 or candidate.role is Role.WARNING
        return DraftClaim(
            text,
            role or candidate.role,
            Basis.EVIDENCE,
            (candidate,),
            group=group,
            fallback=candidate.text if kept else None,
        )

    def _sections(
        self, placed: dict[SectionName, list[Candidate]], direct: Direct
    ) -> tuple[DraftSection, ...]:
        outline = table("outlines")
        order = [SectionName(name) for name in outline["order"][self.question.audience.value]]
        if self.question.urgency is not Urgency.NONE:
            order = [SectionName.EMERGENCY, *(s for s in order if s is not SectionName.EMERGENCY)]
        sections = list[DraftSection]()
        for name in order:
            if name is SectionName.PLAN:
                continue
            claims = self._claims_of(name, placed)
            if claims:
                role = Role(outline["roles"][name.value])
                heading = self._heading(name, direct.stance.action)
                sections.append(DraftSection(name, heading, role, claims))
        return tuple(sections)

    def _claims_of(
        self, name: SectionName, placed: dict[SectionName, list[Candidate]]
    ) -> tuple[DraftClaim, ...]:
        own = placed.get(name, [])
        if name is SectionName.EMERGENCY:
            return emergency_section(self.question, own, self.material.emergency, self._claim)
        if name is SectionName.DISAGREEMENT:
            sides = [
                replace(self._claim(c, Role.UNCERTAINTY), group=point, fallback=c.text)
                for point, group in self._conflicts().items()
                for c in group
            ]
            return (*(self._claim(c) for c in own), *sides)
        return tuple(self._claim(c) for c in _by_group(own, self.material.lead))

    def _conflicts(self) -> dict[str, list[Candidate]]:
        """Statements on which sources differ, by the point at issue; all sides or none."""
        by_id = {c.id: c for c in self.pool if c.words(plain=self.plain)}
        summary = self.material.summary
        found: dict[str, list[Candidate]] = {}
        shown = set[str]()
        for conflict in summary.conflicts if summary else ():
            sides = [by_id[i] for i in conflict.statements if i in by_id]
            fresh = [c for c in sides if c.id not in shown]
            whole = len(sides) == len(conflict.statements) and len(fresh) == len(sides)
            if whole and self._is_at_issue(sides) and len(found) < MOST_CONFLICTS:
                found[conflict.plain_point if self.plain else conflict.point] = fresh
                shown |= {c.id for c in fresh}
        return found

    def _is_at_issue(self, sides: Sequence[Candidate]) -> bool:
        return any(self.relevance.of(c) >= AT_ISSUE for c in sides)

    def _steps(self, planned: Sequence[Candidate]) -> tuple[DraftStep, ...]:
        summary = self.material.summary
        steps = list[DraftStep]()
        for step in summary.steps if summary else ():
            own = [c for c in planned if c.statement and c.statement.step == step.id]
            if own:
                title = step.plain_title if self.plain else step.title
                timing = step.plain_timing if self.plain else step.timing
                steps.append(DraftStep(title, timing, tuple(self._claim(c) for c in own)))
        return tuple(steps)

    @staticmethod
    def _before_plan(sections: Sequence[DraftSection]) -> int:
        """After how many sections the pathway stands in reading order."""
        before = {SectionName.SITUATION, SectionName.WHY, SectionName.EVIDENCE, SectionName.CHOICE}
        before |= {SectionName.EMERGENCY}
        count = 0
        for section in sections:
            if section.name not in before:
                break
            count += 1
        return count

    def _questions(self, used: Sequence[Candidate]) -> DraftSection | None:
        """For patients: what to ask, each question bound to the fact that makes it matter."""
        own = [c for c in used if c.source.id == self.material.lead]
        asking = [c for c in own if c.statement and c.statement.ask]
        if not self.plain or not asking:
            return None
        chosen, _ = cap(_unique(asking), 8, self.relevance)
        claims = tuple(
            DraftClaim(c.statement.ask or "", Role.QUESTION_TO_ASK, Basis.EVIDENCE, (c,))
            for c in chosen
            if c.statement
        )
        heading = self._heading("questions", Action.NONE)
        return DraftSection(None, heading, Role.QUESTION_TO_ASK, claims)

    def _bottom_line(self, direct: Direct, used: Sequence[Candidate]) -> DraftSection | None:
        """Answer, reason, next act; nothing that was not said before."""
        claims = [c for c in direct.claims if c.basis in {Basis.EVIDENCE, Basis.INFERRED}][:2]
        steps = [c for c in used if self._is_next(c)]
        steps.sort(key=lambda c: -self.relevance.of(c))
        if not claims:
            return None
        said = {c.text for c in direct.claims}
        nexts = [self._claim(c) for c in steps if c.words(plain=self.plain) not in said][:1]
        heading = self._heading("bottom_line", Action.NONE)
        return DraftSection(None, heading, Role.ANSWER, (*claims, *nexts))

    def _is_next(self, candidate: Candidate) -> bool:
        """Whether a sentence is a step of the leading summary that is near the question."""
        step = candidate.statement.step if candidate.statement else None
        own = candidate.source.id == self.material.lead
        return bool(step) and own and self.relevance.of(candidate) >= NEXT

    def _gaps(
        self, sections: Sequence[DraftSection], steps: Sequence[DraftStep]
    ) -> tuple[str, ...]:
        names = {s.name.value for s in sections if s.name} | ({"plan"} if steps else set())
        names |= {c.section.value for c in self.pool if c.words(plain=self.plain)}
        return (
            *unheld_concepts(self.question, self.pool),
            *missing_roles(self.question, names),
            *known_gaps(self.question, self.material.summary),
        )


def _by_group(pool: Sequence[Candidate], lead: str | None) -> list[Candidate]:
    """Candidates with the groups kept together: those of the leading summary first (without a group,
    then by group in order of first appearance), then those of other sources."""
    groups: dict[tuple[bool, str], list[Candidate]] = {}
    for candidate in pool:
        name = (candidate.statement.group if candidate.statement else None) or ""
        groups.setdefault((candidate.source.id != lead, name), []).append(candidate)
    ranked = sorted(groups, key=lambda key: (key[0], key[1] != ""))
    return [c for key in ranked for c in groups[key]]


def _unique(pool: Sequence[Candidate]) -> list[Candidate]:
    return list({c.statement.ask: c for c in pool if c.statement}.values())
