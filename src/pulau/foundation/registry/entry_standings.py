"""How far entries of the journal have come into the public log: told by the app that keeps it, shown by the journal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from pulau.foundation.registry.hooks import Hook

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor

APART: Final = "apart"
RECORDED: Final = "recorded"
LOGGED: Final = "logged"
WITNESSED: Final = "witnessed"


@dataclass(frozen=True, slots=True)
class Witnessing:
    """Who witnessed an entry, and when, as the witness says."""

    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Erasure:
    """That payload and salt were destroyed by right: the article, the ground in words, the document's SHA-256, when."""

    article: str
    ground: str
    document: str
    at: datetime


@dataclass(frozen=True, slots=True)
class EntryStanding:
    """How far one entry has come: one of the states above; where it stays out, why, in the language that is active.

    `index` is its place in the log. `receipt` is the address of its receipt, `erase` that of the form by which the
    actor may have its contents erased; both empty where there is none.
    """

    state: str
    why: str = ""
    index: int | None = None
    witnesses: tuple[Witnessing, ...] = ()
    erasure: Erasure | None = None
    receipt: str = ""
    erase: str = ""


@dataclass(frozen=True, slots=True)
class EntryStandings:
    """Who knows: `tell` gets the actor and entries with their actions, and needs a fixed number of queries."""

    code: str
    tell: Callable[[Actor, Mapping[UUID, str]], Mapping[UUID, EntryStanding]]


entry_standings: Hook[EntryStandings] = Hook("entry standings")


def standings_for(actor: Actor, actions: Mapping[UUID, str]) -> dict[UUID, EntryStanding]:
    """Return how far entries have come; recorded, where nobody knows of more."""
    found = dict.fromkeys(actions, EntryStanding(RECORDED))
    for source in entry_standings if actions else ():
        found |= source.tell(actor, actions)
    return found
