"""Agencies, their work units as they are and as they were, and readiness facts: fields and constraints."""

from __future__ import annotations

import uuid
from datetime import date
from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from pulau.foundation.tenancy.models import TenantOwned
from pulau.foundation.tenancy.scope import ScopedManager

LONGEST_CODE = 32
LONGEST_NAME = 200
LONGEST_DOCUMENT = 160
CODE_RULE = RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*$")
REGION_RULE = RegexValidator(r"^\d\d(\.\d\d)?$")


class AgencyKind(models.TextChoices):
    """What kind of body an agency (instansi pemerintah) is."""

    MINISTRY = "ministry", _("Kementerian")
    BODY = "body", _("Lembaga nonkementerian")
    PROVINCE = "province", _("Provinsi")
    REGENCY = "regency", _("Kabupaten")
    CITY = "city", _("Kota")
    VERTICAL = "vertical", _("Instansi vertikal")


class TimeZone(models.TextChoices):
    """The zone in which an agency counts its days."""

    WIB = "WIB", _("WIB (Jakarta)")
    WITA = "WITA", _("WITA (Makassar)")
    WIT = "WIT", _("WIT (Jayapura)")


class UnitKind(models.TextChoices):
    """What kind of body a work unit (unit kerja) is."""

    OFFICE = "office", _("Dinas atau badan")
    INSPECTORATE = "inspectorate", _("Inspektorat")
    SECRETARIAT = "secretariat", _("Sekretariat atau bagian")
    DISTRICT = "district", _("Kecamatan")
    VILLAGE = "village", _("Kelurahan atau desa")
    HOSPITAL = "hospital", _("Rumah sakit")
    HEALTH_CENTRE = "health-centre", _("Puskesmas")
    SCHOOL = "school", _("Sekolah")
    REGIONAL_OFFICE = "regional-office", _("Kantor wilayah atau daerah")
    COURT = "court", _("Pengadilan")
    POLICE = "police", _("Kepolisian")
    PROSECUTOR = "prosecutor", _("Kejaksaan")
    ELECTION_OFFICE = "election-office", _("Kantor KPU")
    OTHER = "other", _("Lainnya")


class AgencyManager(ScopedManager["Agency"]):
    """Agencies: one's own, or the directory of all, which is public."""

    def directory(self) -> models.QuerySet[Agency]:
        """Return every agency by name. Crosses tenants on purpose: that a body exists, and where, is no secret."""
        return self.queryset_class(self.model, using=self._db).order_by("name")


class Agency(TenantOwned):
    """A public body (instansi pemerintah): one to one with the tenant that is its wall.

    `region_code` is the official code of the province or regency it governs or lies in (`32`, `32.04`); empty for
    bodies of the whole country. `national` bodies (the coordinating ministry, the Ombudsman) may give grants beyond
    their own walls.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=16, choices=AgencyKind)
    name = models.CharField(max_length=LONGEST_NAME)
    region = models.CharField(max_length=120, blank=True)  # the place in words
    region_code = models.CharField(max_length=5, blank=True, validators=[REGION_RULE])
    zone = models.CharField(max_length=4, choices=TimeZone, default=TimeZone.WIB)
    national = models.BooleanField(default=False)

    objects: ClassVar[AgencyManager] = AgencyManager()
    wall_openings: ClassVar[dict[str, str]] = {"directory": "true"}

    class Meta:
        constraints = (models.UniqueConstraint(fields=("tenant",), name="one_agency_a_tenant"),)
        indexes = (models.Index(fields=("region_code", "name"), name="agency_by_region"),)

    def __str__(self) -> str:
        return self.name


class WorkUnit(TenantOwned):
    """A work unit (unit kerja): the body that is assessed. `code` is unique in its agency.

    `parent` makes the tree; `since` and `until` (included) are the days of its existence, unknown where empty. Names,
    codes and parents that it had before stand in `UnitChange`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=LONGEST_CODE, validators=[CODE_RULE])
    name = models.CharField(max_length=LONGEST_NAME)
    kind = models.CharField(max_length=16, choices=UnitKind)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    parent_id: uuid.UUID | None
    region_code = models.CharField(max_length=5, blank=True, validators=[REGION_RULE])
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ("name", "code")
        constraints = (
            models.UniqueConstraint(fields=("tenant", "code"), name="unit_code_once_a_tenant"),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="unit_is_not_its_own_parent"),
        )
        indexes = (
            models.Index(fields=("tenant", "name"), name="unit_by_name"),
            models.Index(fields=("tenant", "parent"), name="unit_by_parent"),
            models.Index("tenant", Lower("name"), "code", name="unit_in_order"),  # lists and searches go along it
        )

    def __str__(self) -> str:
        return self.name

    def exists_on(self, day: date) -> bool:
        """Whether the unit exists on a day, as far as its days are known."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class UnitEvent(models.TextChoices):
    """What happened to a unit."""

    RENAMED = "renamed", _("Ganti nama atau kode")
    MOVED = "moved", _("Pindah induk")
    MERGED = "merged", _("Digabung ke unit lain")
    CLOSED = "closed", _("Dibubarkan")
    REOPENED = "reopened", _("Dibuka kembali")


class UnitChangeManager(ScopedManager["UnitChange"]):
    """Changes of units of a tenant, or those beside a row of another query."""

    def beside(self, unit: str, tenant: str = "tenant") -> models.QuerySet[UnitChange]:
        """Return the changes of the unit that a row of an outer query names, of that row's own tenant, in their order.

        For subqueries only: whose rows are meant is said by the outer query, which is scoped itself.
        """
        rows = self.queryset_class(self.model, using=self._db)
        return rows.filter(tenant=models.OuterRef(tenant), unit=models.OuterRef(unit))


class UnitChange(TenantOwned):
    """A rename, merger, move or end of a unit, from a day on: only added. A year before it keeps the unit as it was.

    `name_before`, `code_before`, `kind_before` and `parent_before` are how the unit was until the day before `day`;
    `into` is the unit that took its work over.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(WorkUnit, on_delete=models.PROTECT, related_name="+")
    unit_id: uuid.UUID
    event = models.CharField(max_length=16, choices=UnitEvent)
    day = models.DateField()
    name_before = models.CharField(max_length=LONGEST_NAME)
    code_before = models.CharField(max_length=LONGEST_CODE)
    kind_before = models.CharField(max_length=16, choices=UnitKind)
    parent_before = models.ForeignKey(WorkUnit, on_delete=models.PROTECT, null=True, related_name="+")
    parent_before_id: uuid.UUID | None
    into = models.ForeignKey(WorkUnit, on_delete=models.PROTECT, null=True, related_name="+")
    into_id: uuid.UUID | None
    document = models.CharField(max_length=LONGEST_DOCUMENT, blank=True)  # the regulation or decree it rests on
    recorded_at = models.DateTimeField()

    objects: ClassVar[UnitChangeManager] = UnitChangeManager()

    class Meta:
        ordering = ("day", "recorded_at", "id")
        indexes = (models.Index(fields=("tenant", "unit", "day"), name="unit_change_by_unit"),)

    def __str__(self) -> str:
        return f"{self.event} {self.day} {self.unit_id}"


class Measure(models.TextChoices):
    """What a readiness fact measures."""

    BPK_OPINION = "bpk-opinion", _("Opini BPK")
    SAKIP = "sakip", _("Nilai SAKIP")
    RB_INDEX = "rb-index", _("Indeks RB")
    SPIP_MATURITY = "spip-maturity", _("Maturitas SPIP")
    FINDINGS = "findings-follow-up", _("Tindak lanjut temuan")
    LHKPN = "lhkpn", _("Kepatuhan LHKPN")
    LHKAN = "lhkan", _("Kepatuhan LHKAN")


class ReadinessFact(TenantOwned):
    """What a source document says of an agency or (where `unit` is given) a unit in a year: a condition of a proposal.

    Only added: the newest of its kind holds, and the older ones stay to be seen. `value` is a grade (`WTP`, `BB`), a
    level (`3`, `3.12`) or percent (`100`, `97.5`), written with a point.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(WorkUnit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    unit_id: uuid.UUID | None
    year = models.PositiveSmallIntegerField()
    measure = models.CharField(max_length=24, choices=Measure)
    value = models.CharField(max_length=16)
    document = models.CharField(max_length=LONGEST_DOCUMENT)
    document_date = models.DateField()
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("-year", "measure", "-recorded_at")
        indexes = (models.Index(fields=("tenant", "year", "measure"), name="readiness_by_year"),)

    def __str__(self) -> str:
        return f"{self.measure} {self.year} {self.value}"
