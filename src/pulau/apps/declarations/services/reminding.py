"""Reminding many: some hundreds are told at once, more by a job, a batch at a time, which can be watched."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db import transaction

from pulau.apps.declarations.actions import PACT_REMINDED
from pulau.apps.declarations.policies import ASK_PACTS
from pulau.apps.declarations.selectors.pacts import waiting_pacts
from pulau.apps.declarations.services.asking import Reminded, remind
from pulau.foundation.calendar import today_of
from pulau.foundation.jobs.queue import enqueue, going_on
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.deciding import require
from pulau.foundation.tenancy.models import Tenant

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor

JOB: Final = "pulau.apps.declarations.tasks.remind_pacts"
MOST_AT_ONCE: Final = 300
"""People with an account who are reminded while the page waits."""


@transaction.atomic
def start_reminding(*, actor: Actor, unit_id: UUID | None, now: datetime) -> Reminded | None:
    """Remind those of a unit (None: of the agency) who have not signed; None where a job does it, being so many."""
    actor = require(actor, ASK_PACTS, unit_id=unit_id)
    many = waiting_pacts(actor, today_of(actor, now).year, unit_id).filter(user__isnull=False).count()
    if many <= MOST_AT_ONCE:
        return remind(actor=actor, unit_id=unit_id, now=now)
    tenant, unit = str(actor.tenant_id), str(unit_id or "")
    if not going_on(JOB, tenant=tenant, unit=unit):
        enqueue(JOB, tenant=tenant, unit=unit, user=str(actor.person), day=today_of(actor, now).isoformat())
        payload = {"waiting": many}
        journal.record(actor, PACT_REMINDED.code, Tenant(pk=actor.tenant_id), payload, now, unit_id=unit_id)
    return None
