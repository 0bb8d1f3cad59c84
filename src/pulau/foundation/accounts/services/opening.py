"""Opening a tenant and registering people."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final
from uuid import uuid4

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from pulau.core.shared.actor import Actor
from pulau.foundation.accounts.actions import PASSWORD_SET, TENANT_OPENED, USER_REGISTERED
from pulau.foundation.accounts.models import User, normal_email, normal_nip
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.models import Tenant
from pulau.foundation.tenancy.wall import behind_wall

NIP: Final = re.compile(r"[0-9]{8,18}")
ADDRESSES: Final = frozenset({"negara", "pantau", "saran", "wilayah"})
"""Words that stand in an address where a body's code would: a body called so could not be reached."""


class TenantCodeTaken(Exception):  # noqa: N818 - a fact, as every error of this project
    """Another tenant has this code."""


class TenantCodeReserved(Exception):  # noqa: N818 - a fact, as every error of this project
    """The code is an address of Pulau's own."""


class EmailTaken(Exception):  # noqa: N818 - a fact, as every error of this project
    """Another user has this address."""


class NipTaken(Exception):  # noqa: N818 - a fact, as every error of this project
    """Another user has this number."""


class NipInvalid(Exception):  # noqa: N818 - a fact, as every error of this project
    """A number that is not 8 to 18 digits."""


@transaction.atomic
def open_tenant(*, code: str, name: str, now: datetime) -> Tenant:
    """Open a tenant. The system itself acts, since nobody can act for a tenant before it exists.

    Raises TenantCodeTaken, TenantCodeReserved, or ValidationError for a code that is not lower-case words joined by
    hyphens.
    """
    tenant = Tenant(id=uuid4(), code=code, name=name, created_at=now)
    tenant.full_clean(validate_unique=False)
    if code in ADDRESSES:
        raise TenantCodeReserved(code)
    if Tenant.objects.filter(code=code).exists():
        raise TenantCodeTaken(code)
    tenant.save(force_insert=True)
    with behind_wall(tenant.pk):
        journal.record(Actor.system(tenant.pk), TENANT_OPENED.code, tenant, {"code": code}, now)
    return tenant


@transaction.atomic
def register_user(*, actor: Actor, email: str, full_name: str, now: datetime, language: str = "id") -> User:
    """Register a person, who cannot sign in until a password or another means is set.

    The journal keeps the id, neither name nor address. Raises EmailTaken, or ValidationError for a bad address.
    """
    user = User(email=normal_email(email), full_name=full_name, language=language, registered_at=now)
    user.set_unusable_password()
    user.full_clean(validate_unique=False)
    if User.objects.filter(email=user.email).exists():
        raise EmailTaken(user.email)
    user.save(force_insert=True)
    with behind_wall(actor.tenant_id):
        journal.record(actor, USER_REGISTERED.code, user, {"user": user.pk}, now)
    return user


@transaction.atomic
def open_account(
    *, actor: Actor, email: str, full_name: str, password: str, now: datetime, nip: str = "", language: str = "id"
) -> User:
    """Register a person who has chosen their password (who accepted an invitation), so that they can sign in.

    `nip` is another way to name oneself at the sign-in: NIP, NI PPPK or NRP, digits with or without spaces.
    Raises EmailTaken, NipTaken, NipInvalid, or ValidationError for a bad address or password; nothing is kept then.
    """
    number = normal_nip(nip)
    if number and not NIP.fullmatch(number):
        raise NipInvalid(nip)
    user = register_user(actor=actor, email=email, full_name=full_name, now=now, language=language)
    if number:
        if User.objects.filter(nip=number).exists():
            raise NipTaken(nip)
        user.nip = number
        user.save(update_fields=["nip"])
    set_password(actor=actor, user=user, password=password, now=now)
    return user


@transaction.atomic
def set_password(*, actor: Actor, user: User, password: str, now: datetime) -> None:
    """Let a person sign in with a password; the journal keeps nothing of it.

    Raises ValidationError with what is wrong with the password: too short, too common, too much like the person's name.
    """
    validate_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    with behind_wall(actor.tenant_id):
        journal.record(actor, PASSWORD_SET.code, user, {"user": user.pk}, now)
