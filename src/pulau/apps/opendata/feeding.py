"""Feeds and the calendar, made of published events: the same ids after every rename, in the language asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from pulau.apps.opendata.addresses import agency_path, event_path, place_path, spoken, tag, unit_path, whole
from pulau.apps.opendata.selectors import with_names
from pulau.apps.publication.contract import CENTRE, UNKNOWN, EventKind, ceremonies, events, in_region, words
from pulau.core.deadlines.zones import Zone
from pulau.exchange.feeds.calendar import YEARS, Calendar, CalendarEvent
from pulau.exchange.feeds.model import Feed, FeedEntry
from pulau.exchange.regions import region_name
from pulau.foundation.standing.pages import in_language

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pulau.apps.publication.contract import PublishedAgency, PublishedEvent, PublishedUnit

ENTRIES: Final = 60
CALENDAR_BACK: Final = timedelta(days=90)
MOST_OCCASIONS: Final = 1_000
_BEGINNING: Final = datetime(2026, 1, 1, tzinfo=UTC)
"""When a feed that has nothing yet was changed last."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A feed that is asked for: its name, lasting id, page, and own path; whose events it tells."""

    name: str
    id: str
    page: str
    here: str
    rows: QuerySet[PublishedEvent]


def of_country(here: str) -> Asked:
    """Return the feed of everything that happens."""
    return Asked(_("Zona integritas di Indonesia"), tag("country"), "/", here, events())


def of_region(code: str, here: str) -> Asked | None:
    """Return the feed of a province, regency or city; None for a code that is none."""
    known = {CENTRE: _("Instansi pusat"), UNKNOWN: _("Wilayah lain")}
    name = known.get(code) or region_name(code)
    if not name:
        return None
    told = _("Zona integritas: %(name)s") % {"name": name}
    return Asked(told, tag("region", code), place_path(code), here, events().filter(in_region(code)))


def of_agency(agency: PublishedAgency, here: str) -> Asked:
    """Return the feed of a body and its units."""
    told = _("Zona integritas: %(name)s") % {"name": agency.name}
    return Asked(told, tag("agency", str(agency.pk)), agency_path(agency.slug), here, events().filter(agency=agency.pk))


def of_unit(unit: PublishedUnit, here: str) -> Asked:
    """Return the feed of a unit."""
    page = unit_path(unit.agency.slug, unit.slug)
    return Asked(unit.name, tag("unit", str(unit.pk)), page, here, events().filter(unit=unit.pk))


def feed(asked: Asked, language: str) -> Feed:
    """Make a feed, what changed last first: one query."""
    rows = with_names(asked.rows).order_by("-changed_at", "id")[:ENTRIES]
    entries = tuple(_entry(row, language) for row in rows)
    updated = max((entry.updated for entry in entries), default=_BEGINNING)
    return Feed(
        id=asked.id,
        title=asked.name,
        link=spoken(asked.page, language),
        here=whole(in_language(asked.here, language)),
        updated=updated,
        author="Pulau",
        language=language,
        entries=entries,
    )


def calendar(here: str, language: str, today: date) -> Calendar:
    """Make the calendar of declarations and ceremonies, of the last three months and all that are announced."""
    rows = with_names(ceremonies(today - CALENDAR_BACK))[:MOST_OCCASIONS]
    with translation.override(language):
        occasions = tuple(_occasion(row, language) for row in rows if row.day.year in YEARS)
        return Calendar(_("Pencanangan zona integritas"), whole(in_language(here, language)), language, occasions)


def _entry(row: PublishedEvent, language: str) -> FeedEntry:
    told = words(row, language)
    return FeedEntry(
        id=tag("event", str(row.pk)),
        title=told.title,
        link=spoken(event_path(row), language),
        updated=max(row.changed_at, row.published_at),
        published=row.published_at,
        summary=told.sentence,
        terms=(row.kind,),
    )


def _occasion(row: PublishedEvent, language: str) -> CalendarEvent:
    told = words(row, language)
    zone = Zone.__members__.get(str(row.told.get("zone", "")), Zone.WIB)
    return CalendarEvent(
        uid=_uid(row.pk),
        title=told.title,
        start=_start(row, zone),
        changed=row.changed_at,
        link=spoken(event_path(row), language),
        zone=zone,
        place=str(row.told.get("place", "")),
        about=told.sentence,
        sequence=int((row.changed_at - row.published_at).total_seconds() // 60),
        cancelled=row.kind == EventKind.CALLED_OFF,
    )


def _start(row: PublishedEvent, zone: Zone) -> datetime | date:
    """Return when it begins: to the minute where an hour is told, else the day."""
    try:
        hour = time.fromisoformat(str(row.told.get("starts", "")))
    except ValueError:
        return row.day
    return datetime.combine(row.day, hour.replace(tzinfo=None), zone.offset)


def _uid(pk: UUID) -> str:
    return f"{pk}@pulau"
