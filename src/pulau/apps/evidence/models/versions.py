"""Versions of evidence, which never change, and what was found out and made of each, which does."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from pulau.apps.evidence.models.pieces import LONGEST_NAME, LONGEST_REASON, Evidence
from pulau.foundation.tenancy.models import TenantOwned
from pulau.foundation.tenancy.permanent import Permanent

_DIGEST = RegexValidator(r"^[0-9a-f]{64}$")


class EvidenceVersion(Permanent):
    """One version of a piece of evidence: the bytes as they came, by digest (SHA-256), name, kind and size.

    The bytes lie in `foundation.storage` under `digest`. `kind` is a code of `exchange.files.kinds`; `notes` are codes
    of what inspection remarked without refusing.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="versions")
    evidence_id: uuid.UUID
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64, validators=[_DIGEST])
    size = models.PositiveBigIntegerField()
    name = models.CharField(max_length=LONGEST_NAME)
    kind = models.CharField(max_length=16)
    notes: models.JSONField[list[str]] = models.JSONField(default=list)
    cause = models.CharField(max_length=LONGEST_REASON, blank=True)  # why it replaces the one before
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    user_id: uuid.UUID | None  # empty: the system itself
    at = models.DateTimeField()

    class Meta:
        ordering = ("evidence", "-number")
        constraints = (models.UniqueConstraint(fields=("tenant", "evidence", "number"), name="one_version_a_number"),)
        indexes = (models.Index(fields=("tenant", "digest"), name="evidence_by_digest"),)

    def __str__(self) -> str:
        return f"{self.name} v{self.number}"


class PreparationState(models.TextChoices):
    """How far a version is prepared for viewing. `blocked`: something dangerous was found; it is given to nobody."""

    WAITING = "waiting", _("Sedang diperiksa")
    READY = "ready", _("Siap")
    PARTLY = "partly", _("Tersimpan, tanpa pratinjau")
    BLOCKED = "blocked", _("Ditahan")


class ScanState(models.TextChoices):
    """What the virus scanner said. `off`: none is configured; `unavailable`: it did not answer, and is asked again."""

    OFF = "off", _("Tidak diperiksa antivirus")
    WAITING = "waiting", _("Menunggu antivirus")
    CLEAN = "clean", _("Lolos antivirus")
    INFECTED = "infected", _("Mengandung virus")
    UNAVAILABLE = "unavailable", _("Antivirus belum menjawab")


class Preparation(TenantOwned):
    """What was found out of a version and made of it: scan, pages to look at, a copy without metadata, its words.

    `pages` are digests of blobs (images), in order; `copy` that of the copy for viewing, `copy_kind` its kind.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.OneToOneField(EvidenceVersion, on_delete=models.PROTECT, related_name="preparation")
    version_id: uuid.UUID
    state = models.CharField(max_length=12, choices=PreparationState, default=PreparationState.WAITING)
    scan = models.CharField(max_length=12, choices=ScanState, default=ScanState.OFF)
    scan_words = models.CharField(max_length=200, blank=True)
    scanned_at = models.DateTimeField(null=True, blank=True)
    pages: models.JSONField[list[str]] = models.JSONField(default=list)
    page_count = models.PositiveIntegerField(default=0)  # of the document, which may be more than the pages kept
    copy = models.CharField(max_length=64, blank=True, validators=[_DIGEST])
    copy_kind = models.CharField(max_length=16, blank=True)
    notes: models.JSONField[list[str]] = models.JSONField(default=list)
    tries = models.PositiveSmallIntegerField(default=0)
    prepared_at = models.DateTimeField(null=True, blank=True)
    not_before = models.DateTimeField(null=True, blank=True)  # somebody prepares it until then, or it rests so long

    class Meta:
        indexes = (models.Index(fields=("tenant", "state"), name="preparation_by_state"),)

    def __str__(self) -> str:
        return f"{self.version_id} {self.state}"
