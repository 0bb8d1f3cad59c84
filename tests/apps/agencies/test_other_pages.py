"""Readiness facts and the agency itself on their pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pulau.apps.agencies.contract import (
    agency_of,
    change_agency,
    make_national,
    readiness_of,
)
from pulau.apps.people.contract import Role, Wish, appoint
from pulau.core.shared.actor import Actor
from pulau.core.shared.roles import Scope
from tests.apps.agencies.test_agency import FACTS
from tests.cast import NOW
from tests.days import today
from tests.house import FIRST_DAY

if TYPE_CHECKING:
    from tests.house import House

PAGES = ("/kesiapan", "/instansi-kita")
pytestmark = pytest.mark.django_db


def last_year() -> int:
    return today().year - 1


def sakip(**typed: str) -> dict[str, str]:
    """What the form of readiness takes for last year."""
    fields = {"measure": "sakip", "year": str(last_year()), "unit": "", "value": "bb"}
    return fields | {"document": "LHE AKIP", "document_date": f"{last_year()}-12-15"} | typed


@pytest.mark.parametrize("path", PAGES)
def test_whoever_has_a_duty_reads_and_the_administrator_alone_has_a_form(house: House, path: str) -> None:
    for who in ("ayu", "gita", "joko", "indra"):
        shown = house.client(who).get(path)
        assert shown.status_code == 200
        assert f'action="{path}"' not in shown.content.decode()
        assert house.client(who).post(path, {}).status_code == 403
    assert f'action="{path}"' in house.client("hana").get(path).content.decode()
    assert house.client("eka").get(path).status_code == 403
    assert house.client(None).get(path).status_code == 302


def test_a_companion_by_grant_reads_and_changes_nothing(house: House) -> None:
    change_agency(actor=house.actors["hana"], now=NOW, **FACTS)
    elsewhere = Actor.system(house.tenants["lain"])
    make_national(actor=elsewhere, national=True, now=NOW)
    wish = Wish(role=Role.COMPANION, since=FIRST_DAY, scope=Scope.REGION, region_code="97", companion_kind="ombudsman")
    appoint(actor=elsewhere, user_id=house.users["eka"].pk, wish=wish, now=NOW)
    client = house.client("eka")
    chosen = client.post("/instansi", {"instansi": str(house.tenants["sagara"])})
    assert chosen.status_code in {302, 303}
    for path in (*PAGES, "/unit", "/unit/rsud"):
        response = client.get(path)
        assert response.status_code == 200, path
        assert client.post(path, {}).status_code in {403, 405}
    assert client.get("/unit/rsud/tutup").status_code == 403


# --- readiness


def test_a_fact_is_recorded_shown_and_replaced(house: House) -> None:
    client = house.client("hana")
    first = client.post("/kesiapan", sakip())
    assert (first.status_code, first.headers["Location"]) == (303, f"/kesiapan?tahun={last_year()}")
    assert client.post("/kesiapan", sakip(value="A", document="LHE AKIP ulang")).status_code == 303
    shown = house.client("ayu").get("/kesiapan", {"tahun": str(last_year())}).content.decode()
    for text in ("LHE AKIP ulang", "1 catatan sebelumnya", "Belum dicatat"):
        assert text in shown
    assert readiness_of(house.actors["hana"], last_year())["sakip"].value == "A"


def test_a_fact_of_a_unit_stands_on_its_page(house: House) -> None:
    client = house.client("hana")
    typed = sakip(measure="lhkpn", value="96,25%", unit="rsud")
    assert client.post("/kesiapan", typed).status_code == 303
    assert "96,25%" in client.get("/unit/rsud").content.decode()
    assert "96,25%" in client.get("/kesiapan", {"tahun": str(last_year()), "unit": "rsud"}).content.decode()
    assert "96,25%" not in client.get("/kesiapan", {"tahun": str(last_year())}).content.decode()
    assert client.get("/kesiapan", {"unit": "disdukcapil-lain"}).status_code == 404


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("value", {"value": "AAA"}),
        ("value", {"measure": "lhkpn", "value": "101"}),
        ("value", {"measure": "rb-index", "value": "sangat baik"}),
        ("value", {"value": ""}),
        ("year", {"year": "1999"}),
        ("year", {"year": "dua ribu"}),
        ("measure", {"measure": "bpk-opinion", "value": "WTP", "unit": "rsud"}),
        ("measure", {"measure": "kapal"}),
        ("document", {"document": ""}),
        ("document_date", {"document_date": "2001-01-01"}),
        ("document_date", {"document_date": ""}),
        ("unit", {"unit": "disdukcapil-lain"}),
    ],
)
def test_what_cannot_be_recorded_is_told_at_its_field(house: House, field: str, typed: dict[str, str]) -> None:
    response = house.client("hana").post("/kesiapan", sakip(**typed))
    assert response.status_code == 422
    assert [name for name, _ in response.context["errors"]] == [field]
    assert readiness_of(house.actors["hana"], last_year()) == {}


@pytest.mark.parametrize("year", ["0", "abc", "99999", "2999", "-1", "٢٠٢٥"])
def test_a_year_that_is_none_shows_the_last_one(house: House, year: str) -> None:
    assert house.client("ayu").get("/kesiapan", {"tahun": year}).context["year"] == last_year()


# --- the agency


def test_the_administrator_changes_what_is_told(house: House) -> None:
    client = house.client("hana")
    typed = {"name": "Kabupaten Bandung", "kind": "regency", "region_code": "32.04", "region": "", "zone": "WIB"}
    assert client.post("/instansi-kita", typed).status_code == 303
    assert "Kabupaten Bandung, Jawa Barat" in house.client("ayu").get("/instansi-kita").content.decode()
    for wrong in (
        {"region_code": "32.73"},
        {"region_code": "97.01"},
        {"region_code": "x"},
        {"zone": "GMT"},
        {"name": ""},
    ):
        response = client.post("/instansi-kita", typed | wrong)
        assert response.status_code == 422
        assert [name for name, _ in response.context["errors"]] == list(wrong)
    agency = agency_of(house.actors["hana"])
    assert agency is not None
    assert not agency.national
    client.post("/instansi-kita", typed | {"national": "on"})
    agency.refresh_from_db()
    assert not agency.national, "no form makes a body national"


# --- size and language


def test_pages_are_a_few_queries(house: House, django_assert_max_num_queries: Any) -> None:  # noqa: ANN401
    client = house.client("hana")
    for path in (*PAGES, f"/kesiapan?unit=rsud&tahun={last_year()}"):
        client.get(path)
        with django_assert_max_num_queries(15):
            assert client.get(path).status_code == 200


def test_both_languages_render(house: House) -> None:
    client = house.client("hana")
    for language in ("id", "en"):
        client.cookies["pulau_language"] = language
        for path in PAGES:
            response = client.get(path)
            assert (response.status_code, response.headers["Content-Language"]) == (200, language)
