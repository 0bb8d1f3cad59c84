"""Letting people work in the demo's units: invented ones by the hundred, and the cast with their accounts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from pulau.apps.people.demo_town.names import chance, invent
from pulau.apps.people.demo_town.places import Place, Town
from pulau.apps.people.models import Employee, EmployeeStatus
from pulau.apps.people.services.staff import link_account
from pulau.apps.people.services.staff_batch import apply_staff_batch
from pulau.apps.people.staffing import StaffAddition, StaffDetails, StaffEnd, StaffPost
from pulau.core.shared.actor import Actor

if TYPE_CHECKING:
    from uuid import UUID

    from pulau.apps.people.demo_town.load import Units
    from pulau.foundation.accounts.models import User

ECHELONS = {"office": "II.b", "inspectorate": "II.b", "secretariat": "II.a", "district": "III.a", "hospital": "III.a"}
POSITIONS = (
    *("Analis Kebijakan", "Pengelola Layanan", "Pengadministrasi Perkantoran", "Penata Kelola Pemerintahan"),
    *("Penelaah Teknis Kebijakan", "Operator Layanan", "Pranata Komputer", "Perencana", "Arsiparis", "Bendahara"),
)
HOSPITAL = ("Perawat", "Bidan", "Dokter", "Apoteker", "Perekam Medis", "Analis Laboratorium", "Radiografer")
GRADES = ("II/c", "II/d", "III/a", "III/b", "III/c", "III/d", "IV/a")
RETIRED_OF_A_HUNDRED = 2
Workplaces = Mapping[str, tuple[str, str]]
"""Where those of the cast work: unit code and position, by the part of the address before the @."""


def take_in(
    town: Town, system: Actor, units: Units, cast: Mapping[str, User], workplaces: Workplaces, now: datetime
) -> int:
    """Fill the units of a body; return how many work there.

    `now` is the moment at which the body took its list of employees over. Those of the cast who work there replace as
    many invented ones.
    """
    heads = {place.code: place.head for place in town.places}
    known = {
        name: (unit, position or heads.get(unit, ""))
        for name, (unit, position) in workplaces.items()
        if unit in units and name in cast
    }
    seats: dict[str, list[str]] = {}
    for name, (unit, _position) in known.items():
        seats.setdefault(unit, []).append(name)
    headed = {unit for unit, position in known.values() if position == heads.get(unit)}
    additions = [
        row
        for place in town.places
        for row in _of(place, units, len(seats.get(place.code, ())), headed=place.code in headed)
    ]
    own = [_of_cast(cast[name], name, units[unit], position) for name, (unit, position) in known.items()]
    done = apply_staff_batch(actor=system, additions=[*additions, *own], now=now)
    accounts = {user.email: user for user in cast.values()}
    for employee in done.added:
        if employee.email in accounts:
            link_account(actor=system, employee_id=employee.pk, user_id=accounts[employee.email].pk, now=now)
    return len(done.added)


def retire(town: Town, system: Actor, now: datetime) -> None:
    """Let some end their service: two in a hundred since the list was taken over."""
    employees = dict(Employee.objects.for_actor(system).values_list("nip", "pk"))
    ends: list[StaffEnd] = []
    for place in town.places:
        for number in range(1, place.staff):
            nip = invent(place.code, number).nip
            if chance(nip, "retired") % 100 < RETIRED_OF_A_HUNDRED and nip in employees:
                day = timezone.localdate(now) - timedelta(days=20 + chance(nip, "day") % 600)
                ends.append(StaffEnd(employees[nip], day))
    apply_staff_batch(actor=system, ends=ends, now=now)


def _of(place: Place, units: Units, taken: int, *, headed: bool) -> Iterator[StaffAddition]:
    """Invent who works in a unit: the head first, then as many as there are seats that none of the cast takes."""
    for number in range(int(headed), max(0, place.staff - taken + int(headed))):
        person = invent(place.code, number)
        head = number == 0 and bool(place.head)
        status = EmployeeStatus.PPPK if not head and chance(person.nip, "status") % 4 == 0 else EmployeeStatus.PNS
        jobs = HOSPITAL if place.kind == "hospital" else POSITIONS
        grade = "IV/b" if head else GRADES[chance(person.nip, "grade") % len(GRADES)]
        details = StaffDetails(
            nip=person.nip,
            nik=person.nik,
            name=person.name,
            title_after=person.degree,
            status=status,
            grade="IX" if status is EmployeeStatus.PPPK else grade,
        )
        post = StaffPost(
            unit_id=units[place.code],
            since=person.since,
            position=place.head if head else jobs[chance(person.nip, "job") % len(jobs)],
            echelon=ECHELONS.get(place.kind, "") if head else "",
        )
        yield StaffAddition(details, post)


def _of_cast(user: User, name: str, unit_id: UUID, position: str) -> StaffAddition:
    person = invent(f"cast {name}", 0)
    details = StaffDetails(
        nip=person.nip,
        nik=person.nik,
        name=user.full_name,
        title_after=person.degree,
        status=EmployeeStatus.PNS,
        grade="III/d",
        email=user.email,
    )
    echelon = "II.b" if position.startswith(("Kepala Dinas", "Kepala Badan")) else ""
    since = max(person.since, date(2008, 3, 1))
    return StaffAddition(details, StaffPost(unit_id=unit_id, since=since, position=position, echelon=echelon))
