"""The people who can sign in."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower


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
