"""Reading appointments and tokens."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from pulau.apps.agencies.contract import Agency, agency_of
from pulau.apps.people.keys import token_digest
from pulau.apps.people.models import ApiToken, Appointment, Employee, Interest, Posting
from pulau.core.deadlines.zones import Zone, legal_day
from pulau.core.shared.actor import REACHING_OUT, Actor
from pulau.core.shared.actor import Appointment as Held
from pulau.core.shared.conflicts import Bond, Duty, Span
from pulau.core.shared.regions import region_covers
from pulau.core.shared.roles import SERVING, Scope
from pulau.foundation.accounts.models import User
from pulau.foundation.tenancy.days import covering

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pulau.foundation.tenancy.scope import ScopedQuerySet


def held_appointments(user_id: UUID, now: datetime) -> tuple[Appointment, ...]:
    """Return what a person holds now, in all bodies, in one query; each row carries its person."""
    return tuple(held_now(Appointment.objects.of_person(user_id), now))


def held_now(rows: QuerySet[Appointment], now: datetime) -> QuerySet[Appointment]:
    """Return those of the appointments that hold now: a day begins and ends in the zone of the body that gave them."""
    days: dict[date, list[str]] = {}
    for there in Zone:
        days.setdefault(legal_day(now, there), []).append(there.name)
    if len(days) == 1:  # as in twenty-two hours of each day; no request need then ask for the zone
        return rows.filter(covering(*days))
    zone = Agency.objects.directory().filter(tenant_id=OuterRef("tenant_id")).order_by().values("zone")[:1]
    holding = Q(pk__in=())
    for day, zones in days.items():
        holding |= Q(zone__in=zones) & covering(day)
    return rows.annotate(zone=Coalesce(Subquery(zone), Value(Zone.WIB.name))).filter(holding)


def as_actor(user_id: UUID, held: Sequence[Appointment], tenant_id: UUID | None = None) -> Actor | None:
    """Return the person as acting for one body: the one asked for where they hold something there, else the first.

    A body that only a grant of region or country reaches is one of them too; asking for it takes one more query.
    """
    if not held:
        return None
    tenants = {row.tenant_id for row in held}
    grants = [row for row in held if row.scope in REACHING_OUT]
    if tenant_id is not None and tenant_id not in tenants and grants:
        visited = agencies_within(grants).filter(tenant_id=tenant_id).first()
        if visited is not None:
            reaching = [row for row in grants if _reaches(row, visited.region_code)]
            return _actor(user_id, visited.tenant_id, reaching)
    chosen = tenant_id if tenant_id in tenants else held[0].tenant_id
    return _actor(user_id, chosen, [row for row in held if row.tenant_id == chosen])


def _actor(user_id: UUID, tenant_id: UUID, held: Sequence[Appointment]) -> Actor:
    values = tuple(Held(row.role, row.unit_id, Scope(row.scope), row.on_behalf_of_id) for row in held)
    return Actor(user_id, tenant_id, values[0].role, values, values[0].on_behalf_of)


def _reaches(grant: Appointment, region: str) -> bool:
    return grant.scope == Scope.COUNTRY or region_covers(grant.region_code, region)


def agencies_within(grants: Sequence[Appointment]) -> QuerySet[Agency]:
    """Return the agencies that grants of region or country reach, by name."""
    rows = Agency.objects.directory()
    if any(grant.scope == Scope.COUNTRY for grant in grants):
        return rows
    reached = Q(pk__in=())
    for code in {grant.region_code for grant in grants if grant.region_code}:
        reached |= Q(region_code=code) | Q(region_code__startswith=f"{code}.")
    return rows.filter(reached)


def appointments_over(actor: Actor, unit_id: UUID, day: date, which: Q) -> list[Appointment]:
    """Return the appointments of active people that hold for a unit of the actor's body on a day, by name; two queries.

    Grants of region and country count where they reach the body.
    """
    agency = agency_of(actor)
    region = agency.region_code if agency else ""
    rows = Appointment.objects.reaching(actor.tenant_id).filter(covering(day), which, user__is_active=True)
    rows = rows.filter(Q(unit__isnull=True) | Q(unit_id=unit_id)).select_related("user")
    rows = rows.order_by("user__full_name", "user_id", "role", "since", "id")
    return [row for row in rows if row.scope not in REACHING_OUT or _reaches(row, region)]


def bonds_of(actor: Actor, user_id: UUID) -> list[Bond]:
    """Return what binds a person to units of the actor's agency: posts, duties, declared interests.

    Posts are theirs also where the employee was not joined to their account, and has its number or address.
    """
    # In two steps: a join over two conditions of which neither need hold made PostgreSQL compare every post of the
    # agency with every employee until it had counted the rows of a new installation.
    staff = list(Employee.objects.for_actor(actor).filter(_is_theirs(user_id)).order_by().values_list("pk", flat=True))
    posts = Posting.objects.for_actor(actor).filter(employee_id__in=staff)
    duties = Appointment.objects.for_actor(actor).filter(user_id=user_id, role__in=sorted(SERVING))
    interests = Interest.objects.for_actor(actor).filter(user_id=user_id)
    bonds = [Bond(row.unit_id, Span(row.since, row.until)) for row in (*posts, *duties)]
    return bonds + [Bond(row.unit_id, Span(row.since, row.until), declared=True) for row in interests]


def _is_theirs(user_id: UUID) -> Q:
    """Return the condition that an employee is the person of an account."""
    theirs = Q(user_id=user_id)
    user = User.objects.filter(pk=user_id).only("email", "nip").first()
    if user is None:
        return theirs
    same = Q(email__iexact=user.email)
    if user.nip:
        same |= Q(nip=user.nip)
    return theirs | (Q(user__isnull=True) & same)


def duties_of(actor: Actor, user_id: UUID) -> list[Duty]:
    """Return every duty of a person in the actor's agency, past and coming ones too."""
    rows = Appointment.objects.for_actor(actor).filter(user_id=user_id)
    return [Duty(row.role, row.unit_id, Span(row.since, row.until), part_of(row)) for row in rows]


def part_of(row: Appointment) -> str:
    """Return what an appointment is limited to besides its unit: a change area, a region, the country."""
    return row.area or row.region_code or (row.scope if row.scope == Scope.COUNTRY else "")


def held_by_key(key: str, now: datetime) -> tuple[Appointment, ...]:
    """Return what the person of a key holds in the key's body, in one query; each row carries its person.

    Nothing where the key is unknown, expired or revoked, or its person's account is closed.
    """
    return tuple(held_now(Appointment.objects.of_token(token_digest(key), now), now))


def tokens_of(actor: Actor) -> ScopedQuerySet[ApiToken]:
    """Return the actor's own tokens that were not revoked, newest first."""
    return ApiToken.objects.for_actor(actor).filter(user_id=actor.person, revoked_at__isnull=True)


def people_of_unit(actor: Actor, unit_id: UUID, day: date) -> list[User]:
    """Return who serves a unit of the actor's agency on a day, by name; those of the whole body are not among them."""
    rows = Appointment.objects.for_actor(actor).filter(covering(day), unit_id=unit_id).select_related("user")
    people = {row.user_id: row.user for row in rows}
    return sorted(people.values(), key=lambda user: user.full_name)


def actors_around(actor: Actor, unit_id: UUID, now: datetime) -> list[tuple[User, Actor]]:
    """Return who holds something for a unit or for the whole body now, by name, each as the actor they are there.

    Whether they may see or do a thing is then asked of its own policy. Closed accounts are left out.
    """
    place = Q(unit_id=unit_id) | Q(unit_id__isnull=True)
    rows = held_now(Appointment.objects.for_actor(actor).filter(place, user__is_active=True), now)
    held: dict[UUID, list[Appointment]] = {}
    for row in rows.select_related("user"):
        held.setdefault(row.user_id, []).append(row)
    found = [(own[0].user, as_actor(user_id, own)) for user_id, own in held.items()]
    return sorted(((user, other) for user, other in found if other is not None), key=lambda pair: pair[0].full_name)
