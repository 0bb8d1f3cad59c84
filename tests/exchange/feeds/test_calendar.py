"""iCalendar as RFC 5545 asks for it, read back by a library of others."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar as outside
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulau.core.deadlines.zones import Zone
from pulau.exchange.feeds.calendar import Calendar, CalendarEvent, icalendar
from pulau.exchange.feeds.content_lines import OCTETS, folded, text_value
from pulau.exchange.marked_up import clean
from tests.exchange.feeds.told import any_text

START = datetime(2026, 12, 9, 2, 0, tzinfo=UTC)
CHANGED = datetime(2026, 11, 22, 7, 30, 15, 999, tzinfo=UTC)


def event(uid: str = "a@pulau.example", /, **changed: object) -> CalendarEvent:
    made = CalendarEvent(uid, "Pencanangan", START, CHANGED, "https://pulau.example/agenda/a")
    return replace(made, **changed)  # type: ignore[arg-type]  # each by its name


def calendar(*events: CalendarEvent) -> Calendar:
    return Calendar("Agenda", "https://pulau.example/agenda.ics", "id", events)


def read(*events: CalendarEvent) -> Any:  # noqa: ANN401 - a property may be of thirty types of the library
    made = outside.Calendar.from_ical(icalendar(calendar(*events)))
    assert isinstance(made, outside.Calendar)
    assert made.errors == []
    assert all(one.errors == [] for one in made.walk())
    return made


def test_what_the_rules_ask_for_is_there() -> None:
    made = read(event(place="Aula", about="Terbuka", sequence=3, end=START + timedelta(hours=2)))
    assert (made["VERSION"], made["CALSCALE"], made["PRODID"]) == ("2.0", "GREGORIAN", "-//Pulau//Agenda//ID")
    assert made["X-WR-CALNAME"] == made["NAME"] == "Agenda"
    one = made.walk("VEVENT")[0]
    assert one["UID"] == "a@pulau.example"
    assert one["DTSTAMP"].dt == CHANGED.replace(microsecond=0)
    assert one["SUMMARY"] == "Pencanangan"
    assert one["LOCATION"] == "Aula"
    assert one["DESCRIPTION"] == "Terbuka"
    assert one["SEQUENCE"] == 3
    assert one["URL"] == "https://pulau.example/agenda/a"
    assert one["STATUS"] == "CONFIRMED"


@pytest.mark.parametrize(
    ("zone", "name", "hour"),
    [(Zone.WIB, "Asia/Jakarta", 9), (Zone.WITA, "Asia/Makassar", 10), (Zone.WIT, "Asia/Jayapura", 11)],
)
def test_an_event_is_at_the_hour_of_its_zone_and_at_the_same_moment(zone: Zone, name: str, hour: int) -> None:
    made = read(event(zone=zone))
    start = made.walk("VEVENT")[0]["DTSTART"]
    assert start.params["TZID"] == name
    assert (start.dt.hour, start.dt.astimezone(UTC)) == (hour, START)
    (described,) = made.walk("VTIMEZONE")
    assert described["TZID"] == name
    standard = described.walk("STANDARD")[0]
    assert standard["TZOFFSETTO"].td == standard["TZOFFSETFROM"].td == timedelta(hours=zone.value)
    assert standard["TZNAME"] == zone.name


def test_only_the_zones_in_use_are_described_each_once() -> None:
    events = [event("a", zone=Zone.WIT), event("b"), event("c"), event("d", start=date(2026, 12, 9), zone=Zone.WITA)]
    assert [zone["TZID"] for zone in read(*events).walk("VTIMEZONE")] == ["Asia/Jakarta", "Asia/Jayapura"]
    assert read().walk("VTIMEZONE") == []


def test_a_day_is_a_day_and_its_end_the_day_after_the_last() -> None:
    one = read(event(start=date(2026, 12, 9), end=date(2026, 12, 10))).walk("VEVENT")[0]
    assert one["DTSTART"].dt == date(2026, 12, 9)
    assert one["DTEND"].dt == date(2026, 12, 11)


def test_a_cancelled_event_says_so() -> None:
    assert read(event(cancelled=True)).walk("VEVENT")[0]["STATUS"] == "CANCELLED"


def test_an_event_without_place_or_words_has_neither() -> None:
    one = read(event()).walk("VEVENT")[0]
    assert not {"LOCATION", "DESCRIPTION", "DTEND"} & set(one)


@pytest.mark.parametrize(
    "changed",
    [
        {"start": datetime(2026, 1, 1)},  # noqa: DTZ001 - what the test is about
        {"changed": datetime(2026, 1, 1)},  # noqa: DTZ001 - the same
        {"end": datetime(2026, 1, 1)},  # noqa: DTZ001 - the same
        {"end": START},
        {"end": START - timedelta(days=1)},
        {"end": date(2026, 12, 10)},
        {"start": date(2026, 12, 9), "end": date(2026, 12, 8)},
        {"start": date(2026, 12, 9), "end": START},
        {"start": date(2026, 12, 9), "end": date.max},
        {"start": date(1987, 12, 31)},
        {"start": date.max},
        {"link": "javascript:alert(1)"},
    ],
)
def test_an_event_that_a_calendar_would_misread_is_never_made(changed: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"needs its zone|is none|not an absolute address"):
        event(**changed)


def test_a_calendar_names_an_event_once() -> None:
    with pytest.raises(ValueError, match="twice"):
        calendar(event("a"), event("b"), event("a"))


@given(any_text(), any_text())
def test_any_text_comes_back_from_the_library(title: str, place: str) -> None:
    one = read(event(title=title, place=place)).walk("VEVENT")[0]
    assert str(one["SUMMARY"]) == lines(title)
    assert str(one.get("LOCATION", "")) == lines(place)
    assert one["STATUS"] == "CONFIRMED"


def lines(text: str) -> str:
    for end in ("\r\n", "\r", "\x85", "\u2028", "\u2029"):
        text = text.replace(end, "\n")
    return clean(text)


@given(
    st.datetimes(datetime(1988, 1, 2), datetime(9998, 12, 30), timezones=st.just(UTC)),  # noqa: DTZ001 - they get it
    st.timedeltas(timedelta(seconds=1), timedelta(hours=20)),
    st.sampled_from(Zone),
)
def test_any_moment_comes_back_to_the_second(start: datetime, lasts: timedelta, zone: Zone) -> None:
    one = read(event(start=start, end=start + lasts, zone=zone)).walk("VEVENT")[0]
    assert one["DTSTART"].dt.astimezone(UTC) == start.replace(microsecond=0)
    assert one["DTEND"].dt.astimezone(UTC) == (start + lasts).replace(microsecond=0)
    assert one["DTSTART"].dt.utcoffset() == timedelta(hours=zone.value)


@given(st.dates(date(1988, 1, 1), date(9998, 12, 1)), st.integers(0, 20))
def test_any_days_come_back(first: date, more: int) -> None:
    one = read(event(start=first, end=first + timedelta(days=more))).walk("VEVENT")[0]
    assert one["DTSTART"].dt == first
    assert one["DTEND"].dt - first == timedelta(days=more + 1)


@given(any_text())
def test_no_text_begins_a_line_of_its_own(text: str) -> None:
    plain, hostile = (icalendar(calendar(event(title=title))) for title in ("x", text))
    for name in (b"BEGIN:VEVENT\r\n", b"\r\nEND:", b"\r\nSUMMARY"):
        assert hostile.count(name) == plain.count(name)
    assert hostile.replace(b"\r\n", b"").count(b"\n") == hostile.replace(b"\r\n", b"").count(b"\r") == 0


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_a_folded_line_is_short_whole_and_comes_back(line: str) -> None:
    made = folded(line)
    pieces = made.removesuffix(b"\r\n").split(b"\r\n")
    assert all(len(piece) <= OCTETS and piece.decode() is not None for piece in pieces)
    assert all(piece.startswith(b" ") for piece in pieces[1:])
    assert made.replace(b"\r\n ", b"").decode() == f"{line}\r\n"


def test_a_line_of_75_octets_is_not_folded_and_one_of_76_is() -> None:
    assert folded("x" * 75) == b"x" * 75 + b"\r\n"
    assert folded("x" * 76) == b"x" * 75 + b"\r\n x\r\n"
    assert folded("é" * 38) == "é".encode() * 37 + b"\r\n \xc3\xa9\r\n"


def test_what_means_something_is_escaped() -> None:
    assert text_value("a;b,c\\d\r\ne\x00") == "a\\;b\\,c\\\\d\\ne"


def test_equal_calendars_give_equal_bytes() -> None:
    assert icalendar(calendar(event())) == icalendar(calendar(event()))
