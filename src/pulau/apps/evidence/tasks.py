"""Jobs: looking at what was kept. Each may run twice: what was done is marked."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.utils import timezone
from django_tasks import task

from pulau.apps.evidence.preparing import prepare, waiting_in
from pulau.foundation.jobs.queue import enqueue, going_on
from pulau.foundation.tenancy.models import Tenant
from pulau.foundation.tenancy.wall import behind_wall

PREPARE: Final = "pulau.apps.evidence.tasks.prepare_version"


@task()
def prepare_version(tenant: str, version: str) -> None:
    """Scan a version, make its pages to look at, and keep its words for searching."""
    prepare(UUID(tenant), UUID(version))


@task()
def sweep() -> None:
    """Queue what waits and has no job: its worker was killed, or something did not answer."""
    now = timezone.now()
    for tenant in Tenant.objects.values_list("pk", flat=True):
        with behind_wall(tenant):
            waiting = waiting_in(tenant, now)
        for version in waiting:
            if not going_on(PREPARE, tenant=str(tenant), version=str(version)):
                enqueue(PREPARE, tenant=str(tenant), version=str(version))
