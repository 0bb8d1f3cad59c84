"""Founding a body of the wider country with its units, and what happens to these at the beginning of a year."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from pulau.apps.agencies.contract import (
    Finding,
    Measure,
    NewUnit,
    UnitKind,
    add_units,
    close_unit,
    describe_agency,
    merge_unit,
    record_readiness,
    rename_unit,
    units_of,
)
from pulau.apps.people.contract import Role, Wish, appoint
from pulau.apps.rehearsal.demo_country.days import chance
from pulau.apps.rehearsal.demo_country.places import TURNS, Country, Spot, Turn
from pulau.core.shared.actor import Actor
from pulau.foundation.accounts.services import register_user

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from pulau.apps.rehearsal.demo_country.days import Days
    from pulau.apps.rehearsal.demo_country.stage import Stage

_GRADES: Final = ("CC", "B", "B", "BB", "BB", "A")
"""How the appraisal of performance of a body rises over the years."""
_OPINIONS: Final = ("WDP", "WTP", "WTP", "WTP", "WTP", "WTP")


def found(country: Country, system: Actor, days: Days) -> UUID:
    """Say what a body is, add the units that are there from the beginning, and name its assessor; return who it is."""
    began = days.at(date(days.year(0), 1, 6), country.code)
    describe_agency(
        actor=system, name=country.name, kind=country.kind, region=country.name, region_code=country.region, now=began
    )
    before = {turn.code: turn.before for turn in TURNS if turn.body == country.code and turn.before}
    first = [spot for spot in country.spots if spot.since is None]
    wishes = [_wish(country, spot, *before.get(spot.code, (spot.code, spot.name))) for spot in first]
    add_units(actor=system, units=wishes, now=began)
    name, address = country.assessor
    user = register_user(actor=system, email=address, full_name=name, now=began)
    wish = Wish(role=Role.TPI_LEADER, since=began.date(), document=f"Keputusan pimpinan 700/{days.year(0)}")
    appoint(actor=system, user_id=user.pk, wish=wish, now=began)
    key: UUID = user.pk
    return key


def _wish(country: Country, spot: Spot, code: str, name: str) -> NewUnit:
    since = date(2005 + chance(12, country.code, spot.code), 1, 2)
    parent = country.above if spot.code != country.above else ""
    return NewUnit(code=code, name=name, kind=spot.kind, parent=parent, region_code=spot.region, since=since)


def begin_year(stage: Stage, place: int) -> None:
    """Let units come, be renamed, merged or closed as a year begins; the stage knows them anew."""
    year, body = stage.days.year(place), stage.body
    at = stage.days.at(date(year, 1, 11), body.code, "tahun")
    come = [spot for spot in body.spots if spot.since == place]
    if come:
        since = date(year, 1, 2)
        wishes = [NewUnit(code=one.code, name=one.name, kind=one.kind, since=since) for one in come]
        add_units(actor=stage.system, units=wishes, now=at)
    before = {turn.code: turn.before[0] for turn in TURNS if turn.body == body.code and turn.before}
    for turn in TURNS:
        if turn.body == body.code and turn.year == place:
            _happen(stage, turn, before.pop(turn.code, turn.code), at)
        elif turn.body == body.code and turn.year < place:
            before.pop(turn.code, None)
    rows = {unit.code: unit for unit in units_of(stage.system)}
    stage.units.clear()
    known = ((spot.code, rows.get(before.get(spot.code, spot.code))) for spot in body.spots)
    stage.units.update({code: unit for code, unit in known if unit is not None})


def _happen(stage: Stage, turn: Turn, code: str, at: datetime) -> None:
    rows = {unit.code: unit for unit in units_of(stage.system)}
    unit, day = rows[code], date(at.year, 1, 4)
    document = turn.document.format(year=at.year)
    if turn.before:
        name = next(spot.name for spot in stage.body.spots if spot.code == turn.code)
        rename_unit(
            actor=stage.system,
            unit_id=unit.pk,
            name=name,
            code=turn.code,
            kind=UnitKind(unit.kind),
            day=day,
            document=document,
            now=at,
        )
    elif turn.into:
        into = rows[turn.into].pk
        merge_unit(actor=stage.system, unit_id=unit.pk, into_id=into, day=day, document=document, now=at)
    else:
        close_unit(actor=stage.system, unit_id=unit.pk, day=day, document=document, now=at)


def record_documents(stage: Stage) -> None:
    """Record of each year that is over what its documents say of the body: the opinion and the appraisal."""
    values: Sequence[tuple[Measure, tuple[str, ...], str]] = (
        (Measure.BPK_OPINION, _OPINIONS, "LHP atas laporan keuangan"),
        (Measure.SAKIP, _GRADES, "LHE akuntabilitas kinerja"),
    )
    for measure, grades, document in values:
        for place, value in enumerate(grades):
            year = stage.days.year(place)
            day = date(year + 1, 5, 20)
            finding = Finding(year=year, measure=measure, value=value, document=f"{document} {year}", document_date=day)
            record_readiness(actor=stage.system, finding=finding, now=stage.days.at(date(year + 1, 6, 2), measure))
