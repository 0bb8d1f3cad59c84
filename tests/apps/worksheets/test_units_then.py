"""A worksheet of a past year keeps its unit's name of that year, and stays readable whatever became of the unit."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from pulau.apps.agencies.contract import UnitKind, close_unit, merge_unit, rename_unit
from tests.cast import NOW

if TYPE_CHECKING:
    from tests.house import House

DAY = date(2026, 2, 1)
NEW = "Dinas Dukcapil dan Arsip"
OLD = "Dinas Kependudukan"
pytestmark = pytest.mark.django_db


def rename(house: House, code: str = "disdukcapil", day: date = DAY) -> None:
    unit = house.units["disdukcapil"]
    facts: dict[str, Any] = {"name": NEW, "code": code, "kind": UnitKind.OFFICE}
    rename_unit(actor=house.actors["hana"], unit_id=unit.pk, day=day, now=NOW, **facts)


def text(house: House, path: str, who: str = "ayu") -> str:
    response = house.client(who).get(path)
    assert response.status_code == 200, (path, response.status_code)
    body = b"".join(response) if response.streaming else response.content
    return body.decode("utf-8", "replace")


@pytest.mark.parametrize("rest", ["", "area/1", "rencana", "unduh", "unduh/lembar"])
def test_pages_of_a_past_year_name_the_unit_as_it_was(house: House, rest: str) -> None:
    house.open("disdukcapil", 2025)
    rename(house)
    then = house.client("ayu").get(house.address(rest, year=2025))
    assert OLD in then.content.decode()
    assert NEW not in then.content.decode()
    assert NEW in text(house, house.address(rest))


def test_the_table_of_a_year_names_units_as_they_were(house: House) -> None:
    house.open("disdukcapil", 2025)
    rename(house)
    for path in ("/lke/tabel", "/lke/tabel.csv"):
        then, now = (text(house, f"{path}?tahun={year}", "hana") for year in (2025, 2026))
        assert OLD in then
        assert NEW not in then
        assert NEW in now


def test_the_unit_is_named_at_the_years_end_not_at_its_start(house: House) -> None:
    house.open("disdukcapil", 2025)
    rename(house, day=date(2025, 12, 31))
    assert NEW in text(house, house.address(year=2025))


def test_an_old_code_still_opens_the_worksheet(house: House) -> None:
    rename(house, code="disdukcapil-arsip")
    page = text(house, house.address())
    assert "/lke/disdukcapil-arsip/2026/" in page
    assert house.client("joko").get(house.address()).status_code == 404
    assert house.client("dewi").get(house.address()).status_code == 404


@pytest.mark.parametrize("how", ["closed", "merged"])
def test_who_could_read_still_can_when_the_unit_is_no_more(house: House, how: str) -> None:
    facts: dict[str, Any] = {"actor": house.actors["hana"], "unit_id": house.units["disdukcapil"].pk, "day": DAY}
    if how == "closed":
        close_unit(**facts, now=NOW)
    else:
        merge_unit(**facts, into_id=house.units["rsud"].pk, now=NOW)
    for who in ("ayu", "gita", "hana", "indra"):
        assert OLD in text(house, house.address(), who)
    assert house.client("joko").get(house.address()).status_code == 404, "a merger gives nobody new rights"
    assert "disdukcapil" in text(house, "/lke/tabel?tahun=2026", "hana")


def test_a_units_page_leads_to_the_worksheets_that_one_may_read(house: House) -> None:
    house.open("disdukcapil", 2025)
    link = 'href="/lke/disdukcapil/2025/"'
    for who, seen in (("ayu", True), ("hana", True), ("joko", False)):
        assert (link in text(house, "/unit/disdukcapil", who)) is seen


def test_a_unit_that_had_ended_is_in_the_table_only_with_a_worksheet(house: House) -> None:
    for unit in ("rsud", "disdukcapil"):
        close_unit(actor=house.actors["hana"], unit_id=house.units[unit].pk, day=date(2026, 1, 1), now=NOW)
    page = text(house, "/lke/tabel?tahun=2026", "hana")
    assert "/lke/disdukcapil/2026/" in page
    assert "RSUD" not in page
