"""What is needed of a person to sign for them by a service elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pulau.apps.people.contract import employee_of_user
from pulau.apps.signing.provider import asks_secret
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
