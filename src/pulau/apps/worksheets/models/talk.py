"""What a team says over a worksheet: fields and constraints."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from pulau.apps.worksheets.models.sheets import Worksheet
from pulau.foundation.tenancy.models import TenantOwned

LONGEST_COMMENT = 4_000


class Comment(TenantOwned):
    """What somebody said about an item of a worksheet; the comments of an item make its thread."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    worksheet = models.ForeignKey(Worksheet, on_delete=models.PROTECT, related_name="+")
    worksheet_id: uuid.UUID
    item = models.CharField(max_length=24)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    author_id: uuid.UUID
    body = models.TextField(max_length=LONGEST_COMMENT)
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "id")
        indexes = (models.Index(fields=("tenant", "worksheet", "item", "at"), name="comment_by_item"),)

    def __str__(self) -> str:
        return f"{self.item} {self.at:%Y-%m-%d}"


class Mention(TenantOwned):
    """Somebody named in a comment, and when they have seen it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="+")
    comment_id: uuid.UUID
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    user_id: uuid.UUID
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("tenant", "comment", "user"), name="one_mention_a_comment"),)
        indexes = (models.Index(fields=("tenant", "user", "read_at"), name="mention_by_person"),)

    def __str__(self) -> str:
        return f"{self.user_id} {self.comment_id}"
