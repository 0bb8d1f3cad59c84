"""Who signs a document, and the bodies that share it: fields and constraints."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pulau.apps.signing.models.documents import (
    CODE_LENGTH,
    CODED,
    LONGEST_NAME,
    LONGEST_POSITION,
    LONGEST_REASON,
    OWN,
    SHARED,
    TENANT_NOW,
    Document,
)
from pulau.foundation.tenancy.models import Tenant, TenantOwned
from pulau.foundation.tenancy.scope import ScopedManager


class SignatoryPart(models.TextChoices):
    """In what part somebody signs."""

    SIGNER = "signer", _("Penanda tangan")
    WITNESS = "witness", _("Saksi")


class SignatoryState(models.TextChoices):
    """How far a signatory is."""

    WAITING = "waiting", _("Menunggu")
    DRAWN = "drawn", _("Digambar, menunggu saksi")
    SIGNED = "signed", _("Menandatangani")
    REFUSED = "refused", _("Menolak")
    WITHDRAWN = "withdrawn", _("Menarik kembali")
    REPLACED = "replaced", _("Diganti")


class Means(models.TextChoices):
    """By what somebody signed."""

    CERTIFICATE = "certificate", _("Sertifikat elektronik")
    DRAWN = "drawn", _("Tanda tangan gambar dengan saksi")


class SignatoryManager(ScopedManager["Signatory"]):
    """Signatories of a body's documents; beyond it, where a person signs, or of a document somebody was shown."""

    def of_user(self, user_id: uuid.UUID) -> models.QuerySet[Signatory]:
        """Return where a person is named, in documents of every body."""
        return self.queryset_class(self.model, using=self._db).filter(user_id=user_id)

    def of_document(self, document: Document) -> models.QuerySet[Signatory]:
        """Return a document's signatories in order, for who was shown the document, of whatever body."""
        return self.queryset_class(self.model, using=self._db).filter(document_id=document.pk)

    def of_documents(self, documents: Collection[uuid.UUID]) -> models.QuerySet[Signatory]:
        """Return the signatories of documents that somebody was shown, of whatever body, in one query."""
        return self.queryset_class(self.model, using=self._db).filter(document_id__in=list(documents))


class Signatory(TenantOwned):
    """Somebody who signs a document, as the document names them. `user` may sign; without one it is drawn.

    `acting` tells for whom somebody signs ("Plt.", "Plh."); `attested_by` who saw a drawn signature being made.
    A row whose signer was replaced stays, with `replaced_by`; the field in the PDF passes on.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="signatories")
    document_id: uuid.UUID
    code = models.CharField(max_length=CODE_LENGTH, editable=False)
    order = models.PositiveIntegerField()
    part = models.CharField(max_length=8, choices=SignatoryPart, default=SignatoryPart.SIGNER)
    field = models.CharField(max_length=40)
    spot = models.JSONField(default=list)  # page from 0; left, bottom, right, top in points
    name = models.CharField(max_length=LONGEST_NAME)
    position = models.CharField(max_length=LONGEST_POSITION, blank=True)
    institution = models.CharField(max_length=LONGEST_NAME, blank=True)
    acting = models.CharField(max_length=8, blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    user_id: uuid.UUID | None
    employee_id = models.UUIDField(null=True, blank=True)
    state = models.CharField(max_length=12, choices=SignatoryState, default=SignatoryState.WAITING)
    means = models.CharField(max_length=12, choices=Means, blank=True)
    level = models.CharField(max_length=4, blank=True)  # B-B, B-T, B-LT
    provider = models.CharField(max_length=12, blank=True)
    serial = models.CharField(max_length=64, blank=True)  # of the certificate that signed
    version = models.PositiveIntegerField(null=True, blank=True)  # in which it first stands
    drawing = models.CharField(max_length=64, blank=True)  # digest of the strokes in the store
    attested_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    attested_by_id: uuid.UUID | None
    replaced_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    replaced_by_id: uuid.UUID | None
    done_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=LONGEST_REASON, blank=True)

    objects: ClassVar[SignatoryManager] = SignatoryManager()
    wall_openings: ClassVar[dict[str, str]] = {"person": OWN, "number": CODED, "party": SHARED}

    class Meta:
        ordering = ("document_id", "order", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("document", "field"), condition=~Q(state="replaced"), name="one_signatory_a_field"
            ),
            models.UniqueConstraint(
                fields=("document", "user"),
                condition=Q(user__isnull=False) & ~Q(state="replaced"),
                name="signs_a_document_once",
            ),
        )
        indexes = (
            models.Index(fields=("user", "state"), name="signatory_by_user"),
            models.Index(fields=("tenant", "state", "level"), name="signatory_by_level"),
        )

    def __str__(self) -> str:
        return self.name


class PartyManager(ScopedManager["Party"]):
    """Parties of a body's documents; beyond it, of a document somebody was shown."""

    def of_documents(self, documents: Collection[uuid.UUID]) -> models.QuerySet[Party]:
        """Return the parties of documents that somebody was shown, of whatever body, in one query."""
        return self.queryset_class(self.model, using=self._db).filter(document_id__in=list(documents))


class Party(TenantOwned):
    """Another body that has the same document: it reads it, with all signatures, as the one that made it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="parties")
    document_id: uuid.UUID
    party_tenant = models.ForeignKey(Tenant, on_delete=models.PROTECT, related_name="+")
    party_tenant_id: uuid.UUID

    objects: ClassVar[PartyManager] = PartyManager()
    wall_openings: ClassVar[dict[str, str]] = {"party": f"party_tenant_id = {TENANT_NOW}"}

    class Meta:
        constraints = (models.UniqueConstraint(fields=("document", "party_tenant"), name="party_once"),)

    def __str__(self) -> str:
        return f"{self.document_id} {self.party_tenant_id}"
