"""What the journal told of facts by their digest, held against the rows as they are now.

The commitments of journal entries stand in the public log, so an entry cannot be changed unseen. The rows that it
speaks of can: the nightly audit of the log asks each app which of them no longer are what an entry said they were.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from pulau.foundation.registry.hooks import Hook


@dataclass(frozen=True, slots=True)
class FactDiffers:
    """An entry of the journal told a digest of something, and the rows now give another.

    `told` and `found` are digests (64 hex digits); `found` is empty where the rows are gone.
    """

    entry_id: UUID
    object_type: str
    object_id: str
    told: str
    found: str


@dataclass(frozen=True, slots=True)
class LoggedFacts:
    """One kind of facts. `check` gets a body, behind whose wall it is called, and yields what differs there.

    It reads only, takes memory that does not grow with the body, and passes over what was erased by right.
    """

    code: str
    check: Callable[[UUID], Iterable[FactDiffers]]


logged_facts: Hook[LoggedFacts] = Hook("logged facts")
