"""The aspects of a zone area's integration year by year, in versions that are only added, and what shows them."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from pulau.apps.zone_areas.models.areas import ZoneArea
from pulau.foundation.tenancy.models import TenantOwned
from pulau.foundation.tenancy.permanent import Permanent

LONGEST_NOTE = 10_000


class AreaAssessment(TenantOwned):
    """The integration of a zone area in one year, under the aspects of one regulation.

    `revision` grows by one with every change of an answer.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    zone_area = models.ForeignKey(ZoneArea, on_delete=models.PROTECT, related_name="assessments")
    zone_area_id: uuid.UUID
    year = models.PositiveSmallIntegerField()
    regulation = models.CharField(max_length=64)
    revision = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField()

    class Meta:
        ordering = ("-year",)
        constraints = (models.UniqueConstraint(fields=("tenant", "zone_area", "year"), name="one_assessment_a_year"),)

    def __str__(self) -> str:
        return f"{self.zone_area_id} {self.year}"


class AspectAnswer(Permanent):
    """One version of the answer to an aspect, with its note; the highest version is the answer as it stands.

    `value` is an option's key, empty where the answer was taken back.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assessment = models.ForeignKey(AreaAssessment, on_delete=models.PROTECT, related_name="answers")
    assessment_id: uuid.UUID
    aspect = models.CharField(max_length=24)
    version = models.PositiveIntegerField()
    value = models.CharField(max_length=8, blank=True)
    note = models.TextField(blank=True, max_length=LONGEST_NOTE)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    user_id: uuid.UUID | None  # empty: the system itself
    at = models.DateTimeField()

    class Meta:
        ordering = ("assessment", "aspect", "version")
        constraints = (
            models.UniqueConstraint(
                fields=("tenant", "assessment", "aspect", "version"), name="one_aspect_answer_a_version"
            ),
        )

    def __str__(self) -> str:
        return f"{self.aspect} v{self.version}"


class AspectEvidence(TenantOwned):
    """A piece of evidence that shows an aspect in a year; taken off it stays, with the day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assessment = models.ForeignKey(AreaAssessment, on_delete=models.PROTECT, related_name="evidence")
    assessment_id: uuid.UUID
    aspect = models.CharField(max_length=24)
    evidence = models.ForeignKey("evidence.Evidence", on_delete=models.PROTECT, related_name="+")
    evidence_id: uuid.UUID
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    added_by_id: uuid.UUID | None
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("aspect", "added_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("tenant", "assessment", "aspect", "evidence"),
                condition=Q(removed_at__isnull=True),
                name="aspect_shown_by_a_piece_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.aspect} {self.evidence_id}"
