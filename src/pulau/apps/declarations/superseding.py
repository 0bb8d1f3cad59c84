"""Ending documents of pacts for whoever may not by themselves: those that a new pact replaces, and drawn ones."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from pulau.apps.declarations.models import Pact, PactState
from pulau.apps.signing.contract import DocumentState, end_document
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


def end_drawn(pact: Pact, reason: str, now: datetime) -> None:
    """Let the document of a drawn pact say that its person took the signature back: in it they have no account."""
    if pact.document_id is not None:
        system = Actor.system(pact.tenant_id)
        end_document(actor=system, document_id=pact.document_id, state=DocumentState.WITHDRAWN, reason=reason, now=now)
