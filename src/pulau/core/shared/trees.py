"""Trees given as "whose parent is what": the circles in them, and an order in which parents come first."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

N = TypeVar("N", bound="Hashable")


def circles(parents: Mapping[N, N | None]) -> dict[N, tuple[N, ...]]:
    """Return each node that is its own ancestor, with the way round: the node, its parent …, the node again.

    `parents` gives each node its parent (None: none). A parent that is no node itself ends the way.
    """
    found: dict[N, tuple[N, ...]] = {}
    done: set[N] = set()
    for start in parents:
        way: dict[N, int] = {}
        node: N | None = start
        while node is not None and node in parents and node not in done and node not in way:
            way[node] = len(way)
            node = parents[node]
        if node is not None and node in way:
            ring = list(way)[way[node] :]
            for place, member in enumerate(ring):
                found[member] = (*ring[place:], *ring[:place], member)
        done.update(way)
    return found


def below(parents: Mapping[N, N | None], tops: Mapping[N, object]) -> set[N]:
    """Return the nodes that have one of `tops` above them, those themselves left out. The rest has no circles."""
    known: dict[N, bool] = dict.fromkeys(tops, True)
    for start in parents:
        way: list[N] = []
        node: N | None = start
        while node is not None and node in parents and node not in known:
            way.append(node)
            node = parents[node]
        answer = node is not None and known.get(node, False)
        known |= dict.fromkeys(way, answer)
    return {node for node, answer in known.items() if answer and node not in tops}


def depths(parents: Mapping[N, N | None]) -> dict[N, int]:
    """Return how many nodes stand above each node; sorting by it puts parents first. There are no circles."""
    known: dict[N, int] = {}
    for start in parents:
        way: list[N] = []
        node: N | None = start
        while node is not None and node in parents and node not in known:
            way.append(node)
            node = parents[node]
        depth = known[node] + 1 if node is not None and node in known else 0
        for place, member in enumerate(reversed(way)):
            known[member] = depth + place
    return known
