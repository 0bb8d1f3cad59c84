"""The agency's table with 5,000 units: as many queries and rows as with 50, and nothing left out of its files."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext

from pulau.apps.agencies.contract import WorkUnit
from pulau.apps.worksheets.models import Worksheet
from pulau.apps.worksheets.table_keys import sort_names
from tests.house import House
from tests.many_units import many_units

MOST = 10
pytestmark = [pytest.mark.django_db, pytest.mark.once]


class Fetched:
    """Counts the units and worksheets that are made of rows."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.rows = 0
        original: Any = Model.from_db.__func__  # type: ignore[attr-defined]  # a class method has one

        def counted(cls: type[Model], /, *args: object, **kwargs: object) -> object:
            self.rows += cls in {WorkUnit, Worksheet}
            return original(cls, *args, **kwargs)

        monkeypatch.setattr(Model, "from_db", classmethod(counted))


def one_page(house: House, fetched: Fetched, **asked: str) -> tuple[int, int]:
    """Open a page; return its queries and the rows that were fetched for it."""
    client = house.client("hana")
    fetched.rows = 0
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/lke/tabel", asked).status_code == 200
    return len(queries), fetched.rows


def test_a_page_is_a_few_queries_and_a_hundred_rows(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    many_units(house.tenants["sagara"], 200)
    fetched = Fetched(monkeypatch)
    for sort in sort_names():
        queries, rows = one_page(house, fetched, urut=f"-{sort}")
        assert queries <= MOST, sort
        assert 50 <= rows <= 100, sort


@pytest.mark.slow
def test_five_thousand_units_take_no_more_than_fifty(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    fetched = Fetched(monkeypatch)
    many_units(house.tenants["sagara"], 50)
    small = one_page(house, fetched, urut="-total", keadaan="berjalan")
    many_units(house.tenants["sagara"], 5_000, code="lebih")
    for asked in ({}, {"urut": "-total"}, {"urut": "perubahan"}, {"urut": "-wbk", "keadaan": "di-bawah-batas"}):
        queries, rows = one_page(house, fetched, **asked)
        assert queries <= min(MOST, small[0])
        assert rows <= 100


@pytest.mark.slow
def test_a_file_has_every_unit(house: House) -> None:
    many_units(house.tenants["sagara"], 5_000)
    response = house.client("hana").get("/lke/tabel.csv", {"urut": "-total"})
    lines = b"".join(response.streaming_content).decode().splitlines()  # type: ignore[attr-defined]  # it streams
    assert len(lines) == 1 + 5_002
    assert len({line.partition(",")[0] for line in lines}) == 1 + 5_002
