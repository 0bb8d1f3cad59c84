"""Addresses of public pages, feeds, badges and pictures: as paths, and whole with the installation's own site."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlsplit

from django.conf import settings

from pulau.exchange.feeds.model import tag_uri
from pulau.foundation.standing.pages import in_language

if TYPE_CHECKING:
    from pulau.apps.publication.contract import PublishedEvent

ATOM: Final = "atom"
OURS_SINCE: Final = date(2026, 11, 27)
"""The day in the ids of feeds: it may never change, lest readers see everything anew."""


def whole(path: str) -> str:
    """Return an address with its site."""
    return f"{settings.PUBLIC_URL}{path}"


def spoken(path: str, language: str) -> str:
    """Return a whole address in a language."""
    return whole(in_language(path, language))


def tag(*path: str) -> str:
    """Return a lasting id of this installation (RFC 4151)."""
    return tag_uri(urlsplit(settings.PUBLIC_URL).hostname or "localhost", OURS_SINCE, *path)


def agency_path(agency: str) -> str:
    """Return where a body is."""
    return f"/zona/{quote(agency)}"


def unit_path(agency: str, unit: str) -> str:
    """Return where a unit of a body is."""
    return f"/zona/{quote(agency)}/{quote(unit)}"


def place_path(code: str) -> str:
    """Return where a province, regency or city is, or one of the two places without a code."""
    return f"/wilayah/{quote(code)}"


def event_path(event: PublishedEvent) -> str:
    """Return the page on which an event is told; its unit and body are read."""
    return unit_path(event.agency.slug, event.unit.slug) if event.unit else agency_path(event.agency.slug)


def feed_of_place(code: str) -> str:
    """Return the feed of a place."""
    return f"/umpan/wilayah/{quote(code)}.{ATOM}"


def feed_of_agency(agency: str) -> str:
    """Return the feed of a body."""
    return f"/umpan/{quote(agency)}.{ATOM}"


def feed_of_unit(agency: str, unit: str, form: str = ATOM) -> str:
    """Return the feed of a unit; `form` is `atom` or `json`."""
    return f"/umpan/{quote(agency)}/{quote(unit)}.{form}"


def badge_path(agency: str, unit: str) -> str:
    """Return the badge of a unit."""
    return f"/lencana/{quote(agency)}/{quote(unit)}.svg"


def picture_of_agency(agency: str) -> str:
    """Return the picture that is shown where a body's page is shared."""
    return f"/kartu/{quote(agency)}.png"


def picture_path(agency: str, unit: str) -> str:
    """Return the picture that is shown where a unit's page is shared."""
    return f"/kartu/{quote(agency)}/{quote(unit)}.png"
