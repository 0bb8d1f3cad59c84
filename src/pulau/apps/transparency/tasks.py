"""Jobs of the log: alarms every minute, and at night the whole of it hashed anew."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from pulau.apps.transparency import places
from pulau.apps.transparency.running.watching import watch as watch_now


@task()
def watch() -> None:
    """Ring where the sequencer lags or a witness is silent; end what is over."""
    if places.chosen().enabled:
        watch_now(timezone.now())
