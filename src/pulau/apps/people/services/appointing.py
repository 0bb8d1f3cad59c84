"""Giving and ending appointments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from pulau.apps.agencies.contract import agency_of, units_of
from pulau.apps.people.actions import APPOINTED, APPOINTMENT_ENDED, APPOINTMENT_WITHDRAWN
from pulau.apps.people.areas import area_codes
from pulau.apps.people.models import Appointment, Basis, Role, ScopeChoice
from pulau.apps.people.news import tell_ended, tell_given
from pulau.apps.people.policies import APPOINT
from pulau.apps.people.selectors import bonds_of, duties_of
from pulau.apps.people.selectors.duties import delegations_of, has_other_administrator
from pulau.core.shared.conflicts import Conflict, Duty, Span, conflicts_of
from pulau.core.shared.roles import NOT_BY_ONESELF, SCOPES, Scope
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


class GrantBeyondReach(Exception):  # noqa: N818 - a fact, as every error of this project
    """Only a national body gives duties for a region or the country."""


class SelfAppointed(Exception):  # noqa: N818 - a fact, as every error of this project
    """Nobody gives themselves a role that assesses or reads the journal."""


class LastAdministrator(Exception):  # noqa: N818 - a fact, as every error of this project
    """The agency would be left without anybody who may give roles."""


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

    @property
    def duty(self) -> Duty:
        """It as the rules about conflicts see it."""
        part = self.area or self.region_code or (self.reach if self.reach is Scope.COUNTRY else "")
        return Duty(self.role, self.unit_id, Span(self.since, self.until), part)


@transaction.atomic
def appoint(*, actor: Actor, user_id: UUID, wish: Wish, now: datetime) -> Appointment:
    """Give a person a duty in the actor's agency, or a grant of it for a region or the country.

    Raises PermissionDenied, ValidationError (a scope the role cannot have, a unit the agency does not have, a period
    that ends before it starts, an acting duty without its end), GrantBeyondReach, SelfAppointed, AppointmentConflicts.
    """
    actor = require(actor, APPOINT)
    if user_id == actor.user_id and wish.role in NOT_BY_ONESELF:
        raise SelfAppointed(wish.role)
    return give(actor=actor, user_id=user_id, wish=wish, now=now)


def check_wish(actor: Actor, wish: Wish) -> None:
    """Raise ValidationError or GrantBeyondReach for what cannot be, whoever the person is."""
    _check_place(actor, wish)
    _check_details(wish)


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
    if actor.user_id is not None and not has_other_administrator(actor, appointment, today_of(actor, now)):
        raise LastAdministrator
    if appointment.until is not None and last_day > appointment.until:
        raise ValidationError({"until": "a duty is not made longer by ending it"})
    _end(actor, appointment, last_day, now)
    for delegated in delegations_of(actor, appointment):
        close_appointment(actor, delegated, last_day, now)
    return appointment


def close_appointment(actor: Actor, appointment: Appointment, last_day: date, now: datetime) -> None:
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
        close_appointment(actor, row, today, now)


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


def _check_place(actor: Actor, wish: Wish) -> None:
    """Raise what is wrong with role, scope, unit and region taken together."""
    if wish.reach not in SCOPES[wish.role]:
        raise ValidationError({"scope": "this role is not held there"})
    if (wish.reach is Scope.UNIT) != (wish.unit_id is not None):
        raise ValidationError({"unit": "a unit is named exactly for a role in one unit"})
    if (wish.reach is Scope.REGION) != bool(wish.region_code):
        raise ValidationError({"region_code": "a region is named exactly for a role in one region"})
    if wish.unit_id is not None and not units_of(actor).filter(pk=wish.unit_id).exists():
        raise ValidationError({"unit": "no such unit"})
    if wish.reach in {Scope.REGION, Scope.COUNTRY} and not _gives_grants(actor, wish):
        raise GrantBeyondReach


def _gives_grants(actor: Actor, wish: Wish) -> bool:
    """Whether the body gives such a duty. Who runs the installation makes operators by command, from any body."""
    agency = agency_of(actor)
    return (agency is not None and agency.national) or (actor.user_id is None and wish.role == Role.OPERATOR)


def _check_details(wish: Wish) -> None:
    """Raise what is wrong with area, kind of companion and basis."""
    if bool(wish.area) != (wish.role == Role.AREA_OWNER) or (wish.area and wish.area not in area_codes()):
        raise ValidationError({"area": "an area of the law is named exactly for an area owner"})
    if bool(wish.companion_kind) != (wish.role == Role.COMPANION):
        raise ValidationError({"companion_kind": "a kind is named exactly for a companion"})
    if wish.basis is not Basis.DEFINITIVE and wish.until is None:
        raise ValidationError({"until": "who stands in does so until a day"})
    if wish.basis is Basis.DELEGATION and wish.on_behalf_of is None:
        raise ValidationError({"on_behalf_of": "a delegation names whose duty it is"})
