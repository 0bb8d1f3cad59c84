"""Who is told, in the transaction of a journal entry, that one was written: by body and action, nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from pulau.foundation.registry.hooks import Hook


@dataclass(frozen=True, slots=True)
class EntryFollower:
    """Called with the tenant and the action; must be quick, and leave its work to a job."""

    code: str
    follow: Callable[[UUID, str], None]


entry_followers: Hook[EntryFollower] = Hook("entry followers")
