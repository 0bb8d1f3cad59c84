"""Clocks that run by the zone of a body and the calendar of the country."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.http import urlencode

from pulau.core.deadlines.clock import due
from pulau.core.deadlines.zones import Zone, legal_day
from pulau.exchange.holidays import national_calendar, national_counting
from pulau.foundation.tenancy.place import zone_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pulau.core.deadlines.clock import Clock
    from pulau.core.deadlines.periods import Pause, Period
    from pulau.core.shared.actor import Actor

_HOUR = 3600


def legal_zone(actor: Actor, now: datetime) -> Zone:
    """Return the zone (WIB, WITA, WIT) of the actor's body."""
    offset = now.astimezone(zone_of(actor)).utcoffset()
    return Zone(int(offset.total_seconds()) // _HOUR) if offset else Zone.WIB


def today_of(actor: Actor, now: datetime) -> date:
    """Return the day that it is in the actor's body."""
    return legal_day(now, legal_zone(actor, now))


def clock_for(actor: Actor, started: datetime, period: Period, pauses: Iterable[Pause] = ()) -> Clock:
    """Return the clock that an event at a moment sets going in the actor's body. Raises CalendarUnknown."""
    zone = legal_zone(actor, started)
    day = legal_day(started, zone)
    return due(day, period, national_calendar(), zone, counting=national_counting(), pauses=pauses)


def count_address(start: date, period: Period) -> str:
    """Return the address of the page that shows, day by day, where a period from an event ends."""
    asked = {"mulai": start.isoformat(), "lama": str(period.amount), "satuan": period.unit.value}
    return f"{reverse('calendar:working_days')}?{urlencode(asked)}"
