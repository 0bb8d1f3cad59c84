"""Where each province stands on the map of tiles: its two letters, its islands, its row and column.

Drawn for Pulau (the mock screens of the brand): neighbours stay neighbours where they can, no true distance is meant.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from pulau.exchange.regions import regions


@dataclass(frozen=True, slots=True)
class TilePlace:
    """A province's tile; rows from 1 in the north, columns from 1 in the west."""

    code: str
    name: str
    letters: str
    islands: str
    row: int
    column: int
    invented: bool


@cache
def tile_places() -> Mapping[str, TilePlace]:
    """Return the places by the codes of the provinces, by islands from west to east, the invented one last."""
    with (files(__package__) / "tiles.csv").open(encoding="utf-8") as rows:
        return MappingProxyType({row["code"]: _place(row) for row in csv.DictReader(rows)})


def _place(row: Mapping[str, str]) -> TilePlace:
    region = regions()[row["code"]]
    return TilePlace(
        code=region.code,
        name=region.name,
        letters=row["letters"],
        islands=row["islands"],
        row=int(row["row"]),
        column=int(row["column"]),
        invented=region.invented,
    )
