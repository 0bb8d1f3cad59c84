"""Figures about the installation as a whole, which are counted now and then, body by body."""

from __future__ import annotations

from django.db import models


class HealthFigure(models.Model):
    """One figure (`units`, `mail_waiting`) over all bodies, and when it was counted. It belongs to no tenant."""

    code = models.CharField(primary_key=True, max_length=32)
    value = models.BigIntegerField()
    counted_at = models.DateTimeField()

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return f"{self.code} {self.value}"
