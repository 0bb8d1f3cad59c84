"""What assessors judge: a sheet each, answers of their own, and the set on which all of them are measured."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pulau.apps.assessments.models.cases import Case, Level
from pulau.foundation.tenancy.models import TenantOwned
from pulau.foundation.tenancy.permanent import Permanent

LONGEST_TEXT = 10_000


class JudgementState(models.TextChoices):
    """Whether an assessor still judges, or has submitted: before that nobody else sees it, and they see nobody's."""

    OPEN = "open", _("Sedang menilai")
    SUBMITTED = "submitted", _("Diserahkan")
    ENDED = "ended", _("Dihentikan")


class Judgement(TenantOwned):
    """The sheet of one assessor at one level of a case; it starts empty.

    `digest` pins what was submitted (item, version, value, texts). A judgement that is opened again for round 2 keeps
    its answers and their versions, and gets a new digest when it is submitted anew. `revision` grows with each answer.

    Others see the answers up to `submitted_revision` and no later ones; `blind_revision` is that of the first
    submission: what was judged before anything of others was seen.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    case_id: uuid.UUID
    level = models.CharField(max_length=16, choices=Level)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    user_id: uuid.UUID
    round = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=12, choices=JudgementState, default=JudgementState.OPEN)
    revision = models.PositiveIntegerField(default=0)
    answered = models.PositiveSmallIntegerField(default=0)
    opened_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_revision = models.PositiveIntegerField(null=True, blank=True)
    blind_revision = models.PositiveIntegerField(null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ("case_id", "level", "opened_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("tenant", "case", "level", "user"), condition=~Q(state="ended"), name="one_judgement_a_level"
            ),
        )

    def __str__(self) -> str:
        return f"{self.level} {self.user_id}"


class JudgedAnswer(Permanent):
    """One version of an assessor's answer to an item. The highest version of an item stands.

    `value` is plain data as an answer's is; None where it was taken back. `finding` is the catatan that the report
    prints, `recommendation` what it asks for, `strength` what it praises. `reason` says why the answer differs from
    the level before, which may come later than the answer, in a version of its own; beside no value, why it was not
    judged.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    judgement = models.ForeignKey(Judgement, on_delete=models.PROTECT, related_name="+")
    judgement_id: uuid.UUID
    item = models.CharField(max_length=24)
    version = models.PositiveIntegerField()
    revision = models.PositiveIntegerField()
    value: models.JSONField[Any] = models.JSONField(null=True)
    finding = models.TextField(blank=True, max_length=LONGEST_TEXT)
    recommendation = models.TextField(blank=True, max_length=LONGEST_TEXT)
    strength = models.TextField(blank=True, max_length=LONGEST_TEXT)
    reason = models.TextField(blank=True, max_length=LONGEST_TEXT)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    user_id: uuid.UUID | None
    at = models.DateTimeField()

    class Meta:
        ordering = ("judgement_id", "item", "version")
        constraints = (
            models.UniqueConstraint(fields=("tenant", "judgement", "item", "version"), name="one_judged_a_version"),
        )

    def __str__(self) -> str:
        return f"{self.item} v{self.version}"


class CalibrationSet(TenantOwned):
    """Items with invented answers that all assessors of a body score, to see how far they agree.

    `items` is a list of `{"item", "case", "key"}`: the item's id, the story told, and the expected value or None.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=160)
    regulation = models.CharField(max_length=64)
    items: models.JSONField[list[dict[str, Any]]] = models.JSONField(default=list)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    opened_by_id: uuid.UUID | None
    opened_at = models.DateTimeField()
    due_on = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-opened_at", "id")

    def __str__(self) -> str:
        return self.name


class CalibrationAnswer(TenantOwned):
    """What one assessor gave in a calibration set, all items together; shown to others once the set is closed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    calibration = models.ForeignKey(CalibrationSet, on_delete=models.PROTECT, related_name="+")
    calibration_id: uuid.UUID
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    user_id: uuid.UUID
    values: models.JSONField[list[Any]] = models.JSONField(default=list)  # in the order of the set's items
    submitted_at = models.DateTimeField()

    class Meta:
        ordering = ("calibration_id", "submitted_at", "id")
        constraints = (
            models.UniqueConstraint(fields=("tenant", "calibration", "user"), name="one_calibration_answer"),
        )

    def __str__(self) -> str:
        return f"{self.user_id}"
