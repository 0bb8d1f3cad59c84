"""Declarations of past years, as they stand in the records of the bodies: held on a day, with who signed and saw it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid5

from pulau.apps.declarations.contract import Declaration, DeclarationPart, DeclarationPerson, DeclarationState
from pulau.apps.people.contract import invent_demo_person
from pulau.apps.rehearsal.demo_country.courses import DECLARED, SYMBOLIC, declared_at
from pulau.apps.rehearsal.demo_country.days import chance
from pulau.apps.rehearsal.demo_country.records import Told
from pulau.core.shared.codes import RANDOM_BYTES, code_of
from pulau.exchange.declaring import law_in_force

if TYPE_CHECKING:
    from datetime import datetime

    from pulau.apps.agencies.contract import WorkUnit
    from pulau.apps.rehearsal.demo_country.places import Spot
    from pulau.apps.rehearsal.demo_country.stage import Stage

_STORY: Final = UUID("9b0c3f0e-6a1d-4a52-8e0b-3b9f5f0f6c21")
_OVERSIGHT: Final = "Lembaga Pengawas Pelayanan Publik, Perwakilan Nusa Bahari"
_NOT_ENOUGH: Final = "Sebagian pegawai belum menandatangani pakta integritas pada hari pencanangan"
_HELD_OF_A_HUNDRED: Final = 12
"""How many declarations still lack their record of proceedings."""
HEADS: Final = {
    "district": "Camat",
    "village": "Lurah",
    "hospital": "Direktur",
    "school": "Kepala Sekolah",
    "inspectorate": "Inspektur",
    "secretariat": "Sekretaris Daerah",
}
"""The post of who leads a unit; of every other it is that of a head."""


def declare_in(stage: Stage, place: int) -> None:
    """Let the body declare in its first year, and in each year those units that did."""
    first = min(then for spot in stage.body.spots if (then := declared_at(spot.course)) is not None)
    year = stage.days.year(place)
    if place == first:
        at = stage.days.between(date(year, 1, 20), date(year, 2, 20), stage.body.code, "pencanangan")
        row = _row(stage, None, stage.body.name, at)
        leader = _person(row, DeclarationPart.SIGNER, 1, (stage.body.leader[1], stage.body.leader[0], stage.body.name))
        _keep(stage, row, at, [leader, _witness(row, 1)])
    for spot in stage.body.spots:
        if spot.course[place] in DECLARED + SYMBOLIC:
            _declare(stage, spot, place)


def _declare(stage: Stage, spot: Spot, place: int) -> None:
    year, unit = stage.days.year(place), stage.units[spot.code]
    at = stage.days.between(date(year, 2, 25), date(year, 8, 28), stage.body.code, spot.code, "pencanangan")
    row = _row(stage, unit, unit.name, at)
    row.parent_id = _key(stage, "", "declaration")
    if spot.course[place] == SYMBOLIC:
        row.symbolic, row.symbolic_reason = True, _NOT_ENOUGH
    head = invent_demo_person(f"{stage.body.code} {spot.code}", year).name
    post = HEADS.get(unit.kind, "Kepala")
    seats = [
        _person(row, DeclarationPart.SIGNER, 1, (head, post, unit.name)),
        _person(row, DeclarationPart.WITNESS, 1, (stage.body.leader[1], stage.body.leader[0], stage.body.name)),
    ]
    _keep(stage, row, at, [*seats, _witness(row, 2)] if chance(3, spot.code, year) else seats)


def _key(stage: Stage, unit: str, what: str) -> UUID:
    return uuid5(_STORY, f"{stage.tenant_id} {unit} {what}")


def _row(stage: Stage, unit: WorkUnit | None, declarer: str, at: datetime) -> Declaration:
    day, key = at.date(), _key(stage, unit.code if unit else "", "declaration")
    law = law_in_force(day)
    return Declaration(
        id=key,
        tenant_id=stage.tenant_id,
        code=code_of(key.bytes[:RANDOM_BYTES]),
        unit=unit,
        title=f"Pencanangan Zona Integritas {declarer}",
        declarer=declarer,
        regulation=law.code if law else "",
        year=day.year,
        day=day,
        starts=time(9),
        zone="WIB",
        place=f"Aula {declarer}",
        made_at=at - timedelta(days=14),
        opened_at=at,
        held_at=at + timedelta(minutes=50),
    )


def _person(row: Declaration, part: DeclarationPart, order: int, who: tuple[str, str, str]) -> DeclarationPerson:
    name, position, institution = who
    return DeclarationPerson(
        tenant_id=row.tenant_id, declaration=row, code=row.code, part=part, order=order, name=name, position=position,
        institution=institution,
    )  # fmt: skip


def _witness(row: Declaration, order: int) -> DeclarationPerson:
    name = invent_demo_person("perwakilan-bahari", row.year).name
    return _person(row, DeclarationPart.WITNESS, order, (name, "Asisten Pratama", _OVERSIGHT))


def _keep(stage: Stage, row: Declaration, at: datetime, people: list[DeclarationPerson]) -> None:
    """Keep a declaration with its people, and what the journal tells of one that was planned, held and closed."""
    closed = chance(100, row.code) >= _HELD_OF_A_HUNDRED
    row.state = DeclarationState.CLOSED if closed else DeclarationState.HELD
    row.closed_at = at + timedelta(hours=3) if closed else None
    stage.records.add(row, *people)
    planned = {"code": row.code, "year": row.year, "day": row.day.isoformat(), "parent": row.parent_id}
    held = {"before": {"state": "open"}, "after": {"state": "held"}, "code": row.code, "document": None}
    _tell(stage, row, "planned", planned, row.made_at)
    _tell(stage, row, "held", {**held, "symbolic": row.symbolic}, row.held_at or at)
    if row.closed_at:
        ended = {"before": {"state": "held"}, "after": {"state": "closed"}, "record": None}
        _tell(stage, row, "closed", ended, row.closed_at)


def _tell(stage: Stage, row: Declaration, what: str, payload: Mapping[str, object], at: datetime) -> None:
    stage.records.tell(Told(stage.system, f"declarations.{what}", row, payload, at, row.unit_id))
