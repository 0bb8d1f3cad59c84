"""The case of a worksheet, what happened to it, and who judges in it: fields and constraints."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pulau.core.workflow.assessment import ASSESSMENT
from pulau.core.workflow.levels import AssessorLevel
from pulau.foundation.tenancy.models import TenantOwned
from pulau.foundation.tenancy.permanent import Permanent
from pulau.foundation.tenancy.scope import ScopedManager

if TYPE_CHECKING:
    from collections.abc import Collection

LONGEST_REASON = 2_000

NATIONAL_GRANT = (
    "national AND EXISTS (SELECT 1 FROM people_appointment p"
    " WHERE p.user_id = nullif(current_setting('pulau.person', true), '')::uuid"
    " AND p.role IN ('tpn-assessor', 'tpn-panel') AND p.scope IN ('region', 'country')"
    " AND p.since <= current_date + 1 AND (p.until IS NULL OR p.until >= current_date - 1)"
    " AND (p.scope = 'country' OR p.region_code <> '' AND EXISTS (SELECT 1 FROM agencies_agency a"
    " WHERE a.tenant_id = assessments_case.tenant_id"
    " AND (a.region_code = p.region_code OR starts_with(a.region_code, p.region_code || '.')))))"
)
"""The condition under which PostgreSQL shows cases that are before the ministry to whoever holds a grant to assess, in
the bodies which that grant reaches (`core.shared.regions`)."""


class CaseKind(models.TextChoices):
    """What is aimed at: a title that the unit does not hold, or to keep the one it holds."""

    FIRST = "first", _("Predikat baru")
    RE_EVALUATION = "re-evaluation", _("Evaluasi ulang")


class Level(models.TextChoices):
    """Whose judgement it is; the values are those of `core.workflow.levels`."""

    PRELIMINARY = AssessorLevel.PRELIMINARY.value, _("Penilaian pendahuluan")
    TPI_MEMBER = AssessorLevel.TPI_MEMBER.value, _("Anggota TPI")
    TPI_LEADER = AssessorLevel.TPI_LEADER.value, _("Ketua TPI")
    TPI_CONTROLLER = AssessorLevel.TPI_CONTROLLER.value, _("Pengendali teknis TPI")
    TPN_DESK = AssessorLevel.TPN_DESK.value, _("Evaluator dokumen TPN")
    TPN_FIELD = AssessorLevel.TPN_FIELD.value, _("Evaluator lapangan TPN")


class CaseManager(ScopedManager["Case"]):
    """Cases of a body; for the ministry's assessors also those of others that are before them."""

    def national(self, tenant_ids: Collection[uuid.UUID] | models.QuerySet[Any]) -> models.QuerySet[Case]:
        """Return the cases of bodies (their ids, or a query for them) that are before the ministry's assessors.

        Crosses tenants on purpose: the caller names the bodies that the person's own grants reach.
        """
        rows = self.queryset_class(self.model, using=self._db)
        return rows.filter(national=True, tenant_id__in=tenant_ids)


class Case(TenantOwned):
    """The case of one submission of a worksheet: where it stands in the process, and by when the next step is due.

    A submission that is taken back ends its case; the next one opens another with a higher `number`. `unit_code`,
    `unit_name` and `agency_name` are those of the day of submission, and stay readable where the unit's row is another
    body's. `exact` and `printed` hold the figures by body of assessors (`tpi`, `tpn`), each as a worksheet's own are.
    `national` is written with the stage. `revision` grows with every event.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    worksheet = models.ForeignKey("worksheets.Worksheet", on_delete=models.PROTECT, related_name="+")
    worksheet_id: uuid.UUID
    submission = models.ForeignKey("worksheets.Submission", on_delete=models.PROTECT, related_name="+")
    submission_id: uuid.UUID
    unit = models.ForeignKey("agencies.WorkUnit", on_delete=models.PROTECT, related_name="+")
    unit_id: uuid.UUID
    unit_code = models.CharField(max_length=64)
    unit_name = models.CharField(max_length=200)
    agency_name = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField(default=1)
    regulation = models.CharField(max_length=64)
    kind = models.CharField(max_length=16, choices=CaseKind, default=CaseKind.FIRST)
    title = models.CharField(max_length=8)  # the title aimed at, or held: WBK, WBBM
    stage = models.CharField(max_length=24, default=ASSESSMENT.start)
    stage_since = models.DateTimeField()
    due_on = models.DateField(null=True, blank=True)  # the last legal day of the step that is awaited
    national = models.BooleanField(default=False)
    opened_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=0)
    exact: models.JSONField[dict[str, dict[str, str]]] = models.JSONField(default=dict)
    printed: models.JSONField[dict[str, dict[str, int]]] = models.JSONField(default=dict)
    gates: models.JSONField[dict[str, dict[str, bool]]] = models.JSONField(default=dict)

    objects: ClassVar[CaseManager] = CaseManager()
    wall_openings: ClassVar[dict[str, str]] = {"national": NATIONAL_GRANT}

    class Meta:
        ordering = ("-year", "unit_id", "-number")
        constraints = (
            models.UniqueConstraint(fields=("tenant", "worksheet", "number"), name="one_case_a_number"),
            models.UniqueConstraint(fields=("tenant", "submission"), name="one_case_a_submission"),
        )
        indexes = (
            models.Index(fields=("tenant", "stage", "due_on"), name="case_by_stage"),
            models.Index(fields=("tenant", "year", "unit"), name="case_by_year_and_unit"),
            models.Index(fields=("stage", "year", "due_on"), condition=Q(national=True), name="national_case_by_stage"),
        )

    def __str__(self) -> str:
        return f"{self.unit_code} {self.year} {self.stage}"


class Transition(Permanent):
    """One event of a case: what happened, from which stage to which, what held, by whom. Never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    case_id: uuid.UUID
    number = models.PositiveIntegerField()
    event = models.CharField(max_length=32)
    source = models.CharField(max_length=24)
    target = models.CharField(max_length=24)
    guards: models.JSONField[list[str]] = models.JSONField(default=list)  # the facts that held, by code
    reason = models.TextField(blank=True, max_length=LONGEST_REASON)
    due_on = models.DateField(null=True, blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    user_id: uuid.UUID | None  # empty: the system itself
    role = models.CharField(max_length=32)
    at = models.DateTimeField()
    on = models.DateField()  # the legal day of the body

    class Meta:
        ordering = ("case_id", "number")
        constraints = (models.UniqueConstraint(fields=("tenant", "case", "number"), name="one_transition_a_number"),)
        indexes = (models.Index(fields=("tenant", "event", "on"), name="transition_by_event"),)

    def __str__(self) -> str:
        return f"{self.event} {self.number}"


class Assignment(TenantOwned):
    """Who judges a case at a level. Rows are ended, never removed.

    `areas` are the change areas and result parts that the assessor judges; empty: all. `lot` tells how it was drawn
    (the candidates' ids, the seed and its source), where it was.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    case_id: uuid.UUID
    level = models.CharField(max_length=16, choices=Level)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    user_id: uuid.UUID
    areas: models.JSONField[list[str]] = models.JSONField(default=list, blank=True)
    lot: models.JSONField[dict[str, Any]] = models.JSONField(default=dict, blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    given_by_id: uuid.UUID | None
    given_at = models.DateTimeField()
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    ended_by_id: uuid.UUID | None
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=LONGEST_REASON, blank=True)

    wall_openings: ClassVar[dict[str, str]] = {
        "person": "user_id = nullif(current_setting('pulau.person', true), '')::uuid"
    }

    class Meta:
        ordering = ("case_id", "level", "given_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("tenant", "case", "level", "user"),
                condition=Q(ended_at__isnull=True),
                name="one_assignment_a_level",
            ),
        )
        indexes = (
            models.Index(fields=("user", "ended_at"), name="assignment_by_person"),
            models.Index(fields=("tenant", "case"), name="assignment_by_case"),
        )

    def __str__(self) -> str:
        return f"{self.level} {self.user_id}"
