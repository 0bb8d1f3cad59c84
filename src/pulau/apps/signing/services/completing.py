"""Completing signatures that were made while no timestamps were to be had."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from pulau.apps.signing import authority
from pulau.apps.signing.actions import TIMESTAMPED
from pulau.apps.signing.keeping import add_version, newest
from pulau.apps.signing.models import Document, Signatory, SignatoryState, VersionCause
from pulau.core.shared.actor import Actor
from pulau.exchange.signatures.signing import Level, TimestampsAway, timestamp
from pulau.foundation import storage
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.models import Tenant
from pulau.foundation.tenancy.wall import behind_wall


def complete_waiting(*, now: datetime) -> int:
    """Give a timestamp to each document that waits for one; return how many. Ends where the authority is away."""
    done = 0
    for tenant_id in Tenant.objects.values_list("pk", flat=True):
        with behind_wall(tenant_id):
            rows = Signatory.objects.for_tenant(tenant_id).filter(state=SignatoryState.SIGNED, level=Level.B_B)
            waiting = list(rows.values_list("document_id", flat=True).distinct())
        for document_id in waiting:
            try:
                complete_document(tenant_id, document_id, now)
            except TimestampsAway:
                return done
            done += 1
    return done


def complete_document(tenant_id: UUID, document_id: UUID, now: datetime) -> None:
    """Add a timestamp over the whole document. Raises TimestampsAway."""
    with behind_wall(tenant_id), transaction.atomic():
        document = Document.objects.for_tenant(tenant_id).select_for_update().get(pk=document_id)
        people = Signatory.objects.for_tenant(tenant_id).filter(
            document=document, state=SignatoryState.SIGNED, level=Level.B_B
        )
        if not people.exists():
            return
        held = authority.house(now)
        content = storage.get(newest(document).digest)
        stamped = timestamp(content, authority.stamper(held, timezone.now), authority.trust(held, now), now)
        version = add_version(document, stamped, VersionCause.TIMESTAMPED, now, document.head + 1)
        version.save(force_insert=True)
        people.update(level=Level.B_LT)
        document.head = version.number
        document.save(update_fields=["head"])
        payload = {"code": document.code, "digest": version.digest, "version": version.number}
        journal.record(Actor.system(tenant_id), TIMESTAMPED.code, document, payload, now, unit_id=document.unit_id)
