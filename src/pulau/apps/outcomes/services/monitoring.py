"""Reporting what the TPI found of a title in a year."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db import transaction

from pulau.apps.assessments.contract import Advance, advance
from pulau.apps.outcomes import actions
from pulau.apps.outcomes import refusals as why
from pulau.apps.outcomes.models import LONGEST_SOURCE, Monitoring, SurveyKind
from pulau.apps.outcomes.models.keeping import HIGHEST_INDEX
from pulau.apps.outcomes.refusals import OutcomeRefused
from pulau.apps.outcomes.selectors import title_on
from pulau.apps.outcomes.taking import taken
from pulau.apps.outcomes.wishes import plain
from pulau.core.shared.numbers import parse_number
from pulau.core.workflow.assessment import MONITORING
from pulau.foundation.calendar import today_of
from pulau.foundation.journal import services as journal
from pulau.foundation.sealing import fingerprint

if TYPE_CHECKING:
    from pulau.apps.outcomes.models import TitleHeld
    from pulau.apps.outcomes.wishes import MonitoringWish
    from pulau.core.shared.actor import Actor

MOST_COMPLAINTS = 1_000_000
_PLACES = Decimal("0.0001")


_REPORTED: Final = (
    *("user_id", "on", "survey", "survey_index", "findings", "complaints", "complaints_open"),
    *("follow_up", "keeps", "letter"),
)


@transaction.atomic
def report_monitoring(*, actor: Actor, case_id: UUID, wish: MonitoringWish, now: datetime) -> Monitoring:
    """Report what the TPI found in a year; a year that was reported already gets a further report.

    What the same person reported in the same words on the same day is there already: a form that arrived twice.
    Raises CaseNotFound, StageMoved, PermissionDenied, OutcomeRefused.
    """
    who, case = taken(actor, case_id, "report_monitoring")
    today = today_of(actor, now)
    held = title_on(actor.tenant_id, case.unit_id, today)
    if held is None:
        raise OutcomeRefused(why.NO_TITLE, "year")
    row = _row(held, wish)
    if not held.since.year <= wish.year <= today.year:
        raise OutcomeRefused(why.OTHER_YEAR, "year", first=held.since.year, last=today.year)
    earlier = Monitoring.objects.for_actor(actor).filter(title_held_id=held.pk, year=wish.year)
    row.tenant_id, row.number = actor.tenant_id, earlier.count() + 1
    row.user_id, row.at, row.on = actor.user_id, now, today
    there: Monitoring | None = earlier.filter(**{name: getattr(row, name) for name in _REPORTED}).first()
    if there is not None:
        return there
    row.save()
    payload = {
        "year": row.year,
        "number": row.number,
        "complaints": row.complaints,
        "keeps": row.keeps,
        "findings": fingerprint("findings", row.findings),
    }
    journal.record(who, actions.MONITORED.code, row, payload, now, unit_id=case.unit_id)
    advance(actor=actor, case_id=case.pk, wish=Advance("report_monitoring", seen=MONITORING), now=now)
    return row


def _row(held: TitleHeld, wish: MonitoringWish) -> Monitoring:
    for field, count in (("complaints", wish.complaints), ("complaints_open", wish.complaints_open)):
        if not 0 <= count <= MOST_COMPLAINTS:
            raise OutcomeRefused(why.NUMBER_OUT_OF_RANGE, field, most=MOST_COMPLAINTS)
    if wish.complaints_open > wish.complaints:
        raise OutcomeRefused(why.NUMBER_OUT_OF_RANGE, "complaints_open", most=wish.complaints)
    return Monitoring(
        title_held_id=held.pk,
        year=wish.year,
        survey=wish.survey if wish.survey in SurveyKind.values else SurveyKind.NONE,
        survey_index=_index(wish),
        findings=plain(wish.findings, "findings", missing=why.TEXT_MISSING),
        complaints=wish.complaints,
        complaints_open=wish.complaints_open,
        follow_up=plain(wish.follow_up, "follow_up"),
        keeps=wish.keeps,
        letter=plain(wish.letter, "letter", longest=LONGEST_SOURCE),
    )


def _index(wish: MonitoringWish) -> Decimal | None:
    typed = wish.survey_index.strip()
    if not typed and not wish.survey:
        return None
    number = parse_number(typed)
    if number is None or not 0 <= number <= HIGHEST_INDEX or wish.survey not in SurveyKind.values or not wish.survey:
        raise OutcomeRefused(why.NUMBER_OUT_OF_RANGE, "survey_index", most=HIGHEST_INDEX)
    exact = (Decimal(number.numerator) / Decimal(number.denominator)).quantize(_PLACES)
    if exact * number.denominator != number.numerator:
        raise OutcomeRefused(why.NUMBER_OUT_OF_RANGE, "survey_index", most=HIGHEST_INDEX)
    return exact
