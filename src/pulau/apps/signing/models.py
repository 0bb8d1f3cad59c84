"""Certificates of the installation and of people; documents, their versions, who signs them: fields and constraints."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pulau.foundation.sealing import SealedField
from pulau.foundation.tenancy.models import Tenant, TenantOwned
from pulau.foundation.tenancy.scope import ScopedManager

LONGEST_NAME = 200
LONGEST_POSITION = 200
LONGEST_TITLE = 300
LONGEST_REASON = 1_000
CODE_LENGTH = 12
DIGEST_RULE = RegexValidator(r"^[0-9a-f]{64}$")
CODE_RULE = RegexValidator(r"^[0-9A-HJKMNP-TV-Z]{12}$")

_PERSON = "nullif(current_setting('pulau.person', true), '')::uuid"
_TENANT = "nullif(current_setting('pulau.tenant', true), '')::uuid"
_TOKEN = "nullif(current_setting('pulau.token', true), '')"  # noqa: S105 - a setting's name
OWN = f"user_id = {_PERSON}"
CODED = f"code = {_TOKEN}"
"""Whoever has a document's number (60 random bits) may see what it is: the number stands on the paper."""
SHARED = f"document_id IN (SELECT p.document_id FROM signing_party p WHERE p.party_tenant_id = {_TENANT})"  # noqa: S608 - constants
SIGNED_BY_ME = f"document_id IN (SELECT s.document_id FROM signing_signatory s WHERE s.user_id = {_PERSON})"  # noqa: S608 - the same


class AuthorityKind(models.TextChoices):
    """What a certificate of the installation itself is for."""

    ROOT = "root", _("Akar")
    ISSUER = "issuer", _("Penerbit sertifikat")
    TIMESTAMPER = "timestamper", _("Penanda waktu")
    SEAL = "seal", _("Segel elektronik")


class Authority(models.Model):
    """A certificate of the installation itself with its key, sealed; the newest that holds is used, old ones stay."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=12, choices=AuthorityKind)
    serial = models.CharField(max_length=40, unique=True)
    certificate = models.TextField()  # PEM
    key = SealedField()
    issuer_serial = models.CharField(max_length=40, blank=True)
    since = models.DateTimeField()
    until = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-since", "id")

    def __str__(self) -> str:
        return f"{self.kind} {self.serial}"


class RevocationList(models.Model):
    """A list of certificates that no longer count (CRL, DER), as an authority of ours signed it."""

    id = models.BigAutoField(primary_key=True)  # it numbers the lists: a number never falls
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    authority_id: uuid.UUID
    der = models.BinaryField()
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.authority_id} {self.pk}"


class Certificate(models.Model):
    """A person's certificate with its key, sealed. The key is used through `services.signing` alone, for its owner."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    user_id: uuid.UUID
    name = models.CharField(max_length=LONGEST_NAME)
    organisation = models.CharField(max_length=LONGEST_NAME, blank=True)
    serial = models.CharField(max_length=40, unique=True)
    certificate = models.TextField()  # PEM
    key = SealedField()
    issued_at = models.DateTimeField()
    until = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=LONGEST_REASON, blank=True)

    class Meta:
        ordering = ("-issued_at", "id")
        indexes = (models.Index(fields=("user", "-issued_at"), name="certificate_by_user"),)

    def __str__(self) -> str:
        return self.name


class DocumentState(models.TextChoices):
    """How far a document is. What is signed by nobody or not by all is never `complete`."""

    PREPARED = "prepared", _("Menunggu tanda tangan")
    PARTLY = "partly", _("Ditandatangani sebagian")
    COMPLETE = "complete", _("Ditandatangani lengkap")
    SUPERSEDED = "superseded", _("Diganti")
    WITHDRAWN = "withdrawn", _("Dicabut")
    CANCELLED = "cancelled", _("Dibatalkan")


class DocumentManager(ScopedManager["Document"]):
    """Documents of a body; beyond it, those that somebody signs, shares, or has the number of."""

    def coded(self, code: str) -> models.QuerySet[Document]:
        """Return the one with this number, whosesoever. Crosses tenants on purpose: the number stands on the paper."""
        return self.queryset_class(self.model, using=self._db).filter(code=code)

    def signed_by(self, user_id: uuid.UUID) -> models.QuerySet[Document]:
        """Return those that name a person as signatory, of every body: they read what they are to sign, and signed."""
        mine = Signatory.objects.of_user(user_id).values("document_id")
        return self.queryset_class(self.model, using=self._db).filter(pk__in=mine)

    def shared_with(self, tenant_id: uuid.UUID) -> models.QuerySet[Document]:
        """Return those of other bodies in which a body is a party: every party has the same document."""
        shared = Party.objects.of_party(tenant_id).values("document_id")
        return self.queryset_class(self.model, using=self._db).filter(pk__in=shared)


class Document(TenantOwned):
    """A document to be signed. `code` is its public number; `kind` one of the registry's; `subject_id` what it is of.

    `bytes` of each version lie in `foundation.storage` under their digest; `head` is the newest version's number.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=CODE_LENGTH, unique=True, validators=[CODE_RULE])
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=LONGEST_TITLE)
    language = models.CharField(max_length=2, default="id")
    unit = models.ForeignKey("agencies.WorkUnit", on_delete=models.PROTECT, null=True, related_name="+")
    unit_id: uuid.UUID | None
    subject_id = models.UUIDField(null=True, blank=True)
    state = models.CharField(max_length=12, choices=DocumentState, default=DocumentState.PREPARED)
    head = models.PositiveIntegerField(default=1)
    ordered = models.BooleanField(default=False)  # whether each signatory waits for those before
    personal = models.BooleanField(default=False)  # of an ordinary employee: names are shown to the public as initials
    made_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)  # the last day, included; empty: until it is ended
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=LONGEST_REASON, blank=True)
    successor = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    successor_id: uuid.UUID | None

    objects: ClassVar[DocumentManager] = DocumentManager()
    wall_openings: ClassVar[dict[str, str]] = {
        "number": CODED,
        "party": SHARED.replace("document_id IN", "id IN", 1),
        "signatory": SIGNED_BY_ME.replace("document_id IN", "id IN", 1),
    }

    class Meta:
        ordering = ("-made_at", "id")
        indexes = (
            models.Index(fields=("tenant", "kind", "-made_at"), name="document_by_kind"),
            models.Index(fields=("tenant", "unit", "-made_at"), name="document_by_unit"),
            models.Index(fields=("subject_id",), name="document_by_subject"),
        )

    def __str__(self) -> str:
        return self.title


class VersionCause(models.TextChoices):
    """Why a document has one version more."""

    PREPARED = "prepared", _("Disiapkan")
    SIGNED = "signed", _("Ditandatangani")
    TIMESTAMPED = "timestamped", _("Diberi penanda waktu")


class VersionManager(ScopedManager["Version"]):
    """Versions of a body's documents; beyond it, those that somebody holds the file of."""

    def with_digest(self, digest: str) -> models.QuerySet[Version]:
        """Return the version with this digest, whosesoever: who can compute it has the file."""
        return self.queryset_class(self.model, using=self._db).filter(digest=digest)

    def of_document(self, document: Document) -> models.QuerySet[Version]:
        """Return a document's versions for who was shown the document, of whatever body."""
        return self.queryset_class(self.model, using=self._db).filter(document_id=document.pk)


class Version(TenantOwned):
    """A document's bytes after one more step; versions are only ever added. `code` repeats the document's."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="versions")
    document_id: uuid.UUID
    code = models.CharField(max_length=CODE_LENGTH, editable=False)
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64, validators=[DIGEST_RULE])
    size = models.PositiveIntegerField()
    cause = models.CharField(max_length=12, choices=VersionCause)
    made_at = models.DateTimeField()

    objects: ClassVar[VersionManager] = VersionManager()
    wall_openings: ClassVar[dict[str, str]] = {
        "number": f"{CODED} OR digest = {_TOKEN}",
        "party": SHARED,
        "signatory": SIGNED_BY_ME,
    }

    class Meta:
        ordering = ("document", "number")
        constraints = (models.UniqueConstraint(fields=("document", "number"), name="version_number_once"),)
        indexes = (models.Index(fields=("digest",), name="version_by_digest"),)

    def __str__(self) -> str:
        return f"{self.code} {self.number}"


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
        ordering = ("document", "order", "id")
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
    """Parties of a body's documents, and where a body is a party itself."""

    def of_party(self, tenant_id: uuid.UUID) -> models.QuerySet[Party]:
        """Return where a body is a party, in documents of every body."""
        return self.queryset_class(self.model, using=self._db).filter(party_tenant_id=tenant_id)


class Party(TenantOwned):
    """Another body that has the same document: it reads it, with all signatures, as the one that made it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="parties")
    document_id: uuid.UUID
    party_tenant = models.ForeignKey(Tenant, on_delete=models.PROTECT, related_name="+")
    party_tenant_id: uuid.UUID

    objects: ClassVar[PartyManager] = PartyManager()
    wall_openings: ClassVar[dict[str, str]] = {"party": f"party_tenant_id = {_TENANT}"}

    class Meta:
        constraints = (models.UniqueConstraint(fields=("document", "party_tenant"), name="party_once"),)

    def __str__(self) -> str:
        return f"{self.document_id} {self.party_tenant_id}"
