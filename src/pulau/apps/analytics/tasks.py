"""The nightly job. It may run twice: the second time finds nothing new."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from pulau.apps.analytics.building import count_nation


@task()
def count() -> None:
    """Count the country; where that fails the job fails too, and is seen with the failed jobs."""
    count_nation(timezone.now())
