"""Making the deed of a declaration ready, and opening the declaration, with what the law asks or openly without."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from pulau.apps.agencies.contract import agency_of
from pulau.apps.declarations.actions import DECLARATION_CHANGED, DECLARATION_OPENED
from pulau.apps.declarations.documents import DeedGround, deed_text, deed_wish
from pulau.apps.declarations.models import (
    Declaration,
    DeclarationState,
    DeclarationText,
    EventKind,
    PledgeKind,
)
from pulau.apps.declarations.plans import (
    LONGEST_REASON,
    NO_DEED,
    NO_SIGNER,
    NO_TEMPLATE,
    NOT_MET,
    NOT_NOW,
    DeclarationRefused,
)
from pulau.apps.declarations.policies import PLAN
from pulau.apps.declarations.selectors.cascade import path_of_declaration
from pulau.apps.declarations.selectors.declarations import get_plan_for, people_of, symbolic_units_of
from pulau.apps.declarations.selectors.readiness import Readiness, readiness_of
from pulau.apps.declarations.selectors.templates import approved_template
from pulau.apps.declarations.services.announcing import tell_pacts
from pulau.apps.declarations.services.ceremony import record_event
from pulau.apps.declarations.services.planning import STILL_PLANNED
from pulau.apps.declarations.shortfall import snapshot
from pulau.apps.signing.contract import Document, DocumentState, end_document, prepare_document
from pulau.core.shared.actor import Actor
from pulau.foundation.calendar import today_of
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.deciding import require

SUPERSEDING: Final = "Disiapkan ulang sebelum ditandatangani"


@transaction.atomic
def prepare_deed(*, actor: Actor, declaration_id: UUID, now: datetime) -> Declaration:
    """Make the deed from the approved text and the plan as it is; one that nobody signed yet is superseded.

    Without a text to read, the approved one is read. Raises DeclarationNotFound, DeclarationRefused, SigningRefused.
    """
    declaration = get_plan_for(actor, declaration_id, lock=True)
    actor = require(actor, PLAN, unit_id=declaration.unit_id)
    if declaration.state not in STILL_PLANNED:
        raise DeclarationRefused(NOT_NOW)
    before = {"state": str(declaration.state), "document": declaration.document_id}
    _make_deed(actor, declaration, now)
    declaration.state = DeclarationState.READY
    declaration.save(update_fields=["state", "document", "template"])
    payload = journal.changed(before, {"state": str(declaration.state), "document": declaration.document_id})
    journal.record(actor, DECLARATION_CHANGED.code, declaration, payload, now, unit_id=declaration.unit_id)
    return declaration


@transaction.atomic
def open_declaration(
    *, actor: Actor, declaration_id: UUID, now: datetime, symbolic: bool = False, reason: str = ""
) -> Declaration:
    """Open a declaration whose deed is prepared: as the law asks, or symbolically with a reason that all can read.

    What is there and what is missing is kept as it is now. Raises DeclarationNotFound, DeclarationRefused (NOT_MET
    where the precondition is not met and nobody said so openly), SigningRefused.
    """
    declaration = get_plan_for(actor, declaration_id, lock=True)
    actor = require(actor, PLAN, unit_id=declaration.unit_id)
    if declaration.state != DeclarationState.READY:
        raise DeclarationRefused(NO_DEED if declaration.state == DeclarationState.DRAFT else NOT_NOW)
    ready = _readiness(actor, declaration, now)
    words = " ".join(reason.split())[:LONGEST_REASON]
    if not ready.verdict.met and not (symbolic and words):
        raise DeclarationRefused(NOT_MET, "reason")
    before = {"state": str(declaration.state), "symbolic": False, "document": declaration.document_id}
    declaration.symbolic = not ready.verdict.met
    declaration.symbolic_reason = words if declaration.symbolic else ""
    declaration.shortfall = snapshot(ready.found, ready.verdict)
    if declaration.symbolic:  # the deed itself says so
        _make_deed(actor, declaration, now)
    declaration.state, declaration.opened_at = DeclarationState.OPEN, now
    declaration.save(
        update_fields=["state", "opened_at", "symbolic", "symbolic_reason", "shortfall", "document", "template"]
    )
    after = {"state": "open", "symbolic": declaration.symbolic, "document": declaration.document_id}
    payload = journal.changed(before, after) | {"counts": _counts(declaration.shortfall)}
    journal.record(actor, DECLARATION_OPENED.code, declaration, payload, now, unit_id=declaration.unit_id)
    _begin(actor, declaration, now)
    return declaration


def _begin(actor: Actor, declaration: Declaration, now: datetime) -> None:
    opened = {"symbolic": declaration.symbolic}
    record_event(actor=actor, declaration=declaration, kind=EventKind.OPENED, payload=opened, now=now)
    tell_pacts(actor=actor, declaration=declaration, now=now)  # office by office, as it is told from now on


def _counts(shortfall: dict[str, object]) -> dict[str, object]:
    return {name: shortfall[name] for name in ("staff", "signed", "needed", "lacking")}


def _readiness(actor: Actor, declaration: Declaration, now: datetime) -> Readiness:
    text = declaration.template_id is not None
    return readiness_of(actor, declaration, people_of(declaration), today_of(actor, now), text=text)


def _make_deed(actor: Actor, declaration: Declaration, now: datetime) -> None:
    template = approved_template(actor, PledgeKind.DECLARATION)
    if template is None:
        raise DeclarationRefused(NO_TEMPLATE)
    people = people_of(declaration)
    if not people.signers:
        raise DeclarationRefused(NO_SIGNER)
    agency = agency_of(actor)
    body = agency.name if agency else declaration.declarer
    text = _read_text(declaration, now, deed_text(declaration, template, body).lines[1:])
    path = path_of_declaration(declaration)
    symbolic_for = [row.unit.name for row in symbolic_units_of(declaration)]
    ground = DeedGround(template, text, people, path, symbolic_for, body)
    document = prepare_document(actor=actor, wish=deed_wish(declaration, ground), now=now)
    _supersede(actor, declaration, document, now)
    declaration.document, declaration.template = document, template


def _read_text(declaration: Declaration, now: datetime, lines: tuple[str, ...]) -> DeclarationText:
    """Return the newest Indonesian text that is read out; the approved words become its first version where none is."""
    rows = DeclarationText.objects.for_tenant(declaration.tenant_id).filter(declaration=declaration, language="id")
    newest: DeclarationText | None = rows.order_by("-version").first()
    if newest is not None:
        return newest
    made: DeclarationText = rows.create(
        declaration=declaration, code=declaration.code, language="id", version=1, lines=list(lines), made_at=now
    )
    return made


def _supersede(actor: Actor, declaration: Declaration, successor: Document, now: datetime) -> None:
    old = declaration.document
    if old is None or old.state != DocumentState.PREPARED:
        return
    end_document(
        actor=actor,
        document_id=old.pk,
        state=DocumentState.SUPERSEDED,
        reason=SUPERSEDING,
        now=now,
        successor_id=successor.pk,
    )
