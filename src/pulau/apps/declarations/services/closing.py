"""Closing a declaration: its record of proceedings (berita acara) is made, and signed by who led and by witnesses."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import transaction

from pulau.apps.declarations.actions import DECLARATION_CHANGED
from pulau.apps.declarations.documents import RecordGround, record_wish
from pulau.apps.declarations.models import CeremonyEvent, Declaration, DeclarationState
from pulau.apps.declarations.plans import NO_LEADER, NOT_NOW, SIGNED_ALREADY, DeclarationRefused
from pulau.apps.declarations.policies import PLAN
from pulau.apps.declarations.selectors.declarations import (
    attachments_of,
    get_plan_for,
    people_of,
    symbolic_units_of,
    texts_of,
)
from pulau.apps.declarations.selectors.offices import signed_by_office
from pulau.apps.people.contract import employee_of_user
from pulau.apps.signing.contract import DocumentState, SignatoryWish, end_document, prepare_document
from pulau.core.shared.actor import Actor
from pulau.foundation.calendar import today_of
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.deciding import require

SUPERSEDING = "Berita acara disusun ulang"


@transaction.atomic
def close_declaration(
    *,
    actor: Actor,
    declaration_id: UUID,
    position: str,
    witnesses: Collection[UUID],
    now: datetime,
    minutes: str | None = None,
) -> Declaration:
    """Make the record of a held declaration, to be signed by the actor, who led it, and by the witnesses asked for.

    `position` is the actor's, as the record names it; `minutes` what else it is to tell (None: what was planned). A
    record that nobody signed yet is superseded by a new one. The declaration is closed when all have signed.
    Raises DeclarationNotFound, DeclarationRefused, SigningRefused.
    """
    declaration = get_plan_for(actor, declaration_id, lock=True)
    actor = require(actor, PLAN, unit_id=declaration.unit_id)
    if declaration.state != DeclarationState.HELD:
        raise DeclarationRefused(NOT_NOW)
    old = declaration.record
    if old is not None and old.state in {DocumentState.PARTLY, DocumentState.COMPLETE}:
        raise DeclarationRefused(SIGNED_ALREADY)
    before = {"record": declaration.record_id, "minutes": declaration.minutes}
    if minutes is not None:
        declaration.minutes = minutes
    ground = _ground(actor, declaration, position, witnesses, now)
    record = prepare_document(actor=actor, wish=record_wish(declaration, ground), now=now)
    if old is not None and old.state == DocumentState.PREPARED:
        end_document(
            actor=actor, document_id=old.pk, state=DocumentState.SUPERSEDED, reason=SUPERSEDING, now=now,
            successor_id=record.pk,
        )  # fmt: skip
    declaration.record = record
    declaration.save(update_fields=["record", "minutes"])
    after = {"record": record.pk, "minutes": declaration.minutes}
    payload = journal.changed(before, after, sealed={"minutes"}) | {"events": len(ground.events)}
    journal.record(actor, DECLARATION_CHANGED.code, declaration, payload, now, unit_id=declaration.unit_id)
    return declaration


def _ground(
    actor: Actor, declaration: Declaration, position: str, witnesses: Collection[UUID], now: datetime
) -> RecordGround:
    people, day = people_of(declaration), today_of(actor, now)
    asked = [one for one in people.witnesses if one.pk in witnesses and one.user_id not in {None, actor.user_id}]
    texts = texts_of(declaration).get("id", [])
    return RecordGround(
        events=list(CeremonyEvent.objects.for_actor(actor).filter(declaration=declaration).order_by("number")),
        text=texts[0] if texts else None,
        people=people,
        attachments=attachments_of(declaration),
        offices=signed_by_office(actor, declaration, day),
        symbolic_for=[row.unit.name for row in symbolic_units_of(declaration)],
        leader=_leader(actor, declaration, position, day_of=now),
        witnesses=asked,
    )


def _leader(actor: Actor, declaration: Declaration, position: str, day_of: datetime) -> SignatoryWish:
    user = get_user_model().objects.filter(pk=actor.user_id, is_active=True).first() if actor.user_id else None
    if user is None:
        raise DeclarationRefused(NO_LEADER)
    employee = employee_of_user(actor, user.pk)
    serves = employee is not None and employee.serves_on(today_of(actor, day_of))
    words = " ".join(position.split()) or (employee.position if employee and serves else "")
    return SignatoryWish(
        name=employee.full_name if employee and serves else user.full_name,
        position=words,
        institution=declaration.declarer,
        user_id=user.pk,
        employee_id=employee.pk if employee and serves else None,
    )
