"""Invented histories of a body: posts that begin and end, pacts in every state, declarations; and the naive count.

The naive count reads plain rows one by one, as a clerk would; what the services count in SQL is compared with it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid4

from pulau.apps.declarations.models import Declaration, DeclarationState, Pact, PactState, PledgeKind, SymbolicUnit
from pulau.apps.people.models import Basis, Employee, EmployeeStatus, Posting
from pulau.core.pledging.coverage import BodyCount
from pulau.core.shared.codes import ALPHABET
from tests.house import House

if TYPE_CHECKING:
    from collections.abc import Iterable

DAY_ONE: Final = date(2024, 11, 1)
LENGTH: Final = 600
QUARTER: Final = timedelta(days=90)
HELD: Final = frozenset({"held", "closed"})
_LIVING: Final = (PactState.DUE, PactState.DRAWN, PactState.SIGNED, PactState.REFUSED)


@dataclass
class History:
    """All rows of one body, by which both counts are made."""

    tenant_id: UUID
    units: list[UUID]
    postings: list[Posting] = field(default_factory=list)
    pacts: list[Pact] = field(default_factory=list)
    declarations: list[Declaration] = field(default_factory=list)
    represented: list[SymbolicUnit] = field(default_factory=list)

    def keep(self, employees: Iterable[Employee]) -> None:
        """Write all of it."""
        Employee.objects.for_tenant(self.tenant_id).bulk_create(employees)
        Posting.objects.for_tenant(self.tenant_id).bulk_create(self.postings)
        Pact.objects.for_tenant(self.tenant_id).bulk_create(self.pacts)
        Declaration.objects.for_tenant(self.tenant_id).bulk_create(self.declarations)
        SymbolicUnit.objects.for_tenant(self.tenant_id).bulk_create(self.represented)


def noon(day: date) -> datetime:
    """Midday there, so that no zone moves the day."""
    return datetime(day.year, day.month, day.day, 5, tzinfo=UTC)


def invent(house: House, seed: int, *, people: int = 40) -> History:
    """Invent the history of the regency and write it."""
    chance = Random(seed)  # noqa: S311 - a fixed seed, so that a failure comes back
    tenant_id = house.tenants["sagara"]
    made = History(tenant_id, [house.units["disdukcapil"].pk, house.units["rsud"].pk])
    employees = []
    for number in range(people):
        employee = employee_row(tenant_id, chance.choice(made.units), f"{seed:02}{number:06}")
        employees.append(employee)
        _career(made, employee, chance)
        for year in (2025, 2026):
            _pledges(made, employee, year, chance)
    for unit_id in (*made.units, None):
        _ceremonies(made, unit_id, chance)
    made.keep(employees)
    return made


def employee_row(tenant_id: UUID, unit_id: UUID, nip: str) -> Employee:
    """An employee, not written yet."""
    return Employee(
        id=uuid4(), tenant_id=tenant_id, nip=nip, name=f"Pegawai {nip}", status=EmployeeStatus.PNS,
        unit_id=unit_id, since=DAY_ONE, created_at=noon(DAY_ONE),
    )  # fmt: skip


def post_row(employee: Employee, unit_id: UUID, since: date, until: date | None, basis: Basis) -> Posting:
    """A post, not written yet."""
    return Posting(
        id=uuid4(), tenant_id=employee.tenant_id, employee_id=employee.pk, unit_id=unit_id,
        since=since, until=until, basis=basis,
    )  # fmt: skip


def _career(made: History, employee: Employee, chance: Random) -> None:
    """One post after the other, some with a gap; now and then somebody stands in elsewhere beside it."""
    since = DAY_ONE + timedelta(days=chance.randint(0, 100))
    for _ in range(chance.randint(1, 3)):
        until = since + timedelta(days=chance.randint(20, 400)) if chance.random() < 0.6 else None
        made.postings.append(post_row(employee, chance.choice(made.units), since, until, Basis.DEFINITIVE))
        if chance.random() < 0.3:
            made.postings.append(post_row(employee, chance.choice(made.units), since, until, Basis.PLT))
        if until is None:
            return
        since = until + timedelta(days=chance.choice((1, 1, 30)))


def _pledges(made: History, employee: Employee, year: int, chance: Random) -> None:
    """Several pacts of a year, of which at most one lives; a signed one may have been withdrawn or ended later."""
    for state in [*chance.choices((PactState.WITHDRAWN, PactState.ENDED), k=chance.randint(0, 2)),
                  *chance.choices((*_LIVING, PactState.SIGNED, PactState.SIGNED), k=chance.randint(0, 1))]:  # fmt: skip
        day = date(year, 1, 1) + timedelta(days=chance.randint(0, 300))
        over = state in {PactState.WITHDRAWN, PactState.ENDED}
        signed = state == PactState.SIGNED or (over and chance.random() < 0.7)
        made.pacts.append(
            Pact(
                id=uuid4(), tenant_id=made.tenant_id, kind=chance.choice((PledgeKind.PERSONAL, PledgeKind.OFFICE)),
                year=year, cause="yearly", state=state, unit_id=chance.choice(made.units), employee_id=employee.pk,
                name=employee.name, due_on=day, created_at=noon(day), signed_at=noon(day) if signed else None,
                ended_at=noon(day + timedelta(days=chance.randint(0, 200))) if over else None,
            )
        )  # fmt: skip
        if state in _LIVING:
            made.pacts[-1].kind = PledgeKind.PERSONAL


def _ceremonies(made: History, unit_id: UUID | None, chance: Random) -> None:
    for year in (2025, 2026):
        if chance.random() < 0.7:
            day = date(year, 1, 1) + timedelta(days=chance.randint(0, 150))
            row = declaration_row(made.tenant_id, unit_id, day, chance)
            made.declarations.append(row)
            if unit_id is None:
                made.represented.append(
                    SymbolicUnit(id=uuid4(), tenant_id=made.tenant_id, declaration=row, unit_id=made.units[-1])
                )


def declaration_row(tenant_id: UUID, unit_id: UUID | None, day: date, chance: Random) -> Declaration:
    """A declaration in whatever state, not written yet."""
    return Declaration(
        id=uuid4(), tenant_id=tenant_id, code="".join(chance.choices(ALPHABET, k=12)), unit_id=unit_id,
        title="Pencanangan", declarer="Instansi", regulation="permenpan-rb-90-2021", year=day.year, day=day,
        starts="09:00", zone="WIB", place="Aula", state=chance.choice(DeclarationState.values),
        symbolic=chance.random() < 0.4, made_at=noon(day),
    )  # fmt: skip


def naive(made: History, unit_id: UUID, year: int, day: date) -> BodyCount:
    """Count one unit the slow and obvious way."""
    serving = {
        post.employee_id
        for post in made.postings
        if post.unit_id == unit_id and post.basis == Basis.DEFINITIVE and _covers(post, day)
    }
    signed = {one.employee_id for one in made.pacts if one.year == year and _stood_signed(one, day)}
    held = [one for one in made.declarations if one.state in HELD and one.day <= day]
    own = [one for one in held if one.unit_id == unit_id]
    real = [one for one in own if not one.symbolic]
    for_it = any(row.unit_id == unit_id and row.declaration in held for row in made.represented)
    first = min((one.day for one in real or own), default=None)
    ceremonies = {one.day for one in made.declarations if one.state in HELD and one.unit_id in {unit_id, None}}
    acts = [one.signed_at.date() for one in made.pacts
            if one.unit_id == unit_id and one.signed_at and one.signed_at.date() <= day
            and one.signed_at.date() not in ceremonies]  # fmt: skip
    quiet = day - QUARTER
    silent = first is not None and first <= quiet and all(moment <= quiet for moment in acts)
    symbolic = not real and (bool(own) or for_it)
    return BodyCount(1, int(bool(real)), int(symbolic), len(serving), len(serving & signed), int(silent))


def _covers(post: Posting, day: date) -> bool:
    return post.since <= day and (post.until is None or day <= post.until)


def _stood_signed(pact: Pact, day: date) -> bool:
    if pact.signed_at is None or pact.signed_at.date() > day:
        return False
    if pact.state == PactState.SIGNED:
        return True
    return pact.state in {"withdrawn", "ended"} and pact.ended_at is not None and pact.ended_at.date() > day
