"""How the installation is, for who runs it: figures and states, and no content of any body."""

from __future__ import annotations

import platform
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import django
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Count, Min, Q
from django_tasks_db.models import DBTaskResult

from pulau import __version__
from pulau.apps.agencies.contract import units_of
from pulau.apps.people.models import Appointment, Employee, HealthFigure
from pulau.core.shared.actor import Actor
from pulau.foundation.accounts.models import User
from pulau.foundation.notices.mailing import mail_count
from pulau.foundation.tenancy.models import Tenant
from pulau.foundation.tenancy.wall import behind_wall

if TYPE_CHECKING:
    from uuid import UUID

FIGURES = ("tenants", "units", "employees", "appointments", "mail_waiting", "mail_failed")


@dataclass(frozen=True, slots=True)
class Jobs:
    """How the queue stands: jobs that may run now, since when the oldest waits, running, failed."""

    waiting: int
    oldest: datetime | None
    running: int
    failed: int


@dataclass(frozen=True, slots=True)
class Health:
    """What the operator sees. `figures` are counted by a job; empty before it first ran."""

    database: str
    migrations_missing: int
    jobs: Jobs
    users: int
    tenants: int
    versions: tuple[tuple[str, str], ...]
    figures: dict[str, int]
    counted_at: datetime | None


def count_everything(now: datetime) -> dict[str, int]:
    """Count over all bodies, each behind its own wall, and keep the figures; returns them."""
    found = dict.fromkeys(FIGURES, 0)
    for tenant_id in Tenant.objects.values_list("pk", flat=True):
        found["tenants"] += 1
        for code, value in _count(tenant_id).items():
            found[code] += value
    for code, value in found.items():
        HealthFigure.objects.update_or_create(code=code, defaults={"value": value, "counted_at": now})
    return found


def _count(tenant_id: UUID) -> dict[str, int]:
    mail = mail_count(tenant_id)
    with behind_wall(tenant_id):
        return {
            "units": units_of(Actor.system(tenant_id)).count(),
            "employees": Employee.objects.for_tenant(tenant_id).count(),
            "appointments": Appointment.objects.for_tenant(tenant_id).count(),
            "mail_waiting": mail.waiting,
            "mail_failed": mail.failed,
        }


def health() -> Health:
    """Return how the installation is: seven queries, whatever its size."""
    kept = list(HealthFigure.objects.all())
    return Health(
        database=_database(),
        migrations_missing=_missing(),
        jobs=_jobs(),
        users=User.objects.filter(is_active=True).count(),
        tenants=Tenant.objects.count(),
        versions=(("Pulau", __version__), ("Django", django.get_version()), ("Python", platform.python_version())),
        figures={row.code: row.value for row in kept},
        counted_at=min((row.counted_at for row in kept), default=None),
    )


def _jobs() -> Jobs:
    ready = DBTaskResult.objects.ready().aggregate(waiting=Count("pk"), oldest=Min("enqueued_at"))
    others = DBTaskResult.objects.aggregate(
        running=Count("pk", filter=Q(status="RUNNING")), failed=Count("pk", filter=Q(status="FAILED"))
    )
    return Jobs(ready["waiting"], ready["oldest"], others["running"], others["failed"])


def _database() -> str:
    names = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
    version = ".".join(str(part) for part in connection.get_database_version())
    return f"{names.get(connection.vendor, connection.vendor)} {version}"


def _missing() -> int:
    """Return how many migrations the database lacks."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
