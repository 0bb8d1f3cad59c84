"""Sharing a worksheet out: who answers for which area, until when. Nothing is locked by it: the team may fill all."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from pulau.apps.worksheets.actions import DUTIES_GIVEN, DUTY_ENDED
from pulau.apps.worksheets.duty_news import tell_given
from pulau.apps.worksheets.duty_selectors import areas_of, fillers_of, get_duty_of, standing_duties, suggested
from pulau.apps.worksheets.locked import require_draft
from pulau.apps.worksheets.models import AreaDuty, Worksheet
from pulau.apps.worksheets.policies import GIVE_DUTIES
from pulau.apps.worksheets.selectors import WorksheetRef, lock_worksheet
from pulau.core.shared.problems import BadInput
from pulau.exchange.packs import load_pack
from pulau.foundation.calendar import today_of
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class Sharing:
    """A wish: a person is to answer for areas, until a day (None: none was set)."""

    user_id: UUID
    areas: Collection[str]
    due_on: date | None = None


@transaction.atomic
def give_duties(*, actor: Actor, worksheet_id: WorksheetRef, wish: Sharing, now: datetime) -> list[AreaDuty]:
    """Let a person answer for areas; an area that they have gets the new due day. They are told, once for all areas.

    Raises WorksheetNotFound, PermissionDenied, WorksheetSubmitted, and BadInput for an unknown area, a person who may
    not fill the worksheet, or a day that is over.
    """
    row, _listened = lock_worksheet(actor, worksheet_id)
    actor = require(actor, GIVE_DUTIES, unit_id=row.unit_id)
    require_draft(row)
    _refuse_unfit(actor, row, wish, now)
    return _give(actor, row, [(wish.user_id, area) for area in wish.areas], wish.due_on, now)


@transaction.atomic
def take_suggested(*, actor: Actor, worksheet_id: WorksheetRef, due_on: date | None, now: datetime) -> list[AreaDuty]:
    """Let everybody who owns an area of the unit answer for it here too.

    Raises WorksheetNotFound, PermissionDenied, WorksheetSubmitted, and BadInput for a day that is over.
    """
    row, _listened = lock_worksheet(actor, worksheet_id)
    actor = require(actor, GIVE_DUTIES, unit_id=row.unit_id)
    require_draft(row)
    today = today_of(actor, now)
    _refuse_past(due_on, today)
    found = suggested(actor, row, fillers_of(actor, row, now), today)
    return _give(actor, row, [(each.user_id, each.area) for each in found], due_on, now)


@transaction.atomic
def end_duty(*, actor: Actor, worksheet_id: WorksheetRef, duty_id: UUID, now: datetime) -> AreaDuty:
    """Let somebody answer for an area no more; that they did stays on record.

    Raises WorksheetNotFound, PermissionDenied, WorksheetSubmitted, DutyNotFound.
    """
    row, _listened = lock_worksheet(actor, worksheet_id)
    actor = require(actor, GIVE_DUTIES, unit_id=row.unit_id)
    require_draft(row)
    duty = get_duty_of(row, duty_id)
    duty.ended_at = now
    duty.save(update_fields=["ended_at"])
    payload = {"worksheet": row.pk, "area": duty.area, "user": duty.user_id}
    journal.record(actor, DUTY_ENDED.code, duty, payload, now, unit_id=row.unit_id)
    return duty


def _refuse_unfit(actor: Actor, row: Worksheet, wish: Sharing, now: datetime) -> None:
    known = areas_of(load_pack(row.regulation))
    for area in wish.areas:
        if area not in known:
            raise BadInput.because("area-unknown", "area", area=area[:8])
    if not wish.areas:
        raise BadInput.because("area-missing", "area")
    _refuse_past(wish.due_on, today_of(actor, now))
    if wish.user_id not in {user.pk for user in fillers_of(actor, row, now)}:
        raise BadInput.because("person-unfit", "orang")


def _refuse_past(due_on: date | None, today: date) -> None:
    if due_on is not None and due_on < today:
        raise BadInput.because("day-past", "tenggat")


def _give(
    actor: Actor, row: Worksheet, wanted: Sequence[tuple[UUID, str]], due_on: date | None, now: datetime
) -> list[AreaDuty]:
    held = {(duty.user_id, duty.area): duty for duty in standing_duties(row)}
    made: list[AreaDuty] = []
    for user_id, area in dict.fromkeys(wanted):
        duty = held.get((user_id, area))
        if duty is not None and duty.due_on == due_on:
            continue
        if duty is None:
            duty = AreaDuty(tenant_id=row.tenant_id, worksheet_id=row.pk, area=area, user_id=user_id)
            duty.given_by_id, duty.given_at = actor.user_id, now
        duty.due_on = due_on
        duty.save()
        made.append(duty)
    if made:
        duties = [{"duty": duty.pk, "user": duty.user_id, "area": duty.area} for duty in made]
        payload = {"duties": duties, "due": due_on}
        journal.record(actor, DUTIES_GIVEN.code, row, payload, now, unit_id=row.unit_id)
        tell_given(actor, row, made, now)
    return made
