"""Accounts of employees and of people from outside, tended by an administrator: linked, signed out."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from pulau.apps.people.actions import EMPLOYEE_SIGNED_OUT, OUTSIDER_LINKED
from pulau.apps.people.models import Appointment, Employee, OutsidePerson
from pulau.apps.people.policies import END_SESSIONS, KEEP_OUTSIDERS, KEEP_STAFF
from pulau.apps.people.selectors.outsiders import get_outsider_for
from pulau.apps.people.selectors.staff import get_employee_for, user_to_sign_out
from pulau.apps.people.services.staff import link_account
from pulau.apps.people.staffing import AccountLinkedAlready, AccountNotFound, OutsiderErased
from pulau.foundation.accounts.models import EventKind, User, normal_email
from pulau.foundation.accounts.services.securing import end_sessions
from pulau.foundation.calendar import today_of
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor
    from pulau.foundation.accounts.origin import Origin


@transaction.atomic
def link_account_by_email(*, actor: Actor, employee_id: UUID, email: str, now: datetime) -> Employee:
    """Link an employee to the account of this address, where it holds or held a duty in the agency.

    An address without an account and one that is known elsewhere alone are told alike, even where it is the one noted
    of the employee: whoever may write that down could else try addresses out.
    Raises PermissionDenied, EmployeeNotFound, EmployeeErased, AccountNotFound, AccountLinkedAlready.
    """
    actor = require(actor, KEEP_STAFF)
    return link_account(actor=actor, employee_id=employee_id, user_id=_known_here(actor, email), now=now)


@transaction.atomic
def link_outsider(*, actor: Actor, outsider_id: UUID, email: str | None, now: datetime) -> OutsidePerson:
    """Link a person from outside to the account of this address, as `link_account_by_email` does; None unlinks.

    Raises PermissionDenied, OutsiderNotFound, OutsiderErased, AccountNotFound, AccountLinkedAlready.
    """
    actor = require(actor, KEEP_OUTSIDERS)
    person = get_outsider_for(actor, outsider_id, lock=True)
    if person.erased_at is not None:
        raise OutsiderErased
    user_id = None if email is None else _known_here(actor, email)
    if person.user_id == user_id:
        return person
    if user_id is not None:
        taken = OutsidePerson.objects.for_actor(actor).filter(user_id=user_id).exists()
        if taken or person.user_id is not None:
            raise AccountLinkedAlready(user_id)
    payload = journal.changed({"user": person.user_id}, {"user": user_id})
    person.user_id = user_id
    person.save(update_fields=["user"])
    journal.record(actor, OUTSIDER_LINKED.code, person, payload, now)
    return person


@transaction.atomic
def sign_out_employee(*, actor: Actor, employee_id: UUID, origin: Origin, now: datetime) -> int:
    """End all sessions of an employee's account; the person finds it in their history. Returns how many ended.

    Only of an account that holds a duty in the agency today: others belong to other agencies by now.
    Raises PermissionDenied, EmployeeNotFound, AccountNotFound.
    """
    actor = require(actor, END_SESSIONS)
    employee = get_employee_for(actor, employee_id)
    user = user_to_sign_out(actor, employee, today_of(actor, now))
    if user is None:
        raise AccountNotFound(employee_id)
    ended = end_sessions(actor=None, user=user, keys=None, kind=EventKind.SIGNED_OUT, origin=origin, now=now)
    payload = {"user": user.pk, "sessions": ended}
    journal.record(actor, EMPLOYEE_SIGNED_OUT.code, employee, payload, now, unit_id=employee.unit_id)
    return ended


def _known_here(actor: Actor, email: str) -> UUID:
    duties = Appointment.objects.for_actor(actor).order_by().values("user_id")
    found = User.objects.filter(email=normal_email(email), pk__in=duties).first()
    if found is None:
        raise AccountNotFound
    return found.pk
