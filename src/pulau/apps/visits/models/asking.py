"""What people told: mystery shoppers, those who were interviewed, those who answered the survey."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pulau.apps.visits.models.visits import LONGEST_LINE, LONGEST_TEXT
from pulau.foundation.tenancy.permanent import Permanent

_INDEX = (MinValueValidator(0), MaxValueValidator(4))


class Manner(models.TextChoices):
    """How the officer behaved."""

    KIND = "kind", _("Ramah dan membantu")
    PLAIN = "plain", _("Cukup")
    POOR = "poor", _("Kurang ramah")
    RUDE = "rude", _("Kasar atau mempersulit")


class ShopperVisit(Permanent):
    """What a mystery shopper lived through at a service, as told. Who it was, only the ministry's assessors read."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("assessments.Case", on_delete=models.PROTECT, related_name="+")
    case_id: uuid.UUID
    key = models.UUIDField()
    shopper = models.CharField(max_length=LONGEST_LINE)
    service = models.CharField(max_length=LONGEST_LINE)
    day = models.DateField()
    waited_minutes = models.PositiveIntegerField()
    asked_fee = models.PositiveBigIntegerField(null=True, blank=True)  # whole rupiah beyond the fee; empty: none asked
    paid = models.PositiveBigIntegerField(null=True, blank=True)
    offered_faster = models.BooleanField(default=False)
    receipt = models.BooleanField(default=False)
    informed = models.BooleanField(default=False)  # requirements, time and fee were told before
    manner = models.CharField(max_length=8, choices=Manner)
    story = models.TextField(max_length=LONGEST_TEXT)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    user_id: uuid.UUID
    typed_at = models.DateTimeField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("case_id", "day", "id")
        constraints = (models.UniqueConstraint(fields=("tenant", "key"), name="one_shopper_visit_a_key"),)

    def __str__(self) -> str:
        return f"{self.service} {self.day}"


class Interview(Permanent):
    """Notes of an interview: in which role somebody spoke, never who; only with their consent."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("assessments.Case", on_delete=models.PROTECT, related_name="+")
    case_id: uuid.UUID
    key = models.UUIDField()
    role = models.CharField(max_length=LONGEST_LINE)
    area = models.CharField(max_length=16)
    summary = models.TextField(max_length=LONGEST_TEXT)
    consented = models.BooleanField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    user_id: uuid.UUID
    typed_at = models.DateTimeField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("case_id", "area", "typed_at", "id")
        constraints = (
            models.UniqueConstraint(fields=("tenant", "key"), name="one_interview_a_key"),
            models.CheckConstraint(condition=Q(consented=True), name="interview_with_consent"),
        )

    def __str__(self) -> str:
        return f"{self.area} {self.role}"


class Runner(models.TextChoices):
    """Who ran a survey."""

    BPS = "bps", _("BPS")
    THIRD_PARTY = "third-party", _("Pihak ketiga")


class SurveyResult(Permanent):
    """One version of the survey's result: the indices as its report has them, 0 to 4. The highest version stands."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("assessments.Case", on_delete=models.PROTECT, related_name="+")
    case_id: uuid.UUID
    version = models.PositiveSmallIntegerField()
    runner = models.CharField(max_length=16, choices=Runner)
    runner_name = models.CharField(max_length=LONGEST_LINE)
    first_day = models.DateField()
    last_day = models.DateField()
    respondents = models.PositiveIntegerField()
    corruption_perception = models.DecimalField(max_digits=5, decimal_places=4, validators=_INDEX)
    service_quality = models.DecimalField(max_digits=5, decimal_places=4, validators=_INDEX)
    document = models.CharField(max_length=64)
    document_name = models.CharField(max_length=200)
    document_kind = models.CharField(max_length=16)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    user_id: uuid.UUID
    at = models.DateTimeField()

    class Meta:
        ordering = ("case_id", "version")
        constraints = (
            models.UniqueConstraint(fields=("tenant", "case", "version"), name="one_survey_a_version"),
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="survey_days"),
        )

    def __str__(self) -> str:
        return f"{self.runner_name} v{self.version}"
