"""What follows from a signature on a deed: it is told in the ceremony, and the last one makes the declaration held."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import uuid5

from django.db import transaction

from pulau.apps.declarations.actions import DECLARATION_CHANGED, DECLARATION_CLOSED, DECLARATION_HELD
from pulau.apps.declarations.models import Calls, Declaration, DeclarationPerson, DeclarationState, EventKind
from pulau.apps.declarations.recounting import recount_soon
from pulau.apps.declarations.selectors.declarations import people_of
from pulau.apps.declarations.services.ceremony import record_event
from pulau.apps.signing.contract import (
    Document,
    DocumentState,
    Signatory,
    SignatoryPart,
    SignatoryState,
    SigningRefused,
)
from pulau.core.shared.actor import Actor
from pulau.foundation.jobs.queue import enqueue
from pulau.foundation.journal import services as journal

NOT_YOUR_TURN: Final = "not-your-turn"
_FOLLOWED: Final = {SignatoryState.SIGNED: EventKind.SIGNED, SignatoryState.REFUSED: EventKind.REFUSED}
_DRAWN: Final = {SignatoryState.DRAWN}


@transaction.atomic
def follow_deed(
    *, actor: Actor, declaration: Declaration, signatory: Signatory, document: Document, now: datetime
) -> None:
    """Tell the ceremony what a signatory of the deed did, and hold the declaration once all signers have signed.

    Raises SigningRefused where the declaration is not open: then nothing is signed either.
    """
    if signatory.state in {SignatoryState.SIGNED, *_DRAWN} and declaration.state not in {
        DeclarationState.OPEN,
        DeclarationState.HELD,
    }:
        raise SigningRefused(NOT_YOUR_TURN)
    person = _person(declaration, signatory)
    kind = _FOLLOWED.get(SignatoryState(signatory.state))
    if signatory.state == SignatoryState.REPLACED:
        _replace(actor, declaration, signatory, person, now)
    elif signatory.state == SignatoryState.WITHDRAWN:  # the record tells it; what was declared in public stays so
        told = {"text": f"{signatory.name} menarik kembali tanda tangannya pada piagam."}
        key = uuid5(signatory.pk, "withdrawn")
        record_event(actor=actor, declaration=declaration, kind=EventKind.NOTE, payload=told, now=now, key=key)
    elif kind is not None:
        payload = {"person": str(person.pk) if person else "", "means": str(signatory.means)}
        key = uuid5(signatory.pk, f"{signatory.state} {signatory.version}")
        record_event(actor=actor, declaration=declaration, kind=kind, payload=payload, now=now, key=key)
    if declaration.state == DeclarationState.OPEN and _all_signed(document):
        _hold(actor, declaration, now)


@transaction.atomic
def end_record(*, actor: Actor, declaration: Declaration, now: datetime) -> None:
    """Note that the record of proceedings was signed by all whom it names: the declaration is closed."""
    if declaration.state != DeclarationState.HELD:
        return
    before = {"state": str(declaration.state)}
    declaration.state, declaration.closed_at = DeclarationState.CLOSED, now
    declaration.save(update_fields=["state", "closed_at"])
    payload = journal.changed(before, {"state": str(declaration.state)}) | {"record": declaration.record_id}
    journal.record(actor, DECLARATION_CLOSED.code, declaration, payload, now, unit_id=declaration.unit_id)
    record_event(actor=actor, declaration=declaration, kind=EventKind.CLOSED, payload={}, now=now)


def _hold(actor: Actor, declaration: Declaration, now: datetime) -> None:
    before = {"state": str(declaration.state)}
    declaration.state, declaration.held_at = DeclarationState.HELD, now
    declaration.save(update_fields=["state", "held_at"])
    payload = journal.changed(before, {"state": str(declaration.state)}) | {
        "code": declaration.code, "document": declaration.document_id, "symbolic": declaration.symbolic,
    }  # fmt: skip
    journal.record(actor, DECLARATION_HELD.code, declaration, payload, now, unit_id=declaration.unit_id)
    record_event(actor=actor, declaration=declaration, kind=EventKind.HELD, payload={}, now=now)
    recount_soon(declaration.tenant_id)
    if declaration.calls != Calls.NOBODY:
        job = "pulau.apps.declarations.tasks.tell_called"
        enqueue(job, tenant=str(declaration.tenant_id), declaration=str(declaration.pk))


def _all_signed(document: Document) -> bool:
    if document.state not in {DocumentState.PARTLY, DocumentState.COMPLETE}:
        return False
    rows = Signatory.objects.of_document(document).filter(part=SignatoryPart.SIGNER)
    states = list(rows.exclude(state=SignatoryState.REPLACED).values_list("state", flat=True))
    return bool(states) and all(state == SignatoryState.SIGNED for state in states)


def _person(declaration: Declaration, signatory: Signatory) -> DeclarationPerson | None:
    """Return whose box a signatory signs: boxes are numbered in the order of signers and witnesses."""
    number = signatory.field.rpartition("-")[2]
    signing = people_of(declaration).signing
    return signing[int(number) - 1] if number.isdigit() and 0 < int(number) <= len(signing) else None


def _replace(
    actor: Actor, declaration: Declaration, old: Signatory, person: DeclarationPerson | None, now: datetime
) -> None:
    """Let the one who came in the place of another stand in the plan too; the event keeps who it was before."""
    new = old.replaced_by
    if new is None or person is None:
        return
    by = f"{new.name}, {new.acting} {new.position}".replace(",  ", ", ")
    payload: dict[str, object] = {"person": str(person.pk), "was": old.name, "by": by}
    told = journal.changed({"name": person.name}, {"name": new.name}, sealed={"name"}) | {"person": person.pk}
    person.name, person.position, person.institution = new.name, new.position, new.institution
    person.acting, person.user_id, person.employee_id = new.acting, new.user_id, new.employee_id
    person.save(update_fields=["name", "position", "institution", "acting", "user", "employee"])
    journal.record(actor, DECLARATION_CHANGED.code, declaration, told, now, unit_id=declaration.unit_id)
    key = uuid5(old.pk, "replaced")
    record_event(actor=actor, declaration=declaration, kind=EventKind.REPLACED, payload=payload, now=now, key=key)
