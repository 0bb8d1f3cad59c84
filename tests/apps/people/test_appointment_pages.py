"""The pages by which roles are given and ended: three steps, refusals in words, nothing shown beyond one's reach."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from pulau.apps.people.contract import Role, Wish, appoint
from pulau.apps.people.models import Appointment
from pulau.apps.people.news import ENDING_SOON
from pulau.core.shared.actor import Actor
from pulau.foundation.notices.models import Notice
from pulau.foundation.notices.reminding import remind
from tests.apps.people.grants import employ, open_ministry
from tests.days import today, written
from tests.house import House


@pytest.fixture
def house(house: House) -> House:
    """Eka is an employee of the hospital, without a role."""
    employ(house, house.users["eka"], "rsud", "198501012010012001")
    return house


def text(answer: Any) -> str:  # noqa: ANN401 - an answer
    return str(answer.content.decode())


def give(house: House, role: str, who: str = "eka", by: str = "hana", **fields: str) -> Any:  # noqa: ANN401 - an answer
    body = {
        "orang": str(house.users[who].pk),
        "peran": role,
        "mulai": today().isoformat(),
        "sampai": "",
        "dokumen": "SK 1",
    }
    return house.client(by).post("/penugasan/beri", body | fields)


def roles_of(house: House, who: str = "eka") -> list[str]:
    rows = Appointment.objects.for_actor(house.actors["hana"]).filter(user=house.users[who])
    return sorted(rows.values_list("role", flat=True))


def test_a_person_is_found_a_role_chosen_and_given(house: House) -> None:
    browser = house.client("hana")
    eka = house.users["eka"].pk
    for words in ("eka", "198501012010012001", "EKA@uji"):
        assert f"?orang={eka}" in text(browser.get(f"/penugasan/beri?cari={words}")), words
    assert "Dewi" not in text(browser.get("/penugasan/beri?cari=dewi")), "of another agency"
    roles = text(browser.get(f"/penugasan/beri?orang={eka}"))
    assert "peran=zone-team" in roles
    assert "peran=tpn-assessor" not in roles, "only a national body gives it"
    assert give(house, "zone-team", unit="RSUD").status_code == 303
    assert roles_of(house) == ["zone-team"]
    page = text(browser.get("/penugasan?cari=eka"))
    assert "RSUD Tanjung Sagara" in page
    assert "SK 1" in page


@pytest.mark.parametrize(
    ("role", "fields"),
    [
        ("area-owner", {"unit": "rsud", "area": "5"}),
        ("companion", {"cakupan": "agency", "jenis": "ombudsman"}),
        ("unit-head", {"unit": "rsud", "dasar": "plt", "sampai": 90}),
        ("leaders-forum", {}),
        ("auditor", {}),
        ("tpi-member", {"cakupan": "unit", "unit": "disdukcapil"}),
    ],
)
def test_each_role_asks_what_it_needs(house: House, role: str, fields: dict[str, str | int]) -> None:
    form = text(house.client("hana").get(f"/penugasan/beri?orang={house.users['eka'].pk}&peran={role}"))
    assert all(f'name="{name}"' in form for name in fields)
    assert give(house, role, **written(fields)).status_code == 303
    assert roles_of(house) == [role]


@pytest.mark.parametrize(
    ("role", "fields", "words"),
    [
        ("zone-team", {"unit": "disdukcapil-lain"}, "Tidak ada unit"),
        ("zone-team", {}, "Tulis kode unitnya"),
        ("zone-team", {"unit": "rsud", "dokumen": ""}, "Tulis nomor dokumen"),
        ("zone-team", {"unit": "rsud", "sampai": -1}, "tidak mendahului"),
        ("unit-head", {"unit": "rsud", "dasar": "plh"}, "isi hari terakhirnya"),
        ("unit-head", {"unit": "rsud", "dasar": "definitive", "menggantikan": "x"}, ""),
        ("tpi-member", {"cakupan": "unit", "unit": "rsud"}, "dua tahun"),
    ],
)
def test_what_cannot_be_is_told_in_words_and_the_text_stays(
    house: House, role: str, fields: dict[str, str | int], words: str
) -> None:
    typed = written(fields)
    give(house, "counter-officer", unit="rsud")
    answer = give(house, role, **typed)
    if not words:
        assert answer.status_code == 303
        return
    assert (answer.status_code, words in text(answer)) == (422, True)
    assert roles_of(house) == ["counter-officer"]
    assert all(f'value="{value}"' in text(answer) for key, value in typed.items() if value and key != "dokumen")


def test_a_national_body_gives_a_grant_of_a_region(house: House) -> None:
    system = open_ministry(house)
    wish = Wish(role=Role.AGENCY_ADMINISTRATOR, since=today())
    appoint(actor=system, user_id=house.users["joko"].pk, wish=wish, now=timezone.now())
    browser = house.client("joko")
    browser.post("/instansi", {"instansi": str(system.tenant_id)})
    body = {"orang": str(house.users["joko"].pk), "peran": "companion", "cakupan": "region", "jenis": "university"}
    body |= {"mulai": today().isoformat(), "sampai": "", "dokumen": "SK 2"}
    assert "Tulis kode wilayah" in text(browser.post("/penugasan/beri", {**body, "wilayah": "99"}))
    assert browser.post("/penugasan/beri", {**body, "wilayah": "32.04"}).status_code == 303
    assert Appointment.objects.for_tenant(system.tenant_id).get(role="companion").region_code == "32.04"


def test_nobody_gives_a_role_to_a_person_whom_the_agency_does_not_know(house: House) -> None:
    assert give(house, "zone-team", who="dewi", unit="rsud").status_code == 404
    assert not Appointment.objects.for_actor(house.actors["hana"]).filter(user=house.users["dewi"]).exists()


def test_ending_asks_by_name_and_day(house: House) -> None:
    give(house, "zone-team", unit="rsud", mulai=(today() - timedelta(5)).isoformat())
    row = Appointment.objects.for_actor(house.actors["hana"]).get(user=house.users["eka"])
    browser, path = house.client("hana"), f"/penugasan/{row.pk}/akhiri"
    assert "dari Eka Nugraha?" in text(browser.get(path))
    refused = browser.post(path, {"sampai": (today() - timedelta(6)).isoformat()})
    assert (refused.status_code, "pilih hari itu atau sesudahnya" in text(refused)) == (422, True)
    assert browser.post(path, {"sampai": (today() - timedelta(1)).isoformat()}).status_code == 303
    assert "Eka Nugraha</bdi>" not in text(browser.get("/penugasan"))
    assert "Eka Nugraha</bdi>" in text(browser.get("/penugasan?masa=past"))
    coming = give(house, "zone-team", unit="rsud", mulai=(today() + timedelta(5)).isoformat())
    assert coming.status_code == 303
    row = Appointment.objects.for_actor(house.actors["hana"]).get(user=house.users["eka"], since__gt=today())
    assert "Tarik peran" in text(browser.get(f"/penugasan/{row.pk}/akhiri"))
    assert browser.post(f"/penugasan/{row.pk}/akhiri").status_code == 303
    assert not Appointment.objects.for_actor(house.actors["hana"]).filter(pk=row.pk).exists()


def test_a_head_sees_the_unit_the_auditor_all_and_neither_changes_anything(house: House) -> None:
    give(house, "auditor")
    gita, eka = text(house.client("gita").get("/penugasan")), text(house.client("eka").get("/penugasan"))
    assert "Ayu Larasati" in gita
    assert "Joko Santosa" not in gita
    assert "Joko Santosa" in eka
    row = Appointment.objects.for_actor(house.actors["hana"]).get(user=house.users["joko"])
    for who in ("gita", "eka", "indra", "ayu"):
        assert "Akhiri" not in text(house.client(who).get("/penugasan"))
        assert house.client(who).post(f"/penugasan/{row.pk}/akhiri", {"sampai": today().isoformat()}).status_code == 403
        assert house.client(who).get("/penugasan/beri").status_code == 403
    assert house.client("ayu").get("/penugasan").status_code == 403


def test_what_ends_within_thirty_days_is_listed_and_reminded_of_once(house: House) -> None:
    give(house, "zone-team", unit="rsud", sampai=(today() + timedelta(20)).isoformat())
    give(house, "counter-officer", unit="rsud", sampai=(today() + timedelta(60)).isoformat())
    page = text(house.client("hana").get("/penugasan?masa=soon"))
    assert page.count("Eka Nugraha</bdi>") == 1
    for _time in range(2):
        remind(house.tenants["sagara"], timezone.now())
    found = Notice.objects.for_actor(house.actors["hana"]).filter(kind=ENDING_SOON.kind)
    assert sorted(notice.user_id for notice in found) == sorted([house.users["eka"].pk, house.users["hana"].pk])
    assert "20" not in {str(notice.params.get("name")) for notice in found}


def test_the_system_reminds_of_nothing_that_has_no_end(house: House) -> None:
    system = Actor.system(house.tenants["sagara"])
    assert list(ENDING_SOON.find(system, today(), today() + timedelta(30))) == []
