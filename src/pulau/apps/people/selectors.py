"""Reading appointments and tokens."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q

from pulau.apps.people.keys import token_digest
from pulau.apps.people.models import ApiToken, Appointment
from pulau.core.shared.actor import Actor
from pulau.core.shared.actor import Appointment as Held

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pulau.foundation.accounts.models import User
    from pulau.foundation.tenancy.scope import ScopedQuerySet


def held_appointments(user_id: UUID, day: date) -> tuple[Appointment, ...]:
    """Return what a person holds on a day, in all bodies, in one query; each row carries its person."""
    return tuple(Appointment.objects.held_by(user_id, day))


def as_actor(user_id: UUID, held: Sequence[Appointment], tenant_id: UUID | None = None) -> Actor | None:
    """Return the person as acting for one body: the one asked for where they hold something there, else the first."""
    if not held:
        return None
    tenants = {row.tenant_id for row in held}
    chosen = tenant_id if tenant_id in tenants else held[0].tenant_id
    own = [row for row in held if row.tenant_id == chosen]
    return Actor(user_id, chosen, own[0].role, tuple(Held(row.role, row.unit_id) for row in own))


def held_by_key(key: str, day: date, now: datetime) -> tuple[Appointment, ...]:
    """Return what the person of a key holds in the key's body, in one query; each row carries its person.

    Nothing where the key is unknown, expired or revoked, or its person's account is closed.
    """
    return tuple(Appointment.objects.held_by_token(token_digest(key), day, now))


def tokens_of(actor: Actor) -> ScopedQuerySet[ApiToken]:
    """Return the actor's own tokens that were not revoked, newest first."""
    return ApiToken.objects.for_actor(actor).filter(user_id=actor.person, revoked_at__isnull=True)


def people_of_unit(actor: Actor, unit_id: UUID, day: date) -> list[User]:
    """Return who serves a unit of the actor's agency on a day, by name; those of the whole body are not among them."""
    current = Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gte=day))
    rows = Appointment.objects.for_actor(actor).filter(current, unit_id=unit_id).select_related("user")
    people = {row.user_id: row.user for row in rows}
    return sorted(people.values(), key=lambda user: user.full_name)


def actors_around(actor: Actor, unit_id: UUID, day: date) -> list[tuple[User, Actor]]:
    """Return who holds something for a unit or for the whole body on a day, by name, each as the actor they are there.

    Whether they may see or do a thing is then asked of its own policy. Closed accounts are left out.
    """
    current = Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gte=day))
    place = Q(unit_id=unit_id) | Q(unit_id__isnull=True)
    rows = Appointment.objects.for_actor(actor).filter(current, place, user__is_active=True)
    held: dict[UUID, list[Appointment]] = {}
    for row in rows.select_related("user"):
        held.setdefault(row.user_id, []).append(row)
    found = [(own[0].user, as_actor(user_id, own)) for user_id, own in held.items()]
    return sorted(((user, other) for user, other in found if other is not None), key=lambda pair: pair[0].full_name)
