"""The order of the agency's table: every column, both ways, the same on SQLite and PostgreSQL."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import partial
from html import unescape
from typing import Any

import pytest

from pulau.apps.worksheets.models import DailyScore, Worksheet
from pulau.apps.worksheets.table_keys import sort_names
from pulau.apps.worksheets.tables import Asked, rows_of, units_for
from tests.house import House
from tests.many_units import many_units

TODAY = date(2026, 3, 2)
pytestmark = pytest.mark.django_db


@pytest.fixture
def sizable(house: House) -> House:
    """A hundred and twenty units, some of a name, some without a worksheet."""
    many_units(house.tenants["sagara"], 120, today=TODAY)
    return house


def share(sheet: Worksheet, title: str) -> int:
    met = [gate for name, gate in sheet.gates.items() if name.startswith(f"{title}.")]
    return int(sum(met) * 10_000 // len(met))


def change(sheet: Worksheet) -> int | None:
    """The change since the end of February, told anew without the database; None where it was opened later."""
    end = date(2026, 2, 28)
    if sheet.scored_on <= end:
        return 0
    days = DailyScore.objects.for_tenant(sheet.tenant_id).filter(worksheet_id=sheet.pk)
    before = [day for day in days if day.day <= end]
    if not before and sheet.created_at.date() > end:
        return None
    newest = max(before, key=lambda day: day.day).printed["total"] if before else 0
    return int(sheet.printed["total"] - newest)


def area_points(area: str, sheet: Worksheet) -> int:
    return int(sheet.printed[f"areas.{area}"])


KEYS: dict[str, Callable[[Worksheet], Any]] = {
    "total": lambda sheet: sheet.printed["total"],
    "perubahan": change,
    "wbk": lambda sheet: share(sheet, "WBK"),
    "wbbm": lambda sheet: share(sheet, "WBBM"),
    **{f"area-{area}": partial(area_points, area) for area in "123456"},
    "dijawab": lambda sheet: sheet.answered * 10_000 // sheet.items,
    "diubah": lambda sheet: sheet.scored_at,
}


def test_every_column_can_be_sorted_by() -> None:
    assert {"unit", *KEYS} == set(sort_names())


def shown(house: House, sort: str, *, descending: bool) -> list[str]:
    asked = Asked(2026, TODAY, sort=sort, descending=descending)
    return [unit.code for unit in units_for(house.actors["hana"], asked)]


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("sort", list(KEYS))
def test_rows_stand_by_the_figure_then_by_name_and_unopened_ones_last(
    sizable: House,
    sort: str,
    descending: bool,  # noqa: FBT001 - a case
) -> None:
    tenant = sizable.tenants["sagara"]
    sheets = {row.unit_id: row for row in Worksheet.objects.for_tenant(tenant).filter(year=2026)}
    every = sorted(sizable_units(sizable), key=lambda unit: (unit.name.lower(), unit.code))
    keys: dict[str, Any] = {unit.code: KEYS[sort](sheets[unit.pk]) if unit.pk in sheets else None for unit in every}
    first = [unit.code for unit in every if keys[unit.code] is not None]
    first.sort(key=keys.__getitem__, reverse=descending)  # Python keeps the order of equals both ways
    last = [unit.code for unit in every if keys[unit.code] is None]
    assert len(set(keys.values())) > 5
    assert len(first) > 100
    assert len(last) > 3
    assert shown(sizable, sort, descending=descending) == [*first, *last]


def sizable_units(house: House) -> list[Any]:
    return list(units_for(house.actors["hana"], Asked(2026, TODAY)))


@pytest.mark.parametrize("descending", [False, True])
def test_names_stand_in_order_whatever_their_capitals(sizable: House, descending: bool) -> None:  # noqa: FBT001 - a case
    units = sizable_units(sizable)
    units[0].__class__.objects.for_tenant(sizable.tenants["sagara"]).filter(code="unit-00007").update(name="dinas aa")
    units = sorted(sizable_units(sizable), key=lambda unit: unit.code)
    units.sort(key=lambda unit: unit.name.lower(), reverse=descending)
    assert shown(sizable, "unit", descending=descending) == [unit.code for unit in units]


def test_the_figure_shown_is_the_one_that_is_sorted_by(sizable: House) -> None:
    asked = Asked(2026, TODAY, sort="perubahan", descending=True)
    actor = sizable.actors["hana"]
    rows = rows_of(actor, asked, list(units_for(actor, asked)))
    found = [row.change for row in rows if row.change is not None]
    assert found == sorted(found, reverse=True)
    assert found[0] > 0


@pytest.mark.parametrize("sort", ["nilai", "--total", "total;drop", "-", "", "area-7", "-area-x", "printed__total"])
def test_an_unknown_order_is_that_of_names(sizable: House, sort: str) -> None:
    client = sizable.client("hana")
    response = client.get("/lke/tabel", {"urut": sort})
    assert response.status_code == 200
    assert [row.code for row in response.context["rows"]] == [
        row.code for row in client.get("/lke/tabel").context["rows"]
    ]


def headings(house: House, **asked: str) -> dict[str, tuple[str, str]]:
    """The links of the headings by what they sort by, each with the heading's aria-sort."""
    page = unescape(house.client("hana").get("/lke/tabel", asked).content.decode())
    found = re.findall(r'<th scope="col"[^>]*?(?: aria-sort="(\w+)")?><a href="\?([^"]*)">', page)
    return {re.sub(r".*urut=-?|.*", "", link, count=1) or "unit": (link, sort) for sort, link in found}


def test_a_heading_sorts_by_its_column_and_again_the_other_way(house: House) -> None:
    plain = headings(house)
    assert list(plain) == list(sort_names())
    assert plain["unit"] == ("tahun=2026&urut=-unit", "ascending")
    assert plain["total"] == ("tahun=2026&urut=-total", "")
    down = headings(house, urut="-total", cari="din", halaman="1")
    assert down["total"] == ("tahun=2026&cari=din&urut=total", "descending")
    assert down["unit"] == ("tahun=2026&cari=din", "")
    assert headings(house, urut="total")["total"] == ("tahun=2026&urut=-total", "ascending")


def test_the_orders_offered_on_phones_are_those_of_the_headings(house: House) -> None:
    orders = [key for key, _text in house.client("hana").get("/lke/tabel").context["orders"]]
    assert sorted(orders) == sorted(f"{sign}{name}" for name in sort_names() for sign in ("", "-"))
