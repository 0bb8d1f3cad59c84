"""Reading a topic, and the form in which its events travel."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from django.core.serializers.json import DjangoJSONEncoder
from django.db import close_old_connections

from pulau.foundation.registry.topics import Event, Topic
from pulau.foundation.tenancy.wall import Place, standing_at

HIGHEST = 2**31 - 1
"""The highest number that a database column of whole numbers holds."""


def read(topic: Topic, key: str, after: int) -> tuple[Event, ...]:
    """Return the events after a number, lowest first. Raises an Http404 where the topic does not know the key."""
    with standing_at(Place(token=key)):
        found = topic.latest(key, after)
        return tuple(sorted((event for event in found if event.number > after), key=lambda event: event.number))


def read_apart(topic: Topic, key: str, after: int) -> tuple[Event, ...]:
    """Do the same in a thread that no request looks after: connections that are old or broken are closed."""
    close_old_connections()
    try:
        return read(topic, key, after)
    finally:
        close_old_connections()


def as_mapping(event: Event) -> dict[str, object]:
    """Return an event as the polling address tells it."""
    return {"number": event.number, "name": event.name, "data": dict(event.data)}


def framed(events: Sequence[Event]) -> bytes:
    """Return events as text/event-stream carries them: the number as the id, and what the polling address tells."""
    return b"".join(f"id: {event.number}\ndata: {_json(as_mapping(event))}\n\n".encode() for event in events)


def notice(state: str) -> bytes:
    """Return word of the stream itself. It has no number, so the reader's place stays where it was."""
    return f"event: state\ndata: {_json({'state': state})}\n\n".encode()


def _json(value: Mapping[str, object]) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, separators=(",", ":"))  # holds no line break
