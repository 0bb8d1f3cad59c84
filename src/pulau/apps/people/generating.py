"""An installation of any size, invented: agencies, their trees of units and their employees, always the same by a seed.

It is made by the services that everybody uses, each agency behind its own wall and in a transaction of its own. Only
the employees are poured in, being so many, with the posts and journal entries that the services would write.
Nothing of it is real: regions, names and numbers are invented, and every agency says so in its code and its name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db import transaction

from pulau.apps.agencies.contract import AgencyKind, NewUnit, UnitKind, WorkUnit, add_units, describe_agency
from pulau.apps.people.actions import EMPLOYEE_ADDED
from pulau.apps.people.demo_town.names import DEGREES, LAST, MEN, WOMEN
from pulau.apps.people.demo_town.staffing import GRADES, POSITIONS
from pulau.apps.people.models import Employee, EmployeeStatus, Posting, Role
from pulau.apps.people.pouring import pour
from pulau.apps.people.services.appointing import appoint
from pulau.apps.people.wishes import Wish
from pulau.core.shared.actor import Actor
from pulau.core.shared.digest import canonical_bytes
from pulau.exchange.regions import regions
from pulau.foundation.accounts.services import open_tenant, register_user
from pulau.foundation.journal.models import SALT_BYTES, Entry
from pulau.foundation.sealing import fingerprint
from pulau.foundation.tenancy.models import Tenant
from pulau.foundation.tenancy.wall import behind_wall

if TYPE_CHECKING:
    from django.db.models import Model

    from pulau.exchange.regions import Region

FLATNESS: Final = 0.6
"""How unequal the agencies are: the share of the n-th is n to the power of minus this. 0 would make them equal."""
PARTS: Final = 7
"""How many parts an office has, such as the schools of an education office."""
OFFICES: Final = ("Dinas Pendidikan", "Dinas Kesehatan", "Dinas Sosial", "Dinas Perhubungan", "Badan Kepegawaian")
KINDS: Final = (
    ("Sekolah", UnitKind.SCHOOL),
    ("Puskesmas", UnitKind.HEALTH_CENTRE),
    ("Kelurahan", UnitKind.VILLAGE),
    ("Bidang", UnitKind.OTHER),
)
FIRST_DAY: Final = date(2010, 1, 4)
Tell = Callable[[int, int], None]


class AlreadyInUse(Exception):  # noqa: N818 - a fact, as every error of this project
    """There are agencies already."""


@dataclass(frozen=True, slots=True)
class Size:
    """How many agencies, units and employees in all; each agency has at least one unit and one employee."""

    agencies: int
    units: int
    employees: int


def generate(
    *, size: Size, seed: int, now: datetime, force: bool = False, tell: Tell = lambda _done, _all: None
) -> None:
    """Make an installation of a size; `tell` is told after each agency. Raises AlreadyInUse unless forced.

    The first agency is by far the largest. Each has an administrator, `pengelola@CODE.example.id`, who cannot sign in.
    """
    if Tenant.objects.exists() and not force:
        raise AlreadyInUse
    units, employees = shares(size.units, size.agencies), shares(size.employees, size.agencies)
    for number, (unit_count, employee_count) in enumerate(zip(units, employees, strict=True)):
        chance = Random(f"{seed}:{number}")  # noqa: S311 - the same each time, on purpose
        _agency(number + 1, unit_count, employee_count, chance, now)
        tell(number + 1, size.agencies)


def shares(total: int, among: int) -> list[int]:
    """Share a number out among so many, the first the largest, none without one; they add up to the total."""
    weights = [rank**-FLATNESS for rank in range(1, among + 1)]
    every = sum(weights)
    found = [max(1, int(total * weight / every)) for weight in weights]
    found[0] += max(0, total - sum(found))
    return found


@transaction.atomic
def _agency(number: int, units: int, employees: int, chance: Random, now: datetime) -> None:
    region = _invented_regions()[number % len(_invented_regions())]
    code, name = f"rekaan-{number:03d}", f"{region.name} (rekaan {number:03d})"
    tenant = open_tenant(code=code, name=name, now=now)
    system = Actor.system(tenant.pk)
    with behind_wall(tenant.pk):
        kind = AgencyKind.CITY if region.is_city else AgencyKind.REGENCY
        describe_agency(actor=system, name=name, kind=kind, region=region.name, region_code=region.code, now=now)
        rows = add_units(actor=system, units=list(_tree(units, chance)), now=now)
        pour(_staff(rows, employees, chance, now))
        email = f"pengelola@{code}.example.id"
        user = register_user(actor=system, email=email, full_name=_name(chance)[0], now=now)
        wish = Wish(role=Role.AGENCY_ADMINISTRATOR, since=FIRST_DAY)
        appoint(actor=system, user_id=user.pk, wish=wish, now=now)


def _invented_regions() -> list[Region]:
    return [region for region in regions().values() if region.invented and not region.is_province]


def _tree(count: int, chance: Random) -> Iterator[NewUnit]:
    """Yield units, each office before its parts."""
    office = ""
    for number in range(count):
        code = f"unit-{number + 1:05d}"
        if number % (PARTS + 1) == 0:
            office = code
            yield NewUnit(code=code, name=f"{chance.choice(OFFICES)} {number + 1}", kind=UnitKind.OFFICE)
        else:
            word, kind = chance.choice(KINDS)
            yield NewUnit(code=code, name=f"{word} {chance.choice(LAST)} {number + 1}", kind=kind, parent=office)


def _staff(units: list[WorkUnit], count: int, chance: Random, now: datetime) -> Iterator[tuple[Model, ...]]:
    """Yield employees, each with a post and the entry of the journal, over all units in turn.

    The running number keeps every NIP apart.
    """
    for number in range(count):
        unit = units[number % len(units)]
        name, woman = _name(chance)
        born = date(1968, 1, 1) + timedelta(days=number % 11_600)
        since = date(born.year + 24, 1 + chance.randrange(12), 1)
        employee = Employee(
            id=UUID(int=chance.getrandbits(128), version=4),
            tenant_id=unit.tenant_id,
            nip=f"{born:%Y%m%d}{since:%Y%m}{2 if woman else 1}{number // 11_600 + 1:03d}",
            name=name,
            title_after=chance.choice(DEGREES),
            status=EmployeeStatus.PNS,
            grade=chance.choice(GRADES),
            position=chance.choice(POSITIONS),
            unit_id=unit.pk,
            since=since,
            created_at=now,
        )
        yield employee, _post(employee, chance), _entry(employee, chance, now)


def _post(employee: Employee, chance: Random) -> Posting:
    return Posting(
        id=UUID(int=chance.getrandbits(128), version=4),
        tenant_id=employee.tenant_id,
        employee_id=employee.pk,
        unit_id=employee.unit_id,
        position=employee.position,
        grade=employee.grade,
        since=employee.since,
    )


def _entry(employee: Employee, chance: Random, now: datetime) -> Entry:
    payload = {"nip": fingerprint("nip", employee.nip), "since": employee.since, "status": employee.status}
    return Entry(
        id=UUID(int=chance.getrandbits(128), version=4),
        tenant_id=employee.tenant_id,
        role=Actor.system(employee.tenant_id).role,
        action=EMPLOYEE_ADDED.code,
        object_type="people.employee",
        object_id=str(employee.pk),
        unit_id=employee.unit_id,
        payload=canonical_bytes(payload).decode(),
        at=now,
        salt=chance.randbytes(SALT_BYTES),
    )


def _name(chance: Random) -> tuple[str, bool]:
    """Return a name, and whether it is a woman's."""
    woman = chance.random() < 0.5  # noqa: PLR2004 - half of them
    return f"{chance.choice(WOMEN if woman else MEN)} {chance.choice(LAST)}", woman
