"""Declared interests, and whom they keep from assessing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q
from django.http import Http404

from pulau.apps.people.models import Interest
from pulau.apps.people.selectors.appointments import bonds_of
from pulau.core.shared.conflicts import Conflict, bars_to_assessing
from pulau.foundation.tenancy.days import not_over

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor
    from pulau.foundation.tenancy.scope import ScopedQuerySet


class NoSuchInterest(Http404):
    """The person declared no such interest, or withdrew it already."""


def may_assess(actor: Actor, user_id: UUID, unit_id: UUID, day: date) -> list[Conflict]:
    """Return what keeps a person from assessing a unit of the actor's agency on a day; empty: nothing does.

    Three queries, whatever they hold: posts, duties, declared interests.
    """
    return bars_to_assessing(unit_id, day, bonds_of(actor, user_id))


def own_interests(actor: Actor) -> ScopedQuerySet[Interest]:
    """Return what the actor declared in this agency, newest first."""
    return Interest.objects.for_actor(actor).filter(user_id=actor.person).select_related("unit")


def get_own_interest(actor: Actor, interest_id: UUID, day: date) -> Interest:
    """Return an own declaration that has not ended. Raises NoSuchInterest."""
    row = own_interests(actor).filter(not_over(day), pk=interest_id).first()
    if row is None:
        raise NoSuchInterest
    return row


def find_interests(actor: Actor, words: str, day: date | None) -> ScopedQuerySet[Interest]:
    """Return all declarations in the actor's agency, or those that hold on a day; the policy is the caller's."""
    rows = Interest.objects.for_actor(actor).select_related("user", "unit")
    if day is not None:
        rows = rows.filter(since__lte=day).exclude(until__lt=day)
    if words:
        rows = rows.filter(Q(user__full_name__icontains=words) | Q(unit__name__icontains=words))
    return rows.order_by("user__full_name", "-since", "id")
