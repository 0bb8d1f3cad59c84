"""People from outside the agency: noted, changed, ended."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from pulau.apps.people.actions import OUTSIDER_ADDED, OUTSIDER_CHANGED, OUTSIDER_ENDED
from pulau.apps.people.models import OutsidePerson
from pulau.apps.people.policies import KEEP_OUTSIDERS
from pulau.apps.people.selectors.outsiders import get_outsider_for, running_duties_of
from pulau.apps.people.services.appointing import end_appointment, withdraw_appointment
from pulau.apps.people.staffing import SEALED, BeginsLater, OutsiderErased, OutsiderFacts
from pulau.foundation.calendar import today_of
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor


@transaction.atomic
def add_outsider(*, actor: Actor, facts: OutsiderFacts, now: datetime) -> OutsidePerson:
    """Note a person from outside. Raises PermissionDenied, or ValidationError (by field)."""
    actor = require(actor, KEEP_OUTSIDERS)
    person = OutsidePerson(tenant_id=actor.tenant_id, created_at=now)
    _describe(person, facts)
    person.save(force_insert=True)
    payload = {"kind": person.kind, "since": person.since, "until": person.until}
    journal.record(actor, OUTSIDER_ADDED.code, person, payload, now)
    return person


@transaction.atomic
def change_outsider(*, actor: Actor, outsider_id: UUID, facts: OutsiderFacts, now: datetime) -> bool:
    """Put right what is noted of a person from outside; return whether anything differed.

    Raises PermissionDenied, OutsiderNotFound, OutsiderErased, or ValidationError (by field).
    """
    actor = require(actor, KEEP_OUTSIDERS)
    person = _kept(actor, outsider_id)
    before = {field: getattr(person, field) for field in asdict(facts)}
    _describe(person, facts)
    after = {field: getattr(person, field) for field in before}
    if before == after:
        return False
    person.save(update_fields=list(after))
    journal.record(actor, OUTSIDER_CHANGED.code, person, journal.changed(before, after, SEALED), now)
    return True


@transaction.atomic
def end_outsider(*, actor: Actor, outsider_id: UUID, last_day: date, now: datetime) -> bool:
    """End a person's time with the agency after a day; the roles of their account here end too. Whether it differed.

    Roles that have not begun are taken back. Raises PermissionDenied, OutsiderNotFound, OutsiderErased, BeginsLater (a
    role that has), LastAdministrator, or ValidationError at `last_day`.
    """
    actor = require(actor, KEEP_OUTSIDERS)
    person = _kept(actor, outsider_id)
    if last_day < person.since:
        raise ValidationError({"last_day": "before the first day"})
    if last_day == person.until:
        return False
    payload = journal.changed({"until": person.until}, {"until": last_day})
    person.until = last_day
    person.save(update_fields=["until"])
    journal.record(actor, OUTSIDER_ENDED.code, person, payload, now)
    for duty in running_duties_of(actor, person, last_day):
        if duty.since <= last_day:
            end_appointment(actor=actor, appointment=duty, last_day=last_day, now=now)
        elif duty.since <= today_of(actor, now):
            raise BeginsLater("duty", duty.since)
        else:
            withdraw_appointment(actor=actor, appointment=duty, now=now)
    return True


def _kept(actor: Actor, outsider_id: UUID) -> OutsidePerson:
    person = get_outsider_for(actor, outsider_id, lock=True)
    if person.erased_at is not None:
        raise OutsiderErased
    return person


def _describe(person: OutsidePerson, facts: OutsiderFacts) -> None:
    for field, value in asdict(facts).items():
        setattr(person, field, value.strip() if type(value) is str else value)
    if person.until is not None and person.until < person.since:
        raise ValidationError({"until": "before the first day"})
    person.full_clean(exclude=["tenant", "user"], validate_unique=False, validate_constraints=False)
