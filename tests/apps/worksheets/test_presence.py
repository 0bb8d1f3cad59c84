"""Who is here: one upsert a person, one query for all, forgotten within a minute."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from pulau.apps.worksheets.models import Presence
from pulau.apps.worksheets.presence import VALID, note_presence, people_present
from pulau.foundation.journal.models import Entry
from tests.apps.worksheets.conftest import text_of
from tests.cast import NOW
from tests.house import House


def test_somebody_is_here_for_45_seconds_after_the_last_sign(house: House) -> None:
    note_presence(house.actors["fajar"], house.sheet, "5", NOW)
    almost, over = NOW + VALID - timedelta(milliseconds=1), NOW + VALID
    assert [(one.name, one.area, one.initials) for one in people_present(house.sheet, almost)] == [
        ("Fajar Prakoso", "5", "FP")
    ]
    assert people_present(house.sheet, over) == []


def test_a_person_is_in_one_place_and_has_one_row(
    house: House, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    note_presence(house.actors["fajar"], house.sheet, "5", NOW)
    with django_assert_num_queries(1):
        note_presence(house.actors["fajar"], house.sheet, "hasil", NOW + timedelta(seconds=20))
    note_presence(house.actors["ayu"], house.sheet, "2", NOW + timedelta(seconds=21))
    with django_assert_num_queries(1):
        present = people_present(house.sheet, NOW + timedelta(seconds=50))
    assert [(one.name, one.area) for one in present] == [("Ayu Larasati", "2"), ("Fajar Prakoso", "hasil")]
    assert Presence.objects.for_actor(house.actors["ayu"]).count() == 2


def test_presence_leaves_no_trace_in_the_journal(house: House) -> None:
    before = Entry.objects.for_actor(house.actors["ayu"]).count()
    note_presence(house.actors["ayu"], house.sheet, "5", NOW)
    assert Entry.objects.for_actor(house.actors["ayu"]).count() == before


def test_a_worksheet_knows_only_who_is_at_itself(house: House) -> None:
    other = house.open("rsud", 2026)
    note_presence(house.actors["joko"], other, "1", NOW)
    assert people_present(house.sheet, NOW) == []
    assert [one.name for one in people_present(other, NOW)] == ["Joko Santosa"]


def test_the_page_shows_the_others_with_their_area_and_not_oneself(house: House) -> None:
    house.client("fajar").get(house.address("butir/P5.i.a/denyut"))
    page = text_of(house.client("ayu").get(house.address("butir/P1.i.b")))
    here = page.partition('id="hadir"')[2].partition("</div>")[0]
    assert "<bdi>Fajar Prakoso</bdi>" in here
    assert "di area 5" in here
    assert "Ayu" not in here


@pytest.mark.parametrize(("item", "place"), [("H1.a", "di hasil"), ("R5.i.a", "di area 5")])
def test_the_place_is_that_of_the_item(house: House, item: str, place: str) -> None:
    house.client("fajar").get(house.address(f"butir/{item}/denyut"))
    assert place in text_of(house.client("ayu").get(house.address("butir/P1.i.b")))


def test_who_is_alone_sees_no_empty_list(house: House) -> None:
    assert 'class="present"' not in text_of(house.client("ayu").get(house.address("butir/P1.i.b")))


def test_who_may_not_read_leaves_no_presence(house: House) -> None:
    for who in ("joko", "dewi", "eka"):
        for path in ("butir/P1.i.b", "butir/P1.i.b/denyut", "area/1/denyut"):
            house.client(who).get(house.address(path))
    assert Presence.objects.for_actor(house.actors["ayu"]).count() == 0


@pytest.mark.parametrize("path", ["", "area/5", "butir/P5.i.a", "rencana", "bandingkan", "unduh/lembar"])
def test_reading_a_page_writes_nothing(house: House, path: str) -> None:
    client = house.client("ayu")
    with CaptureQueriesContext(connection) as queries:
        assert client.get(house.address(path)).status_code == 200
    assert [query["sql"] for query in queries if not query["sql"].startswith("SELECT")] == []
