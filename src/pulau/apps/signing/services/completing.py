"""Completing signatures that were made while no timestamps were to be had."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from pulau.apps.signing.actions import TIMESTAMPED
from pulau.apps.signing.keeping import add_version
from pulau.apps.signing.models import Signatory, VersionCause
from pulau.apps.signing.stamping import stamped_pdf
from pulau.apps.signing.taking import taken
from pulau.exchange.signatures.signing import Level
from pulau.foundation.journal import services as journal

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor


@transaction.atomic
def complete_document(*, actor: Actor, document_id: UUID, now: datetime) -> bool:
    """Add a timestamp over the whole document, where a signature in it has none; returns whether it was needed.

    Raises TimestampsAway, SigningRefused (file damaged), OSError; then nothing changed.
    """
    with taken(actor, actor.tenant_id, document_id) as held:
        waiting = [one for one in held.people if one.version and one.level == Level.B_B]
        if not waiting:
            return False
        pdf, level = stamped_pdf(held.content(), now)
        document = held.document
        version = add_version(document, pdf, VersionCause.TIMESTAMPED, now, document.head + 1)
        version.save(force_insert=True)
        Signatory.objects.for_actor(held.actor).filter(pk__in=[one.pk for one in waiting]).update(level=level)
        document.head = version.number
        document.save(update_fields=["head"])
        change = journal.changed({"level": str(Level.B_B)}, {"level": str(level)})
        payload = {**change, "code": document.code, "digest": version.digest, "version": version.number}
        journal.record(held.actor, TIMESTAMPED.code, document, payload, now, unit_id=document.unit_id)
    return True
