"""The calendar of declarations and ceremonies as iCalendar (RFC 5545). Equal calendars give equal bytes.

Without METHOD: it is a file that one subscribes to, not an invitation, which would need an organiser (RFC 5546).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from pulau.core.deadlines.zones import Zone
from pulau.exchange.feeds.content_lines import folded, text_value
from pulau.exchange.feeds.model import instant
from pulau.exchange.marked_up import web_address

if TYPE_CHECKING:
    from collections.abc import Iterator

MEDIA_TYPE: Final = "text/calendar; charset=utf-8"
NAMES: Final = {Zone.WIB: "Asia/Jakarta", Zone.WITA: "Asia/Makassar", Zone.WIT: "Asia/Jayapura"}
"""The names of the zones in the tz database."""
YEARS: Final = range(1988, 9999)
"""The first is that of the zones as they are now (Keppres 41/1987)."""


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """A declaration or ceremony. `start` and `end` are moments, or days of which `end` is the last one.

    `uid` never changes, `sequence` grows with each change, `changed` is when it did. A cancelled event stays in the
    calendar, so that it disappears from those that took it. Raises ValueError for a time without its zone, a year that
    is none of `YEARS`, a start and an end that do not go together, or a link that is none.
    """

    uid: str
    title: str
    start: datetime | date
    changed: datetime
    link: str
    end: datetime | date | None = None
    zone: Zone = Zone.WIB
    place: str = ""
    about: str = ""
    sequence: int = 0
    cancelled: bool = False

    def __post_init__(self) -> None:
        """Refuse what a calendar would misread."""
        web_address(self.link)
        instant(self.changed)
        if self.start.year not in YEARS:
            raise ValueError(f"an event of the year {self.start.year} is none")
        if isinstance(self.start, datetime):
            instant(self.start)
        if self.end is not None:
            _check_order(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Calendar:
    """What one subscribes to, at its own address `here`. Raises ValueError for two events of one uid."""

    name: str
    here: str
    language: str
    events: tuple[CalendarEvent, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what a calendar would misread."""
        web_address(self.here)
        if len({event.uid for event in self.events}) < len(self.events):
            raise ValueError(f"an event is twice in {self.name}")


def icalendar(calendar: Calendar) -> bytes:
    """Write a calendar, with the zones that its events are in."""
    zones = {event.zone for event in calendar.events if isinstance(event.start, datetime)}
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//Pulau//Agenda//{calendar.language.upper()}",
        "CALSCALE:GREGORIAN",
        f"NAME:{text_value(calendar.name)}",
        f"X-WR-CALNAME:{text_value(calendar.name)}",
        f"SOURCE;VALUE=URI:{web_address(calendar.here)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
    ]
    for zone in sorted(zones, key=lambda one: one.value):
        lines += _zone(zone)
    for event in calendar.events:
        lines += _event(event)
    return b"".join(folded(line) for line in [*lines, "END:VCALENDAR"])


def _zone(zone: Zone) -> Iterator[str]:
    offset = f"+{zone.value:02d}00"
    yield from ("BEGIN:VTIMEZONE", f"TZID:{NAMES[zone]}", "BEGIN:STANDARD", "DTSTART:19880101T000000")
    yield from (f"TZOFFSETFROM:{offset}", f"TZOFFSETTO:{offset}", f"TZNAME:{zone.name}")
    yield from ("END:STANDARD", "END:VTIMEZONE")


def _event(event: CalendarEvent) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{text_value(event.uid)}"
    yield f"DTSTAMP:{instant(event.changed):%Y%m%dT%H%M%SZ}"
    yield f"LAST-MODIFIED:{instant(event.changed):%Y%m%dT%H%M%SZ}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"DTSTART{_time(event.start, event.zone)}"
    if event.end is not None:
        yield f"DTEND{_time(event.end if isinstance(event.end, datetime) else _after(event.end), event.zone)}"
    yield f"SUMMARY:{text_value(event.title)}"
    if event.place:
        yield f"LOCATION:{text_value(event.place)}"
    if event.about:
        yield f"DESCRIPTION:{text_value(event.about)}"
    yield f"URL:{web_address(event.link)}"
    yield f"STATUS:{'CANCELLED' if event.cancelled else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"  # a ceremony of others takes no time of the one who subscribes
    yield "END:VEVENT"


def _time(when: datetime | date, zone: Zone) -> str:
    if isinstance(when, datetime):
        return f";TZID={NAMES[zone]}:{when.astimezone(zone.offset):%Y%m%dT%H%M%S}"
    return f";VALUE=DATE:{when:%Y%m%d}"


def _after(day: date) -> date:
    """Return the day after the last: an end is the first moment that is no longer within (RFC 5545 §3.6.1)."""
    return day + timedelta(days=1)


def _check_order(start: datetime | date, end: datetime | date) -> None:
    if isinstance(start, datetime) and isinstance(end, datetime):
        if instant(end) > instant(start):
            return
    elif not isinstance(start, datetime) and not isinstance(end, datetime) and end >= start and end.year in YEARS:
        return
    raise ValueError(f"an event from {start} to {end} is none")
