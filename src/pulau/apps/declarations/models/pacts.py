"""Integrity pacts (pakta integritas), as tasks until they are signed: fields and constraints."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pulau.apps.declarations.models.templates import PledgeKind, PledgeTemplate
from pulau.foundation.tenancy.models import Tenant, TenantOwned
from pulau.foundation.tenancy.scope import ScopedManager

LONGEST_NAME = 200
LONGEST_REASON = 1_000
OWN = "user_id = nullif(current_setting('pulau.person', true), '')::uuid"


class PactState(models.TextChoices):
    """How far a pact is."""

    DUE = "due", _("Belum ditandatangani")
    DRAWN = "drawn", _("Digambar, menunggu saksi")
    SIGNED = "signed", _("Ditandatangani")
    REFUSED = "refused", _("Ditolak")
    WITHDRAWN = "withdrawn", _("Ditarik kembali")
    ENDED = "ended", _("Berakhir")


class PactCause(models.TextChoices):
    """Why a pact became due."""

    FIRST = "first", _("Pertama kali")
    YEARLY = "yearly", _("Pembaruan tahunan")
    NEW_STAFF = "new-staff", _("Pegawai baru")
    NEW_STATUS = "new-status", _("Perubahan status kepegawaian")
    NEW_POST = "new-post", _("Perubahan jabatan")
    TRANSFER = "transfer", _("Pindah unit")
    REQUESTED = "requested", _("Diminta")


class PactManager(ScopedManager["Pact"]):
    """Pacts of a body; beyond it, the one that a document is of."""

    def of_document(self, pact_id: uuid.UUID) -> models.QuerySet[Pact]:
        """Return the pact of a document that somebody checks; the wall of the document's body stands around it."""
        return self.queryset_class(self.model, using=self._db).filter(pk=pact_id)

    def of_head(self, user_id: uuid.UUID) -> models.QuerySet[Pact]:
        """Return what a person pledged or is asked to pledge as head of a body, in all bodies.

        Crosses tenants on purpose: it is the person's own, and nobody needs a duty for what is theirs.
        """
        rows = self.queryset_class(self.model, using=self._db)
        return rows.filter(user_id=user_id, employee__isnull=True, unit__isnull=True, kind=PledgeKind.OFFICE)


class Pact(TenantOwned):
    """One pledge of one person (or of the parties of `PactParty`) for a year: a task, and once signed its document.

    `position`, `unit` and `status` are those at the time; `template` is the version that was signed. A row is never
    deleted: what replaces a signed one in the same year (a new post) is a new row, and the old one ends. Who acts as
    head of a second unit signs for it beside the own one: hence the unit in the constraint. Who heads the whole body
    (a regent, a minister) signs by account: an office pact without employee and unit.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=16, choices=PledgeKind)
    year = models.PositiveSmallIntegerField()
    cause = models.CharField(max_length=12, choices=PactCause)
    state = models.CharField(max_length=10, choices=PactState, default=PactState.DUE)
    unit = models.ForeignKey("agencies.WorkUnit", on_delete=models.PROTECT, null=True, related_name="+")
    unit_id: uuid.UUID | None
    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, null=True, related_name="+")
    employee_id: uuid.UUID | None
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    user_id: uuid.UUID | None
    name = models.CharField(max_length=LONGEST_NAME)
    position = models.CharField(max_length=LONGEST_NAME, blank=True)
    status = models.CharField(max_length=12, blank=True)  # kind of employment then: a CPNS who becomes PNS pledges anew
    title = models.CharField(max_length=LONGEST_NAME, blank=True)  # of an institutional pact: what it is about
    text = models.JSONField(null=True, blank=True)  # of an institutional pact: opening, points, closing as agreed
    template = models.ForeignKey(PledgeTemplate, on_delete=models.PROTECT, null=True, related_name="+")
    template_id: uuid.UUID | None
    document = models.ForeignKey("signing.Document", on_delete=models.PROTECT, null=True, related_name="+")
    document_id: uuid.UUID | None
    due_on = models.DateField()
    created_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True, blank=True)
    drawing = models.CharField(max_length=64, blank=True)  # digest of the strokes in the store, where it was drawn
    drawn_at = models.DateTimeField(null=True, blank=True)
    witness = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    witness_id: uuid.UUID | None  # who saw it being drawn, and attests it
    ended_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=LONGEST_REASON, blank=True)  # of refusing, withdrawing, ending

    objects: ClassVar[PactManager] = PactManager()
    wall_openings: ClassVar[dict[str, str]] = {"person": OWN}

    class Meta:
        ordering = ("-year", "name", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("tenant", "employee", "year", "kind", "unit"),
                condition=Q(employee__isnull=False) & Q(state__in=("due", "drawn", "signed", "refused")),
                name="one_pact_a_year",
            ),
            models.UniqueConstraint(
                fields=("tenant", "user", "year"),
                condition=Q(employee__isnull=True, kind="office", state__in=("due", "drawn", "signed", "refused")),
                name="one_pact_of_head_a_year",
            ),
        )
        indexes = (
            models.Index(fields=("tenant", "year", "unit", "state"), name="pact_by_unit"),
            models.Index(fields=("tenant", "year", "state", "name"), name="pact_by_state"),
            models.Index(fields=("user", "state"), name="pact_by_user"),
            models.Index(fields=("tenant", "employee", "-year"), name="pact_by_employee"),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.year}"


class PactParty(TenantOwned):
    """A body that pledges beside others (a regent and a police chief), and who signs for it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pact = models.ForeignKey(Pact, on_delete=models.PROTECT, related_name="parties")
    pact_id: uuid.UUID
    order = models.PositiveSmallIntegerField()
    institution = models.CharField(max_length=LONGEST_NAME)
    party_tenant = models.ForeignKey(Tenant, on_delete=models.PROTECT, null=True, related_name="+")
    party_tenant_id: uuid.UUID | None
    name = models.CharField(max_length=LONGEST_NAME)
    position = models.CharField(max_length=LONGEST_NAME)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    user_id: uuid.UUID | None
    witness = models.BooleanField(default=False)

    class Meta:
        ordering = ("pact_id", "witness", "order")

    def __str__(self) -> str:
        return self.institution
