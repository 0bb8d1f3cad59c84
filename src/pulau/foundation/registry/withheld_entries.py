"""Entries of the journal that nobody reads yet: an app says which of its own, and for how long it is so.

The entries are written all the same, in their transaction and for good; only who reads the journal waits.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from pulau.foundation.registry.hooks import Hook


@dataclass(frozen=True, slots=True)
class WithheldEntries:
    """Entries about some objects of a body. `objects` gives their ids, as text, by type (its label in lower case)."""

    code: str
    objects: Callable[[UUID], Mapping[str, Collection[str]]]


withheld_entries: Hook[WithheldEntries] = Hook("withheld entries")
