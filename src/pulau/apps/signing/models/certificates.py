"""Certificates of the installation itself and of people, with their sealed keys; lists of those that count no more."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pulau.foundation.sealing import SealedField

LONGEST_NAME = 200
LONGEST_REASON = 1_000


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
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    revoked_by_id: uuid.UUID | None
    reason = models.CharField(max_length=LONGEST_REASON, blank=True)

    class Meta:
        ordering = ("-issued_at", "id")
        indexes = (models.Index(fields=("user", "-issued_at"), name="certificate_by_user"),)

    def __str__(self) -> str:
        return self.name
