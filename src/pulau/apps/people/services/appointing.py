"""Giving and ending appointments."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from pulau.apps.people.actions import APPOINTED, APPOINTMENT_ENDED, APPOINTMENT_WITHDRAWN
from pulau.apps.people.models import Appointment, ScopeChoice
from pulau.apps.people.news import tell_ended, tell_given
from pulau.apps.people.policies import APPOINT
from pulau.apps.people.selectors import bonds_of, duties_of
from pulau.apps.people.selectors.duties import delegations_of, has_other_administrator
from pulau.apps.people.wishes import Wish, check_wish, refuse_self
from pulau.core.shared.conflicts import Conflict, conflicts_of
from pulau.foundation.accounts.models import User
from pulau.foundation.calendar import today_of
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor

_ELSEWHERE = ["tenant", "user", "unit", "on_behalf_of"]
"""Fields whose rows `full_clean` would look up in other tables; the service has looked already."""


class AppointmentConflicts(Exception):  # noqa: N818 - a fact, as every error of this project
    """Something stands against the appointment; `conflicts` tells what."""

    def __init__(self, conflicts: list[Conflict]) -> None:
        super().__init__(", ".join(found.ground.value for found in conflicts))
        self.conflicts = conflicts


class LastAdministrator(Exception):  # noqa: N818 - a fact, as every error of this project
    """The agency would be left without anybody who may give roles."""


@transaction.atomic
def appoint(*, actor: Actor, user_id: UUID, wish: Wish, now: datetime) -> Appointment:
    """Give a person a duty in the actor's agency, or a grant of it for a region or the country.

    Raises PermissionDenied, ValidationError (a scope the role cannot have, a unit the agency does not have, a period
    that ends before it starts, an acting duty without its end), GrantBeyondReach, SelfAppointed, AppointmentConflicts.
    """
    actor = require(actor, APPOINT)
    refuse_self(actor, user_id, wish)
    return give(actor=actor, user_id=user_id, wish=wish, now=now)


@transaction.atomic
def give(*, actor: Actor, user_id: UUID, wish: Wish, now: datetime, action: str = APPOINTED.code) -> Appointment:
    """Write an appointment that a policy allowed: given, delegated, or accepted by invitation. Raises as `appoint`."""
    check_wish(actor, wish)
    User.objects.select_for_update().filter(pk=user_id).first()  # two who give one person duties do so in turn
    if conflicts := conflicts_of(wish.duty, duties_of(actor, user_id), bonds_of(actor, user_id)):
        raise AppointmentConflicts(conflicts)
    appointment = _row(actor, user_id, wish, now)
    appointment.full_clean(exclude=_ELSEWHERE, validate_unique=False)
    appointment.save(force_insert=True)
    payload = {
        "user": user_id, "role": appointment.role, "scope": appointment.scope, "region": wish.region_code or None,
        "since": wish.since, "until": wish.until, "basis": appointment.basis, "for": wish.on_behalf_of,
        "area": wish.area or None,
    }  # fmt: skip
    journal.record(actor, action, appointment, payload, now, unit_id=wish.unit_id)
    tell_given(actor, appointment, now)
    return appointment


@transaction.atomic
def end_appointment(*, actor: Actor, appointment: Appointment, last_day: date, now: datetime) -> Appointment:
    """End a duty, and what was delegated of it; the row stays, with its last day.

    Raises PermissionDenied, LastAdministrator, and ValidationError for a day before its first or after its last.
    """
    actor = require(actor, APPOINT)
    without = max(min(last_day, date.max - timedelta(1)) + timedelta(1), today_of(actor, now))
    if actor.user_id is not None and not has_other_administrator(actor, appointment, without):
        raise LastAdministrator
    if appointment.until is not None and last_day > appointment.until:
        raise ValidationError({"until": "a duty is not made longer by ending it"})
    _end(actor, appointment, last_day, now)
    for delegated in delegations_of(actor, appointment):
        close_appointment(actor=actor, appointment=delegated, last_day=last_day, now=now)
    return appointment


@transaction.atomic
def close_appointment(*, actor: Actor, appointment: Appointment, last_day: date, now: datetime) -> None:
    """End an appointment by a day that somebody was allowed to choose; one that would begin later is taken back."""
    if appointment.since > last_day:
        payload = {"user": appointment.user_id, "role": appointment.role, "since": appointment.since}
        journal.record(actor, APPOINTMENT_WITHDRAWN.code, appointment, payload, now, unit_id=appointment.unit_id)
        appointment.delete()
    elif appointment.until is None or appointment.until > last_day:
        _end(actor, appointment, last_day, now)


def _end(actor: Actor, appointment: Appointment, last_day: date, now: datetime) -> None:
    before = {"until": appointment.until}
    appointment.until = last_day
    appointment.full_clean(exclude=_ELSEWHERE, validate_unique=False)
    appointment.save(update_fields=["until"])
    payload = journal.changed(before, {"until": last_day})
    journal.record(actor, APPOINTMENT_ENDED.code, appointment, payload, now, unit_id=appointment.unit_id)
    tell_ended(actor, appointment, last_day, now)


@transaction.atomic
def withdraw_appointment(*, actor: Actor, appointment: Appointment, now: datetime) -> None:
    """Take back a duty that has not begun; only the journal remembers it. Raises PermissionDenied, ValidationError."""
    actor = require(actor, APPOINT)
    today = today_of(actor, now)
    if appointment.since <= today:
        raise ValidationError({"since": "what has begun is ended, not taken back"})
    delegated = delegations_of(actor, appointment)
    for row in (*delegated, appointment):
        close_appointment(actor=actor, appointment=row, last_day=today, now=now)


def _row(actor: Actor, user_id: UUID, wish: Wish, now: datetime) -> Appointment:
    return Appointment(
        tenant_id=actor.tenant_id,
        user_id=user_id,
        role=wish.role,
        unit_id=wish.unit_id,
        scope=ScopeChoice(wish.reach.value),
        region_code=wish.region_code,
        area=wish.area,
        companion_kind=wish.companion_kind,
        basis=wish.basis,
        on_behalf_of_id=wish.on_behalf_of,
        since=wish.since,
        until=wish.until,
        document=wish.document,
        created_at=now,
    )
