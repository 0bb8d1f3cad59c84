"""Worksheets with their figures, and who has one open: fields and constraints."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from pulau.foundation.tenancy.models import TenantOwned
from pulau.foundation.tenancy.scope import ScopedManager

if TYPE_CHECKING:
    from collections.abc import Collection

FIRST_YEAR = 2014
LAST_YEAR = 2100


class SheetState(models.TextChoices):
    """Whether a worksheet is open to its team, or handed in: then nothing in it changes."""

    DRAFT = "draft", _("Draf")
    SUBMITTED = "submitted", _("Diajukan")


class WorksheetManager(ScopedManager["Worksheet"]):
    """Worksheets of a body; beyond it, the figures of units whose own body agreed to show them."""

    def agreed(self, unit_ids: Collection[uuid.UUID], year: int) -> models.QuerySet[Worksheet]:
        """Return the worksheets of units for a year, of whatever body.

        Crosses tenants on purpose: the caller shows figures that the bodies of these units agreed to show (members of a
        zone area), and names only such units. Answers, notes and evidence stand in other tables, which stay closed.
        """
        return self.queryset_class(self.model, using=self._db).filter(unit_id__in=list(unit_ids), year=year)


class Worksheet(TenantOwned):
    """A worksheet (Lembar Kerja Evaluasi, LKE) of one unit for one year, under the form of one regulation.

    The figures are those of the answers as they stand: written in the transaction of each answer, computed anew from
    all answers each time. `printed` holds hundredths, rounded half up, by path (`total`, `areas.5`,
    `areas.5.percent`): for tables and sorting; `exact` the figures in full. `gates` maps `TITLE.gate` to met or not,
    `titles` a title to whether all of its gates are met. `revision` grows by one with every change of an answer.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey("agencies.WorkUnit", on_delete=models.PROTECT, related_name="+")
    unit_id: uuid.UUID
    year = models.PositiveSmallIntegerField(validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)])
    regulation = models.CharField(max_length=64)
    prior_title = models.CharField(max_length=8, blank=True)  # the title the unit holds, as stated by the team
    state = models.CharField(max_length=12, choices=SheetState, default=SheetState.DRAFT)
    created_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=0)

    scored_at = models.DateTimeField()
    scored_on = models.DateField()  # the same moment as a day in western Indonesian time
    answered = models.PositiveSmallIntegerField(default=0)
    items = models.PositiveSmallIntegerField(default=0)
    exact: models.JSONField[dict[str, str]] = models.JSONField(default=dict)
    printed: models.JSONField[dict[str, int]] = models.JSONField(default=dict)
    gates: models.JSONField[dict[str, bool]] = models.JSONField(default=dict)
    titles: models.JSONField[dict[str, bool]] = models.JSONField(default=dict)
    replay_digest = models.CharField(max_length=64, blank=True)

    objects: ClassVar[WorksheetManager] = WorksheetManager()

    class Meta:
        ordering = ("-year", "unit")
        constraints = (
            models.UniqueConstraint(fields=("tenant", "unit", "year"), name="one_worksheet_a_unit_and_year"),
        )
        indexes = (models.Index(fields=("tenant", "year"), name="worksheet_by_year"),)

    def __str__(self) -> str:
        return f"{self.unit_id} {self.year}"

    @property
    def unit_name(self) -> str:
        """The unit's name in the worksheet's year, where the selector fetched it (`then`); else its name of now."""
        return getattr(self, "then", None) or self.unit.name


class DailyScore(TenantOwned):
    """The figures with which a worksheet ended a day, written when the first change of a later day arrives."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    worksheet = models.ForeignKey(Worksheet, on_delete=models.PROTECT, related_name="+")
    worksheet_id: uuid.UUID
    day = models.DateField()
    printed: models.JSONField[dict[str, int]] = models.JSONField(default=dict)
    titles: models.JSONField[dict[str, bool]] = models.JSONField(default=dict)

    class Meta:
        ordering = ("worksheet", "day")
        constraints = (models.UniqueConstraint(fields=("tenant", "worksheet", "day"), name="one_score_a_day"),)

    def __str__(self) -> str:
        return f"{self.worksheet_id} {self.day}"


class Presence(TenantOwned):
    """Who has a worksheet open, and on which area; worth something for a minute, and kept by nobody."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    worksheet = models.ForeignKey(Worksheet, on_delete=models.CASCADE, related_name="+")
    worksheet_id: uuid.UUID
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    user_id: uuid.UUID
    area = models.CharField(max_length=8, blank=True)
    seen_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("tenant", "worksheet", "user"), name="one_presence_a_person"),)

    def __str__(self) -> str:
        return f"{self.user_id} {self.area}"
