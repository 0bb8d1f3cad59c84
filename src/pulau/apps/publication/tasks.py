"""Jobs of publishing. Each may run twice: the second time changes nothing."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone
from django_tasks import task

from pulau.apps.publication.counting import count_country
from pulau.apps.publication.publishing_jobs import publish_one, queue_all


@task()
def publish(tenant: str) -> None:
    """Publish one body."""
    publish_one(UUID(tenant), timezone.now())


@task()
def publish_all() -> None:
    """Have every body published."""
    queue_all()


@task()
def count() -> None:
    """Count the country."""
    count_country(timezone.now())
