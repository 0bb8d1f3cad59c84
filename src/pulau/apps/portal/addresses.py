"""Addresses of public pages, feeds and pictures, as paths; `whole` makes them absolute."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote, urlencode

from django.conf import settings

SEARCH: Final = "/zona"
FEED_OF_COUNTRY: Final = "/umpan/negara.atom"
PICTURE_OF_COUNTRY: Final = "/kartu.png"


def whole(path: str) -> str:
    """Return an address with its site."""
    return f"{settings.PUBLIC_URL}{path}"


def with_query(path: str, **asked: str) -> str:
    """Return an address with what it asks for; what is empty is left out."""
    told = urlencode({name: value for name, value in asked.items() if value})
    return f"{path}?{told}" if told else path


def agency_path(agency: str) -> str:
    """Return where a body is."""
    return f"/zona/{quote(agency)}"


def unit_path(agency: str, unit: str) -> str:
    """Return where a unit of a body is."""
    return f"/zona/{quote(agency)}/{quote(unit)}"


def place_path(code: str) -> str:
    """Return where a province, regency or city is, or one of the two places without a code."""
    return f"/wilayah/{quote(code)}"


def feed_of_place(code: str) -> str:
    """Return the feed of a place."""
    return f"/umpan/wilayah/{quote(code)}.atom"


def feed_of_agency(agency: str) -> str:
    """Return the feed of a body."""
    return f"/umpan/{quote(agency)}.atom"


def feed_of_unit(agency: str, unit: str) -> str:
    """Return the feed of a unit."""
    return f"/umpan/{quote(agency)}/{quote(unit)}.atom"


def badge_path(agency: str, unit: str) -> str:
    """Return the badge of a unit."""
    return f"/lencana/{quote(agency)}/{quote(unit)}.svg"


def picture_of_agency(agency: str) -> str:
    """Return the picture that is shown where a body's page is shared."""
    return f"/kartu/{quote(agency)}.png"


def picture_path(agency: str, unit: str) -> str:
    """Return the picture that is shown where a unit's page is shared."""
    return f"/kartu/{quote(agency)}/{quote(unit)}.png"


def check_path(code: str) -> str:
    """Return where a signed document is checked by its number."""
    return f"/v/{quote(code)}"


def practice_path(code: str) -> str:
    """Return where a good practice is told whole."""
    return f"/praktik/{quote(code)}"
