"""For whom a request acts, for the parts that stand below the app which keeps appointments.

That app (`people`) fills this in `AppConfig.ready`; apps to its right ask it by its contract instead.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor

ActorSource = Callable[[HttpRequest], "Actor | None"]
PersonSource = Callable[[UUID, UUID], "Actor | None"]

_sources: dict[str, ActorSource] = {}
_people: dict[str, PersonSource] = {}


def provide_actors(source: ActorSource) -> None:
    """Say who knows the actor of a request (None for a stranger); there is one such source."""
    _sources["actors"] = source


def requesting_actor(request: HttpRequest) -> Actor | None:
    """Return the actor of a request, or None for a stranger, for a person without appointment, or without a source."""
    source = _sources.get("actors")
    return source(request) if source else None


def provide_people(source: PersonSource) -> None:
    """Say who knows the actor that a person is in a body now (tenant, user); there is one such source."""
    _people["people"] = source


def actor_in(tenant_id: UUID, user_id: UUID) -> Actor | None:
    """Return a person as acting in a body, with what they hold there now, for jobs; None where they hold nothing."""
    source = _people.get("people")
    return source(tenant_id, user_id) if source else None


def required_actor(request: HttpRequest) -> Actor:
    """Return the actor of a request that its policy let in. Raises PermissionDenied."""
    actor = requesting_actor(request)
    if actor is None:
        raise PermissionDenied
    return actor
