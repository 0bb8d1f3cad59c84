"""Reminding people of what is due: once at each stage before the day, and once when it has passed."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from pulau.core.deadlines.calendar import CalendarUnknown
from pulau.core.shared.actor import Actor
from pulau.exchange.holidays import national_calendar
from pulau.foundation.calendar import today_of
from pulau.foundation.notices.notifying import News, notify
from pulau.foundation.registry.due_things import Before, DueSource, due_sources
from pulau.foundation.tenancy.models import Tenant
from pulau.foundation.tenancy.wall import behind_wall

if TYPE_CHECKING:
    from pulau.foundation.registry.due_things import DueThing

_DAYS_A_WORKING_DAY = 3
"""Working days are asked for so many calendar days ahead: more than the longest run of holidays there was."""
_REST = 14

logger = logging.getLogger(__name__)


def remind_all(now: datetime) -> int:
    """Remind the people of every body; returns how many notices were made."""
    return sum(remind(tenant_id, now) for tenant_id in Tenant.objects.values_list("pk", flat=True))


def remind(tenant_id: UUID, now: datetime) -> int:
    """Remind the people of one body; what they were told at a stage already is not told again."""
    system = Actor.system(tenant_id)
    with behind_wall(tenant_id), transaction.atomic():
        today = today_of(system, now)
        return sum(_of_source(source, system, today, now) for source in due_sources)


def _of_source(source: DueSource, system: Actor, today: date, now: datetime) -> int:
    made = 0
    for thing in source.find(system, today, today + _ahead(source)):
        stage = stage_of(source, thing.due, today)
        kind = source.late if stage == LATE else source.kind
        if stage is None or not kind:
            continue
        key = f"{source.code}:{thing.key}:{thing.due}:{stage}"
        news = News(kind, (source.code, thing.key), thing.url, _params(thing), key, urgent=stage == LATE)
        made += notify(tenant_id=system.tenant_id, users=thing.users, news=news, now=now)
    return made


LATE = "late"


def stage_of(source: DueSource, due: date, today: date) -> str | None:
    """Return the stage at which a thing is on a day: the smallest number of days it is within, or late; else None."""
    if due < today:
        return LATE
    left = _days_left(source, due, today)
    reached = [stage for stage in source.stages if left <= stage]
    return str(min(reached)) if reached else None


def _days_left(source: DueSource, due: date, today: date) -> int:
    if source.before is Before.CALENDAR_DAYS:
        return (due - today).days
    try:
        return national_calendar().working_days_between(today, due)
    except CalendarUnknown as unknown:
        logger.warning("%s: %s; reminded by calendar days", source.code, unknown)
        return (due - today).days


def _ahead(source: DueSource) -> timedelta:
    longest = max(source.stages, default=0)
    if source.before is Before.CALENDAR_DAYS:
        return timedelta(days=longest)
    return timedelta(days=longest * _DAYS_A_WORKING_DAY + _REST)


def _params(thing: DueThing) -> Mapping[str, str]:
    return {"due": thing.due.isoformat(), **thing.params}
