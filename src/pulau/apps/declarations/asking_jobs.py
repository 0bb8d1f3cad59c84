"""Asking for pacts as a job: body by body and batch by batch, so that memory stays small and a killed job goes on."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from pulau.apps.declarations.asked_tasks import BATCH
from pulau.apps.declarations.services.asking import JOB, Batch, ask_batch, ask_heads, end_gone
from pulau.apps.people.contract import leading_posts
from pulau.core.shared.actor import Actor
from pulau.foundation.calendar import today_of
from pulau.foundation.jobs.queue import enqueue, enqueue_once
from pulau.foundation.tenancy.models import Tenant
from pulau.foundation.tenancy.wall import behind_wall

BATCHES_A_JOB: Final = 20
"""A job ends before it could be taken for a dead one, and leaves the rest to the next."""


def queue_asking() -> None:
    """Queue the asking for every body in which it does not wait already."""
    for tenant_id in Tenant.objects.order_by("pk").values_list("pk", flat=True):
        enqueue_once(JOB, tenant=str(tenant_id), unit="")


def ask_body(tenant_id: UUID, unit_id: UUID | None, after: UUID | None, now: datetime) -> tuple[int, int]:
    """Make and end the tasks of a body or a unit from an employee on; returns how many were made and ended.

    Each batch is behind the wall, and committed, by itself. What is left after `BATCHES_A_JOB` is queued anew.
    """
    actor = Actor.system(tenant_id)
    with behind_wall(tenant_id):
        day = today_of(actor, now)
        leading = leading_posts(actor, day)
    made = ended = 0
    if after is None:
        ended = _end_all(actor, unit_id, now)
    if after is None and unit_id is None:
        made, gone = ask_leading(tenant_id, now)
        ended += gone
    for _turn in range(BATCHES_A_JOB):
        with behind_wall(tenant_id):
            done = ask_batch(actor=actor, batch=Batch(day, leading, after, unit_id, BATCH), now=now)
        made, ended, after = made + done.made, ended + done.ended, done.after
        if after is None:
            return made, ended
    enqueue(JOB, tenant=str(tenant_id), unit=str(unit_id or ""), last=str(after))
    return made, ended


def ask_leading(tenant_id: UUID, now: datetime) -> tuple[int, int]:
    """Make and end the tasks of who heads a body; returns how many were made and ended."""
    actor = Actor.system(tenant_id)
    with behind_wall(tenant_id):
        done = ask_heads(actor=actor, day=today_of(actor, now), now=now)
    return done.made, done.ended


def _end_all(actor: Actor, unit_id: UUID | None, now: datetime) -> int:
    ended = 0
    while True:
        with behind_wall(actor.tenant_id):
            count = end_gone(actor=actor, day=today_of(actor, now), unit_id=unit_id, now=now)
        ended += count
        if count < BATCH:
            return ended
