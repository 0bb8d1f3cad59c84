"""Ending documents of pacts for whoever may not by themselves: those that a new pact replaces, and drawn ones."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from pulau.apps.declarations.models import Pact, PactState, PledgeKind
from pulau.apps.signing.contract import DocumentState, end_document
from pulau.core.shared.actor import Actor

REPLACED: Final = "Pakta baru ditandatangani untuk jabatan sekarang."
"""Kept with the document for everyone, so in Indonesian, whatever language the signer reads in."""


def supersede_ended(actor: Actor, pact: Pact, document_id: UUID, now: datetime) -> None:
    """Let the documents of this year's pacts that ended say which one came in their place."""
    rows = Pact.objects.for_actor(actor).filter(year=pact.year, state=PactState.ENDED)
    if pact.employee_id is None:  # of the head of a body, whom only the account tells
        rows = rows.filter(employee=None, unit=None, user=pact.user_id, kind=PledgeKind.OFFICE)
    else:
        rows = rows.filter(employee=pact.employee_id)
    ended = rows.filter(document__state=DocumentState.COMPLETE, document__isnull=False).exclude(pk=pact.pk)
    for before in ended.values_list("document_id", flat=True):
        end_document(
            actor=actor,
            document_id=before,
            state=DocumentState.SUPERSEDED,
            reason=REPLACED,
            now=now,
            successor_id=document_id,
        )


def end_drawn(pact: Pact, reason: str, now: datetime) -> None:
    """Let the document of a drawn pact say that its person took the signature back: in it they have no account."""
    if pact.document_id is not None:
        system = Actor.system(pact.tenant_id)
        end_document(actor=system, document_id=pact.document_id, state=DocumentState.WITHDRAWN, reason=reason, now=now)
