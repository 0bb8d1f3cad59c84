"""docs/domain/deadlines.md is true: every row of every table is what the core gives."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest

from pulau.core.deadlines.clock import Clock, due, state
from pulau.core.deadlines.periods import Pause, Period, Unit
from pulau.core.deadlines.zones import Zone, legal_day
from pulau.exchange.holidays import FIRST_YEAR, LAST_YEAR, national_calendar, national_counting
from tests.docs.page import DOCS, Row, rows

PAGE = DOCS / "domain" / "deadlines.md"
ROWS = rows(PAGE)
CALENDAR = national_calendar()


def day(cell: str) -> date:
    return date.fromisoformat(cell)


def running(start: str, amount: int, unit: Unit = Unit.WORKING_DAYS, pauses: tuple[Pause, ...] = ()) -> Clock:
    return due(day(start), Period(amount, unit), CALENDAR, counting=national_counting(), pauses=pauses)


def check_decree(row: Row) -> None:
    sources = {found.source for found in CALENDAR.holidays.values() if found.day.year == int(row["year"])}
    numbers = [part.strip() for part in row["decree"].partition("(")[0].replace("SKB", "").split(",")]
    first = f"Nomor {numbers[0].split()[-1].replace('/', ' Tahun ')}"
    assert [(str(one.dated), one.mark) for one in sources if first in one.text.partition(" tentang ")[0]] == [
        (row["signed"], row["mark"])
    ]


def check_day(row: Row) -> None:
    holiday = CALENDAR.holiday(day(row["day"]))
    assert CALENDAR.works(day(row["day"])) == (row["worked"] == "yes")
    assert (holiday.indonesian if holiday else "-", holiday.kind if holiday else "-") == (row["name"], row["kind"])


def check_period(row: Row) -> None:
    amount, unit = row["period"].split()
    clock = running(row["event"], int(amount), Unit(unit))
    years = ", ".join(str(year) for year in clock.provisional) or "no"
    assert (str(clock.due), years) == (row["last day"], row["provisional"])


def check_one_day(row: Row) -> None:
    shown = next(each for each in running("2026-03-16", 5).days if each.day == day(row["date"]))
    name = shown.holiday.indonesian if shown.holiday else "-"
    assert (shown.part, str(shown.number or "-"), name) == (row["part"], row["number"], row["holiday"])


def check_pause(row: Row) -> None:
    answered = None if row["answered"] == "-" else day(row["answered"])
    clock = running(row["started"], int(row["working days"]), pauses=(Pause(day(row["asked"]), answered),))
    assert str(clock.due or "-") == row["ends"]


def check_standing(row: Row) -> None:
    done = None if row["done"] == "-" else datetime.fromisoformat(row["done"])
    standing = state(running("2026-11-02", 3), datetime.fromisoformat(row["now"]), done)
    late = "yes" if standing.too_late else "no"
    assert (standing.phase, str(standing.working_days), late) == (row["phase"], row["days"], row["too late"])


def check_legal_day(row: Row) -> None:
    assert str(legal_day(datetime.fromisoformat(row["moment"]), Zone[row["zone"]])) == row["legal day"]


CHECKS: dict[str, Callable[[Row], None]] = {
    "year": check_decree,
    "day": check_day,
    "event": check_period,
    "date": check_one_day,
    "started": check_pause,
    "now": check_standing,
    "moment": check_legal_day,
}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"line {row.line}")
def test_the_row_is_what_the_core_gives(row: Row) -> None:
    CHECKS[row.table](row)


def test_the_page_shows_every_day_of_its_example_and_every_decree() -> None:
    assert [row["date"] for row in ROWS if row.table == "date"] == [
        str(one.day) for one in running("2026-03-16", 5).days
    ]
    decrees = {found.source for found in CALENDAR.holidays.values() if found.day.year in CALENDAR.decreed}
    assert sum(row.table == "year" for row in ROWS) == len(decrees)


def test_every_check_has_its_table() -> None:
    assert {row.table for row in ROWS} == set(CHECKS)


def test_the_years_it_names_are_those_of_the_calendar() -> None:
    assert f"covers {FIRST_YEAR} to {LAST_YEAR}" in PAGE.read_text("utf-8")
