"""Zone areas, and the units that belong to them from when to when or were asked to: fields and constraints."""

from __future__ import annotations

import uuid
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pulau.foundation.tenancy.models import Tenant, TenantOwned
from pulau.foundation.tenancy.scope import ScopedManager

if TYPE_CHECKING:
    from collections.abc import Collection

LONGEST_CODE = 32
LONGEST_NAME = 200
LONGEST_REASON = 1_000
CODE_RULE = RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*$")
REGION_RULE = RegexValidator(r"^\d\d(\.\d\d)?$")
TENANT_NOW = "nullif(current_setting('pulau.tenant', true), '')::uuid"
HOME = f"home_id = {TENANT_NOW}"
JOINED = f"id IN (SELECT m.zone_area_id FROM zone_areas_zoneareamember m WHERE m.home_id = {TENANT_NOW})"  # noqa: S608 - constants
"""The areas of other bodies to which units of the transaction's body belong, or were asked to."""

AGREED = (
    "EXISTS (SELECT 1 FROM zone_areas_zoneareamember m WHERE m.unit_id = worksheets_worksheet.unit_id "  # noqa: S608 - constants
    f"AND m.tenant_id = {TENANT_NOW} AND m.state IN ('accepted', 'left') "
    "AND m.since <= make_date(worksheets_worksheet.year::int, 12, 31) "
    "AND (m.until IS NULL OR m.until >= make_date(worksheets_worksheet.year::int, 1, 1)))"
)
"""The worksheets of units in the years in which they belong to an area of the transaction's body: their own bodies
agreed to show the figures."""


class AreaKind(models.TextChoices):
    """What kind of place it is (Permenpan RB 90/2021, Lampiran I, Bab III, B)."""

    AIRPORT = "airport", _("Bandar udara")
    PORT = "port", _("Pelabuhan")
    LAW_ENFORCEMENT = "law-enforcement", _("Aparat penegak hukum")
    LAND = "land", _("Pelayanan pertanahan")
    REGIONAL = "regional", _("Pemerintah daerah")
    OTHER = "other", _("Kawasan lainnya")


class MemberState(models.TextChoices):
    """How a unit stands to a zone area. Only what was accepted shows figures, and only for its days."""

    INVITED = "invited", _("Menunggu jawaban")
    ACCEPTED = "accepted", _("Anggota")
    DECLINED = "declined", _("Menolak")
    WITHDRAWN = "withdrawn", _("Undangan ditarik")
    LEFT = "left", _("Sudah keluar")


BELONGING = (MemberState.ACCEPTED, MemberState.LEFT)
"""The states of a unit that belongs, or belonged, to an area."""


class ZoneAreaManager(ScopedManager["ZoneArea"]):
    """Zone areas that a body coordinates; beyond it, those to which its units belong."""

    def joined(self, ids: Collection[uuid.UUID]) -> models.QuerySet[ZoneArea]:
        """Return areas of other bodies by ids that stand in memberships of the asker's own units.

        Crosses tenants on purpose: who was asked to join may read what the area is called.
        """
        return self.queryset_class(self.model, using=self._db).filter(pk__in=list(ids))


class ZoneArea(TenantOwned):
    """Several units of one place that are assessed together (kawasan): a port, an airport, a regency's counters.

    Its tenant is the body that coordinates it. `held_title` is the title that the Minister gave the area as such, and
    `held_by` the decree; empty where it has none.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=LONGEST_CODE, validators=[CODE_RULE])
    name = models.CharField(max_length=LONGEST_NAME)
    kind = models.CharField(max_length=16, choices=AreaKind, default=AreaKind.OTHER)
    region_code = models.CharField(max_length=5, blank=True, validators=[REGION_RULE])
    held_title = models.CharField(max_length=8, blank=True)
    held_by = models.CharField(max_length=LONGEST_NAME, blank=True)
    created_at = models.DateTimeField()

    objects: ClassVar[ZoneAreaManager] = ZoneAreaManager()
    wall_openings: ClassVar[dict[str, str]] = {"joined": JOINED}

    class Meta:
        ordering = ("name", "code")
        constraints = (models.UniqueConstraint(fields=("tenant", "code"), name="zone_area_code_once_a_tenant"),)

    def __str__(self) -> str:
        return self.name


class MemberManager(ScopedManager["ZoneAreaMember"]):
    """Memberships in a body's areas; beyond it, those of a body's own units in any area."""

    def home(self, tenant_id: uuid.UUID) -> models.QuerySet[ZoneAreaMember]:
        """Return the memberships and invitations of a body's own units, in areas of whatever body.

        Crosses tenants on purpose: an invitation is for the body of the unit to answer.
        """
        return self.queryset_class(self.model, using=self._db).filter(home_id=tenant_id)


class ZoneAreaMember(TenantOwned):
    """A unit's time in a zone area, from day to day (the last one included; empty while it goes on), or the asking.

    `home` is the body of the unit. A unit of another body is asked by its name, and perhaps its code, as typed; which
    unit it is, is said by its own body in accepting, so that asking tells nobody which units there are. `unit_name` and
    `agency_name` are what the coordinator reads, as they were when the unit joined.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    zone_area = models.ForeignKey(ZoneArea, on_delete=models.PROTECT, related_name="members")
    zone_area_id: uuid.UUID
    home = models.ForeignKey(Tenant, on_delete=models.PROTECT, related_name="+")
    home_id: uuid.UUID
    unit = models.ForeignKey("agencies.WorkUnit", on_delete=models.PROTECT, null=True, related_name="+")
    unit_id: uuid.UUID | None
    unit_code = models.CharField(max_length=LONGEST_CODE, blank=True)
    unit_name = models.CharField(max_length=LONGEST_NAME)
    agency_name = models.CharField(max_length=LONGEST_NAME)
    state = models.CharField(max_length=12, choices=MemberState, default=MemberState.INVITED)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    message = models.CharField(max_length=LONGEST_REASON, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    asked_by_id: uuid.UUID | None
    asked_at = models.DateTimeField()
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    answered_by_id: uuid.UUID | None
    answered_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=LONGEST_REASON, blank=True)

    objects: ClassVar[MemberManager] = MemberManager()
    wall_openings: ClassVar[dict[str, str]] = {"home": HOME}

    class Meta:
        ordering = ("since", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="zone_area_unit_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(unit__isnull=False) | ~Q(state__in=("accepted", "left")), name="zone_area_member_is_a_unit"
            ),
            models.UniqueConstraint(
                fields=("tenant", "zone_area", "home", "unit_name"),
                condition=Q(state="invited"),
                name="zone_area_asks_a_unit_once",
            ),
        )
        indexes = (
            models.Index(fields=("home", "state"), name="zone_area_member_by_home"),
            models.Index(fields=("unit",), name="zone_area_member_by_unit"),
        )

    def __str__(self) -> str:
        return f"{self.zone_area_id} {self.unit_code}"

    def belongs_on(self, day: date) -> bool:
        """Whether the unit belongs to the area on a day."""
        within = self.since <= day and (self.until is None or day <= self.until)
        return self.state in BELONGING and within
