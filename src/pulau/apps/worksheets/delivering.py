"""Deliveries on their way: written for each webhook, tried, tried again later, given up."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from pulau.apps.worksheets.announcing import DELIVER
from pulau.apps.worksheets.models import DeliveryState, Webhook, WebhookDelivery
from pulau.apps.worksheets.sending import Sent, secret_of, send, signature
from pulau.foundation.jobs.queue import enqueue, waiting
from pulau.foundation.tenancy.models import Tenant
from pulau.foundation.tenancy.wall import behind_wall

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

WAITS: Final = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=3),
    timedelta(hours=12),
)
"""What lies between one try and the next; after the last there is no further one."""
LEASE: Final = timedelta(minutes=2)
"""How long a worker has a delivery to itself; a try takes ten seconds."""
OVERDUE: Final = timedelta(minutes=10)
KEPT: Final = timedelta(days=30)
_A_SWEEP: Final = 500
_CHANGES: Final = UUID("a0b6c1f4-2f0e-4f0b-9d39-5f2b8a3f6c11")
"""The name space in which a delivery's id follows from webhook, change and event: queued twice, written once."""


def write_deliveries(tenant_id: UUID, events: Iterable[Mapping[str, str]], now: datetime) -> None:
    """Write a delivery for each active webhook and event it chose, and queue their sending."""
    with transaction.atomic(), behind_wall(tenant_id):
        hooks = list(Webhook.objects.for_tenant(tenant_id).filter(active=True))
        rows = [
            WebhookDelivery(
                id=uuid5(_CHANGES, f"{hook.pk}:{found['key']}:{found['event']}"),
                tenant_id=tenant_id,
                webhook_id=hook.pk,
                event=found["event"],
                body=found["body"],
                created_at=now,
                next_at=now,
            )
            for hook in hooks
            for found in events
            if found["event"] in hook.events
        ]
        WebhookDelivery.objects.for_tenant(tenant_id).bulk_create(rows, ignore_conflicts=True)
        for row in rows:
            enqueue(DELIVER, tenant=str(tenant_id), delivery=str(row.pk))


def try_delivery(tenant_id: UUID, delivery_id: UUID) -> None:
    """Send a delivery that waits, unless another worker has it or its webhook is paused; then note how it went."""
    now = timezone.now()
    row = _claimed(tenant_id, delivery_id, now)
    if row is not None:
        sent = _send(row, now)  # outside of any transaction: it waits for somebody else's machine
        _note(row, sent, timezone.now())


def _claimed(tenant_id: UUID, delivery_id: UUID, now: datetime) -> WebhookDelivery | None:
    with behind_wall(tenant_id):
        rows = WebhookDelivery.objects.for_tenant(tenant_id).filter(pk=delivery_id, state=DeliveryState.PENDING)
        mine = rows.filter(webhook__active=True, next_at__lte=now)
        if not mine.update(attempts=F("attempts") + 1, next_at=now + LEASE):
            return None
        return rows.select_related("webhook").first()


def _send(row: WebhookDelivery, now: datetime) -> Sent:
    hook = row.webhook
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Pulau-Webhook/1",
        "X-Pulau-Event": row.event,
        "X-Pulau-Delivery": str(row.pk),
        "X-Pulau-Signature": signature(secret_of(hook.pk, hook.generation), int(now.timestamp()), row.body),
    }
    return send(hook.url, row.body, headers)


def _note(row: WebhookDelivery, sent: Sent, now: datetime) -> None:
    with transaction.atomic(), behind_wall(row.tenant_id):
        _write_down(row, sent, now)


def _write_down(row: WebhookDelivery, sent: Sent, now: datetime) -> None:
    state, next_at = DeliveryState.DELIVERED, None
    if not sent.accepted:
        again = row.attempts <= len(WAITS)
        state = DeliveryState.PENDING if again else DeliveryState.FAILED
        next_at = now + WAITS[row.attempts - 1] if again else None
    WebhookDelivery.objects.for_tenant(row.tenant_id).filter(pk=row.pk).update(
        state=state, next_at=next_at, last_status=sent.status, last_problem=sent.problem
    )
    if next_at is not None:
        enqueue(DELIVER, after=next_at, tenant=str(row.tenant_id), delivery=str(row.pk))


def queue_overdue(now: datetime) -> int:
    """Queue deliveries again that nobody tried when it was their time; forget those that ended a month ago.

    Goes from tenant to tenant, each behind its own wall. Returns how many were queued. While many wait in the queue
    already, none is.
    """
    room = 0 if waiting(DELIVER) > _A_SWEEP else _A_SWEEP
    queued = 0
    for tenant_id in Tenant.objects.values_list("pk", flat=True):
        with transaction.atomic(), behind_wall(tenant_id):
            queued += _sweep(tenant_id, now, room - queued)
    return queued


def _sweep(tenant_id: UUID, now: datetime, room: int) -> int:
    kept = WebhookDelivery.objects.for_tenant(tenant_id)
    kept.ended_before(now - KEPT).delete()
    rows = list(kept.overdue(now - OVERDUE)[:room])
    for row in rows:
        if kept.filter(pk=row.pk, next_at=row.next_at).update(next_at=now):
            enqueue(DELIVER, tenant=str(tenant_id), delivery=str(row.pk))
    return len(rows)
