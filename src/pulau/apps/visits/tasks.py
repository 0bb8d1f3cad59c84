"""Jobs: copies of photos for viewing. Each may run twice: what was done is marked."""

from __future__ import annotations

from uuid import UUID

from django_tasks import task

from pulau.apps.visits.preparing import prepare, waiting_in
from pulau.apps.visits.services.photos import PREPARE
from pulau.foundation.jobs.queue import enqueue, going_on
from pulau.foundation.tenancy.models import Tenant
from pulau.foundation.tenancy.wall import behind_wall


@task()
def prepare_photo(tenant: str, photo: str) -> None:
    """Make the copy of a photo that people look at."""
    prepare(UUID(tenant), UUID(photo))


@task()
def sweep() -> None:
    """Queue what waits and has no job: its worker was killed, or the store did not answer."""
    for tenant in Tenant.objects.values_list("pk", flat=True):
        with behind_wall(tenant):
            waiting = waiting_in(tenant)
        for photo in waiting:
            if not going_on(PREPARE, tenant=str(tenant), photo=str(photo)):
                enqueue(PREPARE, tenant=str(tenant), photo=str(photo))
