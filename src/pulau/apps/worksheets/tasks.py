"""Jobs of worksheets: telling other systems what changed, asking the registers. Each may run twice."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone
from django_tasks import task

from pulau.apps.worksheets.delivering import queue_overdue, try_delivery, write_deliveries
from pulau.apps.worksheets.proposing_jobs import propose_for_body, queue_looking


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


@task()
def look_at_registers() -> None:
    """Have the registers of every body looked at."""
    queue_looking()


@task()
def propose_answers(tenant: str) -> None:
    """Ask the registers what they propose for the open worksheets of a body."""
    propose_for_body(UUID(tenant), timezone.now())
