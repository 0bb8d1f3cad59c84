"""Appointments as their administrator, their holder and their reader find them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db.models import Q
from django.http import Http404

from pulau.apps.people.models import Appointment, Basis, Employee, OutsidePerson, Role
from pulau.apps.people.policies import SEE_APPOINTMENTS
from pulau.core.shared.permissions import reach
from pulau.core.shared.roles import NOT_DELEGATED, Scope
from pulau.foundation.accounts.models import User
from pulau.foundation.tenancy.days import covering

if TYPE_CHECKING:
    from collections.abc import Collection

    from pulau.core.shared.actor import Actor
    from pulau.foundation.tenancy.scope import ScopedQuerySet

SOON = 30
"""For how many days ahead a duty counts as ending soon."""
MOST_FOUND = 20
ACTING: Final = {Basis.PLH: "Plh.", Basis.PLT: "Plt."}
"""What precedes the title of who stands in."""


class NoSuchAppointment(Http404):
    """There is no such appointment, or not where the actor may see it."""


class NoSuchPerson(Http404):
    """The agency knows no such person."""


def appointments_for(actor: Actor) -> ScopedQuerySet[Appointment]:
    """Return the appointments that the actor may see: of the whole agency, or of their units."""
    rows = Appointment.objects.for_actor(actor).select_related("user", "unit", "on_behalf_of")
    where = reach(actor, SEE_APPOINTMENTS)
    return rows if where.everything else rows.filter(unit_id__in=where.units)


def find_appointments(
    actor: Actor, day: date, *, words: str = "", role: str = "", when: str = ""
) -> ScopedQuerySet[Appointment]:
    """Return what the actor may see, by person: those that hold on `day`, or (`when`) soon, coming, past.

    `words` are part of a name, an address or a unit.
    """
    rows = appointments_for(actor).filter(_when(day, when))
    if role:
        rows = rows.filter(role=role)
    if words:
        rows = rows.filter(
            Q(user__full_name__icontains=words) | Q(user__email__icontains=words) | Q(unit__name__icontains=words)
        )
    return rows.order_by("user__full_name", "user_id", "role", "since", "id")


def _when(day: date, when: str) -> Q:
    if when == "soon":
        return covering(day) & Q(until__lte=day + timedelta(days=SOON))
    if when == "coming":
        return Q(since__gt=day)
    return Q(until__lt=day) if when == "past" else covering(day)


def ending_by(actor: Actor, day: date, last: date) -> ScopedQuerySet[Appointment]:
    """Return what holds in the actor's agency on a day and ends by another; for the system's reminders."""
    rows = Appointment.objects.for_actor(actor).filter(covering(day), until__lte=last, user__is_active=True)
    return rows.select_related("user", "unit")


def administrators_on(actor: Actor, day: date) -> list[UUID]:
    """Return who administers the actor's agency on a day."""
    rows = Appointment.objects.for_actor(actor).filter(covering(day), role=Role.AGENCY_ADMINISTRATOR)
    return list(rows.values_list("user_id", flat=True).distinct().order_by("user_id"))


def operators_on(actor: Actor, day: date) -> list[UUID]:
    """Return who operates the installation by what the actor's body gave, on a day. Closed accounts are left out."""
    rows = Appointment.objects.for_actor(actor).filter(covering(day), role=Role.OPERATOR, user__is_active=True)
    return list(rows.values_list("user_id", flat=True).distinct().order_by("user_id"))


def holders_on(actor: Actor, roles: Collection[str], day: date) -> list[tuple[UUID, str, UUID | None]]:
    """Return who holds one of some roles in the actor's agency on a day: (user, role, unit; None: the whole agency).

    Grants for a region or the country are not among them, nor closed accounts. In one query, in a fixed order.
    """
    rows = Appointment.objects.for_actor(actor).filter(covering(day), role__in=roles, user__is_active=True)
    own = rows.filter(scope__in=(Scope.UNIT, Scope.AGENCY)).order_by("since", "user_id", "pk")
    return list(own.values_list("user_id", "role", "unit_id"))


def area_owners_on(actor: Actor, unit_id: UUID, day: date) -> list[tuple[UUID, str]]:
    """Return who owns an area of a unit on a day: (user, the area's code). Closed accounts are left out."""
    rows = Appointment.objects.for_actor(actor).filter(covering(day), role=Role.AREA_OWNER, unit_id=unit_id)
    own = rows.filter(user__is_active=True).exclude(area="").order_by("area", "since", "user_id")
    return list(own.values_list("user_id", "area").distinct())


@dataclass(frozen=True, slots=True)
class BodyHead:
    """Who heads the whole body on a day, by account: since when, `acting` ("Plh.", "Plt."), whether employed there."""

    user_id: UUID
    name: str
    since: date
    until: date | None
    acting: str
    employed: bool


def body_heads_on(actor: Actor, day: date) -> list[BodyHead]:
    """Return who heads the actor's body on a day, each person once: for good before acting. In two queries.

    Nobody to whom the duty was only delegated is among them, nor closed accounts.
    """
    rows = Appointment.objects.for_actor(actor).filter(covering(day), role=Role.AGENCY_HEAD, user__is_active=True)
    rows = rows.filter(scope=Scope.AGENCY, unit__isnull=True, basis__in=(Basis.DEFINITIVE, *ACTING))
    held = sorted(rows.select_related("user").order_by("since", "pk"), key=lambda row: row.basis != Basis.DEFINITIVE)
    first = {row.user_id: row for row in reversed(held)}
    staff = Employee.objects.for_actor(actor).filter(covering(day), user_id__in=first, erased_at__isnull=True)
    employed = set(staff.values_list("user_id", flat=True))
    return [
        BodyHead(key, row.user.full_name, row.since, row.until, ACTING.get(Basis(row.basis), ""), key in employed)
        for key, row in reversed(first.items())
    ]


def get_appointment_for(actor: Actor, appointment_id: UUID) -> Appointment:
    """Return an appointment that the actor may see. Raises NoSuchAppointment."""
    row = appointments_for(actor).filter(pk=appointment_id).first()
    if row is None:
        raise NoSuchAppointment
    return row


def has_other_administrator(actor: Actor, leaving: Appointment, day: date) -> bool:
    """Whether the agency has an administrator of its own on a day (not one who stands in), without this appointment.

    All of them are locked until the transaction ends, so that two do not take leave of each other at once.
    """
    if leaving.role != Role.AGENCY_ADMINISTRATOR or leaving.basis != Basis.DEFINITIVE:
        return True
    own = Appointment.objects.for_actor(actor).filter(role=Role.AGENCY_ADMINISTRATOR, basis=Basis.DEFINITIVE)
    list(own.order_by("pk").select_for_update(of=("self",)).values_list("pk"))
    return own.filter(covering(day), user__is_active=True).exclude(pk=leaving.pk).exists()


def own_appointments(actor: Actor, day: date) -> ScopedQuerySet[Appointment]:
    """Return the person's own duties in the agency that hold on a day or later."""
    rows = Appointment.objects.for_actor(actor).filter(user_id=actor.person).exclude(until__lt=day)
    return rows.select_related("user", "unit", "on_behalf_of").order_by("since", "id")


def get_own_duty(actor: Actor, appointment_id: UUID, day: date) -> Appointment:
    """Return a duty that the actor may delegate: their own, definitive, of the body. Raises NoSuchAppointment."""
    rows = own_appointments(actor, day).filter(basis=Basis.DEFINITIVE, scope__in=("unit", "agency"))
    row = rows.exclude(role__in=NOT_DELEGATED).filter(pk=appointment_id).first()
    if row is None:
        raise NoSuchAppointment
    return row


def can_be_delegated(appointment: Appointment) -> bool:
    """Whether its holder may hand a duty to a colleague for some days."""
    own = appointment.basis == Basis.DEFINITIVE and appointment.scope in {"unit", "agency"}
    return own and appointment.role not in NOT_DELEGATED


def delegations_of(actor: Actor, appointment: Appointment) -> list[Appointment]:
    """Return what was delegated of a duty."""
    rows = Appointment.objects.for_actor(actor).filter(
        basis=Basis.DELEGATION, on_behalf_of_id=appointment.user_id, role=appointment.role, unit_id=appointment.unit_id
    )
    return list(rows.filter(area=appointment.area).exclude(pk=appointment.pk).select_related("user", "unit"))


def own_delegations(actor: Actor, day: date) -> ScopedQuerySet[Appointment]:
    """Return what others hold on the actor's behalf by delegation, on a day or later."""
    rows = Appointment.objects.for_actor(actor).filter(basis=Basis.DELEGATION, on_behalf_of_id=actor.person)
    return rows.exclude(until__lt=day).select_related("user", "unit")


def get_delegation_of(actor: Actor, appointment_id: UUID, day: date) -> Appointment:
    """Return a delegation of the actor's own duty that has not ended. Raises NoSuchAppointment."""
    row = own_delegations(actor, day).filter(pk=appointment_id).first()
    if row is None:
        raise NoSuchAppointment
    return row


def colleagues(actor: Actor, day: date) -> ScopedQuerySet[Employee]:
    """Return the employees of the agency on a day who have an account, without the actor, by name."""
    rows = Employee.objects.for_actor(actor).filter(covering(day), user__is_active=True)
    return rows.exclude(user_id=actor.person).select_related("user", "unit").order_by("name", "nip")


def find_people(actor: Actor, words: str) -> list[tuple[User, str]]:
    """Return people with an account whom the agency knows (employees, outsiders, holders of duties), by name.

    `words` are part of a name, or the beginning of an address or NIP; with each comes what tells them apart.
    At most `MOST_FOUND`.
    """
    found: dict[UUID, tuple[User, str]] = {}
    named = Q(name__icontains=words) | Q(user__email__istartswith=words)
    employees = Employee.objects.for_actor(actor).filter(named | Q(nip__startswith=words), user__isnull=False)
    for row in employees.select_related("user", "unit").order_by("name")[:MOST_FOUND]:
        found.setdefault(row.user_id, (row.user, row.unit.name))
    outsiders = OutsidePerson.objects.for_actor(actor).filter(named, user__isnull=False).select_related("user")
    for person in outsiders.order_by("name")[:MOST_FOUND]:
        found.setdefault(person.user_id, (person.user, person.institution))
    holding = Q(user__full_name__icontains=words) | Q(user__email__istartswith=words)
    duties = Appointment.objects.for_actor(actor).filter(holding).select_related("user", "unit")
    for duty in duties.order_by("user__full_name", "-since")[: 5 * MOST_FOUND]:
        found.setdefault(duty.user_id, (duty.user, duty.unit.name if duty.unit else duty.get_role_display()))
    return sorted(found.values(), key=lambda pair: (pair[0].full_name, pair[0].email))[:MOST_FOUND]


def get_person_for(actor: Actor, user_id: UUID) -> User:
    """Return a person with an account whom the agency knows. Raises NoSuchPerson."""
    known = (
        Employee.objects.for_actor(actor).filter(user_id=user_id).exists()
        or OutsidePerson.objects.for_actor(actor).filter(user_id=user_id).exists()
        or Appointment.objects.for_actor(actor).filter(user_id=user_id).exists()
    )
    user = User.objects.filter(pk=user_id, is_active=True).first() if known else None
    if user is None:
        raise NoSuchPerson
    return user


def person_by_words(actor: Actor, words: str) -> User | None:
    """Return the person whom the agency knows by exactly this address or NIP, or None."""
    exact = Q(nip=words) | Q(user__email=words.lower())
    employed = Employee.objects.for_actor(actor).filter(exact, user__is_active=True).values_list("user_id", flat=True)
    holding = Appointment.objects.for_actor(actor).filter(user__email=words.lower()).values_list("user_id", flat=True)
    found = employed.first() or holding.first()
    return User.objects.filter(pk=found, is_active=True).first() if found is not None else None
