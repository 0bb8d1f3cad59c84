"""The map of tiles: a link for each province, grouped by islands, that becomes a map where there is room."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import Final

from django.utils.translation import gettext, gettext_lazy

from pulau.exchange.regions.tiles import TilePlace, tile_places
from pulau.foundation.ui.charts.scale import round_down
from pulau.foundation.ui.charts.table import NO_DATA, ChartTable, Unit, Words
from pulau.foundation.ui.formats import NO_FIGURE

Bounds = tuple[int, int, int]
"""The least counts of the second, third and fourth class; the first is all below."""

ISLANDS: Final[Mapping[str, Words]] = {
    "sumatra": gettext_lazy("Sumatera"),
    "java": gettext_lazy("Jawa"),
    "lesser-sunda": gettext_lazy("Bali dan Nusa Tenggara"),
    "borneo": gettext_lazy("Kalimantan"),
    "sulawesi": gettext_lazy("Sulawesi"),
    "maluku": gettext_lazy("Maluku"),
    "papua": gettext_lazy("Papua"),
    "invented": gettext_lazy("Rekaan"),
}
UNIT: Final[Words] = gettext_lazy("unit")
UNIT_COUNT: Final[Words] = gettext_lazy("Jumlah unit")


@dataclass(frozen=True, slots=True)
class Tile:
    """A province: its place on the map, its count or why there is none, its class (0 to 3), and where it leads."""

    place: TilePlace
    name: str
    count: int | None
    level: int
    href: str
    missing: Words = NO_DATA

    @property
    def text(self) -> str:
        """The count as it is written on the tile."""
        return NO_FIGURE if self.count is None else Unit().text(self.count)

    @property
    def told(self) -> str:
        """The count as it is told, or why there is none."""
        return Unit().text(self.count, self.missing)


@dataclass(frozen=True, slots=True)
class Islands:
    """A group of provinces."""

    name: Words
    tiles: Sequence[Tile]


@dataclass(frozen=True, slots=True)
class TileMap:
    """The map: what is counted (`units`: "unit"), the provinces in groups, and the least counts of its classes."""

    title: Words
    tiles: Sequence[Tile]
    bounds: Bounds
    counted: Words
    legend_title: Words

    @property
    def islands(self) -> Sequence[Islands]:
        """The tiles by islands, west to east."""
        grouped = groupby(self.tiles, key=lambda tile: tile.place.islands)
        return [Islands(ISLANDS[islands], [*tiles]) for islands, tiles in grouped]

    @property
    def legend(self) -> Sequence[tuple[int, str]]:
        """The four classes with what they hold: 0, 1–24, 25–74, 75 and more."""
        starts, write = (0, *self.bounds), Unit().text
        spans = [
            write(low) if low == high else f"{write(low)}–{write(high)}"
            for low, high in ((start, after - 1) for start, after in zip(starts, self.bounds, strict=False))
        ]
        return [*enumerate(spans), (3, gettext("%(least)s ke atas") % {"least": write(self.bounds[2])})]

    @property
    def hidden(self) -> Words:
        """Why some tiles have no count; empty where all have one."""
        return next((tile.missing for tile in self.tiles if tile.count is None), "")

    @property
    def table(self) -> ChartTable:
        """Provinces and counts."""
        rows = [(tile.name, tile.told) for tile in self.tiles]
        return ChartTable(self.title, (gettext("Provinsi"), self.legend_title), rows)


def tile_map(
    *,
    title: Words,
    counts: Mapping[str, int | None],
    href: Callable[[str], str],
    counted: Words = UNIT,
    legend_title: Words = UNIT_COUNT,
    missing: Words = NO_DATA,
    invented: bool = False,
    bounds: Bounds | None = None,
) -> TileMap:
    """Make the map from counts by province (official code). What is not there counts 0; None is hidden, `missing` why.

    `href` gives the address of a province by its code; `invented` shows the province of the demonstration too. Raises
    KeyError for a code without a place.
    """
    places = tile_places()
    if unknown := set(counts) - set(places):
        raise KeyError(*sorted(unknown))
    limits = bounds or bounds_for([count for count in counts.values() if count is not None])
    tiles = [
        Tile(place, place.name, count := counts.get(code, 0), _level(count, limits), href(code), missing)
        for code, place in places.items()
        if invented or not place.invented
    ]
    return TileMap(title, tiles, limits, counted, legend_title)


def bounds_for(counts: Sequence[int]) -> Bounds:
    """Return classes for these counts: from 1, from a round number near a quarter and near half of the largest."""
    largest = max(counts, default=0)
    second = max(int(round_down(Fraction(largest, 4))), 2)
    return 1, second, max(int(round_down(Fraction(largest, 2))), second + 1)


def _level(count: int | None, bounds: Bounds) -> int:
    return sum((count or 0) >= bound for bound in bounds)
