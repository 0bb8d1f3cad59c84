"""Telling the journal that all documents of a body left as files."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from pulau.apps.signing.actions import EXPORTED
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.models import Tenant

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor


@transaction.atomic
def record_export(*, actor: Actor, documents: int, missing: int, index: str, now: datetime) -> None:
    """Tell of an export of the actor's body: how many documents, how many could not be had, the index's digest."""
    body = Tenant.objects.get(pk=actor.tenant_id)
    payload = {"documents": documents, "missing": missing, "index": index}
    journal.record(actor, EXPORTED.code, body, payload, now)
