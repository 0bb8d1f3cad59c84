"""What can be followed live: each app adds its topics, and `foundation.live` reads, streams and hands them out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from pulau.foundation.registry.hooks import Hook


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened in a thing that is followed. `data` goes to everybody who has the key, as JSON."""

    number: int
    name: str
    data: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Topic:
    """One kind of thing that can be followed, at `/langsung/<code>/<key>`.

    `latest` gets a key (a public code: whoever has it may follow) and a number, and returns the events with higher
    numbers, lowest first, in one query; it may stop after some hundreds, the next reading goes on there. It raises an
    Http404 for a key that is not known, or not any more. On PostgreSQL it is called where the key opens rows
    (`wall_openings`), whoever follows.

    Numbers of one key must rise in the order in which they are committed: give them while the thing's row is locked
    (`select_for_update`). A number that came to light later than a higher one would be missed.
    """

    code: str
    latest: Callable[[str, int], Sequence[Event]]


topics: Hook[Topic] = Hook("live topics")
