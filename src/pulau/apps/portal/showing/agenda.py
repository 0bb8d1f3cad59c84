"""Declarations and ceremonies as occasions: when and where, how it stands with them, and where to watch."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from pulau.apps.opendata.contract import agency_path, unit_path
from pulau.apps.portal.showing.places import where_of
from pulau.apps.publication.contract import EventKind
from pulau.core.deadlines.zones import Zone
from pulau.exchange.marked_up import web_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pulau.apps.publication.contract import PublishedEvent


class Standing(StrEnum):
    """How it stands with an occasion at a moment."""

    COMING = "coming"
    GOING_ON = "going-on"
    CALLED_OFF = "called-off"
    HELD = "held"
    UNTOLD = "untold"
    """Its day has passed, and nobody told yet whether it was held."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """An occasion: whose, its name, day and time ("09.00 WIB", or empty), place, and how it stands, in words too."""

    day: date
    at: str
    title: str
    whose: str
    href: str
    place: str
    where: str
    video: str
    symbolic: bool
    standing: Standing
    status: str
    words: str


@dataclass(frozen=True, slots=True)
class Month:
    """The occasions of a month."""

    name: str
    occasions: Sequence[Occasion]


_STATUS = {
    Standing.COMING: "waiting",
    Standing.GOING_ON: "provisional",
    Standing.CALLED_OFF: "revoked",
    Standing.HELD: "met",
    Standing.UNTOLD: "unanswered",
}


def occasions(rows: Iterable[PublishedEvent], now: datetime) -> list[Occasion]:
    """Show events whose units and bodies were read with them, in their order."""
    return [_occasion(row, now) for row in rows]


def by_month(shown: Iterable[Occasion]) -> list[Month]:
    """Put occasions, which are in the order of their days, into months."""
    months = groupby(shown, key=lambda one: one.day.replace(day=1))
    return [Month(month_year(first), list(each)) for first, each in months]


def month_year(day: date) -> str:
    """Name the month of a day: "November 2026"."""
    return format_date(day, "F Y")


def standing_of(row: PublishedEvent, now: datetime) -> Standing:
    """Say how it stands with an event; its day is one of its own zone."""
    if row.kind == EventKind.CALLED_OFF:
        return Standing.CALLED_OFF
    if row.kind == EventKind.DECLARED:
        return Standing.HELD
    zone, starts = _zone(row), _starts(row)
    here = now.astimezone(zone.offset)
    if here.date() != row.day:
        return Standing.COMING if here.date() < row.day else Standing.UNTOLD
    return Standing.COMING if starts is not None and here.time() < starts else Standing.GOING_ON


def _occasion(row: PublishedEvent, now: datetime) -> Occasion:
    standing, starts = standing_of(row, now), _starts(row)
    told = row.told
    return Occasion(
        day=row.day,
        at=f"{starts:%H.%M} {_zone(row).name}" if starts and standing is not Standing.HELD else "",
        title=str(told.get("title") or _("Pencanangan zona integritas")),
        whose=row.unit.name if row.unit else row.agency.name,
        href=unit_path(row.agency.slug, row.unit.slug) if row.unit else agency_path(row.agency.slug),
        place=str(told.get("place") or ""),
        where=where_of(row.region_code, row.province),
        video="" if standing is Standing.CALLED_OFF else _video(str(told.get("stream") or "")),
        symbolic=bool(told.get("symbolic")),
        standing=standing,
        status=_STATUS[standing],
        words=_words(standing),
    )


def _words(standing: Standing) -> str:
    return {
        Standing.COMING: _("Akan datang"),
        Standing.GOING_ON: _("Hari ini, sedang berlangsung"),
        Standing.CALLED_OFF: _("Dibatalkan"),
        Standing.HELD: _("Sudah dicanangkan"),
        Standing.UNTOLD: _("Harinya lewat, hasilnya belum diumumkan"),
    }[standing]


def _starts(row: PublishedEvent) -> time | None:
    try:
        return time.fromisoformat(str(row.told.get("starts") or ""))
    except ValueError:
        return None


def _zone(row: PublishedEvent) -> Zone:
    return Zone.__members__.get(str(row.told.get("zone") or ""), Zone.WIB)


def _video(address: str) -> str:
    """Return where the ceremony is shown, if that is an address of the web."""
    try:
        return web_address(address) if address else ""
    except ValueError:
        return ""
