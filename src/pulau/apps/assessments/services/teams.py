"""Assigning those who judge a case, by name or by lot, and ending it: nothing they judged is lost."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction

from pulau.apps.assessments.actions import ASSIGNED, UNASSIGNED
from pulau.apps.assessments.models import LONGEST_REASON, Assignment, Judgement, JudgementState
from pulau.apps.assessments.policies import ASSIGNING
from pulau.apps.assessments.refreshing import refresh_figures
from pulau.apps.assessments.refusals import (
    AlreadyAssigned,
    AssessorBarred,
    AssignmentGone,
    LevelClosed,
    LotRefused,
    NotAnAssessor,
    PartsUnknown,
    SeatElsewhere,
)
from pulau.apps.assessments.seats import able_of, assigned_here, by_person, case_parts_of, seats_of, work_of
from pulau.apps.assessments.selectors import assignments_of, lock_case
from pulau.apps.assessments.team_news import tell_assigned, tell_ended
from pulau.apps.worksheets.contract import manifest_of
from pulau.core.shared.words import checked_words
from pulau.core.workflow.assigning import BY_AREAS, other_seat
from pulau.core.workflow.levels import BODY_OF, AssessorLevel
from pulau.core.workflow.lots import SCHEME, TooFewCandidates, draw, seed_of
from pulau.foundation.journal import services as journal
from pulau.foundation.sealing import fingerprint
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.apps.assessments.models import Case
    from pulau.apps.assessments.wishes import LotWish, SeatWish
    from pulau.core.shared.actor import Actor

LONGEST_NUMBER = 40
LONGEST_SOURCE = 200


@transaction.atomic
def assign(*, actor: Actor, case_id: UUID, wish: SeatWish, now: datetime) -> Assignment:
    """Let a person judge a case at a level, and return the assignment.

    Raises CaseNotFound, PermissionDenied, LevelClosed, NotAnAssessor, AlreadyAssigned, SeatElsewhere, AssessorBarred,
    PartsUnknown.
    """
    case = lock_case(actor, case_id)
    actor = _opened(actor, case, wish.level)
    parts = _parts(case, wish.level, wish.parts)
    found = by_person(case, wish.level, now).get(wish.user_id)
    if found is None:
        raise NotAnAssessor
    seats = seats_of(case)
    if any(seat.level is wish.level and seat.person == wish.user_id for seat in seats):
        raise AlreadyAssigned
    other = other_seat(wish.level, wish.user_id, seats)
    if other is not None:
        raise SeatElsewhere(other)
    if found.conflicts:
        raise AssessorBarred(found.conflicts, found.name)
    return _seated(actor, case, (wish.level, wish.user_id, parts), {}, now)


@transaction.atomic
def draw_assessors(*, actor: Actor, case_id: UUID, wish: LotWish, now: datetime) -> list[Assignment]:
    """Draw people for a level by lot among all who can judge there, and return their assignments.

    Each keeps how it was drawn, so that anybody can repeat it. Raises CaseNotFound, PermissionDenied, LevelClosed,
    LotRefused where too few can judge, and BadInput for a number or source that is missing.
    """
    case = lock_case(actor, case_id)
    actor = _opened(actor, case, wish.level)
    number = checked_words(" ".join(wish.number.split()), "angka", LONGEST_NUMBER)
    source = checked_words(" ".join(wish.source.split()), "sumber", LONGEST_SOURCE)
    able = able_of(case, wish.level, now)
    loads = work_of(case, BODY_OF[wish.level]) if wish.even else None
    manifest = manifest_of(case.tenant_id, case.submission_id)
    seed = seed_of(manifest, wish.level.value, number)
    try:
        drawn = draw(able, seed, wish.count, loads)
    except TooFewCandidates:
        raise LotRefused(len(able)) from None
    lot: dict[str, Any] = {
        "scheme": SCHEME,
        "manifest": manifest,
        "level": wish.level.value,
        "number": number,
        "source": source,
        "seed": seed,
        "candidates": able,
        "drawn": list(drawn),
        **({"loads": {each: loads.get(each, 0) for each in able}} if loads is not None else {}),
    }
    return [_seated(actor, case, (wish.level, UUID(each), ()), lot, now) for each in drawn]


@transaction.atomic
def end_assignment(*, actor: Actor, case_id: UUID, assignment_id: UUID, reason: str, now: datetime) -> Assignment:
    """End an assignment; the assessor's sheet is closed with it, and stays readable as it was.

    Raises CaseNotFound, AssignmentGone, PermissionDenied, LevelClosed, and BadInput for a missing reason.
    """
    case = lock_case(actor, case_id)
    row = assignments_of(case).filter(pk=assignment_id).first()
    if row is None:
        raise AssignmentGone
    actor = _opened(actor, case, AssessorLevel(row.level))
    row.end_reason = checked_words(reason, "alasan", LONGEST_REASON)
    row.ended_by_id, row.ended_at = actor.user_id, now
    row.save(update_fields=["end_reason", "ended_by", "ended_at"])
    sheets = Judgement.objects.for_tenant(case.tenant_id).filter(case_id=case.pk, level=row.level, user_id=row.user_id)
    closed = sheets.exclude(state=JudgementState.ENDED).update(state=JudgementState.ENDED)
    scores = refresh_figures(case)
    payload: dict[str, object] = {"level": row.level, "user": str(row.user_id), "case": str(case.pk), "sheets": closed}
    payload["scores"] = scores
    payload["reason"] = fingerprint("reason", row.end_reason)
    journal.record(actor, UNASSIGNED.code, row, payload, now, unit_id=case.unit_id)
    tell_ended(actor, case, row, now)
    return row


def _opened(actor: Actor, case: Case, level: AssessorLevel) -> Actor:
    actor = require(actor, ASSIGNING[BODY_OF[level]], unit_id=case.unit_id, state=case.stage)
    if not assigned_here(case.stage, level):
        raise LevelClosed(case.stage)
    return actor


def _parts(case: Case, level: AssessorLevel, wished: tuple[str, ...]) -> tuple[str, ...]:
    known = case_parts_of(case)
    if set(wished) - set(known) or (wished and level not in BY_AREAS):
        raise PartsUnknown(", ".join(wished))
    return tuple(part for part in known if part in wished) if set(wished) != set(known) else ()


def _seated(
    actor: Actor, case: Case, seat: tuple[AssessorLevel, UUID, tuple[str, ...]], lot: dict[str, Any], now: datetime
) -> Assignment:
    level, user_id, parts = seat
    row: Assignment = Assignment.objects.for_tenant(case.tenant_id).create(
        case_id=case.pk,
        level=level.value,
        user_id=user_id,
        areas=list(parts),
        lot=lot,
        given_by_id=actor.user_id,
        given_at=now,
    )
    payload: dict[str, object] = {"level": row.level, "user": str(user_id), "case": str(case.pk)}
    payload |= {"parts": list(parts)} if parts else {}
    payload |= {"seed": lot["seed"]} if lot else {}
    journal.record(actor, ASSIGNED.code, row, payload, now, unit_id=case.unit_id)
    tell_assigned(actor, case, row, now)
    return row
