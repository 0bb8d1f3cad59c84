"""What people told: mystery shoppers, interviews, and the survey's result."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Final, TypeVar
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from pulau.apps.assessments.contract import get_case_by_id, lock_case
from pulau.apps.visits.actions import INTERVIEW_RECORDED, SHOPPER_RECORDED, SURVEY_RECORDED
from pulau.apps.visits.models import (
    LONGEST_TEXT,
    Interview,
    Manner,
    Runner,
    ShopperVisit,
    SurveyResult,
    VisitKind,
)
from pulau.apps.visits.policies import ASK
from pulau.apps.visits.refusals import VisitNotFound, VisitRefused
from pulau.apps.visits.rooms import is_assigned
from pulau.apps.visits.texts import taken
from pulau.exchange.field_checklist import checklist_on
from pulau.foundation.calendar import today_of
from pulau.foundation.journal import services as journal
from pulau.foundation.sealing import fingerprint
from pulau.foundation.tenancy.deciding import require
from pulau.foundation.uploads.reading import consume

if TYPE_CHECKING:
    from datetime import date

    from pulau.apps.assessments.contract import Case
    from pulau.apps.evidence.contract import Received
    from pulau.apps.visits.wishes import InterviewWish, ShopperWish, SurveyWish
    from pulau.core.shared.actor import Actor

R = TypeVar("R", ShopperVisit, Interview)
LONGEST_WAIT: Final = 7 * 24 * 60
MOST_RUPIAH: Final = 10**12
MOST_RESPONDENTS: Final = 1_000_000
_HIGHEST_INDEX: Final = 4


@transaction.atomic
def record_shopper(*, actor: Actor, case_id: UUID, wish: ShopperWish, now: datetime) -> ShopperVisit:
    """Record what a mystery shopper told; the same key a second time changes nothing.

    Raises CaseNotFound, PermissionDenied (not a field assessor of the case now), VisitRefused.
    """
    actor, case = _asker(actor, get_case_by_id(actor, case_id))
    there = _there(ShopperVisit, actor, case, wish.key)
    if there is not None:
        return there
    _not_ahead(wish.day, today_of(actor, now), "hari")
    if not 0 <= wish.waited_minutes <= LONGEST_WAIT:
        raise VisitRefused("minutes-wrong", "menunggu", most=LONGEST_WAIT)
    if wish.manner not in Manner.values:
        raise VisitRefused("choice-missing", "sikap")
    if any(money is not None and not 0 <= money <= MOST_RUPIAH for money in (wish.asked_fee, wish.paid)):
        raise VisitRefused("money-wrong", "diminta")
    row: ShopperVisit = ShopperVisit.objects.for_actor(actor).create(
        case_id=case.pk,
        key=wish.key,
        shopper=taken(wish.shopper, "pembeli", needed=True),
        service=taken(wish.service, "layanan", needed=True),
        day=wish.day,
        waited_minutes=wish.waited_minutes,
        asked_fee=wish.asked_fee,
        paid=wish.paid,
        manner=wish.manner,
        story=taken(wish.story, "cerita", LONGEST_TEXT, needed=True),
        user_id=actor.person,
        typed_at=min(wish.typed_at, now),
        at=now,
        **{sign: bool(wish.signs.get(sign)) for sign in ("offered_faster", "receipt", "informed")},
    )
    sealed = {"shopper": row.shopper, "service": row.service, "story": row.story}
    payload = {"case": case.pk, "key": row.key} | {name: fingerprint(name, text) for name, text in sealed.items()}
    journal.record(actor, SHOPPER_RECORDED.code, row, payload, now, unit_id=case.unit_id)
    return row


@transaction.atomic
def record_interview(*, actor: Actor, case_id: UUID, wish: InterviewWish, now: datetime) -> Interview:
    """Record notes of an interview with somebody who agreed; the same key a second time changes nothing.

    Raises CaseNotFound, PermissionDenied (not a field assessor of the case now), VisitRefused.
    """
    actor, case = _asker(actor, get_case_by_id(actor, case_id))
    there = _there(Interview, actor, case, wish.key)
    if there is not None:
        return there
    if not wish.consented:
        raise VisitRefused("consent-missing", "setuju")
    if wish.area not in checklist_on(today_of(actor, now)).areas:
        raise VisitRefused("choice-missing", "area")
    row: Interview = Interview.objects.for_actor(actor).create(
        case_id=case.pk,
        key=wish.key,
        role=taken(wish.role, "peran", needed=True),
        area=wish.area,
        summary=taken(wish.summary, "ringkasan", LONGEST_TEXT, needed=True),
        consented=True,
        user_id=actor.person,
        typed_at=min(wish.typed_at, now),
        at=now,
    )
    sealed = {"role": row.role, "summary": row.summary}
    payload = {"case": case.pk, "key": row.key, "area": row.area}
    payload |= {name: fingerprint(name, text) for name, text in sealed.items()}
    journal.record(actor, INTERVIEW_RECORDED.code, row, payload, now, unit_id=case.unit_id)
    return row


@transaction.atomic
def record_survey(*, actor: Actor, case_id: UUID, wish: SurveyWish, file: Received, now: datetime) -> SurveyResult:
    """Record the survey's result with its report, as a new version.

    Too few respondents are recorded as they are; the stage is not finished with them. Raises CaseNotFound,
    PermissionDenied (not a field assessor of the case now), UploadNotFound, VisitRefused.
    """
    actor, case = _asker(actor, lock_case(actor, case_id))
    _fits(wish, today_of(actor, now))
    rows = SurveyResult.objects.for_actor(actor).filter(case_id=case.pk)
    row: SurveyResult = rows.create(
        case_id=case.pk,
        version=rows.count() + 1,
        runner=wish.runner,
        runner_name=taken(wish.runner_name, "pelaksana", needed=True),
        first_day=wish.first_day,
        last_day=wish.last_day,
        respondents=wish.respondents,
        corruption_perception=wish.corruption_perception,
        service_quality=wish.service_quality,
        document=file.digest,
        document_name=file.name,
        document_kind=file.kind,
        user_id=actor.person,
        at=now,
    )
    consume(actor, file.upload_id)
    payload = {
        "case": case.pk,
        "version": row.version,
        "document": row.document,
        "figures": fingerprint(
            "survey", f"{row.respondents} {row.corruption_perception} {row.service_quality}"
        ),  # the unit reads the journal
    }
    journal.record(actor, SURVEY_RECORDED.code, row, payload, now, unit_id=case.unit_id)
    return row


def _fits(wish: SurveyWish, today: date) -> None:
    if wish.runner not in Runner.values:
        raise VisitRefused("choice-missing", "jenis")
    _not_ahead(wish.last_day, today, "selesai")
    if wish.last_day < wish.first_day:
        raise VisitRefused("day-before-first", "selesai")
    if not 0 < wish.respondents <= MOST_RESPONDENTS:
        raise VisitRefused("number-wrong", "responden", most=MOST_RESPONDENTS)
    for field, index in (("spak", wish.corruption_perception), ("spkp", wish.service_quality)):
        if not index.is_finite() or not Decimal(0) <= index <= _HIGHEST_INDEX:
            raise VisitRefused("index-wrong", field)


def _not_ahead(day: date, today: date, field: str) -> None:
    if day > today:
        raise VisitRefused("day-ahead", field)


def _asker(actor: Actor, case: Case) -> tuple[Actor, Case]:
    actor = require(actor, ASK, unit_id=case.unit_id, state=case.stage)
    if not is_assigned(case, VisitKind.FIELD, actor.user_id):
        raise PermissionDenied(ASK.code)
    return actor, case


def _there(model: type[R], actor: Actor, case: Case, key: UUID) -> R | None:
    row: R | None = model.objects.for_actor(actor).filter(key=key).first()
    if row is not None and (row.case_id, row.user_id) != (case.pk, actor.user_id):
        raise VisitNotFound(key)
    return row
