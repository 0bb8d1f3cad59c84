"""The processes of `coverage`: one fills counts, asks pages and makes a large body; one, given its id, counts it."""
# ruff: noqa: PLC0415 - what imports models can only do so once Django is ready

from __future__ import annotations

import json
import resource
import sys
from datetime import date, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID, uuid4

import django
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from benchmarks.many_agencies_process import _BRACKETS
from benchmarks.timing import seconds

if TYPE_CHECKING:
    from django.test import Client

ROUNDS: Final = 60
YEARS: Final = 5
UNITS, STAFF = 5_000, 10
OF_THE_LARGEST: Final = "pengelola@rekaan-001.example.id"
PAGES: Final = {
    "country": "/cakupan/negara",
    "country-bodies": "/cakupan/negara?lihat=instansi",
    "country-search": "/cakupan/negara?lihat=instansi&cari=kota&urut=pakta",
    "body": "/cakupan",
    "body-search": "/cakupan?cari=sekolah&urut=diam",
}
OK: Final = 200


def main() -> None:
    """Do what the arguments ask for, and write the figures as JSON."""
    if sys.argv[1:]:
        sys.stdout.write(json.dumps(_recount(UUID(sys.argv[1]), timezone.now())))
        return
    settings.SECOND_FACTOR_REQUIRED = False  # it is pages that are measured, not how one gets to them
    now = timezone.now()
    _fill(now)
    pages = _pages()
    sys.stdout.write(json.dumps({"pages": pages, "large": str(_large_body(now))}))


def _fill(now: datetime) -> None:
    """Keep invented counts of every body for five years, and of its units for the present one."""
    from pulau.apps.agencies.models import WorkUnit
    from pulau.apps.declarations.models import AgencyCoverage, UnitCoverage
    from pulau.foundation.tenancy.models import Tenant
    from pulau.foundation.tenancy.wall import behind_wall

    chance = Random(1)  # noqa: S311 - invented
    for tenant_id in list(Tenant.objects.values_list("pk", flat=True)):
        with behind_wall(tenant_id):
            rows = []
            for unit_id in WorkUnit.objects.for_tenant(tenant_id).values_list("pk", flat=True):
                staff, day = chance.randint(0, 80), now.date() - timedelta(days=chance.randint(1, 700))
                at = now - timedelta(days=chance.randint(0, 300))
                row = UnitCoverage(tenant_id=tenant_id, unit_id=unit_id, year=now.year, staff=staff, counted_at=now)
                row.signed, row.symbolic = chance.randint(0, staff), chance.random() < 0.1  # noqa: PLR2004 - a tenth
                row.declared_on, row.active_at = day if chance.random() < 0.4 else None, at  # noqa: PLR2004 - some
                rows.append(row)
            UnitCoverage.objects.for_tenant(tenant_id).bulk_create(rows, batch_size=1_000)
            sums = {"units": len(rows), "staff": sum(row.staff for row in rows)}
            AgencyCoverage.objects.for_tenant(tenant_id).bulk_create(
                AgencyCoverage(
                    tenant_id=tenant_id, year=now.year - past, counted_at=now, declared_on=now.date(), **sums,
                    declared=len(rows) // (past + 2), signed=sums["staff"] // (past + 2), silent=len(rows) // 9,
                )
                for past in range(YEARS)
            )  # fmt: skip


def _pages() -> dict[str, dict[str, Any]]:
    from django.test import Client

    from pulau.foundation.accounts.models import User

    client = Client()
    client.force_login(User.objects.get(email=OF_THE_LARGEST))
    taken: dict[str, dict[str, Any]] = {}
    for page, path in PAGES.items():
        _open(client, path)
        with CaptureQueriesContext(connection) as made:
            _open(client, path)
        queries = [query for query in made.captured_queries if not query["sql"].startswith(_BRACKETS)]
        taken[page] = {"queries": len(queries), "ms": [seconds(lambda p=path: _open(client, p)) * 1000  # type: ignore[misc]
                                                       for _ in range(ROUNDS)]}  # fmt: skip
    return taken


def _open(client: Client, path: str) -> None:
    response = client.get(path, headers={"host": "localhost"})
    if response.status_code != OK:
        raise RuntimeError(f"{path}: {response.status_code}")


def _large_body(now: datetime) -> UUID:
    """Make a body of 5,000 units, each with ten employees of whom most have signed."""
    from pulau.apps.agencies.models import Agency, UnitKind, WorkUnit
    from pulau.apps.declarations.models import Pact, PactState
    from pulau.apps.people.models import Employee, EmployeeStatus, Posting
    from pulau.foundation.accounts.services import open_tenant
    from pulau.foundation.tenancy.wall import behind_wall

    tenant_id = open_tenant(code="bench-large", name="Bench", now=now).pk
    begun = date(2020, 1, 2)
    with behind_wall(tenant_id):
        Agency.objects.for_tenant(tenant_id).create(name="Bench", kind="regency")
        units = [
            WorkUnit(tenant_id=tenant_id, code=f"b-{number}", name=f"B {number}", kind=UnitKind.OTHER, created_at=now)
            for number in range(UNITS)
        ]
        WorkUnit.objects.for_tenant(tenant_id).bulk_create(units, batch_size=1_000)
        for start in range(0, UNITS, 500):
            people, posts, pacts = [], [], []
            for number, unit in enumerate(units[start : start + 500], start):
                for place in range(STAFF):
                    own = {"tenant_id": tenant_id, "unit_id": unit.pk}
                    nip = f"{number:08}{place:04}"
                    one = Employee(id=uuid4(), nip=nip, name=nip, status=EmployeeStatus.PNS, since=begun,
                                   created_at=now, **own)  # fmt: skip
                    people.append(one)
                    posts.append(Posting(employee_id=one.pk, since=begun, **own))
                    if place:
                        pacts.append(Pact(kind="personal", year=now.year, cause="yearly", state=PactState.SIGNED,
                                          employee_id=one.pk, name=nip, due_on=now.date(), created_at=now,
                                          signed_at=now - timedelta(days=1), **own))  # fmt: skip
            Employee.objects.for_tenant(tenant_id).bulk_create(people, batch_size=1_000)
            Posting.objects.for_tenant(tenant_id).bulk_create(posts, batch_size=1_000)
            Pact.objects.for_tenant(tenant_id).bulk_create(pacts, batch_size=1_000)
    return tenant_id


def _recount(tenant_id: UUID, now: datetime) -> dict[str, float]:
    """Count it five times: the slowest, and by how much the process grew."""
    from pulau.apps.declarations.services.counting import recount
    from pulau.core.shared.actor import Actor
    from pulau.foundation.tenancy.wall import behind_wall

    def once() -> None:
        with behind_wall(tenant_id):
            row = recount(actor=Actor.system(tenant_id), year=now.year, now=timezone.now())
        if (row.units, row.staff, row.signed) != (UNITS, UNITS * STAFF, UNITS * (STAFF - 1)):
            raise RuntimeError(f"counted {row.units}, {row.staff}, {row.signed}")

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    taken = max(seconds(once) for _ in range(5))
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    return {"seconds": taken, "mb": grown / 1024}


if __name__ == "__main__":
    django.setup()
    main()
