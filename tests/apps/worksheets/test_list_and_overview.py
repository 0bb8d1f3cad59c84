"""The list of worksheets and the overview of one."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pulau.apps.worksheets.selectors import get_worksheet_by_id
from pulau.exchange.packs import load_pack
from tests.apps.worksheets.conftest import text_of
from tests.apps.worksheets.test_area_screen import statements
from tests.exchange.answers_for import answers_for
from tests.house import REGULATION, House


def test_the_years_of_a_unit_stand_side_by_side(house: House) -> None:
    house.open("disdukcapil", 2025, regulation="permenpan-rb-52-2014")
    house.answer("ayu", answers_for(load_pack(REGULATION)))
    page = text_of(house.client("ayu").get("/lke"))
    assert page.index(">2026<") < page.index(">2025<")
    assert "Permenpan RB 52/2014" in page
    assert "113 dari 113 dijawab" in page
    assert "Belum diisi" in page


def test_a_team_sees_its_own_unit_alone(house: House) -> None:
    house.open("rsud", 2026)
    assert "RSUD" not in text_of(house.client("ayu").get("/lke"))
    assert "Dinas Kependudukan" not in text_of(house.client("joko").get("/lke"))
    assert "Dinas Kependudukan<" not in text_of(house.client("dewi").get("/lke"))


def test_without_a_worksheet_there_is_one_button(house: House) -> None:
    page = text_of(house.client("dewi").get("/lke"))
    assert "Belum ada lembar kerja" in page
    assert "/lke/baru" in page


@pytest.mark.parametrize("who", ["ayu", "hana"])
def test_the_list_takes_few_queries(house: House, who: str) -> None:
    for year in range(2018, 2026):
        house.open("disdukcapil", year)
    client = house.client(who)
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/lke").status_code == 200
    assert len(statements(queries)) <= 6


def test_the_overview_tells_where_to_go_on_and_what_happened_last(house: House) -> None:
    house.answer("fajar", {"P1.i.a": "Ya", "P1.i.b": "B"})
    page = text_of(house.client("ayu").get(house.address()))
    assert "Lanjutkan mengisi" in page
    assert "14 pertanyaan belum dijawab" in page
    assert "Perubahan terakhir" in page
    assert "Fajar Prakoso" in page
    assert "Lanjutkan mengisi" not in text_of(house.client("hana").get(house.address()))


def test_the_overview_takes_few_queries(house: House) -> None:
    house.answer("ayu", answers_for(load_pack(REGULATION)))
    client = house.client("ayu")
    with CaptureQueriesContext(connection) as queries:
        client.get(house.address())
    assert len(statements(queries)) <= 7


def test_the_title_held_is_stated_and_judged(house: House) -> None:
    client = house.client("gita")
    answer = client.post(house.address("predikat"), {"predikat": "WBK"})
    assert (answer.status_code, answer["Location"]) == (303, house.address())
    row = get_worksheet_by_id(house.actors["gita"], house.sheet.pk)
    assert row.prior_title == "WBK"
    assert row.gates["WBBM.prior-title"] is True
    assert client.post(house.address("predikat"), {"predikat": "WTP"}).status_code == 422


@pytest.mark.parametrize(("who", "status"), [("hana", 403), ("joko", 404), ("dewi", 404), ("eka", 403), (None, 401)])
def test_others_do_not_state_it(house: House, who: str | None, status: int) -> None:
    assert house.client(who).post(house.address("predikat"), {"predikat": "WBK"}).status_code == status


def test_the_start_leads_who_has_signed_in_to_their_worksheets(house: House) -> None:
    assert house.client(None).get("/").status_code == 200
    assert house.client("ayu").get("/")["Location"] == "/lke"
