"""Who relies on a piece of evidence: each app tells where it stands, so that nobody replaces or withdraws it unseen."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from pulau.foundation.registry.hooks import Hook

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class ReliesOn:
    """One place that relies on a piece: what it is called, its address (empty: the actor may not open it).

    `version` is the number that it is pinned to (None: always the newest); `locked`: it was handed in with it.
    """

    text: str
    href: str = ""
    note: str = ""
    version: int | None = None
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Reliance:
    """One kind of reliance. `find` gives the places by piece, and `count` how many there are: a query or two each.

    Both get the actor and the ids of pieces that the actor may see; what the actor may not open is counted, and named
    without an address. `people` tells whom to remind when a piece ends: who answers for the places; the system asks it.
    """

    code: str
    find: Callable[[Actor, Collection[UUID]], Mapping[UUID, Sequence[ReliesOn]]]
    count: Callable[[Actor, Collection[UUID]], Mapping[UUID, int]]
    people: Callable[[Actor, Collection[UUID]], Mapping[UUID, Collection[UUID]]] | None = None


reliances: Hook[Reliance] = Hook("reliances")
