"""What is needed of a person to sign for them by a service elsewhere, and by which name they may be asked to sign."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from pulau.apps.people.contract import employee_of_user
from pulau.apps.signing.provider import asks_secret
from pulau.core.shared.names import is_name_of
from pulau.foundation.accounts.models import User
from pulau.foundation.tenancy.wall import behind_wall

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor


def nik_of(actor: Actor) -> str | None:
    """Return the actor's NIK where the provider knows people by it; None elsewhere, and where it is not kept."""
    if not asks_secret():
        return None
    with behind_wall(actor.tenant_id, actor.person):
        employee = employee_of_user(actor, actor.person)
        return None if employee is None else employee.nik


def may_be_named(actor: Actor, user_id: UUID, name: str) -> bool:
    """Whether a document of the actor's body may name somebody so: a certificate with this name is made for them.

    The body's own people go by the name of their service, which they do not write themselves; others by their account.
    """
    employee = employee_of_user(actor, user_id)
    if employee is not None:
        return is_name_of(name, employee.full_name)
    return any(is_name_of(name, known) for known in User.objects.filter(pk=user_id).values_list("full_name", flat=True))
