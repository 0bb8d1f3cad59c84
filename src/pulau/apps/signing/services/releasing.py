"""Opening a document that was reserved to whoever reads the body's documents."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from pulau.apps.signing.actions import RELEASED
from pulau.apps.signing.taking import taken
from pulau.foundation.journal import services as journal

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor


@transaction.atomic
def release_document(*, actor: Actor, document_id: UUID, now: datetime) -> None:
    """Release a reserved document; whether it is time is for the app to say whose document it is.

    Released once, it stays so: a second time changes nothing. Raises DocumentNotFound.
    """
    with taken(actor, actor.tenant_id, document_id) as held:
        document = held.document
        if not document.reserved:
            return
        document.reserved = False
        document.save(update_fields=["reserved"])
        change = journal.changed({"reserved": True}, {"reserved": False})
        payload = {**change, "code": document.code, "kind": document.kind, "of": document.subject_id}
        journal.record(held.actor, RELEASED.code, document, payload, now, unit_id=document.unit_id)
