"""Coverage as it was counted: who declared, who signed, who is active. Counts only, made anew from the rows."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from pulau.foundation.tenancy.models import TenantOwned
from pulau.foundation.tenancy.scope import ScopedManager

COUNTS = "true"
"""Counts of bodies and offices are public: that is what coverage is for. Names of people are nowhere in them."""


class UnitCoverage(TenantOwned):
    """One unit in one year: employees, those whose pact is signed, the day it declared, when anything was last done."""

    id = models.BigAutoField(primary_key=True)
    unit = models.ForeignKey("agencies.WorkUnit", on_delete=models.PROTECT, related_name="+")
    unit_id: uuid.UUID
    year = models.PositiveSmallIntegerField()
    staff = models.PositiveIntegerField(default=0)
    signed = models.PositiveIntegerField(default=0)
    declared_on = models.DateField(null=True, blank=True)
    symbolic = models.BooleanField(default=False)
    active_at = models.DateTimeField(null=True, blank=True)
    counted_at = models.DateTimeField()

    class Meta:
        ordering = ("unit_id", "year")
        constraints = (models.UniqueConstraint(fields=("tenant", "unit", "year"), name="unit_coverage_once"),)

    def __str__(self) -> str:
        return f"{self.unit_id} {self.year}"


class AgencyCoverageManager(ScopedManager["AgencyCoverage"]):
    """A body's coverage by year; and that of all bodies, which is public."""

    def country(self) -> models.QuerySet[AgencyCoverage]:
        """Return the coverage of every body. Crosses tenants on purpose: counts that the public may see."""
        return self.queryset_class(self.model, using=self._db)


class AgencyCoverage(TenantOwned):
    """One body in one year, summed from its units. `silent`: units that declared and did nothing since."""

    id = models.BigAutoField(primary_key=True)
    year = models.PositiveSmallIntegerField()
    units = models.PositiveIntegerField(default=0)
    declared = models.PositiveIntegerField(default=0)
    symbolic = models.PositiveIntegerField(default=0)
    staff = models.PositiveIntegerField(default=0)
    signed = models.PositiveIntegerField(default=0)
    silent = models.PositiveIntegerField(default=0)
    declared_on = models.DateField(null=True, blank=True)  # of the body itself
    active_at = models.DateTimeField(null=True, blank=True)
    counted_at = models.DateTimeField()

    objects: ClassVar[AgencyCoverageManager] = AgencyCoverageManager()
    wall_openings: ClassVar[dict[str, str]] = {"counts": COUNTS}

    class Meta:
        ordering = ("tenant_id", "year")
        constraints = (models.UniqueConstraint(fields=("tenant", "year"), name="agency_coverage_once"),)
        indexes = (models.Index(fields=("year", "tenant"), name="agency_coverage_by_year"),)

    def __str__(self) -> str:
        return f"{self.tenant_id} {self.year}"
