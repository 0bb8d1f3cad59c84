"""Telling an agency's own systems what changed: rows written beside the change, sent by a job."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pulau.apps.worksheets.models import Webhook, WebhookDelivery, Worksheet
from pulau.foundation.jobs.queue import enqueue

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

ANSWER_CHANGED = "answer.changed"
SCORE_CHANGED = "score.changed"
EVENTS = (ANSWER_CHANGED, SCORE_CHANGED)
DELIVER = "pulau.apps.worksheets.tasks.deliver"


def announce(row: Worksheet, written: Mapping[str, int], now: datetime) -> None:
    """Write a delivery for each active webhook and event, in the transaction of the change, and queue its sending."""
    hooks = list(Webhook.objects.for_tenant(row.tenant_id).filter(active=True))
    bodies = {ANSWER_CHANGED: {"answers": dict(written)}, SCORE_CHANGED: {"score": row.exact, "titles": row.titles}}
    deliveries = [
        WebhookDelivery(
            tenant_id=row.tenant_id,
            webhook_id=hook.pk,
            event=event,
            body=_body(row, event, bodies[event], now),
            created_at=now,
            next_at=now,
        )
        for hook in hooks
        for event in EVENTS
        if event in hook.events
    ]
    WebhookDelivery.objects.for_tenant(row.tenant_id).bulk_create(deliveries)
    for delivery in deliveries:
        enqueue(DELIVER, tenant=str(row.tenant_id), delivery=str(delivery.pk))


def _body(row: Worksheet, event: str, what: Mapping[str, object], now: datetime) -> str:
    worksheet = {"id": str(row.pk), "unit": row.unit.code, "year": row.year, "revision": row.revision}
    return json.dumps({"event": event, "at": now.isoformat(), "worksheet": worksheet, **what}, separators=(",", ":"))
