"""Reading notices: always a person's own, of the body that they act for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import Http404

from pulau.foundation.notices.models import Notice, NoticePreference
from pulau.foundation.registry.notice_kinds import Cadence, NoticeGroup, notice_groups

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor
    from pulau.foundation.tenancy.scope import ScopedQuerySet


class NoticeNotFound(Http404):
    """There is no such notice for this person in this body."""


def notices_of(actor: Actor) -> ScopedQuerySet[Any]:
    """Return the actor's own notices, newest first."""
    return Notice.objects.for_actor(actor).filter(user_id=actor.person)


def get_notice_for(actor: Actor, notice_id: UUID) -> Notice:
    """Return one of the actor's own notices. Raises NoticeNotFound."""
    row: Notice | None = notices_of(actor).filter(pk=notice_id).first()
    if row is None:
        raise NoticeNotFound
    return row


def unread_count(actor: Actor) -> int:
    """Return how many notices of the actor are unread."""
    return notices_of(actor).filter(read_at__isnull=True).order_by().count()


def told_with(tenant_id: UUID, key: str) -> int:
    """Return how many people of a body were told something with a key; how far a job is that tells many."""
    return Notice.objects.for_tenant(tenant_id).filter(key=key).count()


def cadences_of(user_id: UUID) -> list[tuple[NoticeGroup, Cadence]]:
    """Return every group of notices with the cadence that holds for a person."""
    rows = NoticePreference.objects.filter(user_id=user_id)
    chosen = {row.group: Cadence(row.cadence) for row in rows}
    return [(group, chosen.get(group.code, group.cadence)) for group in notice_groups]
