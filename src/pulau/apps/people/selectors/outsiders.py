"""Reading people from outside the agency, for who keeps them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q, QuerySet

from pulau.apps.people.models import Appointment, OutsideKind, OutsidePerson
from pulau.apps.people.policies import KEEP_OUTSIDERS
from pulau.apps.people.selectors.staff import Term
from pulau.apps.people.staffing import OutsiderNotFound
from pulau.foundation.tenancy.days import not_over
from pulau.foundation.tenancy.deciding import allowed

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class OutsiderSearch:
    """Whom to look for: part of a name or an institution, a kind, and whether their time goes on."""

    words: str = ""
    kind: OutsideKind | None = None
    term: Term = Term.SERVING


def find_outsiders(actor: Actor, wanted: OutsiderSearch, day: date) -> QuerySet[OutsidePerson]:
    """Return those who fit, by name; nobody for who may not keep them."""
    rows = OutsidePerson.objects.for_actor(actor)
    if not allowed(actor, KEEP_OUTSIDERS):
        return rows.none()
    if wanted.words:
        rows = rows.filter(Q(name__icontains=wanted.words) | Q(institution__icontains=wanted.words))
    if wanted.kind is not None:
        rows = rows.filter(kind=wanted.kind)
    if wanted.term is Term.SERVING:
        rows = rows.filter(not_over(day))
    elif wanted.term is Term.ENDED:
        rows = rows.filter(until__lt=day)
    return rows


def get_outsider_for(actor: Actor, outsider_id: UUID, *, lock: bool = False) -> OutsidePerson:
    """Return a person from outside, for who keeps them. Raises OutsiderNotFound (404)."""
    rows = OutsidePerson.objects.for_actor(actor)
    rows = rows if lock else rows.select_related("user")
    found: OutsidePerson | None = (rows.select_for_update() if lock else rows).filter(pk=outsider_id).first()
    if found is None or not allowed(actor, KEEP_OUTSIDERS):
        raise OutsiderNotFound(outsider_id)
    return found


def running_duties_of(actor: Actor, person: OutsidePerson, day: date) -> list[Appointment]:
    """Return the roles of the person's account in the actor's agency that go beyond a day."""
    if person.user_id is None:
        return []
    beyond = Q(until__isnull=True) | Q(until__gt=day)
    return list(Appointment.objects.for_actor(actor).filter(beyond, user_id=person.user_id))
