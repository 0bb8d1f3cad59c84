"""Reminding many: some hundreds are told at once, more by a job, a batch at a time, which can be watched."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db import transaction

from pulau.apps.declarations.actions import PACT_REMINDED
from pulau.apps.declarations.pact_news import REMINDED, tell_reminded
from pulau.apps.declarations.policies import ASK_PACTS
from pulau.apps.declarations.selectors.pacts import waiting_pacts
from pulau.apps.declarations.services.asking import BATCH, Reminded, remind
from pulau.foundation.calendar import today_of
from pulau.foundation.jobs.queue import enqueue, going_on
from pulau.foundation.journal import services as journal
from pulau.foundation.notices.selectors import told_with
from pulau.foundation.tenancy.acting import actor_in
from pulau.foundation.tenancy.deciding import allowed, require
from pulau.foundation.tenancy.models import Tenant
from pulau.foundation.tenancy.wall import behind_wall

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor

JOB: Final = "pulau.apps.declarations.tasks.remind_pacts"
MOST_AT_ONCE: Final = 300
"""Pacts of which the people are reminded while the page waits."""


@dataclass(frozen=True, slots=True)
class Reminding:
    """How far a reminder of a whole body is today: people told, people who can be told."""

    told: int
    size: int

    @property
    def most(self) -> int:
        """How long the bar is: a bar of nothing would be none."""
        return max(1, self.size)


@transaction.atomic
def start_reminding(*, actor: Actor, unit_id: UUID | None, now: datetime) -> Reminded | None:
    """Remind those of a unit (None: of the agency) who have not signed; None where a job does it, being so many."""
    actor = require(actor, ASK_PACTS, unit_id=unit_id)
    many = waiting_pacts(actor, today_of(actor, now).year, unit_id).count()
    if many <= MOST_AT_ONCE:
        return remind(actor=actor, unit_id=unit_id, now=now)
    tenant, unit = str(actor.tenant_id), str(unit_id or "")
    if not going_on(JOB, tenant=tenant, unit=unit):
        enqueue(JOB, tenant=tenant, unit=unit, user=str(actor.person), day=today_of(actor, now).isoformat())
        payload = {"waiting": many}
        journal.record(actor, PACT_REMINDED.code, Tenant(pk=actor.tenant_id), payload, now, unit_id=unit_id)
    return None


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
