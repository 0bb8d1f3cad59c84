"""Reading agencies and units, always of one tenant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.db.models.functions import Lower

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


def find_units(actor: Actor, words: str = "") -> ScopedQuerySet[WorkUnit]:
    """Return the units whose name or code contains `words` (empty: all), by name whatever its capitals."""
    rows = units_of(actor).order_by(Lower("name"), "code")
    return rows.filter(Q(name__icontains=words) | Q(code__icontains=words)) if words else rows
