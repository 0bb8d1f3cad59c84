"""Addresses of the portal's own pages, as paths; those of bodies, units and places are open data's."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote, urlencode

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
