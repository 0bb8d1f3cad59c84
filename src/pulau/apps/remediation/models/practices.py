"""Good practices (praktik baik): what one unit did that worked, and the units that follow it."""

from __future__ import annotations

import uuid
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from pulau.apps.remediation.models.plans import LONGEST_TEXT, RemediationStep
from pulau.foundation.tenancy.models import TenantOwned
from pulau.foundation.tenancy.scope import ScopedManager

if TYPE_CHECKING:
    from pulau.foundation.tenancy.scope import ScopedQuerySet

LONGEST_TITLE = 160
_CODE = RegexValidator(r"^[0-9A-HJKMNP-TV-Z]{12}$")
PUBLISHED = "state = 'published' AND nullif(current_setting('pulau.tenant', true), '') IS NOT NULL"
"""The condition under which PostgreSQL shows a practice to whoever acts for some body."""
FOLLOWED = "source_tenant_id = nullif(current_setting('pulau.tenant', true), '')::uuid"
"""The condition under which it shows who follows a practice to the body that published it."""


class PracticeState(models.TextChoices):
    """Whether others may read it."""

    DRAFT = "draft", _("Draf")
    PUBLISHED = "published", _("Terbit")
    WITHDRAWN = "withdrawn", _("Ditarik")


class PracticeManager(ScopedManager["Practice"]):
    """Practices of a body; and those that any body published."""

    def published(self) -> ScopedQuerySet[Practice]:
        """Return all published practices, whoever wrote them.

        Crosses tenants on purpose: publishing a practice shows it to all bodies.
        """
        rows: ScopedQuerySet[Practice] = self.queryset_class(self.model, using=self._db)
        return rows.filter(state=PracticeState.PUBLISHED)


class Practice(TenantOwned):
    """A good practice of a unit: what was wrong, what was done, what came of it; by the area or item it serves.

    `unit_name` and `agency_name` are those of the day of publishing, and are shown to other bodies.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=12, unique=True, validators=[_CODE])
    unit = models.ForeignKey("agencies.WorkUnit", on_delete=models.PROTECT, related_name="+")
    unit_id: uuid.UUID
    unit_name = models.CharField(max_length=200)
    agency_name = models.CharField(max_length=200)
    title = models.CharField(max_length=LONGEST_TITLE)
    area = models.CharField(max_length=8)
    item = models.CharField(max_length=24, blank=True)
    problem = models.TextField(max_length=LONGEST_TEXT)
    steps = models.TextField(max_length=LONGEST_TEXT)
    outcome = models.TextField(max_length=LONGEST_TEXT)
    cost = models.CharField(max_length=LONGEST_TITLE, blank=True)
    state = models.CharField(max_length=10, choices=PracticeState, default=PracticeState.DRAFT)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    written_by_id: uuid.UUID | None
    written_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[PracticeManager] = PracticeManager()
    wall_openings: ClassVar[dict[str, str]] = {"published": PUBLISHED}

    class Meta:
        ordering = ("-published_at", "title", "id")
        indexes = (
            models.Index(fields=("state", "area"), name="practice_by_area"),
            models.Index(fields=("tenant", "unit"), name="practice_by_unit"),
        )

    def __str__(self) -> str:
        return self.title


class PracticeCopyManager(ScopedManager["PracticeCopy"]):
    """What units of a body follow; and who anywhere follows a body's own practices."""

    def of_source(self, tenant_id: uuid.UUID) -> ScopedQuerySet[Any]:
        """Return who follows the practices of a body, whatever body they are of.

        Crosses tenants on purpose: whoever follows a practice tells its author so, with the effect.
        """
        rows: ScopedQuerySet[Any] = self.queryset_class(self.model, using=self._db)
        return rows.filter(source_tenant_id=tenant_id)


class PracticeCopy(TenantOwned):
    """A unit that follows a practice, in a step of its plan or without one; and what the score said before and after.

    `before` and `after` are printed hundredths of the area's percent, by the unit's own worksheets of `year` and the
    first year after it that was judged; empty while unknown.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="+")
    practice_id: uuid.UUID
    source_tenant_id = models.UUIDField()
    unit = models.ForeignKey("agencies.WorkUnit", on_delete=models.PROTECT, related_name="+")
    unit_id: uuid.UUID
    unit_name = models.CharField(max_length=200)
    agency_name = models.CharField(max_length=200)
    step = models.ForeignKey(RemediationStep, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    step_id: uuid.UUID | None
    year = models.PositiveSmallIntegerField()
    followed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    followed_by_id: uuid.UUID | None
    followed_at = models.DateTimeField()
    effect = models.TextField(blank=True, max_length=LONGEST_TEXT)
    effect_at = models.DateTimeField(null=True, blank=True)
    before = models.IntegerField(null=True, blank=True)
    after = models.IntegerField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[PracticeCopyManager] = PracticeCopyManager()
    wall_openings: ClassVar[dict[str, str]] = {"followed": FOLLOWED}

    class Meta:
        ordering = ("-followed_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("tenant", "practice", "unit"),
                condition=models.Q(ended_at__isnull=True),
                name="one_copy_a_unit",
            ),
        )
        indexes = (models.Index(fields=("source_tenant_id", "practice"), name="copy_by_source"),)

    def __str__(self) -> str:
        return f"{self.practice_id} {self.unit_id}"

    @property
    def percent_before(self) -> Decimal | None:
        """The area's percent when the unit began to follow it."""
        return None if self.before is None else Decimal(self.before) / 100

    @property
    def percent_after(self) -> Decimal | None:
        """The area's percent by the first later worksheet, once the effect was told."""
        return None if self.after is None else Decimal(self.after) / 100
