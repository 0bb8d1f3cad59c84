"""What keepers of documents do: naming somebody else in an absent signatory's place, and ending a document."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from pulau.apps.signing.actions import ENDED, REPLACED
from pulau.apps.signing.models import Document, DocumentState, Signatory, SignatoryState
from pulau.apps.signing.policies import KEEP, RENEW_OWN
from pulau.apps.signing.selectors.documents import get_document_for
from pulau.apps.signing.selectors.signers import may_be_named
from pulau.apps.signing.taking import Taken, clean_reason, refuse_unless, taken, taken_around
from pulau.apps.signing.telling import announce, tell_after, tell_asked
from pulau.apps.signing.wishes import (
    ENDED as IS_ENDED,
)
from pulau.apps.signing.wishes import (
    NO_SUCCESSOR,
    NOT_POSSIBLE,
    ONE_PERSON_TWICE,
    OTHER_NAME,
    SignatoryWish,
    SigningRefused,
)
from pulau.core.pledging.completeness import OVER, Deed, Stage, may_end
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.deciding import allowed, require

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor


@transaction.atomic
def replace_signatory(*, actor: Actor, signatory_id: UUID, by: SignatoryWish, reason: str, now: datetime) -> Signatory:
    """Name somebody else in a signatory's place ("Plt.", "Plh." as `by.acting`); the field passes on.

    The row before stays, as replaced. Raises SignatoryNotFound, PermissionDenied, SigningRefused (also for the account
    of somebody with another name).
    """
    text = clean_reason(reason)
    with taken_around(actor, signatory_id) as (held, former):
        held.actor = require(held.actor, KEEP, unit_id=held.document.unit_id)
        refuse_unless(held, former, Deed.REPLACE, now)
        _refuse_twice(held, former, by)
        if by.user_id is not None and not may_be_named(held.actor, by.user_id, by.name):
            raise SigningRefused(OTHER_NAME)
        before = {"state": former.state, "name": former.name, "user": former.user_id}
        former.state, former.reason, former.done_at = SignatoryState.REPLACED, text, now
        former.save(update_fields=["state", "reason", "done_at"])
        row = _in_place_of(former, by)
        row.save(force_insert=True)
        former.replaced_by = row
        former.save(update_fields=["replaced_by"])
        held.people = sorted([*held.people, row], key=lambda one: one.order)
        _was, state = held.settle(now)
        held.document.save(update_fields=["state", "completed_at", "ended_at"])
        after = {"state": row.state, "name": row.name, "user": row.user_id, "reason": text}
        change = journal.changed(before, after, sealed={"name", "reason"})
        payload = {**change, "code": held.document.code, "signatory": former.pk, "by": row.pk, "document": state}
        journal.record(held.actor, REPLACED.code, held.document, payload, now, unit_id=held.document.unit_id)
        announce(held.actor, held.document, former, now)
        tell_asked(held.actor, held.document, held.people, now)
    return row


@transaction.atomic
def end_document(
    *, actor: Actor, document_id: UUID, state: DocumentState, reason: str, now: datetime,
    successor_id: UUID | None = None,
) -> Document:  # fmt: skip
    """End a document: superseded by a successor, withdrawn, or cancelled before all signed. It stays, as ended.

    Who signs alone may supersede their own by one that they signed too. Raises DocumentNotFound, PermissionDenied,
    SigningRefused (ended, not possible, no successor, reason missing).
    """
    text = clean_reason(reason)
    with taken(actor, actor.tenant_id, document_id) as held:
        held.actor = _ending(held, state)
        before = str(held.document.state)
        if Stage(before) in OVER:
            raise SigningRefused(IS_ENDED)
        if not may_end(Stage(before), Stage(state)):
            raise SigningRefused(NOT_POSSIBLE)
        held.document.successor = _successor(held, state, successor_id)
        held.document.state, held.document.ended_at, held.document.end_reason = state, now, text
        held.document.save(update_fields=["state", "ended_at", "end_reason", "successor"])
        change = journal.changed({"state": before}, {"state": state, "reason": text}, sealed={"reason"})
        payload = {**change, "code": held.document.code, "digest": held.newest.digest, "successor": successor_id}
        journal.record(held.actor, ENDED.code, held.document, payload, now, unit_id=held.document.unit_id)
        announce(held.actor, held.document, None, now)
        tell_after(held, None, now)
    return held.document


def _ending(held: Taken, state: DocumentState) -> Actor:
    alone = held.own() is not None and len(held.people) == 1
    if alone and state == DocumentState.SUPERSEDED and not allowed(held.actor, KEEP, unit_id=held.document.unit_id):
        return require(held.actor, RENEW_OWN, person_id=held.actor.person)
    return require(held.actor, KEEP, unit_id=held.document.unit_id)


def _successor(held: Taken, state: DocumentState, successor_id: UUID | None) -> Document | None:
    if (state == DocumentState.SUPERSEDED) != (successor_id is not None) or successor_id == held.document.pk:
        raise SigningRefused(NO_SUCCESSOR)
    if successor_id is None:
        return None
    found = get_document_for(held.actor, successor_id)
    if found.tenant_id != held.document.tenant_id or Stage(found.state) in OVER:
        raise SigningRefused(NO_SUCCESSOR)
    return found


def _refuse_twice(held: Taken, former: Signatory, by: SignatoryWish) -> None:
    others = [one for one in held.people if one.pk != former.pk and one.state != SignatoryState.REPLACED]
    for known in ("user_id", "employee_id"):
        wanted = getattr(by, known)
        if wanted is not None and wanted in {getattr(one, known) for one in others}:
            raise SigningRefused(ONE_PERSON_TWICE)


def _in_place_of(former: Signatory, by: SignatoryWish) -> Signatory:
    return Signatory(
        tenant_id=former.tenant_id,
        document=former.document,
        code=former.code,
        order=former.order,
        part=former.part,
        field=former.field,
        spot=former.spot,
        name=by.name,
        position=by.position,
        institution=by.institution,
        acting=by.acting,
        user_id=by.user_id,
        employee_id=by.employee_id,
    )
