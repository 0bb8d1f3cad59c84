"""Versions of answers: fields, and that they are only added."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.db import models

from pulau.apps.worksheets.models.sheets import Worksheet
from pulau.foundation.tenancy.permanent import Permanent

LONGEST_NOTE = 10_000


class Level(models.TextChoices):
    """Whose answer it is. The levels of assessors are rows of their own, and start empty."""

    SELF = "self"


class Source(models.TextChoices):
    """Where an answer came from."""

    TYPED = "typed"
    IMPORTED = "imported"
    RESTORED = "restored"
    PROPOSED = "proposed"
    CARRIED = "carried"


class Answer(Permanent):
    """One version of an answer (jawaban) with its note. The highest version of an item is the answer as it stands.

    `value` is plain data as `core.scoring.answers.plain` writes it: an option's key, decimal text, counts by input
    key; None where the answer was taken back. `source` and `origin` say where it came from: a file's name and digest,
    the version that was restored, the register with its query and digest, the year that it was carried over from.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    worksheet = models.ForeignKey(Worksheet, on_delete=models.PROTECT, related_name="+")
    worksheet_id: uuid.UUID
    level = models.CharField(max_length=8, choices=Level, default=Level.SELF)
    item = models.CharField(max_length=24)
    version = models.PositiveIntegerField()
    revision = models.PositiveIntegerField()  # that of the worksheet with this change: what came after a moment
    value: models.JSONField[Any] = models.JSONField(null=True)
    note = models.TextField(blank=True, max_length=LONGEST_NOTE)
    source = models.CharField(max_length=16, choices=Source)
    origin: models.JSONField[dict[str, Any]] = models.JSONField(default=dict)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    user_id: uuid.UUID | None  # empty: the system itself
    at = models.DateTimeField()

    class Meta:
        ordering = ("worksheet", "level", "item", "version")
        constraints = (
            models.UniqueConstraint(
                fields=("tenant", "worksheet", "level", "item", "version"), name="one_answer_a_version"
            ),
        )

    def __str__(self) -> str:
        return f"{self.item} v{self.version}"
