"""Stating what no readiness fact tells: a condition of a proposal, or as what kind a unit is eased; by a document."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from pulau.apps.assessments.contract import lock_case
from pulau.apps.proposals.actions import STATED
from pulau.apps.proposals.checking import EASED_UNIT
from pulau.apps.proposals.checking import STATED as STATABLE
from pulau.apps.proposals.models import LONGEST_DOCUMENT, ConditionFinding
from pulau.apps.proposals.policies import STATE_CONDITION
from pulau.core.shared.words import checked_words
from pulau.core.workflow.proposing import NO, YEARS, YES
from pulau.exchange.proposing import conditions_in_force
from pulau.foundation.calendar import today_of
from pulau.foundation.journal import services as journal
from pulau.foundation.sealing import fingerprint
from pulau.foundation.tenancy.deciding import require

if TYPE_CHECKING:
    from pulau.apps.proposals.wishes import StatedWish
    from pulau.core.shared.actor import Actor


@transaction.atomic
def state_condition(*, actor: Actor, case_id: UUID, wish: StatedWish, now: datetime) -> ConditionFinding:
    """State a condition of a unit until it is proposed; what was stated before stays to be seen.

    Raises CaseNotFound, PermissionDenied, BadInput, or ValidationError for a condition that is not stated here, a value
    that it cannot have, a missing document, or a day that has not come.
    """
    case = lock_case(actor, case_id)
    actor = require(actor, STATE_CONDITION, unit_id=case.unit_id, state=case.stage)
    today = today_of(actor, now)
    document = checked_words(wish.document, "dokumen", LONGEST_DOCUMENT, needed=False)
    _check(wish, document, today)
    rows = ConditionFinding.objects.for_actor(actor).filter(case_id=case_id, condition=wish.condition)
    last = rows.aggregate(last=Max("number"))["last"] or 0
    row: ConditionFinding = rows.create(
        case_id=case_id,
        condition=wish.condition,
        number=last + 1,
        value=wish.value,
        document=document,
        document_date=wish.document_date,
        user_id=actor.user_id,
        at=now,
    )
    payload = {
        "case": case_id, "condition": row.condition, "number": row.number, "value": row.value or None,
        "document_date": row.document_date, "document": fingerprint("document", document),
    }  # fmt: skip
    journal.record(actor, STATED.code, row, payload, now, unit_id=case.unit_id)
    return row


def _check(wish: StatedWish, document: str, today: date) -> None:
    if wish.condition == EASED_UNIT:
        fitting = wish.value in {"", *conditions_in_force(today).eased_units}
    elif wish.condition == YEARS:
        fitting = _is_day(wish.value, today)
    elif wish.condition in STATABLE:
        fitting = wish.value in {YES, NO}
    else:
        raise ValidationError({"condition": "not stated here"})
    if not fitting:
        raise ValidationError({"value": "cannot be"})
    if not document:
        raise ValidationError({"document": "missing"})
    if wish.document_date > today:
        raise ValidationError({"document_date": "not reached"})


def _is_day(value: str, today: date) -> bool:
    try:
        return date.fromisoformat(value) <= today
    except ValueError:
        return False
