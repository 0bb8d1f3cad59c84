"""Calling the unit to present, and recording what came of it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from pulau.apps.assessments.contract import Advance, advance, get_case_by_id
from pulau.apps.visits.actions import PRESENTATION_CALLED, PRESENTATION_CANCELLED, PRESENTATION_HELD
from pulau.apps.visits.models import LONGEST_TEXT, Presentation, PresentationState
from pulau.apps.visits.policies import PRESENT
from pulau.apps.visits.refusals import VisitNotFound, VisitRefused
from pulau.apps.visits.telling import tell_called
from pulau.apps.visits.texts import taken
from pulau.core.workflow.assessment import DESK
from pulau.foundation.calendar import today_of
from pulau.foundation.journal import services as journal
from pulau.foundation.sealing import fingerprint
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.apps.assessments.contract import Case
    from pulau.apps.visits.wishes import HeldWish, PresentationWish
    from pulau.core.shared.actor import Actor


@transaction.atomic
def call_presentation(*, actor: Actor, case_id: UUID, wish: PresentationWish, now: datetime) -> Presentation:
    """Call the unit to present, at a moment and a place or by a link.

    Raises CaseNotFound, PermissionDenied, StageMoved, VisitRefused (one is awaited already, a moment that is over).
    """
    case = advance(actor=actor, case_id=case_id, wish=Advance("call_presentation", seen=DESK), now=now)
    actor = require(actor, PRESENT, unit_id=case.unit_id, state=case.stage)
    rows = Presentation.objects.for_actor(actor).filter(case_id=case.pk)
    if rows.filter(state=PresentationState.CALLED).exists():
        raise VisitRefused("presentation-awaited", "kapan")
    if wish.begins_at <= now:
        raise VisitRefused("moment-past", "kapan")
    place = taken(wish.place, "tempat", needed=True)
    row: Presentation = rows.create(
        case_id=case.pk,
        number=rows.count() + 1,
        begins_at=wish.begins_at,
        place=place,
        wish=taken(wish.wish, "permintaan", LONGEST_TEXT),
        called_by_id=actor.person,
        called_at=now,
    )
    payload = {"case": case.pk, "number": row.number, "place": fingerprint("place", place)}
    journal.record(actor, PRESENTATION_CALLED.code, row, payload, now, unit_id=case.unit_id)
    tell_called(case, row, now)
    return row


@transaction.atomic
def hold_presentation(*, actor: Actor, presentation_id: UUID, wish: HeldWish, now: datetime) -> Presentation:
    """Record that a presentation was held. Raises VisitNotFound, PermissionDenied, VisitRefused."""
    attended = taken(wish.attended, "hadir", LONGEST_TEXT, needed=True)
    notes = taken(wish.notes, "catatan", LONGEST_TEXT, needed=True)
    if wish.held_on > today_of(actor, now):
        raise VisitRefused("day-ahead", "hari")
    actor, case, row = _close(actor, presentation_id, PresentationState.HELD, now)
    row.held_on, row.attended, row.notes = wish.held_on, attended, notes
    row.save(update_fields=["state", "held_on", "attended", "notes", "closed_by", "closed_at"])
    told = {"held_on": wish.held_on.isoformat(), "attended": attended, "notes": notes}
    payload = {"case": case.pk, "number": row.number} | journal.changed({}, told, sealed={"attended", "notes"})
    journal.record(actor, PRESENTATION_HELD.code, row, payload, now, unit_id=case.unit_id)
    return row


@transaction.atomic
def cancel_presentation(*, actor: Actor, presentation_id: UUID, reason: str, now: datetime) -> Presentation:
    """Cancel a presentation that is awaited, with the reason. Raises VisitNotFound, PermissionDenied, VisitRefused."""
    notes = taken(reason, "alasan", LONGEST_TEXT, needed=True)
    actor, case, row = _close(actor, presentation_id, PresentationState.CANCELLED, now)
    row.notes = notes
    row.save(update_fields=["state", "notes", "closed_by", "closed_at"])
    payload = {"case": case.pk, "number": row.number} | journal.changed({}, {"reason": notes}, sealed={"reason"})
    journal.record(actor, PRESENTATION_CANCELLED.code, row, payload, now, unit_id=case.unit_id)
    return row


def _close(actor: Actor, presentation_id: UUID, state: str, now: datetime) -> tuple[Actor, Case, Presentation]:
    """Return who closes it, in the capacity in which they may, its case, and the row as it is to be saved."""
    rows = Presentation.objects.for_actor(actor).select_for_update(of=("self",))
    row: Presentation | None = rows.filter(pk=presentation_id).order_by().first()
    if row is None:
        raise VisitNotFound(presentation_id)
    case = get_case_by_id(actor, row.case_id)
    actor = require(actor, PRESENT, unit_id=case.unit_id, state=case.stage)
    if row.state != PresentationState.CALLED:
        raise VisitRefused("presentation-closed", "hari")
    row.state, row.closed_by_id, row.closed_at = state, actor.person, now
    return actor, case, row
