"""Lists that are long in a large country: they read their index from its beginning, and give what the order says."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client

from pulau.apps.portal.selectors import DECIDING, ListWish, count_by_regency, newest_decisions, units_listed
from pulau.apps.publication.contract import events, in_region
from pulau.apps.publication.models import EventKind, PublishedEvent
from tests.apps.portal.published import event, telling_unit, unit
from tests.apps.portal.reading import text

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 27)


def plan(sql: str, *given: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", given)
        return " | ".join(row[3] for row in cursor.fetchall())


def test_the_newest_decisions_are_those_of_all_kinds_in_the_order_of_the_page() -> None:
    row = telling_unit()
    for number in range(40):
        event(row, (*EventKind,)[number % len(EventKind)], TODAY - timedelta(days=number // 4), title="WBK")
    same_day = [event(row, kind, TODAY, title="WBK") for kind in (*DECIDING, *DECIDING)]
    PublishedEvent.objects.filter(pk=same_day[1].pk).update(published_at=datetime(2026, 11, 27, tzinfo=UTC))
    event(row, EventKind.GRANTED, date(2027, 1, 1), title="WBBM")
    all_of_them = events().filter(kind__in=DECIDING, day__lte=TODAY)
    for most in (1, 4, 6, 25):
        assert [one.pk for one in newest_decisions(TODAY, most)] == [one.pk for one in all_of_them[:most]]


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="27 November 2026: PostgreSQL scans what is this small")
def test_decisions_and_the_units_of_a_province_are_read_in_order_and_counted_from_their_index() -> None:
    decided = str(events().filter(kind="granted").values("pk").query)
    assert "pub_event_newest" in plan(decided.replace("granted", "'granted'"))
    assert "TEMP B-TREE" not in plan(decided.replace("granted", "'granted'"))
    sql, given = units_listed(in_region("97"), ListWish(), TODAY).values("pk").query.sql_with_params()
    assert "pub_unit_in_province" in plan(sql, *map(str, given))
    assert "TEMP B-TREE" not in plan(sql, *map(str, given))


def test_a_province_is_counted_whole_from_its_regencies_and_the_list_says_as_many(client: Client) -> None:
    of = telling_unit().agency
    for number in range(45):
        region = ("97.01", "97.02", "")[number % 3]
        unit(of, f"u-{number}", province="97", region_code=region, title="WBK" if number < 9 else "")
    unit(of, "bubar", province="97", region_code="97.01", until=date(2025, 1, 1))
    counted = count_by_regency("97", TODAY)
    assert {code: one.units for code, one in counted.items()} == {"97.01": 16, "97.02": 15, "": 15}
    assert sum(one.wbk for one in counted.values()) == 10
    page = text(client, "/wilayah/97?halaman=3")
    assert "Unit 46" in page
    assert "Unit u-9" in page
    assert "Unit u-9" not in text(client, "/wilayah/97?predikat=wbk")
    assert "Unit u-8" in text(client, "/wilayah/97?predikat=wbk")
