"""Saying no: refusing to sign, and taking a signature back. Neither takes anything out of the document."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from pulau.apps.signing.actions import REFUSED, WITHDRAWN
from pulau.apps.signing.models import Signatory, SignatoryState
from pulau.apps.signing.taking import clean_reason, refuse_unless, taken_where_named
from pulau.apps.signing.telling import announce, tell_after
from pulau.core.pledging.completeness import Deed
from pulau.foundation.journal import services as journal

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor

_DOCUMENT_FIELDS = ["state", "completed_at", "ended_at"]


@transaction.atomic
def refuse_to_sign(*, actor: Actor, signatory_id: UUID, reason: str, now: datetime) -> Signatory:
    """Refuse where the actor is named; the document then cannot be complete unless somebody else is named there.

    Raises SignatoryNotFound, SigningRefused (ended, already done, reason missing).
    """
    text = clean_reason(reason)
    with taken_where_named(actor, signatory_id) as (held, signatory):
        refuse_unless(held, signatory, Deed.REFUSE, now)
        signatory.state, signatory.reason, signatory.done_at = SignatoryState.REFUSED, text, now
        signatory.save(update_fields=["state", "reason", "done_at"])
        before, after = held.settle(now)
        held.document.save(update_fields=_DOCUMENT_FIELDS)
        payload = {
            **journal.changed({"state": before}, {"state": after, "reason": text}, sealed={"reason"}),
            "code": held.document.code, "signatory": signatory.pk, "part": signatory.part,
        }  # fmt: skip
        journal.record(held.actor, REFUSED.code, held.document, payload, now, unit_id=held.document.unit_id)
        announce(held.actor, held.document, signatory, now)
        tell_after(held, signatory, now)
    return signatory


@transaction.atomic
def withdraw_signature(*, actor: Actor, signatory_id: UUID, reason: str, now: datetime) -> Signatory:
    """Take the actor's signature back: it stays in the document, which is told to have lost it.

    Where no signer stands behind the document any more it is withdrawn. Raises SignatoryNotFound, SigningRefused.
    """
    text = clean_reason(reason)
    with taken_where_named(actor, signatory_id) as (held, signatory):
        refuse_unless(held, signatory, Deed.WITHDRAW, now)
        signatory.state, signatory.reason, signatory.done_at = SignatoryState.WITHDRAWN, text, now
        signatory.save(update_fields=["state", "reason", "done_at"])
        before, after = held.settle(now)
        held.document.save(update_fields=_DOCUMENT_FIELDS)
        payload = {
            **journal.changed({"state": before}, {"state": after, "reason": text}, sealed={"reason"}),
            "code": held.document.code, "signatory": signatory.pk, "part": signatory.part,
            "digest": held.newest.digest,
        }  # fmt: skip
        journal.record(held.actor, WITHDRAWN.code, held.document, payload, now, unit_id=held.document.unit_id)
        announce(held.actor, held.document, signatory, now)
        tell_after(held, signatory, now)
    return signatory
