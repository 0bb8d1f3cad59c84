"""Making and ending tasks of pacts in batches, for whoever asks: of employees, and of heads of bodies."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Final, Protocol
from uuid import UUID, uuid4

from django.db import transaction

from pulau.apps.declarations.actions import PACT_DUE, PACT_ENDED
from pulau.apps.declarations.asked_tasks import BATCH
from pulau.apps.declarations.models import Pact, PactState
from pulau.apps.declarations.pact_news import tell_asked
from pulau.apps.declarations.recounting import recount_soon
from pulau.core.pledging.renewing import EndCause, Renewal
from pulau.foundation.journal import services as journal

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor

_LONGEST: Final = 200


class Asked(Protocol):
    """Who is asked: by employment, by account or by both."""

    @property
    def employee_id(self) -> UUID | None:
        """The employee, None of whoever is none."""

    @property
    def user_id(self) -> UUID | None:
        """The account, None where there is none yet."""

    @property
    def name(self) -> str:
        """Their name as it stands on the pact."""


@transaction.atomic
def make_tasks(*, actor: Actor, plans: Iterable[tuple[Asked, Renewal]], day: date, now: datetime) -> int:
    """Make the tasks of some plans, with their journal entries and notices; returns how many."""
    rows = [
        Pact(
            id=uuid4(),
            tenant_id=actor.tenant_id,
            kind=task.kind,
            year=day.year,
            cause=task.cause,
            unit_id=task.unit_id,
            employee_id=one.employee_id,
            user_id=one.user_id,
            name=one.name[:_LONGEST],
            position=task.position[:_LONGEST],
            status=task.status,
            due_on=task.due,
            created_at=now,
        )
        for one, plan in plans
        for task in plan.tasks
    ]
    Pact.objects.for_actor(actor).bulk_create(rows, batch_size=BATCH)
    told = (
        (row, {"kind": row.kind, "year": row.year, "cause": row.cause, "due": row.due_on}, row.unit_id) for row in rows
    )
    journal.record_many(actor, PACT_DUE.code, told, now)
    tell_asked(actor, rows, now)
    return len(rows)


@transaction.atomic
def end_tasks(*, actor: Actor, causes: dict[UUID, EndCause], now: datetime) -> int:
    """End some pacts, each for its cause, with their journal entries; returns how many."""
    if not causes:
        return 0
    rows = list(Pact.objects.for_actor(actor).filter(pk__in=causes).select_for_update().order_by("pk"))
    told = [
        (row, journal.changed({"state": row.state}, {"state": PactState.ENDED, "cause": causes[row.pk]}), row.unit_id)
        for row in rows
    ]
    for cause in set(causes.values()):
        keys = [key for key, each in causes.items() if each is cause]
        Pact.objects.for_actor(actor).filter(pk__in=keys).update(state=PactState.ENDED, reason=cause, ended_at=now)
    recount_soon(actor.tenant_id)
    return journal.record_many(actor, PACT_ENDED.code, told, now)
