"""Questions between assessors and a unit about an item, with their clocks."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pulau.apps.assessments.models.cases import Case, Level
from pulau.foundation.tenancy.models import TenantOwned
from pulau.foundation.tenancy.permanent import Permanent

LONGEST_QUESTION = 4_000


class QuestionState(models.TextChoices):
    """What became of a question."""

    OPEN = "open", _("Menunggu jawaban unit")
    ANSWERED = "answered", _("Dijawab")
    CLOSED = "closed", _("Selesai")
    WITHDRAWN = "withdrawn", _("Ditarik")


class Question(TenantOwned):
    """A question of an assessor to the unit about an item (empty: the whole worksheet), due on a legal day.

    `wants_evidence`: more evidence is asked for. `round` is the round of the case in which it was asked.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    case_id: uuid.UUID
    number = models.PositiveSmallIntegerField()
    item = models.CharField(max_length=24, blank=True)
    level = models.CharField(max_length=16, choices=Level)
    text = models.TextField(max_length=LONGEST_QUESTION)
    wants_evidence = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=QuestionState, default=QuestionState.OPEN)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_by_id: uuid.UUID
    asked_at = models.DateTimeField()
    due_on = models.DateField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    closed_by_id: uuid.UUID | None
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("case_id", "number")
        constraints = (models.UniqueConstraint(fields=("tenant", "case", "number"), name="one_question_a_number"),)
        indexes = (models.Index(fields=("tenant", "state", "due_on"), name="question_by_due"),)

    def __str__(self) -> str:
        return f"{self.number} {self.item}"


class Reply(Permanent):
    """What was said to a question: by the unit, or by an assessor again. `evidence` is what the unit shows with it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")
    question_id: uuid.UUID
    number = models.PositiveSmallIntegerField()
    text = models.TextField(max_length=LONGEST_QUESTION)
    evidence = models.ForeignKey("evidence.Evidence", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    evidence_id: uuid.UUID | None
    evidence_version = models.PositiveIntegerField(null=True, blank=True)  # the version shown, whatever comes later
    by_unit = models.BooleanField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    user_id: uuid.UUID
    at = models.DateTimeField()

    class Meta:
        ordering = ("question_id", "number")
        constraints = (models.UniqueConstraint(fields=("tenant", "question", "number"), name="one_reply_a_number"),)

    def __str__(self) -> str:
        return f"{self.question_id} {self.number}"
