"""Plan, trial, comparison, simulation: who may open them, what they ask of the database, that they write nothing."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

from pulau.apps.worksheets.models import Answer, Worksheet
from pulau.foundation.journal.models import Entry
from tests.apps.worksheets.what_next import PAGES, fill, page
from tests.house import House

Counted = Callable[[int], AbstractContextManager[Any]]
SESSION_PERSON_AND_BELL = 3  # who asks, and how many notices wait for them
DESK = 2


@pytest.mark.parametrize("rest", PAGES)
@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("ayu", 200),
        ("gita", 200),
        ("hana", 200),
        ("indra", 200),
        ("joko", 404),
        ("dewi", 404),
        ("eka", 403),
        (None, 302),
    ],
)
def test_only_who_may_read_the_worksheet_opens_its_pages(
    house: House, rest: str, name: str | None, status: int
) -> None:
    assert house.client(name).get(house.address(rest)).status_code == status


@pytest.mark.parametrize("name", ["joko", "dewi", "eka"])
def test_a_file_is_compared_only_by_who_may_read_the_worksheet(house: House, name: str) -> None:
    sent = house.client(name).post(house.address("bandingkan"), {"lembar": "{}"})
    assert sent.status_code == (403 if name == "eka" else 404)


@pytest.mark.parametrize(
    ("rest", "more"),
    [
        ("rencana", 0),
        ("rencana?predikat=WBK&susun=1", 0),
        ("coba", 0),
        ("coba?j-P1.i.b=B&j-H1.a=3,9", 0),
        ("bandingkan", 2),
        ("bandingkan?unit=rsud&tahun=2026&cari=rsud", 4),
        ("simulasi", 0),
    ],
)
def test_a_page_asks_little_of_the_database(
    house: House, django_assert_num_queries: Counted, rest: str, more: int
) -> None:
    fill(house)
    house.open("disdukcapil", 2025)
    house.open("rsud", 2026)
    client = house.client("hana")
    client.get(house.address(rest))
    with django_assert_num_queries(SESSION_PERSON_AND_BELL + DESK + more):
        assert client.get(house.address(rest)).status_code == 200


@pytest.mark.parametrize("rest", [*PAGES, "coba?j-P1.i.b=B", "rencana?susun=1&predikat=WBK"])
def test_a_page_writes_nothing(house: House, rest: str) -> None:
    fill(house)
    before = Worksheet.objects.for_actor(house.actors["ayu"]).values().get()
    counts = [model.objects.for_actor(house.actors["ayu"]).count() for model in (Answer, Entry)]
    page(house.client("ayu"), house.address(rest))
    assert Worksheet.objects.for_actor(house.actors["ayu"]).values().get() == before
    assert [model.objects.for_actor(house.actors["ayu"]).count() for model in (Answer, Entry)] == counts


@pytest.mark.parametrize("rest", PAGES)
def test_a_page_is_read_in_both_languages_and_kept_by_no_cache(house: House, rest: str) -> None:
    client = house.client("ayu")
    assert '<html lang="id"' in page(client, house.address(rest))
    client.cookies["pulau_language"] = "en"
    answer = client.get(house.address(rest))
    assert '<html lang="en"' in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("rest", ["rencana", "coba", "simulasi"])
def test_asking_is_no_posting(house: House, rest: str) -> None:
    assert house.client("ayu").post(house.address(rest)).status_code == 405


@pytest.mark.parametrize("rest", PAGES)
def test_an_empty_worksheet_has_its_pages_too(house: House, rest: str) -> None:
    page(house.client("ayu"), house.address(rest))
    house.open("disdukcapil", 2018, regulation="permenpan-rb-52-2014")
    house.open("disdukcapil", 2019, regulation="permenpan-rb-10-2019")
    for year in (2018, 2019):
        page(house.client("ayu"), house.address(rest, year=year))


def test_who_reads_one_unit_searches_no_other(house: House, django_assert_num_queries: Counted) -> None:
    client = house.client("ayu")
    client.get(house.address("bandingkan"))
    with django_assert_num_queries(SESSION_PERSON_AND_BELL + DESK + 1):
        client.get(house.address("bandingkan?cari=rsud"))
