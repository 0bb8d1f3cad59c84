"""A unit as it is told today: its row, with what its page tells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pulau.apps.publication.composing.asked import Asked
from pulau.apps.publication.composing.decided import told_decisions, told_repair
from pulau.apps.publication.composing.declarations import told_declarations
from pulau.apps.publication.composing.titles import held_on, told_titles
from pulau.apps.publication.composing.years import years_of
from pulau.apps.publication.facts import NameFacts, UnitFacts
from pulau.apps.publication.models import PublishedUnit, PublishedYear
from pulau.core.publishing.disclosure import PublicField
from pulau.core.shared.public_state import PublicState

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from pulau.apps.agencies.contract import WorkUnit
    from pulau.apps.publication.gathering.body import BodyGathered
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
        facts = self._facts(unit, state)
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
            active_on=self._asked.day_of(active) if active else None,
            since=unit.since,
            until=unit.until,
            into=gathered.units.into(unit),
            published_at=self._now,
        )

    def _facts(self, unit: WorkUnit, state: PublicState) -> UnitFacts:
        allows = self._asked.table.allows
        declarations = (
            told_declarations(self._gathered.declared, unit.pk) if allows(PublicField.DECLARATION, state) else []
        )
        return {
            "declarations": [
                one if allows(PublicField.WITNESSES, state) else {**one, "signers": [], "witnesses": []}
                for one in declarations
            ],
            "titles": told_titles(self._gathered.judged, unit.pk, self._logged, self._asked, state),
            "decisions": told_decisions(self._gathered.judged, unit.pk, self._asked.table),
            "repair": told_repair(self._gathered.judged, unit.pk, self._asked.table),
            "names": _names(self._gathered, unit, self._asked.today),
            "merged_from": sorted(self._merged.get(unit.pk, [])),
        }


def _names(gathered: BodyGathered, unit: WorkUnit, today: date) -> list[NameFacts]:
    found: list[NameFacts] = []
    for named in gathered.units.names_of(unit):
        if named.until is None or named.until > today:
            break
        if not found or (found[-1]["name"], found[-1]["slug"]) != (named.name, named.code):
            found.append({"name": named.name, "slug": named.code, "until": named.until.isoformat()})
    return [one for one in found if (one["name"], one["slug"]) != (unit.name, unit.code)]
