"""The search, the calendar, practices and the monitor ask for no more, and send no more, however much there is."""

from __future__ import annotations

import gzip
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pulau.apps.portal.views import monitor
from pulau.apps.publication.indexing import index_units
from pulau.apps.publication.models import EventKind, PublishedAgency, PublishedEvent, PublishedUnit
from tests.apps.portal.finding import ago, findable, watched
from tests.apps.portal.published import agency, event, practice
from tests.apps.portal.test_queries import asked, many

pytestmark = pytest.mark.django_db
MOST = {
    "/zona": 6,
    "/zona?cari=unit": 6,
    "/zona?cari=unit&urut=nilai&wilayah=97": 6,
    "/zona?cari=tidakada": 6,
    "/zona/saran?cari=unit": 5,
    "/agenda": 4,
    "/agenda?bulan=2025-03": 4,
    "/praktik": 4,
    "/pantau": 20,
    "/pantau?wilayah=97&jenis=office&instansi=sagara&cari=unit": 22,
    "/umpan/pantau.atom?wilayah=97": 16,
}
"""By address; the monitor asks how the log stands too, which `/log` does with nine."""


def furnished() -> PublishedAgency:
    """Publish one of everything."""
    units = watched()
    practice(units["aktif"])
    event(units["aktif"], EventKind.CEREMONY, ago(-5), title="Acara", starts="09:00", zone="WIB")
    return agency()


def crowd(of: PublishedAgency) -> None:
    """Publish three hundred more units, with ceremonies and practices."""
    many(of, 300)
    rows = list(PublishedUnit.objects.filter(agency=of))
    index_units(rows, of.name)
    for row in rows[:40]:
        practice(row, f"Cara {row.slug}")
    for number, row in enumerate(rows[:90]):
        event(row, EventKind.DECLARED, ago(-5) - timedelta(days=number % 50), title=f"Acara {row.slug}")


@pytest.mark.parametrize("path", MOST)
def test_the_queries_of_a_page_do_not_grow(client: Client, path: str) -> None:
    of = furnished()
    findable(of, "satu", "Unit satu")
    client.get(path)
    few = asked(client, path)
    crowd(of)
    assert len(asked(client, path)) == len(few) <= MOST[path]


@pytest.mark.parametrize("path", MOST)
def test_a_page_stays_small(client: Client, path: str) -> None:
    crowd(furnished())
    answer = client.get(path)
    assert len(gzip.compress(answer.content)) < 30_000
    assert len(answer.content) < 200_000


def test_the_table_asks_twice_for_every_few_hundred_units(client: Client) -> None:
    crowd(furnished())
    monitor.rates.clear()
    with CaptureQueriesContext(connection) as caught:
        assert b"".join(client.get("/pantau/data.csv")).count(b"\r\n") == 308
    assert len([one for one in caught if "SAVEPOINT" not in one["sql"]]) <= 5


def test_a_calendar_of_many_shows_so_many_and_no_event_of_another_kind(client: Client) -> None:
    of = furnished()
    crowd(of)
    PublishedEvent.objects.filter(kind=EventKind.DECLARED).update(kind=EventKind.HANDED_IN)
    assert client.get("/agenda").content.decode().count(">Acara</p>") == 1
