"""Who can assess a unit: holders of assessing roles, of the body's own and by grant, with what stands against each."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q
from django.db.models.functions import Lower

from pulau.apps.people.models import GRANTS, Appointment, Employee, Interest, Posting
from pulau.apps.people.selectors.appointments import appointments_over
from pulau.core.shared.conflicts import Bond, Conflict, Span, bars_to_assessing
from pulau.core.shared.roles import SERVING
from pulau.foundation.accounts.models import User

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class Assessor:
    """A person who holds an assessing role towards a unit, and what keeps them from assessing it; empty: nothing."""

    user_id: UUID
    name: str
    role: str
    granted: bool
    conflicts: tuple[Conflict, ...] = ()


def assessors_on(actor: Actor, roles: Collection[str], unit_id: UUID, day: date) -> list[Assessor]:
    """Return who holds one of some roles for a unit of the actor's body on a day, by name; each role of each person.

    Grants of region and country count where they reach the body. Six queries, whatever their number.
    """
    rows = appointments_over(actor, unit_id, day, Q(role__in=roles))
    held = {(row.user_id, row.role): row for row in rows}
    bars = bars_among(actor, {user for user, _role in held}, unit_id, day)
    return [
        Assessor(user, row.user.full_name, role, row.scope in GRANTS, tuple(bars[user]))
        for (user, role), row in held.items()
    ]


def bars_among(actor: Actor, user_ids: Collection[UUID], unit_id: UUID, day: date) -> dict[UUID, list[Conflict]]:
    """Return what keeps each of some people from assessing a unit of the actor's body; five queries."""
    bonds = bonds_among(actor, user_ids)
    return {user: bars_to_assessing(unit_id, day, bonds[user]) for user in user_ids}


def bonds_among(actor: Actor, user_ids: Collection[UUID]) -> Mapping[UUID, list[Bond]]:
    """Return what binds each of some people to units of the actor's body: as `bonds_of` does for one."""
    found: dict[UUID, list[Bond]] = {user: [] for user in user_ids}
    if not found:
        return found
    owner = _employees(actor, found)
    for post in Posting.objects.for_actor(actor).filter(employee_id__in=owner):
        for user in owner[post.employee_id]:
            found[user].append(Bond(post.unit_id, Span(post.since, post.until)))
    for duty in Appointment.objects.for_actor(actor).filter(user_id__in=found, role__in=sorted(SERVING)):
        found[duty.user_id].append(Bond(duty.unit_id, Span(duty.since, duty.until)))
    for interest in Interest.objects.for_actor(actor).filter(user_id__in=found):
        found[interest.user_id].append(Bond(interest.unit_id, Span(interest.since, interest.until), declared=True))
    return found


def _employees(actor: Actor, people: Collection[UUID]) -> dict[UUID, list[UUID]]:
    """Return whose the employees of the body are: by account, or, not joined to one, by address or number."""
    users = list(User.objects.filter(pk__in=people).only("email", "nip"))
    mails = {user.email.lower(): user.pk for user in users}
    numbers = {user.nip: user.pk for user in users if user.nip}
    rows = Employee.objects.for_actor(actor).annotate(mail=Lower("email")).order_by()
    unjoined = Q(user__isnull=True) & (Q(mail__in=mails) | Q(nip__in=numbers))
    owner: dict[UUID, list[UUID]] = {}
    found = rows.filter(Q(user_id__in=people) | unjoined).values_list("pk", "user_id", "mail", "nip")
    for key, user_id, mail, nip in found:
        theirs = {user_id} if user_id else {mails.get(mail), numbers.get(nip)}
        owner[key] = [user for user in theirs if user is not None]
    return owner
