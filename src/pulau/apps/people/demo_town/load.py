"""Building the demo's bodies by the services that everybody uses, each body all or nothing, and only once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from pulau.apps.agencies.contract import (
    Finding,
    Measure,
    UnitKind,
    add_unit,
    agency_of,
    describe_agency,
    make_national,
    merge_unit,
    move_unit,
    record_readiness,
    rename_unit,
)
from pulau.apps.people.demo_town.duties import READINESS, WORKPLACES
from pulau.apps.people.demo_town.places import REGENCY, SAGARA, TOWNS, Town
from pulau.apps.people.demo_town.roles import give_roles, tell_of_regency
from pulau.apps.people.demo_town.staffing import Workplaces, retire, take_in
from pulau.core.shared.actor import Actor
from pulau.foundation.accounts.demo import demo_year
from pulau.foundation.tenancy.wall import behind_wall

if TYPE_CHECKING:
    from uuid import UUID

    from pulau.foundation.accounts.models import User

Units = dict[str, "UUID"]
WAS_CALLED = {"bapenda": "Badan Pengelolaan Pajak dan Retribusi Daerah"}
"""Units that had another name before."""


@dataclass(frozen=True, slots=True)
class TownsBuilt:
    """What was built: the units of each new body by code, and how many employees work in them."""

    units: dict[str, Units]
    employees: int


def load_towns(
    tenants: Mapping[str, UUID], *, cast: Mapping[str, User], workplaces: Workplaces, now: datetime, began: datetime
) -> TownsBuilt:
    """Describe every body that was not described yet, with its units, employees and roles.

    `began` is the moment from which they use Pulau; what happened since is told on its day. `workplaces` say where
    those of the cast work whom this app does not know; an empty position is that of the unit's head.
    """
    built: dict[str, Units] = {}
    employees = 0
    for town in TOWNS:
        system = Actor.system(tenants[town.code])
        with behind_wall(system.tenant_id):
            if agency_of(system) is not None:
                continue
            units = built[town.code] = _build(town, system, now, began)
            employees += take_in(town, system, units, cast, {**WORKPLACES, **workplaces}, began)
            give_roles(town.code, system, units, cast, now)
            if town.code == REGENCY:
                retire(town, system, now - timedelta(days=15))
                tell_of_regency(system, units, cast, now)
    return TownsBuilt(built, employees)


def _build(town: Town, system: Actor, now: datetime, began: datetime) -> Units:
    describe_agency(
        actor=system, name=town.name, kind=town.kind, region=_region(town), region_code=town.region, now=began
    )
    if town.national:
        make_national(actor=system, national=True, now=began)
    units: Units = {}
    for place in town.places:
        row = add_unit(
            actor=system,
            code=place.code,
            name=WAS_CALLED.get(place.code, place.name),
            kind=place.kind,
            parent_id=units[place.parent] if place.parent and place.code not in MOVED else None,
            region_code=place.region,
            now=began,
        )
        units[place.code] = row.pk
    if town.code == REGENCY:
        _happen(system, units, now, began)
        _readiness(system, now)
    return units


def _region(town: Town) -> str:
    return "" if town.national else town.name


MOVED = ("puskesmas-muara",)
"""Units that stood on their own before they came under another."""


def _happen(system: Actor, units: Units, now: datetime, began: datetime) -> None:
    """Let happen to the regency's units what its history tells: a new name, a new parent, a merger, a zone area."""
    market = add_unit(actor=system, code="dinas-pasar", name="Dinas Pasar", kind=UnitKind.OFFICE, now=began)
    renamed, moved, merged = (now - timedelta(days=days) for days in (690, 820, 505))
    bapenda = next(place for place in SAGARA.places if place.code == "bapenda")
    rename_unit(
        actor=system,
        unit_id=units["bapenda"],
        name=bapenda.name,
        code=bapenda.code,
        kind=bapenda.kind,
        day=timezone.localdate(renamed),
        document="Peraturan Bupati 48/2024",
        now=renamed,
    )
    for code in MOVED:
        move_unit(
            actor=system,
            unit_id=units[code],
            parent_id=units["dinkes"],
            day=timezone.localdate(moved),
            document="Peraturan Bupati 30/2024",
            now=moved,
        )
    merge_unit(
        actor=system,
        unit_id=market.pk,
        into_id=units["disperindag"],
        day=timezone.localdate(merged),
        document="Peraturan Daerah 3/2025",
        now=merged,
    )


def _readiness(system: Actor, now: datetime) -> None:
    """Record what the documents say, each in the year after, as far as that has come."""
    today, newest = timezone.localdate(now), demo_year(now)
    for measure, values, document in READINESS:
        for year, value in enumerate(values, newest + 1 - len(values)):
            dated = min(date(year + 1, 5, 20), today)
            if dated.year < year:
                continue
            finding = Finding(
                year=year,
                measure=Measure(measure),
                value=value,
                document=document.format(year=year),
                document_date=dated,
            )
            told = datetime.combine(dated, time(3, 20), UTC) + timedelta(days=6)
            record_readiness(actor=system, finding=finding, now=min(told, now))
