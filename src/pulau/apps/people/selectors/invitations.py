"""Invitations as the agency keeps them, and the one that a visitor brings."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q
from django.http import Http404

from pulau.apps.people.keys import token_digest
from pulau.apps.people.models import Invitation
from pulau.foundation.tenancy.wall import enter_token

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor
    from pulau.foundation.tenancy.scope import ScopedQuerySet


class InvitationState(StrEnum):
    """How an invitation stands."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REVOKED = "revoked"
    EXPIRED = "expired"


class NoSuchInvitation(Http404):
    """The agency has no such invitation."""


def state_of(invitation: Invitation, now: datetime) -> InvitationState:
    """Return how an invitation stands."""
    if invitation.accepted_at is not None:
        return InvitationState.ACCEPTED
    if invitation.revoked_at is not None:
        return InvitationState.REVOKED
    return InvitationState.OPEN if now < invitation.expires_at else InvitationState.EXPIRED


def find_invitations(actor: Actor, words: str = "") -> ScopedQuerySet[Invitation]:
    """Return the agency's invitations, newest first; `words` are part of a name or an address."""
    rows = Invitation.objects.for_actor(actor).select_related("unit", "invited_by")
    return rows.filter(Q(email__icontains=words) | Q(full_name__icontains=words)) if words else rows


def get_invitation_for(actor: Actor, invitation_id: UUID, *, lock: bool = False) -> Invitation:
    """Return an invitation of the actor's agency that was not accepted. Raises NoSuchInvitation."""
    rows = Invitation.objects.for_actor(actor).filter(pk=invitation_id, accepted_at__isnull=True)
    row = (rows.select_for_update() if lock else rows.select_related("unit")).first()
    if row is None:
        raise NoSuchInvitation
    return row


def presented_invitation(key: str) -> Invitation | None:
    """Return the invitation of a link, whatever its agency and however it stands, or None.

    Behind the second wall the visitor is shown this one row, by the digest of the key that they brought.
    """
    digest = token_digest(key)
    enter_token(digest)
    return Invitation.objects.presented(digest).select_related("tenant").first()
