"""Addresses that are told of changes, and what goes there: fields and constraints."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import ClassVar, Self

from django.db import models

from pulau.foundation.tenancy.models import TenantOwned
from pulau.foundation.tenancy.scope import ScopedManager, ScopedQuerySet


class Webhook(TenantOwned):
    """An address of an agency's own system that is told of changed answers and scores.

    Its signing secret is not kept: it is derived from the installation's key, the id and `generation`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    url = models.CharField(max_length=500)
    events: models.JSONField[list[str]] = models.JSONField(default=list)
    generation = models.PositiveSmallIntegerField(default=1)
    active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ("created_at", "id")

    def __str__(self) -> str:
        return self.url


class DeliveryState(models.TextChoices):
    """How a delivery stands."""

    PENDING = "pending"
    DELIVERED = "delivered"
    FAILED = "failed"


class DeliveryRows(ScopedQuerySet["WebhookDelivery"]):
    """Deliveries of one tenant."""

    def overdue(self, moment: datetime) -> Self:
        """Return what should have been tried before a moment, oldest first; not of paused webhooks."""
        late = self.filter(state=DeliveryState.PENDING, webhook__active=True, next_at__lt=moment)
        return late.order_by("next_at")

    def ended_before(self, moment: datetime) -> Self:
        """Return what was delivered or given up, and is older than a moment."""
        return self.filter(created_at__lt=moment).exclude(state=DeliveryState.PENDING)


class DeliveryManager(ScopedManager["WebhookDelivery"]):
    """Deliveries of one tenant, by `for_tenant`."""

    queryset_class = DeliveryRows

    def for_tenant(self, tenant_id: uuid.UUID) -> DeliveryRows:
        """Return the deliveries of one tenant."""
        return DeliveryRows(self.model, using=self._db).of(tenant_id)


class WebhookDelivery(TenantOwned):
    """One event on its way to one address: the very bytes that are signed, and how the tries went."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    webhook = models.ForeignKey(Webhook, on_delete=models.PROTECT, related_name="+")
    webhook_id: uuid.UUID
    event = models.CharField(max_length=40)
    body = models.TextField()
    created_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=DeliveryState, default=DeliveryState.PENDING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True, blank=True)
    last_status = models.PositiveSmallIntegerField(null=True)
    last_problem = models.CharField(max_length=200, blank=True)

    objects: ClassVar[DeliveryManager] = DeliveryManager()

    class Meta:
        ordering = ("-created_at", "id")
        indexes = (models.Index(fields=("tenant", "webhook", "created_at"), name="delivery_by_webhook"),)

    def __str__(self) -> str:
        return f"{self.event} {self.state}"
