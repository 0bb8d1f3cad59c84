"""A national body beside the house, its people, and employees with accounts: for tests of duties and visits."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from pulau.apps.agencies.contract import Agency, AgencyKind, describe_agency
from pulau.apps.people.contract import Role, Wish, appoint
from pulau.apps.people.models import Employee, EmployeeStatus
from pulau.core.shared.actor import Actor, Appointment
from pulau.core.shared.roles import Scope
from pulau.foundation.accounts.models import User
from pulau.foundation.accounts.services import open_tenant, register_user
from tests.cast import NOW
from tests.house import FIRST_DAY, House


def open_ministry(house: House) -> Actor:
    """Open a national body, put the two agencies into a region, and return its system."""
    tenant = open_tenant(code="kemenuji", name="Kementerian Uji", now=NOW)
    system = Actor.system(tenant.pk)
    agency = describe_agency(actor=system, name="Kementerian Uji", kind=AgencyKind.MINISTRY, region="", now=NOW)
    agency.national = True
    agency.save(update_fields=["national"])
    house.tenants["kemenuji"] = tenant.pk
    for code, region in (("sagara", "97.01"), ("lain", "97.02")):
        Agency.objects.for_tenant(house.tenants[code]).update(region_code=region)
    return system


def add_person(house: House, name: str, agency: str, *wishes: Wish) -> User:
    """Give somebody an account and duties of an agency."""
    system = Actor.system(house.tenants[agency])
    user = register_user(actor=system, email=f"{name}@uji.example.id", full_name=name.capitalize(), now=NOW)
    for wish in wishes:
        appoint(actor=system, user_id=user.pk, wish=wish, now=NOW)
    held = tuple(Appointment(wish.role, wish.unit_id, wish.reach) for wish in wishes)
    house.users[name] = user
    house.actors[name] = Actor(user.pk, house.tenants[agency], held[0].role if held else "", held)
    return user


def grant(role: Role = Role.TPN_ASSESSOR, scope: Scope = Scope.REGION, region: str = "97.01", **more: str) -> Wish:
    """Return a grant of a region or the country."""
    return Wish(role=role, scope=scope, region_code=region if scope is Scope.REGION else "", since=FIRST_DAY, **more)  # type: ignore[arg-type]  # texts


def employ(house: House, user: User, unit: str, nip: str, *, since: date = FIRST_DAY) -> Employee:
    """Make a person an employee of a unit."""
    row = house.units[unit]
    employee = Employee(
        id=uuid4(),
        tenant_id=row.tenant_id,
        nip=nip,
        name=user.full_name,
        status=EmployeeStatus.PNS,
        unit_id=row.pk,
        user_id=user.pk,
        email=user.email,
        since=since,
        created_at=NOW,
    )
    employee.save(force_insert=True)
    return employee
