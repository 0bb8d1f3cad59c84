from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulau.core.deadlines.calendar import (
    Calendar,
    CalendarUnknown,
    Holiday,
    HolidayKind,
    Source,
    calendar_of,
)
from pulau.core.deadlines.clock import Clock, Part, Phase, Standing, due, state
from pulau.core.deadlines.periods import Counting, Pause, Period, Unit
from pulau.core.deadlines.zones import Zone, end_of_day, legal_day
from pulau.core.shared.months import months_later

DECREE = Source("SKB contoh", date(2025, 9, 19))


def holiday(day: date, kind: HolidayKind = HolidayKind.NATIONAL) -> Holiday:
    return Holiday(day, f"Libur {day:%d-%m}", f"Holiday {day:%d-%m}", kind, DECREE)


NYEPI = holiday(date(2026, 3, 19))
LEAVE = holiday(date(2026, 3, 18), HolidayKind.JOINT_LEAVE)
NEW_YEAR = holiday(date(2027, 1, 1))
CALENDAR = calendar_of([NEW_YEAR], {2026: [LEAVE, NYEPI]}, [2026, 2027])
MONDAY = date(2026, 3, 16)


def days(clock: Clock) -> list[tuple[int, Part, int | None]]:
    return [(each.day.day, each.part, each.number) for each in clock.days]


def running(amount: int, start: date = MONDAY, unit: Unit = Unit.WORKING_DAYS, **more: object) -> Clock:
    return due(start, Period(amount, unit), CALENDAR, **more)  # type: ignore[arg-type]  # each test names what it needs


def test_every_day_tells_why_it_counted_or_did_not() -> None:
    clock = running(3)
    assert days(clock) == [
        (16, Part.EVENT, None),
        (17, Part.COUNTED, 1),
        (18, Part.HOLIDAY, None),
        (19, Part.HOLIDAY, None),
        (20, Part.COUNTED, 2),
        (21, Part.WEEKEND, None),
        (22, Part.WEEKEND, None),
        (23, Part.COUNTED, 3),
    ]
    assert (clock.days[2].holiday, clock.days[3].holiday) == (LEAVE, NYEPI)
    assert (clock.due, clock.provisional) == (date(2026, 3, 23), ())


def test_the_day_of_the_event_counts_only_where_the_rules_say_so() -> None:
    counting = Counting(event_counts=True)
    assert running(1).due == date(2026, 3, 17)
    assert running(1, counting=counting).due == MONDAY
    assert running(1, date(2026, 3, 21), counting=counting).due == date(2026, 3, 23), "a Saturday is no working day"


@pytest.mark.parametrize(
    ("amount", "unit", "start", "end"),
    [
        (5, Unit.CALENDAR_DAYS, date(2026, 3, 15), date(2026, 3, 20)),
        (3, Unit.CALENDAR_DAYS, date(2026, 3, 15), date(2026, 3, 20)),  # ends on joint leave; Nyepi follows
        (5, Unit.CALENDAR_DAYS, date(2026, 3, 16), date(2026, 3, 23)),  # ends on a Saturday
        (1, Unit.MONTHS, date(2026, 1, 30), date(2026, 3, 2)),  # 28 February is a Saturday
        (2, Unit.MONTHS, date(2026, 1, 16), date(2026, 3, 16)),
    ],
)
def test_calendar_days_and_months_that_end_on_an_idle_day_end_on_the_next_working_day(
    amount: int, unit: Unit, start: date, end: date
) -> None:
    assert running(amount, start, unit).due == end


def test_they_end_where_they_end_where_the_rules_do_not_move_them() -> None:
    rules = Counting(rolls_on=False)
    assert running(3, date(2026, 3, 15), Unit.CALENDAR_DAYS, counting=rules).due == date(2026, 3, 18)


def test_the_days_over_which_the_end_moved_are_shown() -> None:
    clock = running(3, date(2026, 3, 15), Unit.CALENDAR_DAYS)
    assert days(clock)[-3:] == [(18, Part.COUNTED, 3), (19, Part.ROLLED, None), (20, Part.ROLLED, None)]
    assert clock.days[-2].holiday == NYEPI


def test_a_question_stops_the_clock_and_its_answer_lets_it_run_on() -> None:
    asked = Pause(date(2026, 3, 17), date(2026, 3, 20))
    assert running(2, pauses=[asked]).due == date(2026, 3, 24)
    assert [part for _, part, _ in days(running(2, pauses=[asked]))][1:5] == [Part.PAUSED] * 4
    assert running(2, unit=Unit.CALENDAR_DAYS, pauses=[asked]).due == date(2026, 3, 23)


def test_while_the_question_is_out_there_is_no_last_day() -> None:
    clock = running(2, pauses=[Pause(date(2026, 3, 20))])
    assert (clock.due, clock.closes) == (None, None)
    assert state(clock, datetime(2026, 5, 1, tzinfo=UTC)) == Standing(Phase.PAUSED)
    done = datetime(2026, 3, 25, tzinfo=UTC)
    assert state(clock, done, done) == Standing(Phase.DONE)


def test_a_period_that_ended_before_the_question_is_not_touched_by_it() -> None:
    assert running(1, pauses=[Pause(date(2026, 3, 20))]).due == date(2026, 3, 17)


def test_a_year_without_a_decree_makes_the_count_provisional() -> None:
    clock = running(3, date(2026, 12, 30))
    assert (clock.due, clock.provisional) == (date(2027, 1, 5), (2027,))


def test_beyond_the_calendar_nothing_is_guessed() -> None:
    with pytest.raises(CalendarUnknown) as refused:
        running(5, date(2027, 12, 29))
    assert refused.value.year == 2028
    with pytest.raises(CalendarUnknown):
        CALENDAR.works(date(2025, 12, 31))


def test_a_decreed_year_is_exactly_what_the_decree_says() -> None:
    dropped = holiday(date(2026, 7, 1))
    assert calendar_of([dropped, NEW_YEAR], {2026: [NYEPI]}, [2026, 2027]).holiday(dropped.day) is None


@pytest.mark.parametrize(
    ("moment", "zone", "day"),
    [
        (datetime(2026, 3, 16, 16, 59, tzinfo=UTC), Zone.WIB, 16),
        (datetime(2026, 3, 16, 17, 0, tzinfo=UTC), Zone.WIB, 17),
        (datetime(2026, 3, 16, 15, 59, tzinfo=UTC), Zone.WITA, 16),
        (datetime(2026, 3, 16, 16, 0, tzinfo=UTC), Zone.WITA, 17),
        (datetime(2026, 3, 16, 15, 0, tzinfo=UTC), Zone.WIT, 17),
    ],
)
def test_the_legal_day_is_that_of_the_zone(moment: datetime, zone: Zone, day: int) -> None:
    assert legal_day(moment, zone) == date(2026, 3, day)


def test_a_moment_without_a_zone_has_no_day() -> None:
    with pytest.raises(ValueError, match="zone"):
        legal_day(datetime(2026, 3, 16, 12, 0), Zone.WIB)  # noqa: DTZ001 - the mistake it refuses


def at(day: int, hour: int = 3) -> datetime:
    return datetime(2026, 3, day, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "standing"),
    [
        (at(16), Standing(Phase.RUNNING, 3)),
        (at(20), Standing(Phase.RUNNING, 1)),
        (at(22), Standing(Phase.RUNNING, 1)),
        (at(23, 16), Standing(Phase.DUE_TODAY)),
        (at(23, 17), Standing(Phase.LATE, 1, too_late=True)),  # midnight in western Indonesia
        (at(27), Standing(Phase.LATE, 4, too_late=True)),
        (at(29), Standing(Phase.LATE, 4, too_late=True)),
    ],
)
def test_where_a_clock_stands(now: datetime, standing: Standing) -> None:
    assert state(running(3), now) == standing


def test_lateness_over_a_weekend_is_late_by_no_working_day_yet() -> None:
    clock = running(4, date(2026, 3, 12))  # the last day is Friday the 20th
    assert clock.due == date(2026, 3, 20)
    assert state(clock, at(21)) == Standing(Phase.LATE, 0, too_late=True)


def test_done_is_in_time_or_too_late_by_its_own_day() -> None:
    clock = running(3)
    assert state(clock, at(30), done=at(23, 16)) == Standing(Phase.DONE)
    assert state(clock, at(30), done=at(23, 17)) == Standing(Phase.DONE, 1, too_late=True)
    assert clock.closes == at(23, 17)


def test_what_makes_no_sense_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        Period(0)
    with pytest.raises(ValueError, match="no earlier"):
        Pause(date(2026, 3, 2), date(2026, 3, 1))
    with pytest.raises(ValueError, match="some day"):
        Calendar({}, frozenset({2026}), frozenset(), frozenset(range(7)))
    with pytest.raises(ValueError, match="lie in the years"):
        Calendar({}, frozenset({2026}), frozenset({2027}))


def test_a_holiday_has_a_name_in_both_languages() -> None:
    assert (NYEPI.name("id"), NYEPI.name("en")) == ("Libur 19-03", "Holiday 19-03")


# --- what holds for every calendar and every period

YEARS = range(2025, 2029)
INSIDE = st.dates(date(2025, 1, 1), date(2026, 12, 31))
AMOUNTS = st.integers(1, 60)


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    off = draw(st.sets(st.dates(date(2025, 1, 1), date(2028, 12, 31)), max_size=60))
    weekend = draw(st.sampled_from([{5, 6}, {6}, {4, 5}, set[int]()]))
    return Calendar({day: holiday(day) for day in off}, frozenset(YEARS), frozenset(YEARS), frozenset(weekend))


def ends(start: date, amount: int, calendar: Calendar, unit: Unit = Unit.WORKING_DAYS, **more: object) -> date:
    end = due(start, Period(amount, unit), calendar, **more).due  # type: ignore[arg-type]  # as in `running`
    assert end is not None
    return end


@given(INSIDE, AMOUNTS, AMOUNTS, calendars())
def test_working_days_add_up(start: date, first: int, second: int, calendar: Calendar) -> None:
    assert ends(start, first + second, calendar) == ends(ends(start, first, calendar), second, calendar)


@given(INSIDE, AMOUNTS, calendars())
def test_the_last_day_is_the_inverse_of_the_days_between(start: date, amount: int, calendar: Calendar) -> None:
    end = ends(start, amount, calendar)
    assert calendar.working_days_between(start, end) == amount
    assert calendar.working_days_between(end, start) == -amount
    assert calendar.works(end)


@given(INSIDE, st.integers(0, 30), AMOUNTS, calendars(), st.sampled_from(Unit))
def test_a_later_event_never_ends_earlier(start: date, by: int, amount: int, calendar: Calendar, unit: Unit) -> None:
    amount = min(amount, 12) if unit is Unit.MONTHS else amount
    assert ends(start + timedelta(days=by), amount, calendar, unit) >= ends(start, amount, calendar, unit)


@given(INSIDE, AMOUNTS, calendars(), st.sampled_from([Unit.WORKING_DAYS, Unit.CALENDAR_DAYS]))
def test_a_longer_period_never_ends_earlier(start: date, amount: int, calendar: Calendar, unit: Unit) -> None:
    assert ends(start, amount + 1, calendar, unit) >= ends(start, amount, calendar, unit)


@given(INSIDE, AMOUNTS, calendars(), INSIDE)
def test_one_more_holiday_never_ends_a_period_earlier(start: date, amount: int, calendar: Calendar, off: date) -> None:
    more = Calendar({**calendar.holidays, off: holiday(off)}, calendar.years, calendar.decreed, calendar.weekend)
    assert ends(start, amount, more) >= ends(start, amount, calendar)


@given(INSIDE, AMOUNTS, calendars(), st.integers(1, 20))
def test_a_pause_never_ends_a_period_earlier(start: date, amount: int, calendar: Calendar, length: int) -> None:
    pause = Pause(start + timedelta(days=1), start + timedelta(days=length))
    assert ends(start, amount, calendar, pauses=[pause]) == ends(start + timedelta(days=length), amount, calendar)


@given(INSIDE, AMOUNTS, calendars(), st.sampled_from(Unit))
def test_every_day_is_shown_once_and_as_many_count_as_were_given(
    start: date, amount: int, calendar: Calendar, unit: Unit
) -> None:
    clock = due(start, Period(min(amount, 12), unit), calendar)
    shown = [each.day for each in clock.days]
    assert shown == [start + timedelta(days=n) for n in range(len(shown))]
    numbers = [each.number for each in clock.days if each.part is Part.COUNTED]
    assert numbers == list(range(1, len(numbers) + 1))
    if unit is not Unit.MONTHS:
        assert len(numbers) == clock.period.amount


@given(INSIDE, AMOUNTS, calendars(), st.sampled_from(Zone), st.sampled_from(Zone), st.integers(0, 86_399))
def test_the_same_hour_on_the_wall_gives_the_same_last_day_in_every_zone(
    start: date, amount: int, calendar: Calendar, one: Zone, other: Zone, second: int
) -> None:
    def last(zone: Zone) -> tuple[date, datetime | None]:
        on_the_wall = datetime.combine(start, datetime.min.time(), zone.offset) + timedelta(seconds=second)
        clock = due(legal_day(on_the_wall.astimezone(UTC), zone), Period(amount), calendar, zone)
        return clock.due or date.min, clock.closes

    (here, closes), (there, closed) = last(one), last(other)
    assert here == there
    assert closes is not None
    assert closed is not None
    assert closes - closed == timedelta(hours=other.value - one.value)


@given(st.datetimes(datetime(2025, 1, 2), datetime(2028, 1, 2)), st.sampled_from(Zone))  # noqa: DTZ001 - made UTC below
def test_a_day_ends_where_the_next_begins(naive: datetime, zone: Zone) -> None:
    moment = naive.replace(tzinfo=UTC)
    day = legal_day(moment, zone)
    assert end_of_day(day - timedelta(days=1), zone) <= moment < end_of_day(day, zone)


@given(INSIDE, st.integers(0, 40))
def test_months_keep_their_order_and_their_day(start: date, months: int) -> None:
    later = months_later(start, months)
    assert later.day <= start.day
    assert (later.year * 12 + later.month) - (start.year * 12 + start.month) == months
