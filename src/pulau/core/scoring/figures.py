"""The figures of a worksheet, each one addition over few others: the same sums for one and for fifty thousand."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from types import MappingProxyType
from typing import TYPE_CHECKING

from pulau.core.regulation.model import Part

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from pulau.core.regulation.model import Area, Pack
    from pulau.core.scoring.kernel import Tally

    Picker = Callable[[list[int]], Sequence[int]]


@dataclass(frozen=True, slots=True)
class Figures:
    """Where the points of each figure stand in one list: first every sub-area, then sums of what stands before.

    `sums` picks, for each figure after the sub-areas, what it adds up out of the list so far. `position` finds a figure
    by its path (`sub_areas.R5.iii`, `areas.5.reform`, `areas.5`, `enabler`, `result`, `total`), in the list's order.
    """

    sums: tuple[Picker, ...]
    position: Mapping[str, int]


def add_up(figures: Figures, tally: Tally) -> list[int]:
    """Return the points of every figure, in units of `1 / tally.unit`."""
    points = list(tally.sub_areas)
    for members in figures.sums:
        points.append(sum(members(points)))
    return points


@lru_cache(maxsize=64)
def figures_of(pack: Pack) -> Figures:
    """Lay out the figures of a pack; packs are frozen."""
    subs = list(enumerate(pack.sub_areas.values()))
    paths = [f"sub_areas.{s.id}" for _, s in subs]
    sums: list[Picker] = []

    def add(path: str, members: Iterable[int]) -> int:
        paths.append(path)
        sums.append(_picker(tuple(members)))
        return len(paths) - 1

    areas = []
    for key, area in pack.areas.items():
        halves = [
            add(f"areas.{key}.{part.value}", (n for n, s in subs if s.area == key and s.part is part))
            for part in _halves(area)
        ]
        areas.append(add(f"areas.{key}", halves))
    enabler = add("enabler", areas)
    result = add("result", (n for n, s in subs if s.part is Part.RESULT))
    add("total", (enabler, result))
    return Figures(tuple(sums), MappingProxyType({path: n for n, path in enumerate(paths)}))


def _picker(members: tuple[int, ...]) -> Picker:
    """Make what picks members out of a list; of a single one `itemgetter` would return it bare, of a slice a list."""
    if len(members) > 1:
        return itemgetter(*members)
    return itemgetter(slice(members[0], members[0] + 1)) if members else lambda _points: ()


def _halves(area: Area) -> tuple[Part, ...]:
    return (Part.FULFILMENT,) if area.reform is None else (Part.FULFILMENT, Part.REFORM)
