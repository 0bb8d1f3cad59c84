"""Reading agencies and units, always of one tenant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pulau.apps.agencies.models import Agency, WorkUnit

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor
    from pulau.foundation.tenancy.scope import ScopedQuerySet


def agency_of(actor: Actor) -> Agency | None:
    """Return the agency that the actor acts for, or None where it was not described yet."""
    return Agency.objects.for_actor(actor).first()


def units_of(actor: Actor) -> ScopedQuerySet[WorkUnit]:
    """Return the units of the actor's agency, by name. Who may see which of them is for the caller to say."""
    return WorkUnit.objects.for_actor(actor)
