"""Jobs of assessments."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from pulau.apps.assessments.watching import look_at_all


@task()
def look_at_assessors() -> None:
    """Tell those who assign of assessors whom an interest or a new post bars from a case they judge."""
    look_at_all(timezone.now())
