"""The map of tiles has a place for each province and no two in one."""

from __future__ import annotations

import re
from pathlib import Path

from pulau.exchange.regions import provinces
from pulau.exchange.regions.tiles import tile_places

STYLES = Path(__file__).parents[2] / "frontend" / "css" / "charts.css"


def test_every_province_has_its_tile_the_invented_one_too() -> None:
    assert set(tile_places()) == {province.code for province in provinces()}
    assert [place.code for place in tile_places().values() if place.invented] == ["97"]


def test_no_two_provinces_share_a_place_or_letters() -> None:
    places = tile_places().values()
    assert len({(place.row, place.column) for place in places}) == len(places)
    assert len({place.letters for place in places}) == len(places)
    assert all(re.fullmatch("[A-Z]{2}", place.letters) for place in places)


def test_islands_stand_together_so_that_each_group_is_listed_once() -> None:
    islands = [place.islands for place in tile_places().values()]
    runs = [name for at, name in enumerate(islands) if at == 0 or islands[at - 1] != name]
    assert len(runs) == len(set(runs))


def test_the_stylesheet_knows_every_row_and_column_of_the_map() -> None:
    styles = STYLES.read_text("utf-8")
    for place in tile_places().values():
        assert f".in-row-{place.row} {{" in styles
        assert f".in-column-{place.column} {{" in styles


def test_neighbours_stay_neighbours_where_the_country_is_known_by_heart() -> None:
    west_to_east = ["11", "32", "35", "51", "73", "81", "91"]
    columns = [tile_places()[code].column for code in west_to_east]
    assert columns == sorted(columns)
