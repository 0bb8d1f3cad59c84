"""The course of a ceremony: what happens is added to its events, one by one, and nothing is ever taken away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.db import transaction

from pulau.apps.declarations.actions import HAPPENED
from pulau.apps.declarations.models import CeremonyEvent, Declaration, EventKind
from pulau.core.shared.digest import canonical_bytes
from pulau.foundation.journal import services as journal
from pulau.foundation.storage import digest_of

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor


@transaction.atomic
def record_event(
    *,
    actor: Actor,
    declaration: Declaration,
    kind: EventKind,
    payload: Mapping[str, object],
    now: datetime,
    key: UUID | None = None,
    seen_at: datetime | None = None,
) -> CeremonyEvent:
    """Add what happened to the events of a declaration of the actor's body; the same `key` again changes nothing.

    Numbers follow one another without a gap: the declaration's row is locked until the transaction ends, so events of
    one ceremony are written one after the other. `payload` is shown in the hall. Who may is for the caller to ask.
    """
    locked = (
        Declaration.objects.for_actor(actor).select_for_update().only("pk", "code", "unit_id").get(pk=declaration.pk)
    )
    events = CeremonyEvent.objects.for_actor(actor).filter(declaration=declaration.pk)
    key = key or uuid4()
    known: CeremonyEvent | None = events.filter(key=key).first()
    if known is not None:
        return known
    last = events.order_by("-number").values_list("number", flat=True).first() or 0
    event: CeremonyEvent = CeremonyEvent.objects.for_actor(actor).create(
        declaration_id=locked.pk,
        code=locked.code,
        number=last + 1,
        kind=kind,
        payload=dict(payload),
        key=key,
        actor_id=actor.user_id,
        at=now,
        seen_at=seen_at,
    )
    told = {
        "event": event.pk,
        "number": event.number,
        "kind": str(kind),
        "digest": digest_of(canonical_bytes(event.payload)),
    }
    journal.record(actor, HAPPENED.code, locked, told, now, unit_id=locked.unit_id)
    return event
