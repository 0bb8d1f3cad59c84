"""Keeping the addresses of an agency's own systems that are told of changes. Only its administrator does."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from pulau.apps.worksheets.actions import WEBHOOK_ADDED, WEBHOOK_CHANGED, WEBHOOK_REMOVED, WEBHOOK_TESTED
from pulau.apps.worksheets.announcing import DELIVER, EVENTS, TEST, event_body
from pulau.apps.worksheets.models import DeliveryState, Webhook, WebhookDelivery
from pulau.apps.worksheets.policies import KEEP_WEBHOOKS
from pulau.apps.worksheets.selectors import WebhookNotFound, webhooks_for
from pulau.apps.worksheets.sending import check_address
from pulau.core.shared.digest import canonical_digest
from pulau.foundation.jobs.queue import enqueue
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor

MOST_WEBHOOKS = 10
_LAST_GENERATION = 32_767


class TooManyWebhooks(Exception):  # noqa: N818 - a fact, as every error of this project
    """The agency has as many webhooks as it may."""


class NoEventChosen(Exception):  # noqa: N818 - a fact, as every error of this project
    """A webhook without any known event would never be told anything."""


@transaction.atomic
def add_webhook(*, actor: Actor, url: str, events: Collection[str], now: datetime) -> Webhook:
    """Add an address. Raises PermissionDenied, AddressRefused, NoEventChosen, TooManyWebhooks."""
    actor = require(actor, KEEP_WEBHOOKS)
    check_address(url)
    if Webhook.objects.for_actor(actor).count() >= MOST_WEBHOOKS:
        raise TooManyWebhooks
    row = Webhook(tenant_id=actor.tenant_id, url=url, events=_known(events), created_at=now)
    row.save(force_insert=True)
    journal.record(actor, WEBHOOK_ADDED.code, row, {"address": canonical_digest(url), "events": row.events}, now)
    return row


@transaction.atomic
def choose_events(*, actor: Actor, webhook_id: UUID, events: Collection[str], now: datetime) -> Webhook:
    """Choose what a webhook is told. Raises PermissionDenied, WebhookNotFound, NoEventChosen."""
    actor = require(actor, KEEP_WEBHOOKS)
    row = _locked(actor, webhook_id)
    before = {"events": row.events}
    row.events = _known(events)
    row.save(update_fields=["events"])
    journal.record(actor, WEBHOOK_CHANGED.code, row, journal.changed(before, {"events": row.events}), now)
    return row


@transaction.atomic
def rotate_secret(*, actor: Actor, webhook_id: UUID, now: datetime) -> Webhook:
    """Give a webhook another secret; the one before signs nothing from now on. Raises as `choose_events`."""
    actor = require(actor, KEEP_WEBHOOKS)
    row = _locked(actor, webhook_id)
    before = {"generation": row.generation}
    row.generation = row.generation % _LAST_GENERATION + 1
    row.save(update_fields=["generation"])
    journal.record(actor, WEBHOOK_CHANGED.code, row, journal.changed(before, {"generation": row.generation}), now)
    return row


@transaction.atomic
def pause_webhook(*, actor: Actor, webhook_id: UUID, now: datetime) -> Webhook:
    """Send nothing more; what changes meanwhile is not told later. Raises as `choose_events`."""
    actor = require(actor, KEEP_WEBHOOKS)
    row = _locked(actor, webhook_id)
    before = {"active": row.active}
    row.active = False
    row.save(update_fields=["active"])
    journal.record(actor, WEBHOOK_CHANGED.code, row, journal.changed(before, {"active": row.active}), now)
    return row


@transaction.atomic
def resume_webhook(*, actor: Actor, webhook_id: UUID, now: datetime) -> Webhook:
    """Send again, first what was on its way when it was paused. Raises as `choose_events`."""
    actor = require(actor, KEEP_WEBHOOKS)
    row = _locked(actor, webhook_id)
    before = {"active": row.active}
    row.active = True
    row.save(update_fields=["active"])
    journal.record(actor, WEBHOOK_CHANGED.code, row, journal.changed(before, {"active": row.active}), now)
    left = WebhookDelivery.objects.for_actor(actor).filter(webhook_id=row.pk, state=DeliveryState.PENDING)
    for delivery_id in left.values_list("pk", flat=True):
        enqueue(DELIVER, tenant=str(row.tenant_id), delivery=str(delivery_id))
    left.update(next_at=now)
    return row


@transaction.atomic
def send_test_event(*, actor: Actor, webhook_id: UUID, now: datetime) -> WebhookDelivery:
    """Send an event that says nothing, to try the address. Raises as `choose_events`."""
    actor = require(actor, KEEP_WEBHOOKS)
    row = _locked(actor, webhook_id)
    body = event_body(TEST, now, {"webhook": str(row.pk)})
    delivery = WebhookDelivery(
        tenant_id=row.tenant_id, webhook_id=row.pk, event=TEST, body=body, created_at=now, next_at=now
    )
    delivery.save(force_insert=True)
    journal.record(actor, WEBHOOK_TESTED.code, row, {"delivery": delivery.pk}, now)
    enqueue(DELIVER, tenant=str(row.tenant_id), delivery=str(delivery.pk))
    return delivery


@transaction.atomic
def remove_webhook(*, actor: Actor, webhook_id: UUID, now: datetime) -> None:
    """Remove a webhook with its deliveries. Raises as `choose_events`."""
    actor = require(actor, KEEP_WEBHOOKS)
    row = _locked(actor, webhook_id)
    journal.record(actor, WEBHOOK_REMOVED.code, row, {"address": canonical_digest(row.url)}, now)
    WebhookDelivery.objects.for_actor(actor).filter(webhook_id=row.pk).delete()
    row.delete()


def _locked(actor: Actor, webhook_id: UUID) -> Webhook:
    row = webhooks_for(actor).filter(pk=webhook_id).select_for_update().first()
    if row is None:
        raise WebhookNotFound
    return row


def _known(events: Collection[str]) -> list[str]:
    chosen = [event for event in EVENTS if event in events]
    if not chosen:
        raise NoEventChosen
    return chosen
