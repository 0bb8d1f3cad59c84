"""Holds on erasure: fields and constraints."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from pulau.apps.people.models.appointments import LONGEST_DOCUMENT, OWN
from pulau.foundation.tenancy.models import TenantOwned


class LegalHold(TenantOwned):
    """A document by which nothing of a person may be erased (an inquiry, a lawsuit), from day to day.

    It lies on an account, an employee or an outside person; without `until` it lies until it is lifted.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    user_id: uuid.UUID | None
    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, null=True, related_name="+")
    employee_id: uuid.UUID | None
    outsider = models.ForeignKey("people.OutsidePerson", on_delete=models.PROTECT, null=True, related_name="+")
    outsider_id: uuid.UUID | None
    document = models.CharField(max_length=LONGEST_DOCUMENT)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)  # the last day, included
    created_at = models.DateTimeField()

    wall_openings: ClassVar[dict[str, str]] = {"person": OWN}

    class Meta:
        ordering = ("-since", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="hold_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(user__isnull=False) | Q(employee__isnull=False) | Q(outsider__isnull=False),
                name="hold_lies_on_somebody",
            ),
        )

    def __str__(self) -> str:
        return f"{self.document} {self.since}"
