"""Agencies and work units: fields and constraints."""

from __future__ import annotations

import uuid

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from pulau.foundation.tenancy.models import TenantOwned

LONGEST_CODE = 32
LONGEST_NAME = 200
CODE_RULE = RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*$")


class AgencyKind(models.TextChoices):
    """What kind of body an agency (instansi pemerintah) is."""

    MINISTRY = "ministry", _("Kementerian")
    BODY = "body", _("Lembaga")
    PROVINCE = "province", _("Provinsi")
    REGENCY = "regency", _("Kabupaten")
    CITY = "city", _("Kota")


class UnitKind(models.TextChoices):
    """What kind of body a work unit (unit kerja) is."""

    OFFICE = "office", _("Dinas atau badan")
    DISTRICT = "district", _("Kecamatan")
    HOSPITAL = "hospital", _("Rumah sakit")
    HEALTH_CENTRE = "health-centre", _("Puskesmas")
    SCHOOL = "school", _("Sekolah")
    VILLAGE = "village", _("Kelurahan atau desa")
    OTHER = "other", _("Lainnya")


class Agency(TenantOwned):
    """A public body (instansi pemerintah): one to one with the tenant that is its wall."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=16, choices=AgencyKind)
    name = models.CharField(max_length=200)
    region = models.CharField(max_length=120, blank=True)  # the place in words; official codes come with the regions

    class Meta:
        constraints = (models.UniqueConstraint(fields=("tenant",), name="one_agency_a_tenant"),)

    def __str__(self) -> str:
        return self.name


class WorkUnit(TenantOwned):
    """A work unit (unit kerja): the body that is assessed. `code` is unique in its agency."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=LONGEST_CODE, validators=[CODE_RULE])
    name = models.CharField(max_length=LONGEST_NAME)
    kind = models.CharField(max_length=16, choices=UnitKind)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ("name", "code")
        constraints = (models.UniqueConstraint(fields=("tenant", "code"), name="unit_code_once_a_tenant"),)
        indexes = (models.Index(fields=("tenant", "name"), name="unit_by_name"),)

    def __str__(self) -> str:
        return self.name
