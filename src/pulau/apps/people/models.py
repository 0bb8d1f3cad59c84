"""Appointments and API tokens: fields and constraints."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pulau.foundation.tenancy.models import TenantOwned
from pulau.foundation.tenancy.scope import ScopedManager, ScopedQuerySet


class Role(models.TextChoices):
    """What an appointment makes of a person; the rest of the roles come with assessment and companions."""

    ZONE_TEAM = "zone-team", _("Tim kerja ZI")
    UNIT_HEAD = "unit-head", _("Kepala unit")
    AGENCY_ADMINISTRATOR = "agency-administrator", _("Pengelola instansi")
    AGENCY_HEAD = "agency-head", _("Pimpinan instansi")


class AppointmentManager(ScopedManager["Appointment"]):
    """Appointments of a tenant, or of one person in every body they act for."""

    def held_by(self, user_id: uuid.UUID, day: date) -> models.QuerySet[Appointment]:
        """Return what one person holds on `day`, in all bodies, each with its person; oldest first.

        Crosses tenants on purpose: it is how a person finds out for which of them they may act.
        """
        held: ScopedQuerySet[Appointment] = self.queryset_class(self.model, using=self._db)
        current = Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gte=day))
        return held.filter(current, user_id=user_id).select_related("user").order_by("since", "id")

    def held_by_token(self, digest: str, day: date, now: datetime) -> models.QuerySet[Appointment]:
        """Return what the person of a token that holds `now` is appointed to in the token's body, oldest first.

        One query: the key, its person and their duties. It crosses tenants as `held_by` does, for the same reason.
        """
        tokens = ApiToken.objects.presented(digest).filter(revoked_at__isnull=True, expires_at__gt=now)
        held: ScopedQuerySet[Appointment] = self.queryset_class(self.model, using=self._db)
        current = Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gte=day))
        rows = held.filter(
            current,
            user_id=models.Subquery(tokens.values("user_id")[:1]),
            tenant_id=models.Subquery(tokens.values("tenant_id")[:1]),
            user__is_active=True,
        )
        return rows.select_related("user").order_by("since", "id")


class Appointment(TenantOwned):
    """A duty of a person in an agency: a role, for one unit or (unit empty) the whole body, from day to day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    user_id: uuid.UUID
    role = models.CharField(max_length=32, choices=Role)
    unit = models.ForeignKey("agencies.WorkUnit", on_delete=models.PROTECT, null=True, related_name="+")
    unit_id: uuid.UUID | None
    since = models.DateField()
    until = models.DateField(null=True, blank=True)  # the last day, included; empty while open
    document = models.CharField(max_length=120, blank=True)  # the decree it rests on
    created_at = models.DateTimeField()

    objects: ClassVar[AppointmentManager] = AppointmentManager()

    class Meta:
        ordering = ("since", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")), name="appointment_ends_after_start"
            ),
        )
        indexes = (
            models.Index(fields=("user", "since"), name="appointment_by_person"),
            models.Index(fields=("tenant", "unit"), name="appointment_by_unit"),
        )

    def __str__(self) -> str:
        return f"{self.role} {self.user_id}"


class TokenManager(ScopedManager["ApiToken"]):
    """Tokens of a tenant, or the one that a request brought."""

    def presented(self, digest: str) -> models.QuerySet[ApiToken]:
        """Return the token of this digest, whatever its tenant: the request does not know that yet."""
        found: ScopedQuerySet[ApiToken] = self.queryset_class(self.model, using=self._db)
        return found.filter(digest=digest).order_by()


class ApiToken(TenantOwned):
    """A key by which a program acts as a person, with no more rights than theirs. Only its digest is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    user_id: uuid.UUID
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True, editable=False)  # SHA-256 of a random 256-bit key
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[TokenManager] = TokenManager()

    class Meta:
        ordering = ("-created_at", "id")

    def __str__(self) -> str:
        return self.name
