"""Jobs of pledges and declarations. Each may run twice: the second time changes nothing."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils import timezone
from django_tasks import task

from pulau.apps.declarations import calling
from pulau.apps.declarations.asking_jobs import ask_body, queue_asking
from pulau.apps.declarations.attesting_jobs import advance, end_by_itself, go_on
from pulau.apps.declarations.counting_jobs import count_one, queue_all
from pulau.apps.declarations.reminding_jobs import remind_many
from pulau.apps.declarations.telling import tell_halls


@task()
def count_body(tenant: str, year: int) -> None:
    """Count the coverage of one body for a year (0: the present one)."""
    count_one(UUID(tenant), year, timezone.now())


@task()
def count_all() -> None:
    """Have the coverage of every body counted."""
    queue_all()


@task()
def tell_pacts(tenant: str) -> None:
    """Tell the halls of a body how many have signed their pacts."""
    tell_halls(tenant_id=UUID(tenant), now=timezone.now())


@task()
def tell_called(tenant: str, declaration: str) -> None:
    """Tell whom a declaration calls, body by body."""
    calling.tell_called(UUID(tenant), UUID(declaration), timezone.now())


@task()
def ask_pacts(tenant: str, unit: str = "", last: str = "") -> None:
    """Ask for the pacts of one body or unit, from after an employee on."""
    ask_body(UUID(tenant), UUID(unit) if unit else None, UUID(last) if last else None, timezone.now())


@task()
def remind_pacts(tenant: str, unit: str, user: str, day: str) -> None:
    """Remind those of one body or unit who have not signed, for whoever asked for it."""
    remind_many(UUID(tenant), UUID(unit) if unit else None, UUID(user), date.fromisoformat(day), timezone.now())


@task()
def ask_all_pacts() -> None:
    """Have the pacts of every body asked for."""
    queue_asking()


@task()
def end_tablet(tenant: str, tablet: str) -> None:
    """End a tablet for signing whose time is over."""
    end_by_itself(UUID(tenant), UUID(tablet))


@task()
def attest_many(tenant: str, run: str) -> None:
    """Go on with attesting drawings from where it stands."""
    advance(UUID(tenant), UUID(run))


@task()
def resume_attesting() -> None:
    """Go on with attesting whose job was lost, and end tablets whose time is over."""
    go_on(timezone.now())
