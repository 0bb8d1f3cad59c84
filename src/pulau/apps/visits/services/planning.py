"""Planning a visit, calling it off, and closing it with what was found in each area."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from pulau.apps.assessments.contract import lock_case
from pulau.apps.visits.actions import CALLED_OFF, CLOSED, PLANNED
from pulau.apps.visits.models import LONGEST_TEXT, WORTH_TELLING, Visit, VisitState
from pulau.apps.visits.policies import PLAN, RECORD
from pulau.apps.visits.refusals import VisitRefused
from pulau.apps.visits.rooms import STAGES, assigned_to, kind_at
from pulau.apps.visits.selectors import findings_of, lines_now, lock_visit
from pulau.apps.visits.telling import tell_planned
from pulau.apps.visits.texts import taken
from pulau.core.shared.digest import canonical_digest
from pulau.exchange.field_checklist import checklist_on
from pulau.foundation.calendar import today_of
from pulau.foundation.journal import services as journal
from pulau.foundation.sealing import fingerprint
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from datetime import date

    from pulau.apps.assessments.contract import Case
    from pulau.apps.visits.wishes import VisitWish
    from pulau.core.shared.actor import Actor

MOST_DAYS = 31


@transaction.atomic
def plan_visit(*, actor: Actor, case_id: UUID, wish: VisitWish, now: datetime) -> Visit:
    """Plan a visit of the body that has the case before it; its team are people assigned to the case now.

    Raises CaseNotFound, PermissionDenied (also for a planner who is not assigned), VisitRefused.
    """
    case = lock_case(actor, case_id)  # one visit after the other: each has its number
    actor = require(actor, PLAN, unit_id=case.unit_id, state=case.stage)
    kind = kind_at(case.stage)
    if kind is None:
        raise PermissionDenied(PLAN.code)
    assigned = {row.user_id for row in assigned_to(case, kind)}
    if actor.person not in assigned:
        raise PermissionDenied(PLAN.code)
    today = today_of(actor, now)
    _fits(wish, assigned, today)
    rows = Visit.objects.for_actor(actor).filter(case_id=case.pk, kind=kind)
    said = {
        "first_day": wish.first_day,
        "last_day": wish.last_day,
        "place": taken(wish.place, "tempat", needed=True),
        "announced": wish.announced,
        "team": sorted(str(member) for member in wish.team),
        "leader_id": wish.leader,
    }
    there: Visit | None = rows.filter(state=VisitState.PLANNED, planned_by_id=actor.person, **said).first()
    if there is not None:  # the second press of the same button
        return there
    row: Visit = rows.create(
        case_id=case.pk,
        kind=kind,
        number=rows.count() + 1,
        checklist_on=today,
        planned_by_id=actor.person,
        planned_at=now,
        **said,
    )
    payload = {
        "case": case.pk,
        "kind": kind,
        "number": row.number,
        "announced": row.announced,
        "team": row.team,
        "first_day": row.first_day.isoformat(),
        "last_day": row.last_day.isoformat(),
        "leader": row.leader_id,
    }
    journal.record(actor, PLANNED.code, row, payload, now, unit_id=case.unit_id)
    if row.announced:
        tell_planned(case, row, now)
    return row


def _fits(wish: VisitWish, assigned: set[UUID], today: date) -> None:
    if wish.first_day < today:
        raise VisitRefused("day-past", "mulai")
    if not 0 <= (wish.last_day - wish.first_day).days < MOST_DAYS:
        raise VisitRefused("days-wrong", "selesai", most=MOST_DAYS)
    if not wish.team or not set(wish.team) <= assigned:
        raise VisitRefused("team-wrong", "tim")
    if wish.leader not in wish.team:
        raise VisitRefused("leader-wrong", "ketua")


@transaction.atomic
def call_off_visit(*, actor: Actor, visit_id: UUID, reason: str, now: datetime) -> Visit:
    """Call off a visit that has not begun, with the reason. Raises VisitNotFound, PermissionDenied, VisitRefused."""
    row, case = lock_visit(actor, visit_id)
    actor = _leader(actor, row, case)
    if row.state != VisitState.PLANNED:
        raise VisitRefused("visit-begun", "alasan")
    row.close_reason = taken(reason, "alasan", needed=True)
    before, row.state = row.state, VisitState.CALLED_OFF
    row.closed_by_id, row.closed_at = actor.person, now
    row.save(update_fields=["state", "close_reason", "closed_by", "closed_at"])
    payload = {"case": case.pk, "reason": fingerprint("reason", row.close_reason)}
    payload |= journal.changed({"state": before}, {"state": row.state})
    journal.record(actor, CALLED_OFF.code, row, payload, now, unit_id=case.unit_id)
    return row


@transaction.atomic
def close_visit(*, actor: Actor, visit_id: UUID, summary: Mapping[str, str], now: datetime) -> Visit:
    """Close a visit with a text for each area; what a phone brings later is kept as late.

    Raises VisitNotFound, PermissionDenied (only its leader closes it), VisitRefused: nothing was recorded, versions of
    a line that nobody looked at yet, lines that were not seen and have no note, an area without its text.
    """
    row, case = lock_visit(actor, visit_id)
    actor = _leader(actor, row, case)
    if not row.open:
        raise VisitRefused("visit-closed")
    lines = lines_now(findings_of(row))
    if not lines:
        raise VisitRefused("nothing-recorded")
    disputed = sum(1 for line in lines.values() if line.beside)
    if disputed:
        raise VisitRefused("lines-disputed", count=disputed)
    bare = sum(1 for line in lines.values() if line.stands.seen in WORTH_TELLING and not line.stands.note)
    if bare:
        raise VisitRefused("notes-missing", count=bare)
    areas = checklist_on(row.checklist_on).areas
    row.summary = {area: taken(summary.get(area, ""), f"area-{area}", LONGEST_TEXT, needed=True) for area in areas}
    before, row.state = row.state, VisitState.CLOSED
    row.closed_by_id, row.closed_at = actor.person, now
    row.save(update_fields=["state", "summary", "closed_by", "closed_at"])
    payload = {"case": case.pk, "lines": len(lines), "summary": canonical_digest(row.summary)}
    payload |= journal.changed({"state": before}, {"state": row.state})
    journal.record(actor, CLOSED.code, row, payload, now, unit_id=case.unit_id)
    return row


def _leader(actor: Actor, row: Visit, case: Case) -> Actor:
    actor = require(actor, RECORD, unit_id=case.unit_id, state=case.stage)
    if row.leader_id != actor.user_id or case.stage not in STAGES[row.kind]:
        raise PermissionDenied(RECORD.code)
    return actor
