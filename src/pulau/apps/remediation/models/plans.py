"""Remediation plans (rencana aksi perbaikan): one of a case that ended without a title, a step of each finding."""

from __future__ import annotations

import uuid
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pulau.foundation.tenancy.models import TenantOwned

LONGEST_TEXT = 4_000


class PlanState(models.TextChoices):
    """Whether there is still something to be done or checked."""

    OPEN = "open", _("Berjalan")
    CLOSED = "closed", _("Selesai")


class StepKind(models.TextChoices):
    """What a step repairs."""

    GATE = "gate", _("Nilai minimal")
    ITEM = "item", _("Catatan butir")
    OTHER = "other", _("Lainnya")


class StepState(models.TextChoices):
    """How far a step is."""

    OPEN = "open", _("Belum direncanakan")
    PLANNED = "planned", _("Dikerjakan")
    DONE = "done", _("Selesai, menunggu pemeriksaan")
    CHECKED = "checked", _("Diperiksa")


class EffectState(models.TextChoices):
    """What the check of a finished step found."""

    WORKS = "works", _("Berhasil")
    PARTLY = "partly", _("Berhasil sebagian")
    NOT = "not", _("Belum berhasil")


class RemediationPlan(TenantOwned):
    """What a unit repairs after an evaluation ended without a title, or a title was revoked; once a case.

    `digest` pins the findings that it was born from, as they stood when the case ended.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("assessments.Case", on_delete=models.PROTECT, related_name="+")
    case_id: uuid.UUID
    unit = models.ForeignKey("agencies.WorkUnit", on_delete=models.PROTECT, related_name="+")
    unit_id: uuid.UUID
    year = models.PositiveSmallIntegerField()
    event = models.CharField(max_length=32)  # of the process, by which the case ended
    state = models.CharField(max_length=8, choices=PlanState, default=PlanState.OPEN)
    digest = models.CharField(max_length=64)
    born_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-year", "unit_id")
        constraints = (models.UniqueConstraint(fields=("tenant", "case"), name="one_plan_a_case"),)
        indexes = (models.Index(fields=("tenant", "unit", "year"), name="plan_by_unit"),)

    def __str__(self) -> str:
        return f"{self.unit_id} {self.year}"


class RemediationStep(TenantOwned):
    """One finding and its repair: root cause, action, who, until when, proof, and whether it had its effect.

    `key` is the gate (`WBK.total`) or the item that it came from; `finding` and `recommendation` are the assessors'
    words of then. `actual` and `required` are printed hundredths where a minimum was missed. `version` grows with each
    change, so that two people do not overwrite each other.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(RemediationPlan, on_delete=models.PROTECT, related_name="steps")
    plan_id: uuid.UUID
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=StepKind)
    key = models.CharField(max_length=48)
    area = models.CharField(max_length=8, blank=True)
    finding = models.TextField(max_length=LONGEST_TEXT)
    recommendation = models.TextField(blank=True, max_length=LONGEST_TEXT)
    actual = models.IntegerField(null=True, blank=True)
    required = models.IntegerField(null=True, blank=True)
    root_cause = models.TextField(blank=True, max_length=LONGEST_TEXT)
    action = models.TextField(blank=True, max_length=LONGEST_TEXT)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    owner_id: uuid.UUID | None
    due_on = models.DateField(null=True, blank=True)
    proof = models.ForeignKey("evidence.Evidence", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    proof_id: uuid.UUID | None
    result = models.TextField(blank=True, max_length=LONGEST_TEXT)
    state = models.CharField(max_length=8, choices=StepState, default=StepState.OPEN)
    done_at = models.DateTimeField(null=True, blank=True)
    effect = models.CharField(max_length=8, choices=EffectState, blank=True)
    effect_note = models.TextField(blank=True, max_length=LONGEST_TEXT)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    checked_by_id: uuid.UUID | None
    checked_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("plan_id", "number")
        constraints = (models.UniqueConstraint(fields=("tenant", "plan", "number"), name="one_step_a_number"),)
        indexes = (models.Index(fields=("tenant", "state", "due_on"), name="step_by_due"),)

    def __str__(self) -> str:
        return f"{self.number} {self.key}"

    @property
    def actual_points(self) -> Decimal | None:
        """What was reached, in points or percent; None where no minimum was missed."""
        return None if self.actual is None else Decimal(self.actual) / 100

    @property
    def required_points(self) -> Decimal | None:
        """The least that is asked for, in points or percent."""
        return None if self.required is None else Decimal(self.required) / 100
