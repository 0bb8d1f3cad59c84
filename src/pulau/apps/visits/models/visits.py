"""Presentations that a unit was called to, and visits: fields and constraints."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pulau.foundation.tenancy.models import TenantOwned

LONGEST_LINE = 300
LONGEST_TEXT = 4_000


class PresentationState(models.TextChoices):
    """What became of a presentation."""

    CALLED = "called", pgettext_lazy("paparan", "Diminta")
    HELD = "held", _("Sudah berlangsung")
    CANCELLED = "cancelled", _("Dibatalkan")


class Presentation(TenantOwned):
    """A presentation (paparan) to which the assessors called the unit, in a room or by a link."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("assessments.Case", on_delete=models.PROTECT, related_name="+")
    case_id: uuid.UUID
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=PresentationState, default=PresentationState.CALLED)
    begins_at = models.DateTimeField()
    place = models.CharField(max_length=LONGEST_LINE)  # a room, or an address to join at
    wish = models.TextField(blank=True, max_length=LONGEST_TEXT)  # what the unit should speak of
    called_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    called_by_id: uuid.UUID
    called_at = models.DateTimeField()
    held_on = models.DateField(null=True, blank=True)
    notes = models.TextField(blank=True, max_length=LONGEST_TEXT)
    attended = models.TextField(blank=True, max_length=LONGEST_TEXT)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    closed_by_id: uuid.UUID | None
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("case_id", "number")
        constraints = (
            models.UniqueConstraint(fields=("tenant", "case", "number"), name="one_presentation_a_number"),
            models.UniqueConstraint(
                fields=("tenant", "case"), condition=Q(state="called"), name="one_presentation_awaited"
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.state}"


class VisitKind(models.TextChoices):
    """Whose visit it is."""

    FIELD = "field", _("Evaluasi lapangan TPN")
    TPI = "tpi", _("Kunjungan TPI")


class VisitState(models.TextChoices):
    """How far a visit is."""

    PLANNED = "planned", _("Direncanakan")
    UNDER_WAY = "under-way", _("Berlangsung")
    CLOSED = "closed", _("Ditutup")
    CALLED_OFF = "called-off", _("Dibatalkan")


class Visit(TenantOwned):
    """A visit to the unit on some days, by a team of those who are assigned to its case.

    `team` are their user ids at the time of the plan, `leader` among them. `announced`: the unit is told; else it is a
    mystery to the unit until the stage is over. `checklist_on` is the day whose checklist holds. `summary` has a text
    by area of the checklist, written as the visit is closed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("assessments.Case", on_delete=models.PROTECT, related_name="+")
    case_id: uuid.UUID
    kind = models.CharField(max_length=8, choices=VisitKind)
    number = models.PositiveSmallIntegerField()
    first_day = models.DateField()
    last_day = models.DateField()
    place = models.CharField(max_length=LONGEST_LINE)
    announced = models.BooleanField(default=True)
    team: models.JSONField[list[str]] = models.JSONField(default=list)
    leader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    leader_id: uuid.UUID
    state = models.CharField(max_length=12, choices=VisitState, default=VisitState.PLANNED)
    checklist_on = models.DateField()
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    planned_by_id: uuid.UUID
    planned_at = models.DateTimeField()
    summary: models.JSONField[dict[str, str]] = models.JSONField(default=dict, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    closed_by_id: uuid.UUID | None
    closed_at = models.DateTimeField(null=True, blank=True)
    close_reason = models.CharField(max_length=LONGEST_LINE, blank=True)  # why it was called off

    class Meta:
        ordering = ("case_id", "kind", "number")
        constraints = (models.UniqueConstraint(fields=("tenant", "case", "kind", "number"), name="one_visit_a_number"),)
        indexes = (models.Index(fields=("tenant", "case", "kind", "state"), name="visit_by_case"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"

    @property
    def open(self) -> bool:
        """Whether lines are still taken."""
        return self.state in {VisitState.PLANNED, VisitState.UNDER_WAY}
