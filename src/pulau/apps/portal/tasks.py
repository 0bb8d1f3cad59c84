"""Jobs of the portal. Each may run twice: a letter is claimed by one, an alarm is told once."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from pulau.apps.portal.monitor.composing import compose_letters
from pulau.apps.portal.monitor.following import forget_unconfirmed
from pulau.apps.portal.monitor.mailing import send_due


@task()
def tell_followers() -> None:
    """Make the letters of the day, send what waits, and forget who did not confirm."""
    now = timezone.now()
    forget_unconfirmed(now)
    compose_letters(now)
    send_due()


@task()
def send_letters() -> None:
    """Send what waits: somebody asked to follow."""
    send_due()
