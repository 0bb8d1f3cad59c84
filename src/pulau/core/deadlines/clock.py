"""A deadline with its arithmetic: every day from the event to the end, and why it counted or did not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from pulau.core.deadlines.calendar import Calendar, Holiday
from pulau.core.deadlines.periods import Counting, Pause, Period, Unit
from pulau.core.deadlines.zones import Zone, end_of_day, legal_day
from pulau.core.shared.months import months_later

_DAY = timedelta(days=1)


class Part(StrEnum):
    """What a day does for a period."""

    EVENT = "event"
    """The day of the event, where it does not count."""
    COUNTED = "counted"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    PAUSED = "paused"
    """A question was out."""
    ROLLED = "rolled"
    """After the last day that counted: the end moved here, because nobody worked before."""


@dataclass(frozen=True, slots=True)
class Day:
    """One line of the arithmetic: the how-manieth day it is where it counts, and the holiday where it is one."""

    day: date
    part: Part
    number: int | None = None
    holiday: Holiday | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """A period that runs from an event. `due` is the last day on which it can be kept, None while a question is out.

    `days` begins with the day of the event and ends with `due`. `provisional` are the years among them of which no
    decree has fixed the holidays: a decree may move the end.
    """

    start: date
    period: Period
    zone: Zone
    due: date | None
    days: tuple[Day, ...]
    provisional: tuple[int, ...]
    calendar: Calendar
    counting: Counting

    @property
    def closes(self) -> datetime | None:
        """The first moment (UTC) that is too late."""
        return None if self.due is None else end_of_day(self.due, self.zone)


class Phase(StrEnum):
    """Where a clock stands."""

    RUNNING = "running"
    PAUSED = "paused"
    DUE_TODAY = "due-today"
    LATE = "late"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a clock stands on a day.

    `working_days` are those still to come (running: with the last; 0 where only idle days are left), or those since the
    last day (late, or done too late; 0 where only idle days have passed).
    """

    phase: Phase
    working_days: int = 0
    too_late: bool = False


def due(
    start: date,
    period: Period,
    calendar: Calendar,
    zone: Zone = Zone.WIB,
    *,
    counting: Counting | None = None,
    pauses: Iterable[Pause] = (),
) -> Clock:
    """Return the clock of a period that an event on the legal day `start` sets going.

    Raises CalendarUnknown where the count leaves the years of the calendar.
    """
    rules = counting or Counting()
    pauses = tuple(pauses)
    days = [_day_of_event(start, period, calendar, rules), *_counted(start, period, calendar, rules, pauses)]
    still_out = days[-1].part is Part.PAUSED
    if not still_out and rules.rolls_on and period.unit is not Unit.WORKING_DAYS:
        days.extend(_rolled(days[-1].day, calendar))
    provisional = tuple(sorted({each.day.year for each in days} - calendar.decreed))
    end = None if still_out else days[-1].day
    return Clock(start, period, zone, end, tuple(days), provisional, calendar, rules)


def _day_of_event(start: date, period: Period, calendar: Calendar, rules: Counting) -> Day:
    if rules.event_counts and (period.unit is not Unit.WORKING_DAYS or calendar.works(start)):
        return Day(start, Part.COUNTED, 1, calendar.holiday(start))
    return Day(start, Part.EVENT, None, calendar.holiday(start))


def _counted(
    start: date, period: Period, calendar: Calendar, rules: Counting, pauses: tuple[Pause, ...]
) -> Iterator[Day]:
    """Go on from the day after the event until enough days have counted, or into a pause without an end."""
    first = _day_of_event(start, period, calendar, rules)
    wanted = period.amount
    if period.unit is Unit.MONTHS:
        wanted = (months_later(start, period.amount) - start).days
    number, day = first.number or 0, start
    while number < wanted:
        day += _DAY
        holiday = calendar.holiday(day)
        pause = next((pause for pause in pauses if pause.covers(day)), None)
        if pause is not None:
            yield Day(day, Part.PAUSED, None, holiday)
            if pause.until is None:
                return
        elif period.unit is Unit.WORKING_DAYS and not calendar.works(day):
            yield Day(day, Part.HOLIDAY if holiday else Part.WEEKEND, None, holiday)
        else:
            number += 1
            yield Day(day, Part.COUNTED, number, holiday)


def _rolled(end: date, calendar: Calendar) -> Iterator[Day]:
    while not calendar.works(end):
        end += _DAY
        yield Day(end, Part.ROLLED, None, calendar.holiday(end))


def state(clock: Clock, now: datetime, done: datetime | None = None) -> Standing:
    """Return where a clock stands at `now`; `done` is when what it waits for was done. Raises CalendarUnknown.

    What was done while a question was out was done in time.
    """
    day = legal_day(done or now, clock.zone)
    if clock.due is None:
        return Standing(Phase.DONE if done else Phase.PAUSED)
    left = clock.calendar.working_days_between(day, clock.due)
    too_late = day > clock.due
    if done is not None:
        return Standing(Phase.DONE, max(-left, 0), too_late)
    if too_late:
        return Standing(Phase.LATE, -left, too_late=True)
    return Standing(Phase.DUE_TODAY if day == clock.due else Phase.RUNNING, left)
