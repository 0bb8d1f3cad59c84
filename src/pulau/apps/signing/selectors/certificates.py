"""A person's certificates: which count, which were revoked, and what may be done next."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404

from pulau.apps.signing.models import Certificate

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pulau.core.shared.actor import Actor


class CertificateNotFound(Http404):
    """Nobody of this id has certificates that the actor may revoke."""


def own_certificates(actor: Actor) -> QuerySet[Certificate]:
    """Return the actor's certificates, the newest first, without their keys."""
    return Certificate.objects.filter(user_id=actor.person).defer("key", "certificate")


def revoked_last(user_id: UUID) -> Certificate | None:
    """Return the revoked certificate after which a person has got no other one; None where they may sign."""
    rows = Certificate.objects.filter(user_id=user_id).defer("key", "certificate")
    last = rows.filter(revoked_at__isnull=False).order_by("-revoked_at", "-issued_at").first()
    if last is None or last.revoked_at is None:
        return None
    return None if rows.filter(revoked_at__isnull=True, issued_at__gte=last.revoked_at).exists() else last


def may_ask_anew(user_id: UUID) -> bool:
    """Whether a person gets a new certificate by asking: where they themselves revoked the last one."""
    last = revoked_last(user_id)
    return last is not None and last.revoked_by_id == user_id
