"""Jobs of the log: alarms every minute and who is told of them, and at night the whole of it hashed anew."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from pulau.apps.transparency import places
from pulau.apps.transparency.models import Alarm
from pulau.apps.transparency.notices import tell_operators
from pulau.apps.transparency.running.auditing import go_on
from pulau.apps.transparency.running.counting import count_kinds
from pulau.apps.transparency.running.watching import watch as watch_now


@task()
def watch() -> None:
    """Ring where the sequencer lags or a witness is silent; end what is over."""
    if places.chosen().enabled:
        watch_now(timezone.now())


@task()
def audit() -> None:
    """At night hash the log anew and hold the database against it; go on with an audit whose worker ended."""
    if places.chosen().enabled:
        go_on(timezone.now)


@task()
def tell_alarm(alarm_id: int) -> None:
    """Tell operators that an alarm began, or that it ended."""
    found = Alarm.objects.filter(pk=alarm_id).first()
    if found is not None:
        tell_operators(found, timezone.now())


@task()
def count() -> None:
    """Count how many entries of which kind the log has."""
    if places.chosen().enabled:
        count_kinds()
