"""Pieces of evidence: fields and constraints."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models

from pulau.core.shared.codes import shown_code
from pulau.foundation.tenancy.models import TenantOwned

LONGEST_TITLE = 300
LONGEST_ABOUT = 2_000
LONGEST_ADDRESS = 2_000
LONGEST_NAME = 255
LONGEST_REASON = 1_000
CODE_LENGTH = 12
_CODE = RegexValidator(r"^[0-9A-HJKMNP-TV-Z]{12}$")


class Evidence(TenantOwned):
    """A piece of evidence (data dukung): what it is, from when to when it holds, and who may see it.

    Its bytes are its versions'; `head` is the newest one's number, 0 where only an outside `address` is known, which is
    then not preserved. `unit` is whose it is (none: the agency's); `shared` lends it to all units of the agency.
    `confidential`: seen by the unit's people and the agency's head alone, in no list of others and in no package unless
    asked for. A withdrawn piece is offered to nobody, and stays where something relies on it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=CODE_LENGTH, validators=[_CODE])
    unit = models.ForeignKey("agencies.WorkUnit", on_delete=models.PROTECT, null=True, related_name="+")
    unit_id: uuid.UUID | None
    shared = models.BooleanField(default=False)
    confidential = models.BooleanField(default=False)
    title = models.CharField(max_length=LONGEST_TITLE)
    about = models.TextField(blank=True, max_length=LONGEST_ABOUT)
    dated_on = models.DateField(null=True, blank=True)  # the day that stands on the document
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)  # the last day, included; empty: no end
    address = models.CharField(max_length=LONGEST_ADDRESS, blank=True)  # where it was found outside; never fetched
    seen_on = models.DateField(null=True, blank=True)  # the day on which it stood at that address
    head = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    made_by_id: uuid.UUID | None
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=LONGEST_REASON, blank=True)

    class Meta:
        ordering = ("-changed_at", "id")
        constraints = (
            models.UniqueConstraint(fields=("tenant", "code"), name="one_evidence_a_code"),
            models.CheckConstraint(
                condition=models.Q(valid_from__isnull=True)
                | models.Q(valid_until__isnull=True)
                | models.Q(valid_from__lte=models.F("valid_until")),
                name="evidence_begins_before_it_ends",
            ),
        )
        indexes = (
            models.Index(fields=("tenant", "-changed_at", "id"), name="evidence_by_change"),
            models.Index(fields=("tenant", "unit", "-changed_at"), name="evidence_by_unit"),
            models.Index(fields=("tenant", "valid_until"), name="evidence_by_end"),
            models.Index(
                fields=("tenant", "-changed_at"),
                condition=models.Q(withdrawn_at__isnull=False),
                name="evidence_withdrawn",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def shown_number(self) -> str:
        """The number as people see it: "4K7M-Q2XT-9RHB"."""
        return shown_code(self.code)

    @property
    def preserved(self) -> bool:
        """Whether its bytes are kept here: an outside address alone can die or change."""
        return self.head > 0
