"""Addresses of public pages, feeds and pictures, as paths; `whole` makes them absolute. Most are those of open data."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote, urlencode

from pulau.apps.opendata.contract import (
    agency_path,
    badge_path,
    feed_of_agency,
    feed_of_place,
    feed_of_unit,
    picture_of_agency,
    picture_path,
    place_path,
    unit_path,
    whole,
)

__all__ = [
    "FEED_OF_COUNTRY",
    "PICTURE_OF_COUNTRY",
    "SEARCH",
    "agency_path",
    "badge_path",
    "check_path",
    "feed_of_agency",
    "feed_of_place",
    "feed_of_unit",
    "picture_of_agency",
    "picture_path",
    "place_path",
    "practice_path",
    "unit_path",
    "whole",
    "with_query",
]

SEARCH: Final = "/zona"
FEED_OF_COUNTRY: Final = "/umpan/negara.atom"
PICTURE_OF_COUNTRY: Final = "/kartu.png"


def with_query(path: str, **asked: str) -> str:
    """Return an address with what it asks for; what is empty is left out."""
    told = urlencode({name: value for name, value in asked.items() if value})
    return f"{path}?{told}" if told else path


def check_path(code: str) -> str:
    """Return where a signed document is checked by its number."""
    return f"/v/{quote(code)}"


def practice_path(code: str) -> str:
    """Return where a good practice is told whole."""
    return f"/praktik/{quote(code)}"
