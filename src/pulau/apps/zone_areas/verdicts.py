"""Which titles a zone area reaches in a year, by its units' figures and its integration."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from pulau.apps.zone_areas.pages import read_area

if TYPE_CHECKING:
    from pulau.apps.zone_areas.models import ZoneArea


def titles_met(area: ZoneArea, year: int, today: date) -> tuple[str, ...]:
    """Return the titles whose conditions an area meets for a year; asked where its members' figures may be read."""
    judged = read_area(area, year, today, figures=True).judged()
    return tuple(title for title, verdict in judged.verdicts.items() if verdict.met)
