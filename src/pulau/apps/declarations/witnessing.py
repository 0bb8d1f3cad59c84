"""Confirming what one saw at a ceremony, also at that of another body: behind its wall, and for oneself alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pulau.apps.declarations.selectors.ceremony import following
from pulau.apps.declarations.services.leading import confirm
from pulau.core.shared.actor import Actor
from pulau.foundation.tenancy.wall import behind_wall

if TYPE_CHECKING:
    from datetime import datetime


def confirm_seen(*, actor: Actor, code: str, of: int, seen_at: datetime | None, now: datetime) -> int:
    """Note that the actor, a witness there, saw what the event `of` tells; return the number of the confirmation.

    `code` is the ceremony's. Raises CeremonyNotFound, and what `confirm` raises.
    """
    tenant_id, declaration_id = following(code)
    with behind_wall(tenant_id, actor.person):
        own = Actor(actor.user_id, tenant_id, "")
        return confirm(actor=own, declaration_id=declaration_id, code=code, of=of, seen_at=seen_at, now=now).number
