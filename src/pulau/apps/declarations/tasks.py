"""Jobs of pledges and declarations. Each may run twice: the second time changes nothing."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone
from django_tasks import task

from pulau.apps.declarations.counting_jobs import count_one, queue_all
from pulau.apps.declarations.services.announcing import tell_halls


@task()
def count_body(tenant: str, year: int) -> None:
    """Count the coverage of one body for a year (0: the present one)."""
    count_one(UUID(tenant), year, timezone.now())


@task()
def count_all() -> None:
    """Have the coverage of every body counted."""
    queue_all()


@task()
def tell_pacts(tenant: str) -> None:
    """Tell the halls of a body how many have signed their pacts."""
    tell_halls(tenant_id=UUID(tenant), now=timezone.now())
