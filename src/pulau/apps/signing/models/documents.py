"""Documents to be signed and their versions: fields and constraints."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from pulau.core.shared.codes import shown_code
from pulau.foundation.tenancy.models import TenantOwned
from pulau.foundation.tenancy.scope import ScopedManager

LONGEST_NAME = 200
LONGEST_POSITION = 200
LONGEST_TITLE = 300
LONGEST_REASON = 1_000
CODE_LENGTH = 12
DIGEST_RULE = RegexValidator(r"^[0-9a-f]{64}$")
CODE_RULE = RegexValidator(r"^[0-9A-HJKMNP-TV-Z]{12}$")

_PERSON = "nullif(current_setting('pulau.person', true), '')::uuid"
TENANT_NOW = "nullif(current_setting('pulau.tenant', true), '')::uuid"
_TOKEN = "nullif(current_setting('pulau.token', true), '')"  # noqa: S105 - a setting's name
OWN = f"user_id = {_PERSON}"
CODED = f"code = {_TOKEN}"
"""Whoever has a document's number (60 random bits) may see what it is: the number stands on the paper."""
SHARED = f"document_id IN (SELECT p.document_id FROM signing_party p WHERE p.party_tenant_id = {TENANT_NOW})"  # noqa: S608 - constants
SIGNED_BY_ME = f"document_id IN (SELECT s.document_id FROM signing_signatory s WHERE s.user_id = {_PERSON})"  # noqa: S608 - the same


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
        rows: models.QuerySet[Document] = self.queryset_class(self.model, using=self._db)
        return rows.filter(signatories__user_id=user_id).distinct()

    def around(self, tenant_id: uuid.UUID, shared: models.QuerySet[Any, Any]) -> models.QuerySet[Document]:
        """Return a body's documents, and those of others whose ids are `shared` with it as a party."""
        rows: models.QuerySet[Document] = self.queryset_class(self.model, using=self._db)
        return rows.filter(models.Q(tenant_id=tenant_id) | models.Q(pk__in=shared))

    def shared_with(self, tenant_id: uuid.UUID) -> models.QuerySet[Document]:
        """Return those of other bodies in which a body is a party: every party has the same document."""
        rows: models.QuerySet[Document] = self.queryset_class(self.model, using=self._db)
        return rows.filter(parties__party_tenant_id=tenant_id)


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
    reserved = models.BooleanField(default=False)  # for now only its signatories and its maker read it
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    made_by_id: uuid.UUID | None
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

    @property
    def shown_number(self) -> str:
        """The number as people see it: "4K7M-Q2XT-9RHB"."""
        return shown_code(self.code)


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

    def of_documents(self, documents: Collection[uuid.UUID]) -> models.QuerySet[Version]:
        """Return the versions of documents that somebody was shown, of whatever body, in one query."""
        return self.queryset_class(self.model, using=self._db).filter(document_id__in=list(documents))

    def signed_heads(self) -> models.QuerySet[Version]:
        """Return the newest version of a document of an outer query, if somebody has signed it.

        For subqueries only: whose documents are meant is said by the outer query, which is scoped itself.
        """
        rows: models.QuerySet[Version] = self.queryset_class(self.model, using=self._db)
        newest = rows.filter(document_id=models.OuterRef("pk"), number=models.OuterRef("head"))
        return newest.exclude(cause=VersionCause.PREPARED)


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
        ordering = ("document_id", "number")
        constraints = (models.UniqueConstraint(fields=("document", "number"), name="version_number_once"),)
        indexes = (models.Index(fields=("digest",), name="version_by_digest"),)

    def __str__(self) -> str:
        return f"{self.code} {self.number}"
