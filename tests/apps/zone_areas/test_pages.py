"""The pages of zone areas: who sees which figures, and the way from an invitation to a verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from pulau.apps.zone_areas.models import AspectAnswer, MemberState, ZoneArea, ZoneAreaMember
from pulau.apps.zone_areas.services.areas import make_zone_area
from pulau.apps.zone_areas.services.members import invite_unit
from pulau.apps.zone_areas.wishes import AreaWish, Invitation
from pulau.foundation.tenancy.wall import behind_wall
from tests.apps.zone_areas.port import ASPECTS, OTHER, SINCE, Port, build_port
from tests.cast import NOW
from tests.house import YEAR

if TYPE_CHECKING:
    from tests.house import House

pytestmark = pytest.mark.django_db
HERE = "/kawasan/pelabuhan"
SHOWN = f"{HERE}?tahun={YEAR}"


@pytest.fixture
def port(house: House) -> Port:
    found = build_port(house)
    sheet = house.open("disdukcapil-lain", YEAR, who="vera")
    with behind_wall(sheet.tenant_id):
        house.answer("dewi", {"P1.i.a": "Ya", "H1.a": "3.9"}, sheet=sheet)
    house.answer("ayu", {"H1.a": "3.6"})
    return found


def page(house: House, who: str, path: str = SHOWN) -> str:
    answer = house.client(who).get(path)
    assert answer.status_code == 200, (who, path)
    return answer.content.decode()


def test_figures_of_another_body_are_shown_only_after_it_agreed(house: House, port: Port) -> None:
    before = page(house, "hana")
    assert "Tampil setelah undangan diterima" in before
    assert "17,31" not in before  # 3.9 / 4 x 17.5 = 17.0625, and half of P1.i
    assert "15,75" in before  # the own unit's
    port.accept(house)
    after = page(house, "hana")
    assert "17,31" in after
    assert "Tampil setelah undangan diterima" not in after


def test_neither_figures_nor_verdicts_nor_aspects_are_for_everybody(house: House, port: Port) -> None:
    port.accept(house)
    for who, figures, aspects in (("indra", True, True), ("ayu", False, True), ("joko", False, False)):
        shown = page(house, who)
        assert ("17,31" in shown, "Kawasan menuju WBK" in shown) == (figures, figures), who
        assert ("Integrasi layanan kawasan" in shown) == aspects, who
    for who in ("ayu", "joko"):
        assert house.client(who).get(f"{HERE}/{YEAR}/csv").status_code == 403
    assert house.client("joko").get(f"{HERE}/{YEAR}/review").status_code == 404
    assert "17.31" in b"".join(house.client("hana").get(f"{HERE}/{YEAR}/csv")).decode()


def test_strangers_find_nothing_and_a_member_no_figure_of_the_others(house: House, port: Port) -> None:
    for path in (HERE, f"{HERE}/{YEAR}/review", f"{HERE}/{YEAR}/csv", f"{HERE}/ubah"):
        assert house.client("vera").get(path).status_code == 404, path
    member = f"/kawasan/keanggotaan/{port.asked.pk}"
    for who in ("hana", "indra", "joko"):
        assert house.client(who).get(member).status_code in {403, 404}, who
    asked = page(house, "vera", member)
    assert "Terima undangan" in asked
    assert "Integrasi layanan kawasan" not in asked
    port.accept(house)
    for who in ("vera", "surya", "dewi"):
        joined = page(house, who, f"{member}?tahun={YEAR}")
        assert ("17,31" in joined, "15,75" in joined, "Dinas Kependudukan" in joined) == (True, False, True), who


def test_an_invitation_is_answered_once_with_a_reason_or_a_unit(house: House, port: Port) -> None:
    path = f"/kawasan/keanggotaan/{port.asked.pk}"
    assert "menunggu jawaban" in page(house, "surya", "/kawasan")
    assert house.client("dewi").get(path).status_code == 404  # the team neither answers nor knows yet
    surya = house.client("surya")
    assert surya.post(path, {"jawaban": "tolak", "alasan": ""}).status_code == 422
    assert surya.post(path, {"jawaban": "terima", "unit": ""}).status_code == 422
    unit = str(house.units["disdukcapil-lain"].pk)
    assert surya.post(path, {"jawaban": "terima", "unit": unit}).status_code == 303
    assert house.client("vera").post(path, {"jawaban": "tolak", "alasan": "Terlambat."}).status_code == 422
    row = ZoneAreaMember.objects.for_actor(house.actors["hana"]).get(pk=port.asked.pk)
    assert (row.state, row.unit_name) == (MemberState.ACCEPTED, "Dinas Kependudukan Muara Lain")
    left = surya.post(f"{path}/keluar", {"sampai": "2026-06-30", "alasan": "Pindah kantor."})
    assert left.status_code == 303
    assert "Pindah kantor." in page(house, "hana")


def test_an_area_is_made_and_changed_and_its_text_stays_on_errors(house: House) -> None:
    client = house.client("hana")
    typed = {"nama": "Bandara Uji", "kode": "Bandara Uji", "jenis": "airport"}
    wrong = client.post("/kawasan/baru", typed)
    assert (wrong.status_code, b"Bandara Uji" in wrong.content) == (422, True)
    assert client.post("/kawasan/baru", typed | {"kode": "baru"}).status_code == 422
    made = client.post("/kawasan/baru", typed | {"kode": "bandara"})
    assert (made.status_code, made.headers["Location"]) == (303, "/kawasan/bandara")
    titled = {"nama": "Bandara", "jenis": "airport", "predikat": "WBK", "keputusan": ""}
    assert client.post("/kawasan/bandara/ubah", titled).status_code == 422
    assert client.post("/kawasan/bandara/ubah", titled | {"keputusan": "KepmenPANRB 9/2025"}).status_code == 303
    assert ZoneArea.objects.for_actor(house.actors["hana"]).get().held_title == "WBK"
    assert client.post("/kawasan/bandara/masuk", {"unit": "", "sejak": "2025-01-02"}).status_code == 422
    unit = {"unit": str(house.units["rsud"].pk), "sejak": "2025-01-02"}
    assert client.post("/kawasan/bandara/masuk", unit).status_code == 303
    unknown = {"instansi": "Tidak Ada", "nama_unit": "Balai", "sejak": "2025-01-02"}
    refused = client.post("/kawasan/bandara/undang", unknown)
    assert (refused.status_code, b"Tidak Ada" in refused.content) == (422, True)
    assert client.post("/kawasan/bandara/undang", unknown | {"instansi": OTHER}).status_code == 303


def test_aspects_are_filled_by_whose_unit_belongs_and_two_do_not_overwrite_each_other(house: House, port: Port) -> None:
    path, ayu, hana = f"{HERE}/{YEAR}/{ASPECTS[0]}", house.client("ayu"), house.client("hana")
    assert house.client("indra").post(path, {"jawab": "A"}).status_code == 403
    assert ayu.post(path, {"jawab": "C", "catatan": "Peta 2026", "versi": "0"}).status_code == 303
    clash = hana.post(path, {"jawab": "A", "catatan": "Peta baru", "versi": "0"})
    assert (clash.status_code, b"Peta baru" in clash.content, b"Peta 2026" in clash.content) == (409, True, True)
    assert hana.post(path, {"jawab": "A", "catatan": "Peta baru", "versi": "1"}).status_code == 303
    long = hana.post(path, {"jawab": "B", "catatan": "x" * 10_001, "versi": "2"})
    assert (long.status_code, b"xxx" in long.content) == (422, True)
    assert hana.post(path, {"jawab": "Z", "versi": "2"}).status_code == 422
    rows = AspectAnswer.objects.for_actor(house.actors["hana"])
    assert [(row.version, row.value) for row in rows] == [(1, "C"), (2, "A")]
    assert "2,00" in page(house, "ayu")
    assert house.client("hana").get(f"{HERE}/{timezone.localdate().year + 1}/{ASPECTS[0]}").status_code == 404


def test_pages_take_few_queries_however_many_members(
    house: House,
    port: Port,
    django_assert_max_num_queries: Any,  # noqa: ANN401
) -> None:
    port.accept(house)
    for number in range(12):
        wish = Invitation(OTHER, f"Unit {number}", SINCE)
        invite_unit(actor=house.actors["hana"], zone_area_id=port.area.pk, wish=wish, now=NOW)
        make_zone_area(actor=house.actors["hana"], code=f"k-{number}", wish=AreaWish(f"K {number}", "port"), now=NOW)
    house.client("ayu").post(f"{HERE}/{YEAR}/{ASPECTS[0]}", {"jawab": "B", "versi": "0"})
    member = f"/kawasan/keanggotaan/{port.asked.pk}"
    pages = [("hana", path) for path in ("/kawasan", SHOWN, f"{HERE}/{YEAR}/csv", f"{HERE}/{YEAR}/{ASPECTS[0]}")]
    for who, path in [*pages, ("vera", "/kawasan"), ("vera", f"{member}?tahun={YEAR}")]:
        client = house.client(who)
        client.get(path)
        with django_assert_max_num_queries(15):
            assert client.get(path).status_code == 200
