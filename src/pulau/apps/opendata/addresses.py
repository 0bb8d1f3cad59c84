"""Addresses of pages, feeds, badges and pictures: as paths, and whole with the installation's own site."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlsplit

from django.conf import settings

from pulau.exchange.feeds.model import tag_uri
from pulau.foundation.standing.pages import in_language

if TYPE_CHECKING:
    from uuid import UUID

    from pulau.apps.publication.contract import PublishedEvent

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


def zone_path(agency: str, unit: str = "") -> str:
    """Return where a body, or a unit of it, is."""
    return f"/zona/{quote(agency)}/{quote(unit)}" if unit else f"/zona/{quote(agency)}"


def event_path(event: PublishedEvent) -> str:
    """Return the page on which an event is told; its unit and body are read."""
    return zone_path(event.agency.slug, event.unit.slug if event.unit else "")


def unit_tag(unit: UUID) -> str:
    """Return the lasting id of a unit."""
    return tag("unit", str(unit))
