"""A unit as it is told today: its row, with what its page tells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pulau.apps.publication.composing.declarations import told_declarations
from pulau.apps.publication.composing.titles import held_on, told_titles
from pulau.apps.publication.composing.years import Asked, years_of
from pulau.apps.publication.facts import DecisionFacts, NameFacts, RepairFacts, StepFacts, UnitFacts
from pulau.apps.publication.models import PublishedUnit, PublishedYear
from pulau.core.publishing.disclosure import PublicField
from pulau.core.shared.public_state import PublicState
from pulau.core.workflow.public_states import UNTOLD, public_state

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from pulau.apps.agencies.contract import WorkUnit
    from pulau.apps.assessments.contract import Transition
    from pulau.apps.publication.gathering.body import BodyGathered
    from pulau.apps.remediation.contract import RemediationStep
    from pulau.apps.transparency.contract import Standing


@dataclass(frozen=True, slots=True)
class UnitComposed:
    """A unit's rows: what it is today, and each of its years; `facts` are those of the row. Not saved."""

    row: PublishedUnit
    years: list[PublishedYear]
    facts: UnitFacts


class UnitComposer:
    """Makes the rows of units of one body."""

    def __init__(self, gathered: BodyGathered, asked: Asked, logged: Mapping[UUID, Standing], now: datetime) -> None:
        self._gathered = gathered
        self._asked = asked
        self._logged = logged
        self._now = now
        self._merged: dict[UUID, list[str]] = {}
        for unit in gathered.units.units.values():
            into = gathered.units.into(unit)
            if into:
                self._merged.setdefault(into, []).append(unit.name)

    def compose(self, unit: WorkUnit) -> UnitComposed:
        """Make the rows of a unit."""
        years = years_of(self._gathered, unit, self._asked)
        newest = years[-1] if years else None
        state = PublicState(newest.state) if newest else PublicState.NONE
        row = self._row(unit, newest, state)
        row.total = next((year.total for year in reversed(years) if year.total is not None), None)
        facts = self._facts(unit, years, state)
        row.facts = dict(facts)
        return UnitComposed(row, years, facts)

    def _row(self, unit: WorkUnit, newest: PublishedYear | None, state: PublicState) -> PublishedUnit:
        gathered = self._gathered
        held = held_on(gathered.judged.titles.get(unit.pk, []), self._asked.today)
        counted = gathered.declared.units.get(unit.pk, {}).get(newest.year) if newest else None
        active = counted.active_at if counted and self._asked.table.allows(PublicField.ACTIVITY, state) else None
        return PublishedUnit(
            pk=unit.pk,
            agency_id=unit.tenant_id,
            slug=unit.code,
            name=unit.name,
            kind=unit.kind,
            region_code=gathered.region_of(unit),
            province=gathered.province_of(unit),
            state=state.value,
            year=newest.year if newest else None,
            title=held.title if held else "",
            title_since=held.since if held else None,
            title_until=held.until if held else None,
            declared_on=newest.declared_on if newest else None,
            symbolic=newest.symbolic if newest else False,
            silent=newest.silent if newest else False,
            active_on=active.astimezone(self._asked.zone).date() if active else None,
            since=unit.since,
            until=unit.until,
            into=gathered.units.into(unit),
            published_at=self._now,
        )

    def _facts(self, unit: WorkUnit, years: list[PublishedYear], state: PublicState) -> UnitFacts:
        allows = self._asked.table.allows
        declarations = (
            told_declarations(self._gathered.declared, unit.pk) if allows(PublicField.DECLARATION, state) else []
        )
        return {
            "declarations": [
                one if allows(PublicField.WITNESSES, state) else {**one, "signers": [], "witnesses": []}
                for one in declarations
            ],
            "titles": told_titles(self._gathered.judged, unit.pk, self._logged, self._asked.today),
            "decisions": [told for year in years if (told := self._decision(year))],
            "repair": self._repair(years),
            "names": _names(self._gathered, unit, self._asked.today),
            "merged_from": sorted(self._merged.get(unit.pk, [])),
        }

    def _decision(self, year: PublishedYear) -> DecisionFacts | None:
        state = PublicState(year.state)
        case = self._gathered.judged.cases.get((year.unit_id, year.year))
        if case is None or not state.is_final:
            return None
        events = self._gathered.judged.events.get(case.pk, [])
        last = _decisive(events, state)
        reasoned = self._asked.table.allows(PublicField.REASONS, state)
        objection = self._gathered.judged.objections.get(case.pk)
        told = objection if objection and self._asked.table.allows(PublicField.OBJECTION, state) else None
        return {
            "year": year.year,
            "state": state.value,
            "day": last.on.isoformat() if last else year.days.get(state.value, ""),
            "event": last.event if last else "",
            "reason": last.reason if last and reasoned else "",
            "objection": told.state if told else "",
            "objection_reasons": told.reasons if told else "",
        }

    def _repair(self, years: list[PublishedYear]) -> RepairFacts | None:
        """Return the repair of the newest year that has one."""
        for year in reversed(years):
            case = self._gathered.judged.cases.get((year.unit_id, year.year))
            steps = self._gathered.judged.steps.get(case.pk, []) if case else []
            if steps and self._asked.table.allows(PublicField.REPAIR, PublicState(year.state)):
                return {"year": year.year, "steps": [_step(step) for step in steps]}
        return None


def _decisive(events: list[Transition], state: PublicState) -> Transition | None:
    """Return the last event that led to a state from another one; None where it is one that nobody is told of."""
    before = ["", *(event.source for event in events)]
    for event, source in zip(reversed(events), reversed(before[:-1]), strict=True):
        led = public_state(event.target, event.source) is state is not public_state(event.source, source)
        if led:
            return None if event.event in UNTOLD else event
    return None


def _step(step: RemediationStep) -> StepFacts:
    """Tell of a step what it is about and how far it is: neither the assessors' words nor who does it."""
    return {
        "area": step.area,
        "kind": step.kind,
        "key": step.key,
        "state": step.state,
        "due_on": step.due_on.isoformat() if step.due_on else "",
        "effect": step.effect,
        "actual": step.actual,
        "required": step.required,
    }


def _names(gathered: BodyGathered, unit: WorkUnit, today: date) -> list[NameFacts]:
    found: list[NameFacts] = []
    for named in gathered.units.names_of(unit):
        if named.until is None or named.until > today:
            break
        if not found or (found[-1]["name"], found[-1]["slug"]) != (named.name, named.code):
            found.append({"name": named.name, "slug": named.code, "until": named.until.isoformat()})
    return [one for one in found if (one["name"], one["slug"]) != (unit.name, unit.code)]
