"""A file of a year's data that is made beside the pages."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pulau.foundation.tenancy.models import TenantOwned


class ExportState(models.TextChoices):
    """How far an export is."""

    WAITING = "waiting", _("Menunggu")
    RUNNING = "running", _("Berjalan")
    DONE = "done", _("Selesai")
    STOPPED = "stopped", _("Dihentikan")


class Export(TenantOwned):
    """A table of a year as a file, for the one who asked: `done` of `total` cases are in it; `digest` is its blob's."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    year = models.PositiveSmallIntegerField()
    table = models.CharField(max_length=16)
    kind = models.CharField(max_length=8)
    state = models.CharField(max_length=8, choices=ExportState, default=ExportState.WAITING)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by_id: uuid.UUID
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-asked_at", "id")
        indexes = (models.Index(fields=("tenant", "by", "-asked_at"), name="export_by_person"),)

    def __str__(self) -> str:
        return f"{self.table} {self.year} {self.kind}"
