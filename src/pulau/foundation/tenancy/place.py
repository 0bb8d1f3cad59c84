"""In which time zone a body counts its days, for the parts that stand below the app which keeps agencies.

That app fills this in `AppConfig.ready`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings

if TYPE_CHECKING:
    from uuid import UUID

    from pulau.core.shared.actor import Actor

ZoneSource = Callable[["Actor"], ZoneInfo | None]

_sources: dict[str, ZoneSource] = {}


def provide_zones(source: ZoneSource) -> None:
    """Say who knows the zone of an actor's body; there is one such source."""
    _sources["zones"] = source


@contextmanager
def zones_asked_once() -> Iterator[None]:
    """Ask for each body's zone only once, until the end: for long runs in which no body moves."""
    source = _sources.get("zones")
    known: dict[UUID, ZoneInfo | None] = {}

    def remembered(actor: Actor) -> ZoneInfo | None:
        if actor.tenant_id not in known:
            known[actor.tenant_id] = source(actor) if source else None
        return known[actor.tenant_id]

    _sources["zones"] = remembered
    try:
        yield
    finally:
        _sources.pop("zones")
        if source:
            _sources["zones"] = source


def zone_of(actor: Actor) -> ZoneInfo:
    """Return the zone of the actor's body; western Indonesian time where nobody knows."""
    source = _sources.get("zones")
    return (source(actor) if source else None) or ZoneInfo(settings.TIME_ZONE)
