"""Calibration: opening a set, scoring it blind, closing it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import IntegrityError, transaction

from pulau.apps.assessments.calibration_news import tell_opened
from pulau.apps.assessments.desk_actions import CALIBRATION_ANSWERED, CALIBRATION_CLOSED, CALIBRATION_OPENED
from pulau.apps.assessments.desks.calibration import get_set_for, is_closed
from pulau.apps.assessments.desks.told import (
    CalibrationOver,
    CalibrationOwn,
    CalibrationWish,
    check_values,
    check_wish,
)
from pulau.apps.assessments.models import CalibrationAnswer, CalibrationSet
from pulau.apps.assessments.policies import CALIBRATE, CONTROL
from pulau.core.shared.digest import canonical_digest
from pulau.foundation.calendar import today_of
from pulau.foundation.journal import services as journal
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pulau.core.shared.actor import Actor


@transaction.atomic
def open_calibration(*, actor: Actor, wish: CalibrationWish, now: datetime) -> CalibrationSet:
    """Open a set for all assessors of the body, and tell them. Raises PermissionDenied, CalibrationRefused."""
    actor = require(actor, CONTROL)
    check_wish(wish, today_of(actor, now))
    items = [{"item": told.item, "case": told.case.strip(), "key": told.expected or None} for told in wish.items]
    row: CalibrationSet = CalibrationSet.objects.for_actor(actor).create(
        name=wish.name.strip(),
        regulation=wish.regulation,
        items=items,
        opened_by_id=actor.user_id,
        opened_at=now,
        due_on=wish.due_on,
    )
    payload = {"items": len(items), "digest": canonical_digest(items), "due": str(wish.due_on)}
    journal.record(actor, CALIBRATION_OPENED.code, row, payload, now)
    tell_opened(row, now)
    return row


@transaction.atomic
def answer_calibration(*, actor: Actor, set_id: UUID, values: Sequence[str], now: datetime) -> CalibrationAnswer:
    """Score a set, all items at once and once for all; nobody else sees it before the set is closed.

    Raises CalibrationNotFound, PermissionDenied, CalibrationOver, CalibrationOwn, CalibrationRefused.
    """
    actor = require(actor, CALIBRATE)
    row = get_set_for(actor, set_id, lock=True)
    if is_closed(row, today_of(actor, now)):
        raise CalibrationOver
    if row.opened_by_id == actor.user_id:
        raise CalibrationOwn
    check_values(row.regulation, [told["item"] for told in row.items], values)
    given = {"calibration_id": row.pk, "user_id": actor.person, "values": list(values), "submitted_at": now}
    try:
        with transaction.atomic():
            made: CalibrationAnswer = CalibrationAnswer.objects.for_actor(actor).create(**given)
    except IntegrityError:
        raise CalibrationOver from None
    journal.record(actor, CALIBRATION_ANSWERED.code, made, {"set": str(row.pk), "items": len(row.items)}, now)
    return made


@transaction.atomic
def close_calibration(*, actor: Actor, set_id: UUID, now: datetime) -> CalibrationSet:
    """Close a set before its day; everybody then sees what came of it. Raises CalibrationNotFound, CalibrationOver."""
    actor = require(actor, CONTROL)
    row = get_set_for(actor, set_id, lock=True)
    if is_closed(row, today_of(actor, now)):
        raise CalibrationOver
    row.closed_at = now
    row.save(update_fields=["closed_at"])
    answers = CalibrationAnswer.objects.for_actor(actor).filter(calibration_id=row.pk).count()
    journal.record(actor, CALIBRATION_CLOSED.code, row, {"answers": answers}, now)
    return row
