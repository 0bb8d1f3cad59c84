"""In which time zone a body counts its days, for the parts that stand below the app which keeps agencies.

That app fills this in `AppConfig.ready`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor

ZoneSource = Callable[["Actor"], ZoneInfo | None]

_sources: dict[str, ZoneSource] = {}


def provide_zones(source: ZoneSource) -> None:
    """Say who knows the zone of an actor's body; there is one such source."""
    _sources["zones"] = source


def zone_of(actor: Actor) -> ZoneInfo:
    """Return the zone of the actor's body; western Indonesian time where nobody knows."""
    source = _sources.get("zones")
    return (source(actor) if source else None) or ZoneInfo(settings.TIME_ZONE)
