"""Templates of pledges, in versions that an agency approves: fields and constraints."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pulau.foundation.tenancy.models import TenantOwned

LONGEST_TITLE = 200
LONGEST_TEXT = 4_000


class PledgeKind(models.TextChoices):
    """What kind of pledge (pakta integritas, piagam pencanangan) a text is for."""

    PERSONAL = "personal", _("Pakta integritas pegawai")
    OFFICE = "office", _("Pakta integritas pimpinan unit")
    INSTITUTIONAL = "institutional", _("Pakta integritas antarlembaga")
    DECLARATION = "declaration", _("Piagam pencanangan")


class TemplateState(models.TextChoices):
    """How far a version of a template is."""

    DRAFT = "draft", _("Draf")
    APPROVED = "approved", _("Disetujui")
    RETIRED = "retired", _("Tidak dipakai lagi")


class PledgeTemplate(TenantOwned):
    """One version of a pledge's text, Indonesian and (where wanted) English. An approved version never changes.

    `points` are lists of sentences. In texts {nama}, {jabatan}, {unit}, {instansi}, {tahun} stand for what is known.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=16, choices=PledgeKind)
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=TemplateState, default=TemplateState.DRAFT)
    title = models.CharField(max_length=LONGEST_TITLE)
    opening = models.TextField(max_length=LONGEST_TEXT)
    points = models.JSONField(default=list)
    closing = models.TextField(max_length=LONGEST_TEXT, blank=True)
    title_en = models.CharField(max_length=LONGEST_TITLE, blank=True)
    opening_en = models.TextField(max_length=LONGEST_TEXT, blank=True)
    points_en = models.JSONField(default=list, blank=True)
    closing_en = models.TextField(max_length=LONGEST_TEXT, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    made_by_id: uuid.UUID | None
    made_at = models.DateTimeField()
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    approved_by_id: uuid.UUID | None
    approved_at = models.DateTimeField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("kind", "-version")
        constraints = (
            models.UniqueConstraint(fields=("tenant", "kind", "version"), name="template_version_once"),
            models.UniqueConstraint(
                fields=("tenant", "kind"), condition=Q(state="approved"), name="one_approved_template_a_kind"
            ),
        )

    def __str__(self) -> str:
        return f"{self.title} {self.version}"
