"""Inviting somebody to a duty by e-mail, and the invitation's acceptance."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from pulau.apps.people.actions import (
    INVITATION_ACCEPTED,
    INVITATION_RESENT,
    INVITATION_REVOKED,
    INVITED,
)
from pulau.apps.people.keys import token_digest
from pulau.apps.people.models import Appointment, Basis, Employee, Invitation, OutsidePerson, Role, ScopeChoice
from pulau.apps.people.news import tell_accepted
from pulau.apps.people.policies import APPOINT, INVITE
from pulau.apps.people.selectors import bonds_of, duties_of
from pulau.apps.people.selectors.invitations import InvitationState, get_invitation_for, state_of
from pulau.apps.people.services.appointing import (
    AppointmentConflicts,
    give,
)
from pulau.apps.people.wishes import SelfAppointed, Wish, check_wish, refuse_self
from pulau.core.shared.actor import Actor
from pulau.core.shared.conflicts import conflicts_of
from pulau.core.shared.roles import NOT_BY_ONESELF, Scope
from pulau.foundation.accounts.models import User, normal_email
from pulau.foundation.accounts.services import open_account
from pulau.foundation.calendar import today_of
from pulau.foundation.journal import services as journal
from pulau.foundation.sealing import fingerprint
from pulau.foundation.tenancy.deciding import require

INVITATION_DAYS = 14
KEY_BYTES = 32
NIP_LENGTH = 18


class InvitationClosed(Exception):  # noqa: N818 - a fact, as every error of this project
    """The invitation was accepted, revoked, or has expired; `state` tells which."""

    def __init__(self, state: InvitationState) -> None:
        super().__init__(state.value)
        self.state = state


class InvitedSomebodyElse(Exception):  # noqa: N818 - a fact, as every error of this project
    """Who is signed in has another address than the one that was invited."""


class AccountExists(Exception):  # noqa: N818 - a fact, as every error of this project
    """The invited address has an account already: its owner signs in and accepts."""


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation, and the key of its link, which is told this once."""

    invitation: Invitation
    key: str


@transaction.atomic
def invite(*, actor: Actor, email: str, full_name: str, wish: Wish, now: datetime) -> Invited:
    """Offer a duty to whoever owns an e-mail address, for fourteen days. The rules are those of `appoint`.

    Raises PermissionDenied, ValidationError, GrantBeyondReach, SelfAppointed, AppointmentConflicts.
    """
    actor = require(actor, INVITE)
    require(actor, APPOINT)
    address = normal_email(email)
    validate_email(address)
    if wish.basis is not Basis.DEFINITIVE:
        raise ValidationError({"basis": "who stands in is appointed, not invited"})
    check_wish(actor, wish)
    _refuse_conflicts(actor, address, wish)
    key = secrets.token_urlsafe(KEY_BYTES)
    invitation = Invitation(
        tenant_id=actor.tenant_id,
        email=address,
        full_name=full_name.strip(),
        role=wish.role,
        scope=ScopeChoice(wish.reach.value),
        unit_id=wish.unit_id,
        region_code=wish.region_code,
        area=wish.area,
        companion_kind=wish.companion_kind,
        since=wish.since,
        until=wish.until,
        document=wish.document,
        employee_id=_employee_with(actor, address),
        digest=token_digest(key),
        invited_by_id=actor.user_id,
        created_at=now,
        expires_at=now + timedelta(days=INVITATION_DAYS),
    )
    invitation.full_clean(exclude=["tenant", "unit", "employee", "invited_by"], validate_unique=False)
    invitation.save(force_insert=True)
    payload = {"email": fingerprint("email", address), "role": wish.role, "expires": invitation.expires_at.date()}
    journal.record(actor, INVITED.code, invitation, payload, now, unit_id=wish.unit_id)
    return Invited(invitation, key)


@transaction.atomic
def resend_invitation(*, actor: Actor, invitation_id: UUID, now: datetime) -> Invited:
    """Make a new link for an invitation, for another fourteen days; the link sent before leads nowhere from now on.

    Raises PermissionDenied, NoSuchInvitation (accepted already), InvitationClosed (revoked).
    """
    actor = require(actor, INVITE)
    invitation = get_invitation_for(actor, invitation_id, lock=True)
    if invitation.revoked_at is not None:
        raise InvitationClosed(InvitationState.REVOKED)
    key = secrets.token_urlsafe(KEY_BYTES)
    invitation.digest = token_digest(key)
    invitation.expires_at = now + timedelta(days=INVITATION_DAYS)
    invitation.save(update_fields=["digest", "expires_at"])
    payload = {"expires": invitation.expires_at.date()}
    journal.record(actor, INVITATION_RESENT.code, invitation, payload, now, unit_id=invitation.unit_id)
    return Invited(invitation, key)


@transaction.atomic
def revoke_invitation(*, actor: Actor, invitation_id: UUID, now: datetime) -> None:
    """Take an invitation back: its link leads nowhere. Raises PermissionDenied, NoSuchInvitation."""
    actor = require(actor, INVITE)
    invitation = get_invitation_for(actor, invitation_id, lock=True)
    if invitation.revoked_at is not None:
        return
    invitation.revoked_at = now
    invitation.save(update_fields=["revoked_at"])
    journal.record(actor, INVITATION_REVOKED.code, invitation, {}, now, unit_id=invitation.unit_id)


@transaction.atomic
def accept_invitation(*, invitation: Invitation, user: User, now: datetime) -> Appointment:
    """Let the owner of the invited address take the duty; the transaction stands in the invitation's tenant.

    Raises InvitationClosed, InvitedSomebodyElse, SelfAppointed, AppointmentConflicts.
    """
    row = _still_open(invitation, now)
    if user.email != row.email:
        raise InvitedSomebodyElse
    if row.invited_by_id == user.pk and row.role in NOT_BY_ONESELF:
        raise SelfAppointed(row.role)
    accepting = Actor(user.pk, row.tenant_id, row.role)
    since = max(row.since, today_of(accepting, now))
    if row.until is not None and row.until < since:
        raise InvitationClosed(InvitationState.EXPIRED)
    outsider_id = _link_records(accepting, row, user)  # first, so that where they serve stands against it
    appointment = give(actor=accepting, user_id=user.pk, wish=_wish(row, since), now=now)
    row.accepted_at = now
    row.save(update_fields=["accepted_at"])
    payload = {
        "appointment": appointment.pk, "invited_by": row.invited_by_id, "employee": row.employee_id,
        "outsider": outsider_id,
    }  # fmt: skip
    journal.record(accepting, INVITATION_ACCEPTED.code, row, payload, now, unit_id=row.unit_id)
    tell_accepted(accepting, row, user.full_name, now)
    return appointment


@transaction.atomic
def accept_as_newcomer(*, invitation: Invitation, full_name: str, password: str, now: datetime) -> User:
    """Open the account of an invited person, with the password they chose, and let them take the duty.

    Raises InvitationClosed, AccountExists, ValidationError (`password`, `full_name`), AppointmentConflicts.
    """
    row = _still_open(invitation, now)
    if User.objects.filter(email=row.email).exists():
        raise AccountExists
    opening = Actor.system(row.tenant_id)
    nip = _free_nip(opening, row.employee_id)
    user = open_account(
        actor=opening, email=row.email, full_name=full_name.strip(), password=password, now=now, nip=nip
    )
    accept_invitation(invitation=row, user=user, now=now)
    return user


def _still_open(invitation: Invitation, now: datetime) -> Invitation:
    """Return the invitation anew, locked, so that two presses on one link are one acceptance."""
    row = Invitation.objects.for_tenant(invitation.tenant_id).select_for_update().filter(pk=invitation.pk).first()
    state = state_of(row, now) if row is not None else InvitationState.REVOKED
    if row is None or state is not InvitationState.OPEN or row.digest != invitation.digest:
        raise InvitationClosed(state if state is not InvitationState.OPEN else InvitationState.REVOKED)
    return row


def _wish(row: Invitation, since: date) -> Wish:
    return Wish(
        role=Role(row.role),
        since=since,
        until=row.until,
        unit_id=row.unit_id,
        scope=Scope(row.scope),
        region_code=row.region_code,
        area=row.area,
        companion_kind=row.companion_kind,
        document=row.document,
    )


def _refuse_conflicts(actor: Actor, address: str, wish: Wish) -> None:
    """Raise what is known already to stand against it; what is not known yet is asked again when it is accepted."""
    user = User.objects.filter(email=address).first()
    if user is None:
        return
    refuse_self(actor, user.pk, wish)
    if conflicts := conflicts_of(wish.duty, duties_of(actor, user.pk), bonds_of(actor, user.pk)):
        raise AppointmentConflicts(conflicts)


def _link_records(actor: Actor, row: Invitation, user: User) -> UUID | None:
    """Make the account that of the invited employee, and of the one outside person who has its address.

    Their roles then end with their service or their time with the agency, and they find their data. Returns the latter.
    """
    Employee.objects.for_actor(actor).filter(pk=row.employee_id, user__isnull=True).update(user_id=user.pk)
    outsiders = OutsidePerson.objects.for_actor(actor).filter(email__iexact=user.email, erased_at__isnull=True)
    found: list[OutsidePerson] = list(outsiders[:2])
    if len(found) != 1 or found[0].user_id is not None:
        return None
    OutsidePerson.objects.for_actor(actor).filter(pk=found[0].pk).update(user_id=user.pk)
    return found[0].pk


def _employee_with(actor: Actor, address: str) -> UUID | None:
    """Return the employee whom an address belongs to, where exactly one says so."""
    found = Employee.objects.for_actor(actor).filter(email__iexact=address).values_list("pk", flat=True)[:2]
    return found[0] if len(found) == 1 else None


def _free_nip(actor: Actor, employee_id: UUID | None) -> str:
    """Return the NIP with which an invited employee may sign in too; empty where an account has it already."""
    employee = Employee.objects.for_actor(actor).filter(pk=employee_id).first() if employee_id else None
    if employee is None or len(employee.nip) > NIP_LENGTH or User.objects.filter(nip=employee.nip).exists():
        return ""
    return str(employee.nip)
