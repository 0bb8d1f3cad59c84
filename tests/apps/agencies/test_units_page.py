"""The units of an agency on their page: its administrator sees them and adds to them, and nobody else does."""

from __future__ import annotations

from html import unescape
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from pulau.apps.agencies.contract import UnitKind, WorkUnit, add_unit
from pulau.apps.agencies.views import units as page_of_units
from pulau.apps.people.contract import Role
from pulau.core.shared.roles import AGENCY_ADMINISTRATOR
from pulau.foundation.journal.models import Entry
from tests.cast import NOW
from tests.house import House
from tests.many_units import many_units

UNITS = "/unit"
pytestmark = pytest.mark.django_db


def post(house: House, who: str | None, **typed: str) -> Any:  # noqa: ANN401 - a test client's answer has no public type
    values = {"name": "Puskesmas Air Tawar", "code": "puskesmas-air-tawar", "kind": "health-centre"}
    return house.client(who).post(UNITS, values | typed)


def codes(house: House, agency: str = "sagara") -> set[str]:
    return set(WorkUnit.objects.for_tenant(house.tenants[agency]).values_list("code", flat=True))


# --- who


@pytest.mark.parametrize(
    ("who", "status"),
    [*((who, 200) for who in ("hana", "indra", "ayu", "gita", "joko", "dewi")), ("eka", 403), (None, 302)],
)
def test_whoever_has_a_duty_in_the_agency_sees_the_list(house: House, who: str | None, status: int) -> None:
    assert house.client(who).get(UNITS).status_code == status


@pytest.mark.parametrize("who", ["indra", "ayu", "gita", "joko", "dewi", "eka", None])
def test_nobody_else_can_add(house: House, who: str | None) -> None:
    before = codes(house) | codes(house, "lain")
    assert post(house, who).status_code == (401 if who is None else 403)
    assert codes(house) | codes(house, "lain") == before


@pytest.mark.parametrize("who", ["indra", "ayu", "gita", "joko", "dewi"])
def test_the_service_asks_too(house: House, who: str) -> None:
    with pytest.raises(PermissionDenied):
        add_unit(actor=house.actors[who], code="baru", name="Baru", kind=UnitKind.OFFICE, now=NOW)
    assert "baru" not in codes(house) | codes(house, "lain")


def test_the_role_is_the_one_that_appointments_give() -> None:
    assert Role.AGENCY_ADMINISTRATOR.value == AGENCY_ADMINISTRATOR


def test_the_link_is_shown_to_who_may_follow_it(house: House) -> None:
    assert f'href="{UNITS}"' in house.client("hana").get("/kelola").content.decode()
    assert f'href="{UNITS}"' not in house.client("eka").get("/kelola").content.decode()


def test_units_of_another_agency_are_not_listed(house: House) -> None:
    page = house.client("hana").get(UNITS).content.decode()
    assert "rsud" in page
    assert "disdukcapil-lain" not in page
    assert house.client("hana").get(UNITS, {"cari": "lain"}).context["page"].paginator.count == 0


# --- adding


def test_a_unit_is_added_with_its_entry_and_told(house: House) -> None:
    client = house.client("hana")
    response = client.post(UNITS, {"name": "  Puskesmas Air Tawar ", "code": "puskesmas-1", "kind": "health-centre"})
    assert (response.status_code, response.headers["Location"]) == (303, UNITS)
    unit = WorkUnit.objects.for_tenant(house.tenants["sagara"]).get(code="puskesmas-1")
    assert (unit.name, unit.kind) == ("Puskesmas Air Tawar", UnitKind.HEALTH_CENTRE)
    entry = Entry.objects.for_tenant(house.tenants["sagara"]).get(object_id=str(unit.pk))
    assert (entry.action, entry.actor_id) == ("agencies.unit_added", house.users["hana"].pk)
    page = client.get(UNITS).content.decode()
    assert "Puskesmas Air Tawar sudah ditambahkan." in page


def test_the_code_of_another_agencys_unit_is_free_here(house: House) -> None:
    assert post(house, "hana", code="disdukcapil-lain").status_code == 303


def test_a_code_that_is_taken_is_told_at_the_field(house: House) -> None:
    response = post(house, "hana", code="rsud")
    assert response.status_code == 422
    assert "rsud" in response.context["field_errors"]["code"]
    assert 'id="code-galat"' in response.content.decode()


def test_a_code_taken_at_the_same_moment_is_told_at_the_field(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def too_late(**_facts: object) -> None:
        raise IntegrityError

    monkeypatch.setattr(page_of_units, "add_unit", too_late)
    response = post(house, "hana")
    assert response.status_code == 422
    assert list(response.context["field_errors"]) == ["code"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("code", ""),
        ("code", "Dinas"),
        ("code", "dinas kota"),
        ("code", "-dinas"),
        ("code", "dinas--kota"),
        ("code", "dinas/../kota"),
        ("code", "dínas"),
        ("code", "a" * 33),
        ("name", ""),
        ("name", "   "),
        ("name", "n" * 201),
        ("name", "a\x00b"),
        ("kind", ""),
        ("kind", "kapal"),
    ],
)
def test_what_cannot_be_taken_is_told_at_its_field_and_the_rest_stays(house: House, field: str, value: str) -> None:
    before = codes(house)
    typed = {"name": "Nama <b>tetap</b>", "code": "kode-tetap", "kind": "school", field: value}
    response = post(house, "hana", **typed)
    assert response.status_code == 422
    assert list(response.context["field_errors"]) == [field]
    page = response.content.decode()
    assert f'id="{field}-galat"' in page
    for name, kept in typed.items():
        if name != field:
            assert f'value="{kept}"' in unescape(page)
    assert "<b>tetap" not in page
    assert codes(house) == before


def test_script_in_a_name_stays_text(house: House) -> None:
    post(house, "hana", name="<script>alert(1)</script>")
    page = house.client("hana").get(UNITS).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


# --- the list


def test_the_list_has_pages_and_a_search(house: House) -> None:
    many_units(house.tenants["sagara"], 120)
    client = house.client("hana")
    first = client.get(UNITS)
    assert len(first.context["page"].object_list) == 50
    assert 'href="?halaman=2"' in first.content.decode()
    found = client.get(UNITS, {"cari": "unit-0010", "halaman": "7"})
    assert [unit.code for unit in sorted(found.context["page"], key=lambda unit: unit.code)] == [
        f"unit-0010{n}" for n in range(10)
    ]
    assert "Tidak ada unit yang cocok" in client.get(UNITS, {"cari": "zzz"}).content.decode()


def test_the_list_is_a_few_queries(house: House, django_assert_max_num_queries: Any) -> None:  # noqa: ANN401
    many_units(house.tenants["sagara"], 120)
    client = house.client("hana")
    with django_assert_max_num_queries(12):
        client.get(UNITS)


def test_both_languages_render(house: House) -> None:
    client = house.client("hana")
    for language in ("id", "en"):
        client.cookies["pulau_language"] = language
        response = client.get(UNITS)
        assert (response.status_code, response.headers["Content-Language"]) == (200, language)
