"""Jobs of worksheets: telling other systems what changed. Each may run twice."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone
from django_tasks import task

from pulau.apps.worksheets.delivering import queue_overdue, try_delivery, write_deliveries


@task()
def spread(tenant: str, events: list[dict[str, str]]) -> None:
    """Write a delivery of each event for each webhook of the agency that asked for it."""
    write_deliveries(UUID(tenant), events, timezone.now())


@task()
def deliver(tenant: str, delivery: str) -> None:
    """Try one delivery."""
    try_delivery(UUID(tenant), UUID(delivery))


@task()
def sweep() -> None:
    """Pick up deliveries whose time is long past."""
    queue_overdue(timezone.now())
