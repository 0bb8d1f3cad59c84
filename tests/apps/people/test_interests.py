"""Who declares an interest does not assess there; it is theirs to declare and to end."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from pulau.apps.people.contract import Role, Wish, appoint, may_assess
from pulau.apps.people.models import Interest
from pulau.core.shared.actor import Actor
from pulau.core.shared.conflicts import Ground
from pulau.foundation.journal.models import Entry
from tests.days import today, written
from tests.house import FIRST_DAY, House


def declare(house: House, who: str, **fields: str) -> Any:  # noqa: ANN401 - an answer
    body = {
        "unit": "rsud",
        "alasan": "family",
        "catatan": "kerabat",
        "mulai": today().isoformat(),
        "sampai": "",
        **fields,
    }
    return house.client(who).post("/kepentingan", body)


def grounds(house: House, who: str, unit: str, days: int = 0) -> list[Ground]:
    found = may_assess(house.actors["hana"], house.users[who].pk, house.units[unit].pk, today() + timedelta(days))
    return [conflict.ground for conflict in found]


def test_a_declared_interest_bars_from_that_unit_until_it_is_ended(house: House) -> None:
    assert declare(house, "indra").status_code == 303
    assert (grounds(house, "indra", "rsud"), grounds(house, "indra", "disdukcapil")) == ([Ground.INTEREST], [])
    row = Interest.objects.for_actor(house.actors["indra"]).get()
    assert "RSUD Tanjung Sagara" in house.client("indra").get("/kepentingan").content.decode()
    for who in ("ayu", "hana", "dewi"):
        assert house.client(who).post(f"/kepentingan/{row.pk}/akhiri").status_code == 404
    assert house.client("indra").post(f"/kepentingan/{row.pk}/akhiri").status_code == 303
    assert grounds(house, "indra", "rsud") == [Ground.INTEREST], "today still"
    assert grounds(house, "indra", "rsud", days=1) == []
    entries = Entry.objects.for_actor(house.actors["indra"]).filter(action__startswith="people.interest")
    assert sorted(entry.action for entry in entries) == ["people.interest_declared", "people.interest_withdrawn"]
    assert "kerabat" not in "".join(entry.payload for entry in entries)


def test_an_interest_in_the_whole_body_bars_from_every_unit(house: House) -> None:
    declare(house, "indra", unit="")
    assert (grounds(house, "indra", "rsud"), grounds(house, "indra", "disdukcapil")) == ([Ground.INTEREST],) * 2


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"unit": "disdukcapil-lain"}, "Tidak ada unit"),
        ({"sampai": -1}, "tidak mendahului"),
        ({"mulai": "kemarin"}, "Tulis tanggal"),
        ({"alasan": "iri"}, ""),
        ({"catatan": "x" * 301}, "Paling banyak"),
    ],
)
def test_what_cannot_be_declared_is_told_and_stays_typed(
    house: House, fields: dict[str, str | int], words: str
) -> None:
    typed = written(fields)
    answer = declare(house, "ayu", **typed)
    assert (answer.status_code, words in answer.content.decode()) == (422, True)
    assert next(iter(typed.values())) in answer.content.decode() or "alasan" in fields
    assert not Interest.objects.for_actor(house.actors["ayu"]).exists()


def test_who_assigns_assessors_sees_them_all_and_nobody_else(house: House) -> None:
    declare(house, "ayu")
    system = Actor.system(house.tenants["sagara"])
    leader = Wish(role=Role.TPI_LEADER, since=FIRST_DAY)
    appoint(actor=system, user_id=house.users["joko"].pk, wish=leader, now=timezone.now())
    for who in ("hana", "joko"):
        page = house.client(who).get("/kepentingan/semua").content.decode()
        assert "Ayu Larasati" in page
    for who in ("ayu", "gita", "indra", "dewi", "eka"):
        assert house.client(who).get("/kepentingan/semua").status_code == 403
    assert "Ayu" not in house.client("gita").get("/kepentingan").content.decode()
    assert "Ayu" not in house.client("hana").get("/kepentingan/semua?cari=joko").content.decode()


def test_the_list_asks_no_more_for_more(house: House, django_assert_max_num_queries: Any) -> None:  # noqa: ANN401 - pytest-django's
    for _number in range(10):
        declare(house, "ayu")
    browser = house.client("hana")
    with django_assert_max_num_queries(15):
        assert browser.get("/kepentingan/semua").content.decode().count("Ayu Larasati") == 10
