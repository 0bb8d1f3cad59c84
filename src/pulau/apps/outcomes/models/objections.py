"""What a body says against an outcome, that it accepts one, and offences by which a proposal is void."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pulau.apps.outcomes.models.decrees import LONGEST_SOURCE, LONGEST_TEXT
from pulau.foundation.tenancy.models import TenantOwned
from pulau.foundation.tenancy.permanent import Permanent


class ObjectionState(models.TextChoices):
    """What became of an objection."""

    FILED = "filed", _("Diperiksa")
    UPHELD = "upheld", _("Diterima")
    REJECTED = "rejected", _("Ditolak")


class Objection(TenantOwned):
    """An objection (keberatan) of the body's head against an outcome, with its grounds; decided once, with reasons.

    `filed_on` is the legal day of the body, `last_day` the last one on which it could be filed (None: not known).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("assessments.Case", on_delete=models.PROTECT, related_name="+")
    case_id: uuid.UUID
    number = models.PositiveSmallIntegerField(default=1)
    grounds = models.TextField(max_length=LONGEST_TEXT)
    state = models.CharField(max_length=12, choices=ObjectionState, default=ObjectionState.FILED)
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    filed_by_id: uuid.UUID | None
    filed_at = models.DateTimeField()
    filed_on = models.DateField()
    last_day = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_by_id: uuid.UUID | None
    decided_at = models.DateTimeField(null=True, blank=True)
    reasons = models.TextField(blank=True, max_length=LONGEST_TEXT)

    class Meta:
        ordering = ("case_id", "number")
        constraints = (
            models.UniqueConstraint(fields=("tenant", "case", "number"), name="one_objection_a_number"),
            models.UniqueConstraint(fields=("tenant", "case"), condition=Q(state="filed"), name="one_objection_open"),
        )

    def __str__(self) -> str:
        return f"{self.case_id} {self.number}"


class ObjectionFile(Permanent):
    """A document that was filed with an objection; `digest` names it in the store of files."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    objection = models.ForeignKey(Objection, on_delete=models.PROTECT, related_name="files")
    objection_id: uuid.UUID
    digest = models.CharField(max_length=64)
    file_name = models.CharField(max_length=160)
    size = models.PositiveBigIntegerField(default=0)

    class Meta:
        ordering = ("objection_id", "file_name", "id")

    def __str__(self) -> str:
        return self.file_name


class Acceptance(Permanent):
    """That a body's head accepts an outcome before the time for an objection is over: it need not be waited for."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("assessments.Case", on_delete=models.PROTECT, related_name="+")
    case_id: uuid.UUID
    note = models.TextField(blank=True, max_length=LONGEST_TEXT)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    user_id: uuid.UUID | None
    at = models.DateTimeField()

    class Meta:
        ordering = ("case_id", "at", "id")

    def __str__(self) -> str:
        return f"{self.case_id} {self.at:%Y-%m-%d}"


class OffenceRole(models.TextChoices):
    """Whose offence it is: the duty, never a name."""

    HEAD = "head", _("Pimpinan unit")
    OFFICIAL = "official", _("Pejabat lain di unit")
    STAFF = "staff", _("Pegawai unit")


class Offence(Permanent):
    """A corruption offence (tindak pidana korupsi) in the year of a proposal, with the document it is known from."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("assessments.Case", on_delete=models.PROTECT, related_name="+")
    case_id: uuid.UUID
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=LONGEST_SOURCE)
    role = models.CharField(max_length=12, choices=OffenceRole)
    source = models.CharField(max_length=LONGEST_SOURCE)
    digest = models.CharField(max_length=64, blank=True)
    file_name = models.CharField(max_length=160, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    user_id: uuid.UUID | None
    at = models.DateTimeField()

    class Meta:
        ordering = ("case_id", "at", "id")

    def __str__(self) -> str:
        return f"{self.case_id} {self.year}"
