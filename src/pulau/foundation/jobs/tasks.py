"""Keeping the queue itself in order."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

STUCK = timedelta(minutes=15)
"""No job takes that long: its worker was killed, and the job is to be run again."""
KEPT = timedelta(days=7)


@task()
def tidy() -> None:
    """Queue again what a killed worker left; forget what ended a week ago."""
    now = timezone.now()
    DBTaskResult.objects.running().filter(started_at__lt=now - STUCK).update(status="READY")
    DBTaskResult.objects.finished().filter(finished_at__lt=now - KEPT).delete()
