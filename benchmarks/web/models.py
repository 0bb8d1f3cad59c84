"""The bare view's table; `benchmarks.web.table` makes it."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class BareRow(models.Model):
    """A row that somebody wrote."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    item = models.CharField(max_length=24)
    value = models.CharField(max_length=24)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.item
