"""A file on its way in: whose it is, its name and its length. How much of it is there, the file itself says."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from pulau.exchange.files.names import MOST
from pulau.foundation.tenancy.models import TenantOwned


class Upload(TenantOwned):
    """One file that a person (`user`) sends in, of `length` bytes; its bytes lie in `UPLOADS_FOLDER/<id>`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    user_id: uuid.UUID
    file_name = models.CharField(max_length=MOST)
    length = models.BigIntegerField()
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        ordering = ("created_at", "id")
        indexes = (models.Index(fields=("tenant", "user", "expires_at"), name="upload_of_person"),)
        constraints = (models.CheckConstraint(condition=models.Q(length__gte=0), name="upload_length"),)

    def __str__(self) -> str:
        return str(self.id)
