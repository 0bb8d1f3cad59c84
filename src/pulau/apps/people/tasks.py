"""Jobs of people. Each may run twice: it counts anew."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from pulau.apps.people.health import count_everything


@task()
def count_health() -> None:
    """Count what the operator's page shows of all bodies."""
    count_everything(timezone.now())
