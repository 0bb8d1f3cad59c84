"""Giving and ending appointments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from pulau.apps.agencies.contract import agency_of, units_of
from pulau.apps.people.actions import APPOINTED, APPOINTMENT_ENDED
from pulau.apps.people.models import Appointment, Basis, Role, ScopeChoice
from pulau.apps.people.policies import APPOINT
from pulau.apps.people.selectors import bonds_of, duties_of
from pulau.core.shared.conflicts import Conflict, Duty, Span, conflicts_of
from pulau.core.shared.roles import SCOPES, Scope
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor


class AppointmentConflicts(Exception):  # noqa: N818 - a fact, as every error of this project
    """Something stands against the appointment; `conflicts` tells what."""

    def __init__(self, conflicts: list[Conflict]) -> None:
        super().__init__(", ".join(found.ground.value for found in conflicts))
        self.conflicts = conflicts


class GrantBeyondReach(Exception):  # noqa: N818 - a fact, as every error of this project
    """Only a national body gives duties for a region or the country."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What an appointment is to be: the role, how far it reaches, from when to when, and on what ground."""

    role: Role
    since: date
    unit_id: UUID | None = None
    scope: Scope | None = None
    """None: one unit where `unit_id` is given, else the whole body."""
    region_code: str = ""
    until: date | None = None
    document: str = ""
    area: str = ""
    companion_kind: str = ""
    basis: Basis = Basis.DEFINITIVE
    on_behalf_of: UUID | None = None

    @property
    def reach(self) -> Scope:
        """How far it reaches."""
        return self.scope or (Scope.UNIT if self.unit_id else Scope.AGENCY)


@transaction.atomic
def appoint(*, actor: Actor, user_id: UUID, wish: Wish, now: datetime) -> Appointment:
    """Give a person a duty in the actor's agency, or a grant of it for a region or the country.

    Raises PermissionDenied, ValidationError (a scope the role cannot have, a unit the agency does not have, a period
    that ends before it starts, an acting duty without its person or its end), GrantBeyondReach, AppointmentConflicts.
    """
    actor = require(actor, APPOINT)
    _check_place(actor, wish)
    bonds = bonds_of(actor, user_id)
    wished = Duty(wish.role, wish.unit_id, Span(wish.since, wish.until))
    if conflicts := conflicts_of(wished, duties_of(actor, user_id), bonds):
        raise AppointmentConflicts(conflicts)
    appointment = Appointment(
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
    appointment.full_clean(exclude=["tenant", "user", "unit", "on_behalf_of"], validate_unique=False)
    appointment.save(force_insert=True)
    payload = {
        "user": user_id, "role": appointment.role, "scope": appointment.scope, "region": wish.region_code or None,
        "since": wish.since, "until": wish.until, "basis": appointment.basis, "for": wish.on_behalf_of,
    }  # fmt: skip
    journal.record(actor, APPOINTED.code, appointment, payload, now, unit_id=wish.unit_id)
    return appointment


def _check_place(actor: Actor, wish: Wish) -> None:
    """Raise what is wrong with role, scope, unit, region and basis taken together."""
    if wish.reach not in SCOPES[wish.role]:
        raise ValidationError({"scope": "this role is not held there"})
    if (wish.reach is Scope.UNIT) != (wish.unit_id is not None):
        raise ValidationError({"unit": "a unit is named exactly for a role in one unit"})
    if (wish.reach is Scope.REGION) != bool(wish.region_code):
        raise ValidationError({"region_code": "a region is named exactly for a role in one region"})
    if wish.unit_id is not None and not units_of(actor).filter(pk=wish.unit_id).exists():
        raise ValidationError({"unit": "no such unit"})
    if wish.reach in {Scope.REGION, Scope.COUNTRY}:
        agency = agency_of(actor)
        if agency is None or not agency.national:
            raise GrantBeyondReach
    stands_in = wish.basis is not Basis.DEFINITIVE
    if stands_in and wish.until is None:
        raise ValidationError({"until": "who stands in does so until a day"})
    if wish.basis is Basis.DELEGATION and wish.on_behalf_of is None:
        raise ValidationError({"on_behalf_of": "a delegation names whose duty it is"})


@transaction.atomic
def end_appointment(*, actor: Actor, appointment: Appointment, last_day: date, now: datetime) -> Appointment:
    """End a duty; the row stays, with its last day.

    Raises PermissionDenied, and ValidationError for a day before its first.
    """
    actor = require(actor, APPOINT)
    before = {"until": appointment.until}
    appointment.until = last_day
    appointment.full_clean(exclude=["tenant", "user", "unit", "on_behalf_of"], validate_unique=False)
    appointment.save(update_fields=["until"])
    payload = journal.changed(before, {"until": last_day})
    journal.record(actor, APPOINTMENT_ENDED.code, appointment, payload, now, unit_id=appointment.unit_id)
    return appointment
