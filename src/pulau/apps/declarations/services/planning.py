"""Planning a declaration: what, when, where, from which it descends, whom it calls; putting and calling it off."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import date, datetime, time
from typing import Final
from uuid import UUID

from django.db import transaction

from pulau.apps.agencies.contract import agency_of, units_of
from pulau.apps.declarations.actions import DECLARATION_CANCELLED, DECLARATION_CHANGED, DECLARATION_PLANNED
from pulau.apps.declarations.models import Calls, Declaration, DeclarationState, EventKind
from pulau.apps.declarations.plans import (
    ALREADY,
    BODY_ONLY,
    LAST_DAY_EARLY,
    NO_LAST_DAY,
    NO_LAW,
    NOT_NOW,
    PLANNED_FIELDS,
    REASON_MISSING,
    SIGNED_ALREADY,
    UNIT_ENDED,
    WRONG_CALL,
    WRONG_PARENT,
    DeclarationNotFound,
    DeclarationRefused,
    Plan,
    PlanStale,
    seen_mark,
)
from pulau.apps.declarations.policies import PLAN
from pulau.apps.declarations.selectors.cascade import is_call, is_parent
from pulau.apps.declarations.selectors.declarations import get_plan_for
from pulau.apps.declarations.services.ceremony import record_event
from pulau.apps.signing.contract import DocumentState, end_document
from pulau.core.shared.actor import Actor
from pulau.core.shared.codes import RANDOM_BYTES, code_of
from pulau.exchange.declaring import law_in_force
from pulau.foundation.calendar import legal_zone
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.deciding import require
from pulau.foundation.ui.formats import long_date

STILL_PLANNED: Final = (DeclarationState.DRAFT, DeclarationState.READY)
_SEALED: Final = {"title", "place", "stream", "minutes"}
_KEPT: Final = {"unit_id", "year"}
"""What stays as first chosen: of whom it is, and for which year."""


@transaction.atomic
def plan_declaration(*, actor: Actor, plan: Plan, now: datetime) -> Declaration:
    """Plan a declaration of the actor's body, or of one of its units.

    Raises PermissionDenied, DeclarationNotFound (no such unit), DeclarationRefused.
    """
    actor = require(actor, PLAN, unit_id=plan.unit_id)
    declaration = Declaration(
        tenant_id=actor.tenant_id,
        code=code_of(secrets.token_bytes(RANDOM_BYTES)),
        unit_id=plan.unit_id,
        declarer=_declarer(actor, plan),
        zone=legal_zone(actor, now).name,
        made_at=now,
    )
    _refuse_second(actor, plan)
    _set(actor, declaration, plan)
    declaration.save(force_insert=True)
    payload = {"code": declaration.code, "year": plan.year, "day": plan.day.isoformat(), "parent": plan.parent_id}
    journal.record(actor, DECLARATION_PLANNED.code, declaration, payload, now, unit_id=plan.unit_id)
    return declaration


@transaction.atomic
def change_declaration(*, actor: Actor, declaration_id: UUID, plan: Plan, seen: str, now: datetime) -> Declaration:
    """Change a plan that was not opened yet; a deed that was prepared is prepared anew before the opening.

    `seen` is the mark of what the actor saw (`seen_mark`). Raises PlanStale where it changed meanwhile,
    DeclarationNotFound, DeclarationRefused.
    """
    declaration = get_plan_for(actor, declaration_id, lock=True)
    actor = require(actor, PLAN, unit_id=declaration.unit_id)
    if seen_mark(declaration) != seen:
        raise PlanStale(declaration)
    if declaration.state not in STILL_PLANNED:
        raise DeclarationRefused(NOT_NOW)
    plan = replace(plan, unit_id=declaration.unit_id, year=declaration.year)
    before, deed = _told(declaration), _on_deed(declaration)
    _set(actor, declaration, plan)
    if deed != _on_deed(declaration):  # what was prepared says something else now
        declaration.state = DeclarationState.DRAFT
    after = _told(declaration)
    if before != after:
        declaration.save(update_fields=[*PLANNED_FIELDS, "regulation", "state"])
        payload = journal.changed(before, after, sealed=_SEALED)
        journal.record(actor, DECLARATION_CHANGED.code, declaration, payload, now, unit_id=declaration.unit_id)
    return declaration


@transaction.atomic
def postpone_declaration(
    *, actor: Actor, declaration_id: UUID, day: date, starts: time, reason: str, now: datetime
) -> Declaration:
    """Put a declaration off to another day that nobody has signed yet, also one that was opened; it can be read why.

    Raises DeclarationNotFound, DeclarationRefused.
    """
    declaration = get_plan_for(actor, declaration_id, lock=True)
    actor = require(actor, PLAN, unit_id=declaration.unit_id)
    words = _reason(reason)
    if declaration.state not in {*STILL_PLANNED, DeclarationState.OPEN}:
        raise DeclarationRefused(NOT_NOW)
    if _partly_signed(declaration):
        raise DeclarationRefused(SIGNED_ALREADY)
    law = law_in_force(day)
    if law is None:
        raise DeclarationRefused(NO_LAW, "day")
    before, was = _told(declaration), declaration.day
    declaration.day, declaration.starts, declaration.regulation = day, starts, law.code
    declaration.state, declaration.opened_at, declaration.line = DeclarationState.DRAFT, None, 0
    declaration.symbolic, declaration.symbolic_reason, declaration.shortfall = False, "", {}
    declaration.save(
        update_fields=[
            *("day", "starts", "regulation", "state", "opened_at", "line", "symbolic", "symbolic_reason", "shortfall"),
        ]
    )
    payload = journal.changed(before, _told(declaration), sealed=_SEALED)
    journal.record(actor, DECLARATION_CHANGED.code, declaration, payload, now, unit_id=declaration.unit_id)
    told = {"text": f"Ditunda dari {long_date(was)} ke {long_date(day)}. {words}"}
    record_event(actor=actor, declaration=declaration, kind=EventKind.NOTE, payload=told, now=now)
    return declaration


@transaction.atomic
def cancel_declaration(*, actor: Actor, declaration_id: UUID, reason: str, now: datetime) -> Declaration:
    """Call a declaration off that was not held; its deed ends, its rows and its history stay.

    Raises DeclarationNotFound, DeclarationRefused.
    """
    declaration = get_plan_for(actor, declaration_id, lock=True)
    actor = require(actor, PLAN, unit_id=declaration.unit_id)
    words = _reason(reason)
    if declaration.state not in {*STILL_PLANNED, DeclarationState.OPEN}:
        raise DeclarationRefused(NOT_NOW)
    before = {"state": declaration.state}
    declaration.state, declaration.cancel_reason = DeclarationState.CANCELLED, words
    declaration.save(update_fields=["state", "cancel_reason"])
    payload = journal.changed(
        {**before, "reason": ""}, {"state": declaration.state, "reason": words}, sealed={"reason"}
    )
    journal.record(actor, DECLARATION_CANCELLED.code, declaration, payload, now, unit_id=declaration.unit_id)
    document = declaration.document
    if document is not None and document.state in {DocumentState.PREPARED, DocumentState.PARTLY}:
        end_document(actor=actor, document_id=document.pk, state=DocumentState.CANCELLED, reason=words, now=now)
    return declaration


def _declarer(actor: Actor, plan: Plan) -> str:
    agency = agency_of(actor)
    if plan.unit_id is None:
        if agency is None:
            raise DeclarationNotFound(actor.tenant_id)
        return agency.name
    unit = units_of(actor).filter(pk=plan.unit_id).first()
    if unit is None:
        raise DeclarationNotFound(plan.unit_id)
    if not unit.exists_on(plan.day):
        raise DeclarationRefused(UNIT_ENDED, "unit")
    return str(unit.name)


def _set(actor: Actor, declaration: Declaration, plan: Plan) -> None:
    law = law_in_force(plan.day)
    if law is None:
        raise DeclarationRefused(NO_LAW, "day")
    if plan.unit_id is not None and not law.units:
        raise DeclarationRefused(BODY_ONLY, "unit")
    moved = plan.parent_id is not None and plan.parent_id != declaration.parent_id
    if moved and not is_parent(actor, plan.unit_id, plan.parent_id):
        raise DeclarationRefused(WRONG_PARENT, "parent")
    _refuse_call(actor, plan)
    for name in set(PLANNED_FIELDS) - _KEPT:
        setattr(declaration, name, getattr(plan, name))
    declaration.year, declaration.regulation = plan.year, law.code
    declaration.clean_fields(exclude=["tenant", "unit", "parent", "template", "document", "record"])


def _refuse_call(actor: Actor, plan: Plan) -> None:
    if plan.calls == Calls.NOBODY:
        return
    if not is_call(actor, plan.unit_id, plan.calls):
        raise DeclarationRefused(WRONG_CALL, "calls")
    if plan.called_by is None:
        raise DeclarationRefused(NO_LAST_DAY, "called_by")
    if plan.called_by < plan.day:
        raise DeclarationRefused(LAST_DAY_EARLY, "called_by")


def _refuse_second(actor: Actor, plan: Plan) -> None:
    rows = Declaration.objects.for_actor(actor).exclude(state=DeclarationState.CANCELLED)
    if plan.unit_id is not None and rows.filter(unit_id=plan.unit_id, year=plan.year).exists():
        raise DeclarationRefused(ALREADY, "year")


def _on_deed(declaration: Declaration) -> tuple[object, ...]:
    return tuple(getattr(declaration, name) for name in ("title", "day", "starts", "place", "parent_id", "regulation"))


def _told(declaration: Declaration) -> dict[str, object]:
    told: dict[str, object] = {name: getattr(declaration, name) for name in PLANNED_FIELDS}
    told |= {"day": declaration.day.isoformat(), "starts": declaration.starts.isoformat()}
    told["called_by"] = declaration.called_by.isoformat() if declaration.called_by else ""
    return told | {"state": str(declaration.state), "calls": str(declaration.calls)}


def _partly_signed(declaration: Declaration) -> bool:
    document = declaration.document
    return document is not None and document.state in {DocumentState.PARTLY, DocumentState.COMPLETE}


def _reason(text: str) -> str:
    words = " ".join(text.split())
    if not words:
        raise DeclarationRefused(REASON_MISSING, "reason")
    return words
