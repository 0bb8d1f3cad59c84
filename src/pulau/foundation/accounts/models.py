"""The people who can sign in."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """Users by their e-mail address."""

    def get_by_natural_key(self, username: str | None) -> User:
        """Return the user of this address, whatever its case. Raises User.DoesNotExist."""
        return self.get(email=normal_email(username or ""))


def normal_email(address: str) -> str:
    """Return the one spelling under which an address is kept and compared: trimmed, lower case."""
    return address.strip().lower()


def normal_nip(number: str) -> str:
    """Return the one spelling under which a NIP is kept and compared: without spaces and dots."""
    return "".join(character for character in number if character not in " .\t")


class User(AbstractBaseUser, PermissionsMixin):
    """A person who can sign in. Belongs to no tenant: appointments, elsewhere, say for whom a person acts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    nip = models.CharField(
        max_length=18, unique=True, null=True, blank=True
    )  # NIP, NI PPPK or NRP: another way to sign in
    full_name = models.CharField(max_length=200)
    language = models.CharField(max_length=8, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE)
    is_active = models.BooleanField(default=True)
    registered_at = models.DateTimeField()
    tour_ended_at = models.DateTimeField(null=True, blank=True)  # the tour of first steps was finished or skipped

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    class Meta:
        ordering = ("email",)
        constraints = (
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="user_email_in_lower_case"),
        )

    def __str__(self) -> str:
        return self.full_name

    def get_full_name(self) -> str:
        """Return the name as the person writes it."""
        return self.full_name


class EventKind(models.TextChoices):
    """What the history of an account tells."""

    SIGNED_IN = "signed-in", _("Masuk")
    FAILED = "failed", _("Gagal masuk")
    PASSWORD_CHANGED = "password-changed", _("Kata sandi diganti")
    PASSWORD_RESET = "password-reset", _("Kata sandi diatur ulang lewat surel")
    FACTOR_ADDED = "factor-added", _("Cara masuk ditambahkan")
    FACTOR_REMOVED = "factor-removed", _("Cara masuk dihapus")
    FACTORS_RESET = "factors-reset", _("Faktor kedua dihapus oleh pengelola")
    SESSIONS_ENDED = "sessions-ended", _("Perangkat lain dikeluarkan")
    SIGNED_OUT = "signed-out", _("Dikeluarkan dari semua perangkat oleh pengelola")
    CLOSED = "closed", _("Akun ditutup oleh pengelola")
    REOPENED = "reopened", _("Akun dibuka kembali oleh pengelola")
    DETAILS_CHANGED = "details-changed", _("Nama, surel, atau NIP diubah")


class Means(models.TextChoices):
    """With what somebody showed who they are."""

    NONE = "", "-"
    PASSWORD = "password", _("kata sandi")
    PASSKEY = "passkey", _("passkey")
    TOTP = "totp", _("kode aplikasi")
    RECOVERY = "recovery", _("kode pemulihan")
    SSO = "sso", _("SSO instansi")
    DEMO = "demo", _("orang contoh")


class SignInEvent(models.Model):
    """A line of the history of an account. Belongs to no tenant: a person signs in before acting for any body.

    `user` is empty where the name that was typed is nobody's; what was typed is not kept. `network` is the /24 or /48
    of the address, `agent` the names of browser and system. Kept for a year (`accounts.tasks.forget`).
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="events")
    at = models.DateTimeField()
    kind = models.CharField(max_length=16, choices=EventKind)
    means = models.CharField(max_length=16, choices=Means, blank=True)
    factor = models.CharField(max_length=16, choices=Means, blank=True)  # what was shown beside it
    network = models.CharField(max_length=43)
    agent = models.CharField(max_length=60)

    class Meta:
        ordering = ("-at", "-pk")
        indexes = (
            models.Index(fields=("user", "-at"), name="sign_in_by_user"),
            models.Index(fields=("at",), name="sign_in_by_time"),
        )

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%dT%H:%M:%SZ} {self.kind} {self.means}"


class Tries(models.Model):
    """How often something was tried in vain (`accounts.throttle`); in the database, since processes count together.

    `key` is a keyed digest: neither addresses of networks nor what somebody typed can be read from it.
    """

    key = models.CharField(max_length=64, primary_key=True)
    failures = models.PositiveIntegerField(default=0)
    since = models.DateTimeField(db_index=True)
    held_until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.key[:8]}: {self.failures}"


class CacheRow(models.Model):
    """The table of Django's DatabaseCache: what all processes must know for a while (codes already used)."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "pulau_cache"

    def __str__(self) -> str:
        return self.cache_key
