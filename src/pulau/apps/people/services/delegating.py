"""Handing one's own duty to a colleague for some days, and taking it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from pulau.apps.people.actions import DELEGATED, DELEGATION_ENDED
from pulau.apps.people.models import Appointment, Basis, Role
from pulau.apps.people.policies import DELEGATE
from pulau.apps.people.selectors.duties import colleagues, get_delegation_of, get_own_duty
from pulau.apps.people.services.appointing import close_appointment, give
from pulau.apps.people.wishes import Wish
from pulau.core.shared.roles import Scope
from pulau.foundation.calendar import today_of
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor


class NoColleague(Exception):  # noqa: N818 - a fact, as every error of this project
    """The person is no employee of the agency with an account, or is the holder themselves."""


class OutsideOwnDuty(Exception):  # noqa: N818 - a fact, as every error of this project
    """The days asked for lie outside those on which the holder has the duty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """To whom a duty is delegated, from the first to the last day, by which document."""

    to_user: UUID
    since: date
    until: date
    document: str


@transaction.atomic
def delegate(*, actor: Actor, appointment_id: UUID, hand_over: HandOver, now: datetime) -> Appointment:
    """Let a colleague act in the actor's own duty; the holder keeps it, and the journal tells on whose behalf.

    Raises PermissionDenied, NoSuchAppointment (not one's own, not definitive, of a role that is not delegated),
    NoColleague, OutsideOwnDuty, AppointmentConflicts, ValidationError.
    """
    today = today_of(actor, now)
    duty = get_own_duty(actor, appointment_id, today)
    actor = require(actor, DELEGATE)
    if hand_over.since < today:
        raise ValidationError({"since": "a delegation does not begin in the past"})
    if hand_over.since < duty.since or (duty.until is not None and hand_over.until > duty.until):
        raise OutsideOwnDuty
    if not colleagues(actor, hand_over.since).filter(user_id=hand_over.to_user).exists():
        raise NoColleague
    wish = Wish(
        role=Role(duty.role),
        since=hand_over.since,
        until=hand_over.until,
        unit_id=duty.unit_id,
        scope=Scope(duty.scope),
        area=duty.area,
        companion_kind=duty.companion_kind,
        document=hand_over.document,
        basis=Basis.DELEGATION,
        on_behalf_of=duty.user_id,
    )
    return give(actor=actor, user_id=hand_over.to_user, wish=wish, now=now, action=DELEGATED.code)


@transaction.atomic
def end_delegation(*, actor: Actor, appointment_id: UUID, now: datetime) -> None:
    """Take one's duty back: the delegation ends with today; one that would begin later is taken away.

    Raises PermissionDenied, NoSuchAppointment.
    """
    actor = require(actor, DELEGATE)
    today = today_of(actor, now)
    row = get_delegation_of(actor, appointment_id, today)
    payload = {"user": row.user_id, "role": row.role}
    journal.record(actor, DELEGATION_ENDED.code, row, payload, now, unit_id=row.unit_id)
    close_appointment(actor=actor, appointment=row, last_day=today, now=now)
