"""Filters of this app's templates: times as they are told where a ceremony is held."""

from __future__ import annotations

from datetime import datetime

from django import template

from pulau.core.deadlines.zones import Zone
from pulau.foundation.ui import formats

register = template.Library()


@register.filter
def clock_in(moment: datetime | None, zone: Zone) -> str:
    """Print `09.41 WITA` in Indonesian, `09:41 WITA` in English."""
    if moment is None:
        return formats.NO_FIGURE
    separator = ":" if formats.separators()[1] == "." else "."
    return f"{moment.astimezone(zone.offset).strftime(f'%H{separator}%M')} {zone.name}"
