"""Last year beside this year: shown, and taken over only by somebody who saw it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from pulau.apps.worksheets.changes import Change
from pulau.apps.worksheets.evidence_selectors import evidence_by_item
from pulau.apps.worksheets.models import SheetState, Worksheet
from pulau.apps.worksheets.selectors import answers_of, history_of
from pulau.apps.worksheets.services.answers import answer_items
from pulau.core.evidencing.asked import day_of
from pulau.foundation.calendar.clocks import today_of
from tests.apps.worksheets.conftest import text_of
from tests.apps.worksheets.proving import ITEM, keep, lay
from tests.cast import NOW
from tests.house import House

pytestmark = pytest.mark.django_db
OTHER = "P1.i.b"


@pytest.fixture
def before(house: House) -> Worksheet:
    """Last year's worksheet of the civil registry: two answers, one with a note, and two pieces of evidence."""
    row = house.open("disdukcapil", 2025)
    changes = [Change(ITEM, 0, "Ya", "SK nomor 12."), Change(OTHER, 0, "B")]
    answer_items(actor=house.actors["ayu"], worksheet_id=row.pk, changes=changes, now=NOW)
    day = day_of(house.sheet.year, today_of(house.actors["ayu"], timezone.now()))
    lay(house, keep(house, "SK Tim"), asked=2, worksheet_id=row.pk)
    lay(house, keep(house, "Lapkin 2024", valid_until=day - timedelta(days=1)), worksheet_id=row.pk)
    return row


def take(house: House, who: str = "ayu", **sent: Any) -> Any:  # noqa: ANN401 - a form, and a client's answer
    wanted = {"butir": ITEM, "versi": 1, "terlihat": 0} | sent
    return house.client(who).post(house.address("tahun-lalu/jawaban"), wanted)


def ids_of(house: House, row: Worksheet) -> dict[str, str]:
    found = evidence_by_item(house.actors["ayu"], row)
    return {piece.title: str(piece.id) for pieces in found.values() for piece in pieces}


def beside(house: House) -> list[tuple[str, int]]:
    return [(p.title, p.asked) for p in evidence_by_item(house.actors["ayu"], house.sheet).get(ITEM, ())]


def test_last_year_stands_beside_this_year_and_nothing_is_copied(house: House, before: Worksheet) -> None:
    house.answer("ayu", {OTHER: "C"})
    page = text_of(house.client("ayu").get(house.address("tahun-lalu")))
    for text in ("SK nomor 12.", "SK Tim", "Berbeda dari tahun lalu", "0 sama, 1 berubah, 1 belum dijawab"):
        assert text in page
    assert re.search(r"Lapkin 2024.*?Habis .*?Ganti dengan yang baru", page, re.DOTALL)
    assert set(answers_of(house.sheet)) == {OTHER}
    assert beside(house) == []


def test_an_answer_is_taken_by_hand_and_says_where_it_came_from(house: House, before: Worksheet) -> None:
    assert take(house, catatan="on").status_code == 303
    (version,) = history_of(house.sheet, ITEM)
    assert (version.value, version.note, version.source) == ("Ya", "SK nomor 12.", "carried")
    assert version.origin == {"year": 2025, "version": 1}
    assert "Dipakai dari tahun 2025" in text_of(house.client("gita").get(house.address(f"butir/{ITEM}")))
    assert take(house, terlihat=1).status_code == 303
    assert len(history_of(house.sheet, ITEM)) == 1


def test_the_note_stays_unless_it_is_wanted(house: House, before: Worksheet) -> None:
    take(house)
    assert answers_of(house.sheet)[ITEM].note == ""


def test_what_somebody_changed_meanwhile_is_not_replaced(house: House, before: Worksheet) -> None:
    house.answer("fajar", {ITEM: "Tidak"})
    answer = take(house)
    assert answer.status_code == 409
    assert "diubah Fajar Prakoso" in text_of(answer)
    assert answers_of(house.sheet)[ITEM].value == "Tidak"


def test_a_version_that_never_was_and_an_unknown_item_are_refused(house: House, before: Worksheet) -> None:
    assert take(house, versi=7).status_code == 422
    assert take(house, butir="P9.x").status_code == 422
    assert answers_of(house.sheet) == {}


def test_evidence_that_holds_is_taken_for_the_same_thing_and_the_rest_is_not(house: House, before: Worksheet) -> None:
    ids = ids_of(house, before)
    address = house.address("tahun-lalu/bukti")
    page = text_of(house.client("ayu").get(address))
    assert ids["SK Tim"] in page
    assert ids["Lapkin 2024"] not in page
    for _ in range(2):
        assert house.client("ayu").post(address, {"bukti": list(ids.values())}).status_code == 303
    assert beside(house) == [("SK Tim", 2)]
    assert ids["SK Tim"] not in text_of(house.client("ayu").get(address))
    assert house.client("ayu").post(address, {}).status_code == 422


def test_under_another_form_shared_items_are_offered_and_lost_ones_named(house: House) -> None:
    row = house.open("disdukcapil", 2025, regulation="permenpan-rb-10-2019")
    shared = "P1.i.a"
    answer_items(actor=house.actors["ayu"], worksheet_id=row.pk, changes=[Change(shared, 0, "Ya")], now=NOW)
    page = text_of(house.client("ayu").get(house.address("tahun-lalu")))
    assert "Tahun lalu menurut" in page
    assert take(house).status_code == 303
    assert answers_of(house.sheet)[shared].value == "Ya"


def test_who_reads_takes_nothing_and_strangers_find_nothing(house: House, before: Worksheet) -> None:
    page = text_of(house.client("hana").get(house.address("tahun-lalu")))
    assert "SK nomor 12." in page
    assert "Pakai jawaban ini" not in page
    placed = list(ids_of(house, before).values())
    for who, status in (("hana", 403), ("indra", 403), ("joko", 404), ("dewi", 404)):
        assert take(house, who).status_code == status
        sent = house.client(who).post(house.address("tahun-lalu/bukti"), {"bukti": placed})
        assert sent.status_code == status
    for who in ("joko", "dewi"):
        assert house.client(who).get(house.address("tahun-lalu")).status_code == 404
    assert (answers_of(house.sheet), beside(house)) == ({}, [])


def test_a_secret_of_last_year_stays_one(house: House, before: Worksheet) -> None:
    lay(house, keep(house, "Aduan Tuan X", confidential=True), worksheet_id=before.pk)
    for page in ("tahun-lalu", "tahun-lalu/bukti"):
        assert "Tuan X" not in text_of(house.client("hana").get(house.address(page)))
        assert "Tuan X" in text_of(house.client("ayu").get(house.address(page)))


def test_the_first_year_and_a_worksheet_that_was_handed_in(house: House) -> None:
    assert "Belum ada lembar kerja tahun lalu" in text_of(house.client("ayu").get(house.address("tahun-lalu")))
    assert take(house).status_code == 404
    house.open("disdukcapil", 2025)
    Worksheet.objects.for_actor(house.actors["ayu"]).filter(pk=house.sheet.pk).update(state=SheetState.SUBMITTED)
    assert take(house).status_code in {409, 422}
    assert answers_of(house.sheet) == {}


def test_both_years_take_few_queries(
    house: House, before: Worksheet, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = house.client("ayu")
    for page in ("tahun-lalu", "tahun-lalu/bukti"):
        with django_assert_max_num_queries(15):
            assert client.get(house.address(page)).status_code == 200
