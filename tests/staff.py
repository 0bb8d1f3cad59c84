"""Employees for tests: made by the services, with numbers that nobody has."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from pulau.apps.people.models import Employee, EmployeeStatus, Posting
from pulau.apps.people.services.staff_batch import apply_staff_batch
from pulau.apps.people.staffing import StaffAddition, StaffDetails, StaffPost
from tests.cast import NOW
from tests.house import House

BEGUN = date(2021, 2, 1)
NIP = "198503122010011004"
NIK = "3204010101850007"


def details(**facts: Any) -> StaffDetails:  # noqa: ANN401 - fields of a value
    """Who somebody is; `facts` say otherwise."""
    usual = StaffDetails(nip=NIP, name="Ani Lestari", status=EmployeeStatus.PNS, grade="III/d", title_after="S.H.")
    return replace(usual, **facts)


def post(house: House, unit: str = "disdukcapil", **facts: Any) -> StaffPost:  # noqa: ANN401 - the same
    """A post in a unit from the first day on."""
    usual = StaffPost(unit_id=house.units[unit].pk, since=BEGUN, position="Kepala Bidang", echelon="III.b")
    return replace(usual, **facts)


def addition(house: House, unit: str = "disdukcapil", **facts: Any) -> StaffAddition:  # noqa: ANN401 - the same
    """A new employee in a unit; `facts` are of `details`."""
    return StaffAddition(details(**facts), post(house, unit))


def employed(house: House, unit: str = "disdukcapil", who: str = "hana", **facts: Any) -> Employee:  # noqa: ANN401 - the same
    """Let an administrator take in an employee."""
    done = apply_staff_batch(actor=house.actors[who], additions=[addition(house, unit, **facts)], now=NOW)
    return done.added[0]


def posts_of(employee: Employee) -> list[tuple[str, date, date | None]]:
    """Return the posts of an employee as (position, since, until), oldest first."""
    rows = Posting.objects.for_tenant(employee.tenant_id).filter(employee=employee).order_by("since", "id")
    return list(rows.values_list("position", "since", "until"))


def fresh(employee: Employee) -> Employee:
    """Return the employee as it lies in the database."""
    found: Employee = Employee.objects.for_tenant(employee.tenant_id).get(pk=employee.pk)
    return found
