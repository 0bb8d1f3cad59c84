"""The map of provinces and its table, of one year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from pulau.apps.opendata.contract import place_path
from pulau.apps.portal.showing.places import WITHOUT_CODE, place_name
from pulau.exchange.regions import provinces
from pulau.foundation.ui.charts import TileMap, tile_map

if TYPE_CHECKING:
    from pulau.apps.publication.contract import PublishedFigures


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place with its sums of a year."""

    name: str
    href: str
    units: int
    declared: int
    silent: int
    wbk: int
    wbbm: int


def title_map(figures: Mapping[str, PublishedFigures]) -> TileMap:
    """Draw how many units of each province hold a title; an invented province only where something is told of it."""
    counts: dict[str, int | None] = {
        code: row.wbk + row.wbbm for code, row in figures.items() if code not in WITHOUT_CODE
    }
    return tile_map(
        title=_("Unit berpredikat menurut provinsi"),
        counts=counts,
        href=place_path,
        invented=any(region.invented for region in provinces() if region.code in figures),
    )


def place_rows(figures: Mapping[str, PublishedFigures]) -> Sequence[PlaceRow]:
    """List every province, and the two places without a code where something is told of them."""
    shown = [region.code for region in provinces() if not region.invented or region.code in figures]
    return [_row(code, figures.get(code)) for code in (*shown, *(code for code in WITHOUT_CODE if code in figures))]


def _row(code: str, row: PublishedFigures | None) -> PlaceRow:
    sums = (row.units, row.declared, row.silent, row.wbk, row.wbbm) if row else (0, 0, 0, 0, 0)
    return PlaceRow(place_name(code), place_path(code), *sums)
