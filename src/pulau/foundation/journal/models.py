"""The journal's rows. They are added, and never changed or removed; `guard` makes the database itself refuse it."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from pulau.foundation.tenancy.permanent import Permanent

SALT_BYTES = 32


class OutboxState(models.TextChoices):
    """How far an entry is on its way into the public log."""

    PENDING = "pending"
    PUBLISHED = "published"
    APART = "apart"  # of a kind that does not go into it


class Entry(Permanent):
    """One thing that somebody did to one object.

    `payload` is canonical JSON (RFC 8785) of ids and digests, never of names or texts of people. `salt` (32 bytes)
    keeps the commitment that goes into the public log from being guessed. `at` is UTC to the millisecond.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    actor_id = models.UUIDField(null=True, editable=False)  # null: the system itself, by a schedule or at set-up
    role = models.CharField(max_length=64, editable=False)
    action = models.CharField(max_length=100, editable=False)
    object_type = models.CharField(max_length=100, editable=False)
    object_id = models.CharField(max_length=64, editable=False)
    unit_id = models.UUIDField(null=True, editable=False)  # the work unit that it concerns, where it concerns one
    on_behalf_of = models.UUIDField(
        null=True, editable=False
    )  # whose duty the actor stood in for (Plh, Plt, delegation)
    request_id = models.UUIDField(null=True, editable=False)  # the request or the run of a job in which it happened
    payload = models.TextField(editable=False)
    at = models.DateTimeField(editable=False)
    salt = models.BinaryField(max_length=SALT_BYTES, editable=False)
    outbox = models.CharField(max_length=16, choices=OutboxState, default=OutboxState.PENDING, editable=False)

    wall_openings: ClassVar[dict[str, str]] = {
        "person": "actor_id = nullif(current_setting('pulau.person', true), '')::uuid"
    }

    class Meta:
        ordering = ("at", "id")
        indexes = (
            models.Index(fields=("tenant", "at"), name="journal_by_time"),
            models.Index(fields=("object_type", "object_id"), name="journal_by_object"),
            models.Index(fields=("outbox", "at"), name="journal_outbox"),
            models.Index(fields=("tenant", "unit_id", "at"), name="journal_by_unit"),
            models.Index(fields=("tenant", "actor_id", "at"), name="journal_by_actor"),
            models.Index(fields=("tenant", "action", "at"), name="journal_by_action"),
            models.Index(fields=("tenant", "request_id"), name="journal_by_request"),
        )

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%dT%H:%M:%SZ} {self.action} {self.object_type} {self.object_id}"
