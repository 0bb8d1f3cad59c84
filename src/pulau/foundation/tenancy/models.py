"""Tenants, and what a row needs to belong to one."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.core.validators import RegexValidator
from django.db import models

from pulau.foundation.tenancy.scope import ScopedManager


class Tenant(models.Model):
    """One body behind its wall (instansi pemerintah); `agencies.Agency` will describe it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=64, unique=True, validators=[RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*$")])
    name = models.CharField(max_length=200)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name


class TenantOwned(models.Model):
    """A row of one tenant. Its rows are reached by `objects.for_tenant(id)` or `objects.for_actor(actor)`."""

    tenant = models.ForeignKey(Tenant, on_delete=models.PROTECT, related_name="+", editable=False)
    tenant_id: uuid.UUID

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    wall_openings: ClassVar[dict[str, str]] = {}
    """Conditions (SQL) under which PostgreSQL shows a row for reading beyond its tenant, by a name that says why."""
    wall_narrowing: ClassVar[str] = ""
    """A condition (SQL) that a row must meet besides being the tenant's, to be read or written at all on PostgreSQL."""

    class Meta:
        abstract = True
