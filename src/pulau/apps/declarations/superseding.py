"""What a new pact does to the documents of those of the year that ended: they say which one came in their place."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _

from pulau.apps.declarations.models import Pact, PactState
from pulau.apps.signing.contract import DocumentState, end_document

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor


def supersede_ended(actor: Actor, pact: Pact, document_id: UUID, now: datetime) -> None:
    """Let the documents of this year's pacts that ended say which one came in their place."""
    rows = Pact.objects.for_actor(actor).filter(employee=pact.employee, year=pact.year, state=PactState.ENDED)
    ended = rows.filter(document__state=DocumentState.COMPLETE, document__isnull=False).exclude(pk=pact.pk)
    for before in ended.values_list("document_id", flat=True):
        end_document(
            actor=actor,
            document_id=before,
            state=DocumentState.SUPERSEDED,
            reason=_("Pakta baru ditandatangani untuk jabatan sekarang."),
            now=now,
            successor_id=document_id,
        )
