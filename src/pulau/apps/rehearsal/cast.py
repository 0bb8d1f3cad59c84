"""The bodies and people of a played season: invented, numbered, and enough of them for every part."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from pulau.apps.agencies.contract import AgencyKind, NewUnit, UnitKind, add_units, describe_agency, make_national
from pulau.apps.people.contract import Role, Wish, appoint
from pulau.core.shared.actor import Actor, Appointment
from pulau.core.shared.roles import Scope
from pulau.foundation.accounts.services import open_tenant, register_user

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pulau.apps.agencies.contract import WorkUnit

SINCE: Final = date(2020, 1, 2)
MEMBERS: Final = 3
TPN: Final = 4
KINDS: Final = (AgencyKind.REGENCY, AgencyKind.CITY, AgencyKind.REGENCY, AgencyKind.MINISTRY)
"""One body in four is a ministry, whose lower units are assessed by the unit above first."""


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody who plays: their account, and the capacity in which they act in any body that they reach."""

    user_id: UUID
    role: str
    scope: Scope | None = None

    def at(self, tenant_id: UUID, unit_id: UUID | None = None) -> Actor:
        """Return them as acting in a body (for one unit of it)."""
        held = (Appointment(self.role, unit_id, self.scope),)
        return Actor(self.user_id, tenant_id, self.role, held)


@dataclass(frozen=True, slots=True)
class Ministry:
    """Those who assess for the ministry and sit on its panel; they reach every body."""

    assessors: tuple[Seat, ...]
    panel: Seat


@dataclass(frozen=True, slots=True)
class Body:
    """A body with its people and its units in their order."""

    tenant_id: UUID
    kind: AgencyKind
    units: tuple[WorkUnit, ...]
    team: Seat
    head: Seat
    administrator: Seat
    chief: Seat
    members: tuple[Seat, ...]
    leader: Seat
    controller: Seat


def ministry(now: datetime) -> Ministry:
    """Found the ministry and name its people."""
    tenant = open_tenant(code="kementerian-latihan", name="Kementerian Latihan", now=now)
    system = Actor.system(tenant.pk)
    describe_agency(actor=system, name="Kementerian Latihan", kind=AgencyKind.MINISTRY, region="", now=now)
    make_national(actor=system, national=True, now=now)
    assessors = tuple(
        _person(tenant.pk, f"tpn{number}@latihan.example.id", Role.TPN_ASSESSOR, now, Scope.COUNTRY)
        for number in range(TPN)
    )
    return Ministry(assessors, _person(tenant.pk, "panel@latihan.example.id", Role.TPN_PANEL, now, Scope.COUNTRY))


def body(number: int, units: int, now: datetime) -> Body:
    """Found a body with its units; those of a ministry lie below its first one."""
    code, kind = f"instansi-{number:04d}", KINDS[number % len(KINDS)]
    tenant = open_tenant(code=code, name=f"Instansi Latihan {number:04d}", now=now)
    system = Actor.system(tenant.pk)
    describe_agency(actor=system, name=f"Instansi Latihan {number:04d}", kind=kind, region="", now=now)
    top = f"{code}-u000"
    wished = [
        NewUnit(
            code=f"{code}-u{index:03d}",
            name=f"Unit {index:03d}",
            kind=UnitKind.OFFICE,
            parent=top if index and kind == AgencyKind.MINISTRY else "",
        )
        for index in range(units)
    ]
    made: Sequence[WorkUnit] = add_units(actor=system, units=wished, now=now)

    def seat(name: str, role: Role) -> Seat:
        return _person(tenant.pk, f"{name}.{code}@latihan.example.id", role, now)

    # Teams and heads of units are named to the services by what they hold; no row of an appointment is asked for.
    return Body(
        tenant_id=tenant.pk,
        kind=kind,
        units=tuple(made),
        team=Seat(_account(tenant.pk, f"tim.{code}@latihan.example.id", now), Role.ZONE_TEAM),
        head=Seat(_account(tenant.pk, f"kepala.{code}@latihan.example.id", now), Role.UNIT_HEAD),
        administrator=seat("pengelola", Role.AGENCY_ADMINISTRATOR),
        chief=seat("pimpinan", Role.AGENCY_HEAD),
        members=tuple(seat(f"anggota{index}", Role.TPI_MEMBER) for index in range(MEMBERS)),
        leader=seat("ketua", Role.TPI_LEADER),
        controller=seat("pengendali", Role.TPI_CONTROLLER),
    )


def _account(tenant_id: UUID, email: str, now: datetime) -> UUID:
    user = register_user(actor=Actor.system(tenant_id), email=email, full_name=email.partition("@")[0], now=now)
    key: UUID = user.pk
    return key


def _person(tenant_id: UUID, email: str, role: Role, now: datetime, scope: Scope | None = None) -> Seat:
    user_id = _account(tenant_id, email, now)
    wish = Wish(role=role, since=SINCE, scope=scope)
    appoint(actor=Actor.system(tenant_id), user_id=user_id, wish=wish, now=now)
    return Seat(user_id, role, scope)
