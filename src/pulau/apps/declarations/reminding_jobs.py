"""Reminding as a job, a batch at a time, and how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from pulau.apps.declarations.asked_tasks import BATCH
from pulau.apps.declarations.pact_news import REMINDED, tell_reminded
from pulau.apps.declarations.policies import ASK_PACTS
from pulau.apps.declarations.selectors.pacts import waiting_pacts
from pulau.apps.declarations.services.reminding import JOB
from pulau.foundation.jobs.queue import going_on
from pulau.foundation.notices.selectors import told_with
from pulau.foundation.tenancy.acting import actor_in
from pulau.foundation.tenancy.deciding import allowed
from pulau.foundation.tenancy.wall import behind_wall

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class Reminding:
    """How far a reminder of a whole body is today: people told, people who can be told."""

    told: int
    size: int

    @property
    def most(self) -> int:
        """How long the bar is: a bar of nothing would be none."""
        return max(1, self.size)


def remind_many(tenant_id: UUID, unit_id: UUID | None, user_id: UUID, day: date, now: datetime) -> int:
    """Remind as a job, each batch behind the wall and committed by itself; returns how many were told.

    Who asked for it and may no more has nobody reminded. Done twice on a day, nobody is told twice.
    """
    told, after = 0, None
    while True:
        with behind_wall(tenant_id, user_id), transaction.atomic():
            actor = actor_in(tenant_id, user_id)
            if actor is None or not allowed(actor, ASK_PACTS, unit_id=unit_id):
                return told
            rows = waiting_pacts(actor, day.year, unit_id).filter(user__isnull=False).order_by("pk")
            rest = rows if after is None else rows.filter(pk__gt=after)
            batch: list[tuple[UUID, UUID | None]] = list(rest.values_list("pk", "user_id")[:BATCH])
            told += tell_reminded(actor, [user for _pk, user in batch if user is not None], day, now)
        if len(batch) < BATCH:
            return told
        after = batch[-1][0]


def reminding_of(actor: Actor, day: date, unit_id: UUID | None = None) -> Reminding | None:
    """Return how far the job is that reminds the body or a unit, or None where none is going on."""
    if not going_on(JOB, tenant=str(actor.tenant_id), unit=str(unit_id or "")):
        return None
    rows = waiting_pacts(actor, day.year, unit_id).filter(user__isnull=False).order_by()
    size = rows.values("user_id").distinct().count()
    return Reminding(min(size, told_with(actor.tenant_id, f"{REMINDED.code}:{day}")), size)
