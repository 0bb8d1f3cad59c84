"""Signing at a shared tablet: opened for a unit, ended, and what is drawn at it. Nothing here makes a signature."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db import transaction

from pulau.apps.agencies.contract import units_of
from pulau.apps.declarations.actions import DRAWING_REFUSED, PACT_DRAWN, TABLET_ENDED, TABLET_OPENED
from pulau.apps.declarations.following import settle_signer
from pulau.apps.declarations.models import Pact, PactState, TabletSession
from pulau.apps.declarations.policies import ATTEND_TABLET
from pulau.apps.declarations.selectors.pacts import OF_STAFF, PactNotFound
from pulau.apps.declarations.selectors.tablet import TabletNotFound, get_tablet_for, is_open, is_own, key_digest
from pulau.apps.declarations.selectors.templates import approved_template
from pulau.apps.declarations.services.pacts import (
    PactNotOpen,
    ReasonMissing,
    TextChanged,
    TextMissing,
)
from pulau.core.pledging.renewing import SIGNABLE
from pulau.exchange.signatures.drawing import read_strokes
from pulau.foundation import storage
from pulau.foundation.calendar import today_of
from pulau.foundation.jobs.queue import enqueue
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.days import not_over
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor

LONGEST: Final = timedelta(hours=8)
END: Final = "pulau.apps.declarations.tasks.end_tablet"
_KEY_BYTES: Final = 32


class TabletClosed(Exception):  # noqa: N818 - a fact, as every error of this project
    """The tablet was ended, or its time is over: nothing was kept."""


class OwnDrawing(Exception):  # noqa: N818 - the same
    """Nobody judges, as a witness, what they drew themselves."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What somebody drew, as JSON of strokes, under the version of the text that they were shown."""

    template_id: UUID
    strokes: bytes


@transaction.atomic
def open_tablet(*, actor: Actor, unit_id: UUID, length: timedelta, now: datetime) -> tuple[TabletSession, str]:
    """Open a tablet for a unit, for eight hours at most; return it, and its key, which is told this once.

    Raises TabletNotFound (404) for no living unit of the actor's body, PermissionDenied, ValueError for another length.
    """
    if not units_of(actor).filter(not_over(today_of(actor, now)), pk=unit_id).exists():
        raise TabletNotFound(unit_id)
    actor = require(actor, ATTEND_TABLET, unit_id=unit_id)
    if not timedelta() < length <= LONGEST:
        raise ValueError(f"{length}: more than nothing, at most {LONGEST}")
    key = secrets.token_urlsafe(_KEY_BYTES)
    row = TabletSession(
        tenant_id=actor.tenant_id, unit_id=unit_id, opened_by_id=actor.person, digest=key_digest(key),
        opened_at=now, until=now + length,
    )  # fmt: skip
    row.save(force_insert=True)
    journal.record(actor, TABLET_OPENED.code, row, {"until": row.until.isoformat()}, now, unit_id=unit_id)
    enqueue(END, after=row.until, tenant=str(row.tenant_id), tablet=str(row.pk))
    return row, key


@transaction.atomic
def end_tablet(*, actor: Actor, tablet_id: UUID, now: datetime) -> TabletSession:
    """End a tablet: its key opens nothing any more. Ended again, nothing changes. Raises TabletNotFound (404)."""
    row = get_tablet_for(actor, tablet_id, lock=True)
    actor = require(actor, ATTEND_TABLET, unit_id=row.unit_id)
    if row.ended_at is None:
        row.ended_at = min(now, row.until)
        row.save(update_fields=["ended_at"])
        change = journal.changed({"open": True}, {"open": False})
        payload = {**change, "by_itself": now >= row.until}
        journal.record(actor, TABLET_ENDED.code, row, payload, now, unit_id=row.unit_id)
    return row


@transaction.atomic
def draw_pact(*, actor: Actor, tablet_id: UUID, pact_id: UUID, drawn: Drawn, now: datetime) -> Pact:
    """Keep what an employee drew at a tablet; it becomes a signature only when a witness attests it.

    The actor is who opened the tablet. The same drawing sent twice is kept once. Raises TabletNotFound, TabletClosed,
    PactNotFound, PactNotOpen, TextMissing, TextChanged, StrokesRefused, OSError; then nothing was kept.
    """
    drawing = read_strokes(drawn.strokes)
    tablet = get_tablet_for(actor, tablet_id)
    actor = require(actor, ATTEND_TABLET, unit_id=tablet.unit_id)
    if not is_open(tablet, now):
        raise TabletClosed
    today = today_of(actor, now)
    pact = _locked(actor, tablet.unit_id, pact_id)
    if pact.state == PactState.DRAWN and pact.drawing == storage.digest_of(drawing.canonical):
        return pact
    employee = pact.employee
    if pact.state not in SIGNABLE or pact.year != today.year or employee is None or not employee.serves_on(today):
        raise PactNotOpen
    template = approved_template(actor, pact.kind)
    if template is None:
        raise TextMissing
    if template.pk != drawn.template_id:
        raise TextChanged
    settle_signer(pact, employee, template)
    before, pact.state, pact.drawn_at = pact.state, PactState.DRAWN, now
    pact.drawing = storage.put(drawing.canonical)
    pact.save(update_fields=["state", "drawn_at", "drawing"])
    payload = {
        "tablet": tablet.pk, "drawing": pact.drawing, "template": template.pk,
        **journal.changed({"state": before}, {"state": pact.state}),
    }  # fmt: skip
    journal.record(actor, PACT_DRAWN.code, pact, payload, now, unit_id=pact.unit_id)
    return pact


@transaction.atomic
def refuse_drawing(*, actor: Actor, pact_id: UUID, reason: str, now: datetime) -> Pact:
    """Say as a witness that a drawing does not count (it was not that person): the pact is to be signed anew.

    The strokes stay in the store, named by the journal. Raises PactNotFound, PermissionDenied, PactNotOpen (not drawn),
    OwnDrawing, ReasonMissing.
    """
    told = " ".join(reason.split())[:1_000]
    pact = _locked(actor, None, pact_id)
    actor = require(actor, ATTEND_TABLET, unit_id=pact.unit_id)
    if is_own(pact, actor.person):
        raise OwnDrawing
    if not told:
        raise ReasonMissing
    if pact.state != PactState.DRAWN:
        raise PactNotOpen
    before = {"state": pact.state}
    payload = {"drawing": pact.drawing}
    pact.state, pact.drawing, pact.drawn_at, pact.reason = PactState.DUE, "", None, told
    pact.save(update_fields=["state", "drawing", "drawn_at", "reason"])
    change = journal.changed(before, {"state": pact.state, "reason": told}, sealed={"reason"})
    journal.record(actor, DRAWING_REFUSED.code, pact, {**payload, **change}, now, unit_id=pact.unit_id)
    return pact


def _locked(actor: Actor, unit_id: UUID | None, pact_id: UUID) -> Pact:
    rows = Pact.objects.for_actor(actor).select_for_update(of=("self",)).select_related("employee")
    rows = rows.filter(pk=pact_id, kind__in=OF_STAFF)
    pact = (rows if unit_id is None else rows.filter(unit_id=unit_id)).first()
    if pact is None:
        raise PactNotFound(pact_id)
    return pact
