"""A grant lets somebody into the bodies of its region, as a guest who sees little and is told where they are."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from pulau.apps.agencies.contract import Agency, AgencyKind, describe_agency
from pulau.apps.people.contract import Role
from pulau.core.shared.actor import Actor
from pulau.core.shared.roles import Scope
from pulau.foundation.accounts.services import open_tenant
from tests.apps.people.grants import add_person, employ, grant, open_ministry
from tests.cast import NOW
from tests.house import House

STRIP = "Anda bertamu di"


@pytest.fixture
def visited(house: House) -> House:
    """Tina assesses in one regency, Cici accompanies in the country."""
    open_ministry(house)
    add_person(house, "tina", "kemenuji", grant(region="97.01"))
    add_person(house, "cici", "kemenuji", grant(scope=Scope.COUNTRY, role=Role.COMPANION, companion_kind="ombudsman"))
    return house


def text(answer: Any) -> str:  # noqa: ANN401 - an answer
    return str(answer.content.decode())


def test_a_guest_enters_is_told_where_and_leaves(visited: House) -> None:
    browser = visited.client("tina")
    page = text(browser.get("/instansi"))
    assert "Kabupaten Tanjung Sagara" in page
    assert "Kota Muara Lain" not in page, "out of her region"
    assert STRIP not in page
    entered = browser.post("/instansi", {"instansi": str(visited.tenants["sagara"])})
    assert (entered.status_code, entered["Location"]) == (303, "/kelola")
    for path in ("/kelola", "/akun", "/hak-saya", "/lke", "/instansi"):
        assert f"{STRIP} Kabupaten Tanjung Sagara" in text(browser.get(path)), path
    browser.post("/instansi", {"instansi": str(visited.tenants["kemenuji"])})
    assert STRIP not in text(browser.get("/akun"))


def test_nobody_enters_what_their_grant_does_not_reach(visited: House) -> None:
    browser = visited.client("tina")
    refused = browser.post("/instansi", {"instansi": str(visited.tenants["lain"])})
    assert refused.status_code == 422
    assert browser.session.get("instansi") is None
    everywhere = visited.client("cici")
    assert everywhere.post("/instansi", {"instansi": str(visited.tenants["lain"])}).status_code == 303


def test_a_guest_goes_out_by_themselves_when_the_grant_ends_or_the_region_is_another(visited: House) -> None:
    browser = visited.client("tina")
    browser.post("/instansi", {"instansi": str(visited.tenants["sagara"])})
    Agency.objects.for_tenant(visited.tenants["sagara"]).update(region_code="97.02")
    assert STRIP not in text(browser.get("/akun"))


@pytest.mark.parametrize("who", ["tina", "cici"])
def test_a_guest_sees_neither_worksheets_nor_staff_nor_appointments(visited: House, who: str) -> None:
    employ(visited, visited.users["ayu"], "disdukcapil", "198501012010012001")
    browser = visited.client(who)
    browser.post("/instansi", {"instansi": str(visited.tenants["sagara"])})
    assert browser.get(visited.address()).status_code == 404
    assert "Dinas Kependudukan" not in text(browser.get("/lke"))
    for path in ("/penugasan", "/undangan", "/siapa-melihat", "/kepentingan/semua", "/pegawai", "/lke/tabel"):
        answer = browser.get(path)
        assert answer.status_code in {403, 404}, path
        assert "Ayu" not in text(answer), path
    assert browser.get("/hak-saya").status_code == 200


def test_six_hundred_agencies_are_searched_and_paged(visited: House, django_assert_max_num_queries: Any) -> None:  # noqa: ANN401 - pytest-django's
    for number in range(55):
        tenant = open_tenant(code=f"kab-{number}", name=f"Kabupaten {number:03}", now=NOW)
        describe_agency(
            actor=Actor.system(tenant.pk), name=f"Kabupaten {number:03}", kind=AgencyKind.REGENCY, region="", now=NOW
        )
    browser = visited.client("cici")
    with django_assert_max_num_queries(15):
        first = text(browser.get("/instansi"))
    assert "57 instansi" in first
    assert "Kabupaten 049" in first
    assert "Kota Muara Lain" not in first
    assert "Kota Muara Lain" in text(browser.get("/instansi?halaman=2"))
    found = text(browser.get("/instansi?cari=muara"))
    assert "1 instansi" in found
    assert "Kabupaten 001" not in found
    assert "Tidak ada instansi yang cocok" in text(browser.get("/instansi?cari=entah"))


def test_who_holds_no_grant_is_offered_no_visit(visited: House) -> None:
    assert "wilayah tugas" not in text(visited.client("hana").get("/instansi"))
    assert visited.client("hana").post("/instansi", {"instansi": str(visited.tenants["lain"])}).status_code == 422


def test_a_grant_of_the_past_reaches_nothing(house: House) -> None:
    open_ministry(house)
    add_person(house, "tina", "kemenuji", grant(until=date(2021, 1, 1)))  # type: ignore[arg-type]  # a day
    assert house.client("tina").get("/instansi").status_code == 403
