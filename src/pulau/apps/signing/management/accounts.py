"""Whose certificates a command is about, and in which body's journal that is kept."""

from __future__ import annotations

from uuid import UUID

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from pulau.foundation.accounts.models import User, normal_email
from pulau.foundation.tenancy.acting import actor_in
from pulau.foundation.tenancy.models import Tenant
from pulau.foundation.tenancy.wall import behind_wall


def account_and_body(email: str) -> tuple[User, UUID]:
    """Return an account and a body in which its person acts. Raises CommandError where there is none."""
    user = User.objects.filter(email=normal_email(email)).first()
    if user is None:
        raise CommandError(_("Tidak ada akun dengan surel %(email)s.") % {"email": email})
    return user, _body_of(user.pk)


def _body_of(user_id: UUID) -> UUID:
    """Return a body in which the person acts (its journal keeps what was done); any, where they act in none."""
    first: UUID | None = None
    for tenant_id in Tenant.objects.values_list("pk", flat=True):
        first = first or tenant_id
        with behind_wall(tenant_id, user_id):
            if actor_in(tenant_id, user_id) is not None:
                return tenant_id
    if first is None:
        raise CommandError(_("Belum ada instansi di instalasi ini."))
    return first
