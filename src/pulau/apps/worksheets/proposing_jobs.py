"""The nightly look at the registers: what they propose for every worksheet that is not handed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from uuid import UUID

from pulau.apps.worksheets.locked import WorksheetSubmitted
from pulau.apps.worksheets.proposal_selectors import open_worksheets
from pulau.apps.worksheets.services.proposing import refresh_proposals
from pulau.core.shared.actor import Actor
from pulau.foundation.jobs.queue import enqueue_once
from pulau.foundation.tenancy.models import Tenant
from pulau.foundation.tenancy.wall import behind_wall

if TYPE_CHECKING:
    from datetime import datetime

JOB: Final = "pulau.apps.worksheets.tasks.propose_answers"


def queue_looking() -> None:
    """Queue the look for every body in which it does not wait already."""
    for tenant_id in Tenant.objects.order_by("pk").values_list("pk", flat=True):
        enqueue_once(JOB, tenant=str(tenant_id))


def propose_for_body(tenant_id: UUID, now: datetime) -> int:
    """Ask the registers for every open worksheet of a body; returns how many proposals are new. Each by itself."""
    actor = Actor.system(tenant_id)
    with behind_wall(tenant_id):
        sheets = open_worksheets(actor)
    return sum(_propose(actor, sheet, now) for sheet in sheets)


def _propose(actor: Actor, sheet: UUID, now: datetime) -> int:
    with behind_wall(actor.tenant_id):
        try:
            return refresh_proposals(actor=actor, worksheet_id=sheet, now=now).made
        except WorksheetSubmitted:  # it was handed in meanwhile
            return 0
