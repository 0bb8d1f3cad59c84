"""An installation of any size: invented, always the same, behind the walls, and as the services would have made it."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, models

from pulau.apps.agencies.contract import Agency, WorkUnit
from pulau.apps.people.generating import AlreadyInUse, Size, generate, shares
from pulau.apps.people.models import Employee, EmployeeStatus, Posting
from pulau.apps.people.services.staff_batch import apply_staff_batch
from pulau.apps.people.staffing import StaffAddition, StaffDetails, StaffPost
from pulau.core.shared.actor import Actor
from pulau.exchange.regions import regions
from pulau.foundation.journal.models import Entry
from pulau.foundation.tenancy.models import Tenant
from tests.cast import NOW
from tests.house import House
from tests.walls.application import as_application

pytestmark = pytest.mark.django_db
SIZE = Size(agencies=3, units=40, employees=130)


@pytest.fixture
def tenants(db: None) -> list[Tenant]:
    generate(size=SIZE, seed=7, now=NOW)
    return list(Tenant.objects.order_by("code"))


def test_the_numbers_are_as_asked_and_the_first_agency_is_the_largest(tenants: list[Tenant]) -> None:
    units = [WorkUnit.objects.for_tenant(tenant.pk).count() for tenant in tenants]
    employees = [Employee.objects.for_tenant(tenant.pk).count() for tenant in tenants]
    assert (sum(units), sum(employees)) == (SIZE.units, SIZE.employees)
    assert employees == sorted(employees, reverse=True)


@pytest.mark.parametrize(("total", "among"), [(50_000, 600), (3, 3), (1_000, 1)])
def test_shares_add_up_and_nobody_goes_without(total: int, among: int) -> None:
    found = shares(total, among)
    assert (len(found), sum(found)) == (among, total)
    assert min(found) >= 1


def test_everything_says_that_it_is_invented(tenants: list[Tenant]) -> None:
    for tenant in tenants:
        agency = Agency.objects.for_tenant(tenant.pk).get()
        assert "rekaan" in agency.name
        assert tenant.code.startswith("rekaan-")
        assert regions()[agency.region_code].invented


def test_the_same_seed_gives_the_same_people(tenants: list[Tenant]) -> None:
    first = Employee.objects.for_tenant(tenants[0].pk).order_by("nip").first()
    Tenant.objects.filter(pk=tenants[0].pk).update(code="lain")
    with pytest.raises(AlreadyInUse):
        generate(size=SIZE, seed=7, now=NOW)
    assert first is not None
    assert (first.name, first.nip) == ("Erna Darmawan", "196801011992072001")


def test_a_poured_employee_is_as_the_services_write_one(tenants: list[Tenant]) -> None:
    system = Actor.system(tenants[0].pk)
    poured = Employee.objects.for_actor(system).order_by("nip")[0]
    details = StaffDetails(nip="197001011995031001", name="Ani", status=EmployeeStatus.PNS, grade="III/a")
    post = StaffPost(unit_id=poured.unit_id, since=poured.since, position="Arsiparis")
    added = apply_staff_batch(actor=system, additions=[StaffAddition(details, post)], now=NOW).added[0]
    posts = Posting.objects.for_actor(system)
    assert kinds_of(posts.get(employee_id=poured.pk)) == kinds_of(posts.get(employee_id=added.pk))
    mine, theirs = (Entry.objects.for_actor(system).get(object_id=str(row.pk)) for row in (poured, added))
    assert kinds_of(mine) == kinds_of(theirs)
    assert (mine.action, mine.object_type, mine.role) == (theirs.action, theirs.object_type, theirs.role)
    assert json.loads(mine.payload).keys() == json.loads(theirs.payload).keys()


def kinds_of(row: models.Model) -> dict[str, type]:
    """The type of each of a row's values, but for the number of the request, which there may be or not."""
    fields = row._meta.concrete_fields
    return {field.attname: type(getattr(row, field.attname)) for field in fields if field.attname != "request_id"}


def test_the_command_refuses_an_installation_in_use_and_numbers_without_sense(house: House) -> None:
    sizes = {"agencies": 1, "units": 1, "employees": 1}
    with pytest.raises(CommandError, match="--force"):
        call_command("generate", **sizes)
    with pytest.raises(CommandError, match="sedikitnya"):
        call_command("generate", **{**sizes, "agencies": 2})
    out = StringIO()
    call_command("generate", **sizes, force=True, stdout=out)
    assert "1 instansi, 1 unit, 1 pegawai" in out.getvalue()
    with pytest.raises(CommandError, match="rekaan-001"):
        call_command("generate", **sizes, force=True)
    assert set(house.tenants.values()) < set(Tenant.objects.values_list("pk", flat=True))


@pytest.mark.skipif(connection.vendor != "postgresql", reason="of PostgreSQL alone")
def test_it_needs_no_more_than_the_application_may() -> None:
    with as_application():
        generate(size=SIZE, seed=7, now=NOW)
    assert Tenant.objects.count() == SIZE.agencies
