"""The aspects of a zone area's integration year by year, in versions that are only added, and what shows them."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import Q

from pulau.apps.zone_areas.models.areas import ZoneArea
from pulau.foundation.tenancy.models import TenantOwned
from pulau.foundation.tenancy.scope import ScopedManager, ScopedQuerySet

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


class AspectAnswerIsPermanent(Exception):  # noqa: N818 - a fact, as every error of this project
    """Somebody tried to change or remove a version of an answer: a new version is added instead."""


class AspectAnswerRows(ScopedQuerySet["AspectAnswer"]):
    """Versions of answers of one tenant: to read, and to add to."""

    def update(self, **values: object) -> NoReturn:
        """Refuse."""
        raise AspectAnswerIsPermanent(f"a version of an answer is not changed ({', '.join(values)})")

    def delete(self) -> NoReturn:
        """Refuse."""
        raise AspectAnswerIsPermanent("a version of an answer is not removed")

    delete.queryset_only = True  # type: ignore[attr-defined]  # Django's mark: managers do not copy the method


class AspectAnswerManager(ScopedManager["AspectAnswer"]):
    """Versions of answers of one tenant, by `for_tenant` or `for_actor`."""

    queryset_class = AspectAnswerRows


class AspectAnswer(TenantOwned):
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

    objects: ClassVar[AspectAnswerManager] = AspectAnswerManager()

    class Meta:
        ordering = ("assessment", "aspect", "version")
        constraints = (
            models.UniqueConstraint(
                fields=("tenant", "assessment", "aspect", "version"), name="one_aspect_answer_a_version"
            ),
        )

    def __str__(self) -> str:
        return f"{self.aspect} v{self.version}"

    def save(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own signature
        """Add the version. Raises AspectAnswerIsPermanent when it is there already."""
        if not self._state.adding:
            raise AspectAnswerIsPermanent("a version of an answer is not changed")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:  # noqa: ANN401 - Django's own signature
        """Refuse."""
        raise AspectAnswerIsPermanent("a version of an answer is not removed")


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
