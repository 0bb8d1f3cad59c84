"""Jobs: what was signed while nobody gave timestamps gets one later."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from pulau.apps.signing.services.completing import complete_waiting


@task()
def complete_timestamps() -> None:
    """Give a timestamp to every document with a signature that has none, as far as the authority answers."""
    complete_waiting(now=timezone.now())
