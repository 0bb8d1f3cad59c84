"""Jobs of notices. Each may run twice: a letter is claimed by one, a reminder is told once."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from pulau.foundation.notices.mailing import mail_all
from pulau.foundation.notices.reminding import remind_all


@task()
def mail() -> None:
    """Mail what is due in every body."""
    mail_all()


@task()
def remind() -> None:
    """Remind people of what is due soon or late."""
    remind_all(timezone.now())
