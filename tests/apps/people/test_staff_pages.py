"""The pages about employees (`/pegawai`): who gets in, what they show, what is typed stays."""

from __future__ import annotations

from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from pulau.apps.people.models import Basis, Employee, Posting
from pulau.apps.people.services.staff import change_employee, end_employee, give_acting_post, link_account
from pulau.apps.people.services.staff_batch import apply_staff_batch
from pulau.apps.people.staffing import ActingPost
from tests.cast import NOW
from tests.house import House
from tests.staff import BEGUN, NIK, NIP, addition, details, employed, fresh, posts_of

STAFF = "/pegawai"
NEW = {
    "nip": "19850312 201001 1 004", "nama": "Ani Lestari", "belakang": "S.H.", "status": "pns", "golongan": "III/d",
    "nik": NIK, "unit": "disdukcapil", "jabatan": "Kepala Bidang", "eselon": "3b", "mulai": "2021-02-01",
    "dokumen": "SK 821/12/2021",
}  # fmt: skip
MOST_QUERIES = 15
pytestmark = pytest.mark.django_db


def told(answer: Any) -> str:  # noqa: ANN401 - a test client's answer has no public type
    return unescape(answer.content.decode())


@pytest.mark.parametrize(
    ("who", "status"),
    [("hana", 200), ("indra", 200), ("gita", 200), ("ayu", 403), ("joko", 403), ("dewi", 403), ("eka", 403),
     (None, 302)],
)  # fmt: skip
def test_the_list_is_for_who_may_see_employees(house: House, who: str | None, status: int) -> None:
    ani = employed(house)
    assert house.client(who).get(STAFF).status_code == status
    assert house.client(who).get(f"{STAFF}/{ani.pk}").status_code == status


@pytest.mark.parametrize("who", ["indra", "gita", "joko", "dewi", "eka", None])
def test_nobody_but_the_administrator_changes(house: House, who: str | None) -> None:
    ani = employed(house)
    client, typed = house.client(who), NEW | {"nip": "20000009", "sampai": "2026-12-01"}
    for rest in ("baru", f"{ani.pk}/ubah", f"{ani.pk}/pindah", f"{ani.pk}/akhiri", f"{ani.pk}/plh"):
        path = f"{STAFF}/{rest}"
        assert client.get(path).status_code == (302 if who is None else 403)
        assert client.post(path, typed).status_code == (401 if who is None else 403)
    assert Employee.objects.for_tenant(ani.tenant_id).count() == 1
    assert (fresh(ani).until, posts_of(ani)) == (None, [("Kepala Bidang", BEGUN, None)])


def test_a_head_finds_nobody_of_another_unit(house: House) -> None:
    budi = employed(house, "rsud", nip="20000001", name="Budi Hartono")
    client = house.client("gita")
    assert "Budi" not in told(client.get(STAFF))
    assert "Budi" not in told(client.get(STAFF, {"unit": "rsud"}))
    assert client.get(f"{STAFF}/{budi.pk}").status_code == 404


def test_an_employee_is_taken_in_with_digits_as_people_group_them(house: House) -> None:
    client = house.client("hana")
    answer = client.post(f"{STAFF}/baru", NEW)
    ani = Employee.objects.for_tenant(house.tenants["sagara"]).get()
    assert (answer.status_code, answer["Location"]) == (303, f"{STAFF}/{ani.pk}")
    assert (ani.nip, ani.echelon, ani.nik, ani.since) == (NIP, "III.b", NIK, BEGUN)
    page = told(client.get(answer["Location"]))
    assert "Ani Lestari, S.H. sudah ditambahkan." in page
    assert "SK 821/12/2021" in page


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"nip": "123"}, "nip", "8 sampai 18 angka"), ({"nip": ""}, "nip", "Tulis NIP"),
        ({"nik": "12"}, "nik", "16 angka"), ({"nama": ""}, "nama", "tanpa gelar"),
        ({"status": ""}, "status", "Pilih status"), ({"surel": "bukan"}, "surel", "tidak lengkap"),
        ({"unit": "tidak-ada"}, "unit", "Tidak ada unit"), ({"unit": "disdukcapil-lain"}, "unit", "Tidak ada unit"),
        ({"unit": ""}, "unit", "Tulis unitnya"), ({"eselon": "tinggi"}, "eselon", "II.b"),
        ({"mulai": "kemarin"}, "mulai", "2026-01-31"), ({"nip": "20000001"}, "nip", "sudah dipakai"),
        ({"nik": "3204010101850001"}, "nik", "sudah dipakai"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_told_at_its_field_and_kept(
    house: House, typed: dict[str, str], field: str, words: str
) -> None:
    employed(house, nip="20000001", nik="3204010101850001", name="Budi")
    answer = house.client("hana").post(f"{STAFF}/baru", NEW | {"nama": "Ani Lestari"} | typed)
    page = told(answer)
    assert answer.status_code == 422
    assert f'href="#{field}"' in page
    assert words in page
    assert 'value="Kepala Bidang"' in page
    assert Employee.objects.for_tenant(house.tenants["sagara"]).count() == 1


def test_a_nik_is_on_no_page_in_full(house: House) -> None:
    ani = employed(house, nik=NIK)
    for who in ("hana", "indra", "gita"):
        client = house.client(who)
        pages = [client.get(STAFF), client.get(STAFF, {"cari": "Ani"}), client.get(f"{STAFF}/{ani.pk}")]
        pages += [client.get(f"{STAFF}/{ani.pk}/ubah")] if who == "hana" else []
        assert not [page for page in pages if NIK in told(page)]
        assert (NIK[-4:] in told(client.get(f"{STAFF}/{ani.pk}"))) is (who == "hana")


def test_a_change_leaves_the_nik_that_was_not_typed_again(house: House) -> None:
    ani = employed(house, nik=NIK)
    answer = house.client("hana").post(f"{STAFF}/{ani.pk}/ubah", {"nip": NIP, "nama": "Ani Putri", "status": "pppk"})
    assert answer.status_code == 303
    assert (fresh(ani).name, fresh(ani).status, fresh(ani).nik) == ("Ani Putri", "pppk", NIK)


def test_a_move_and_its_refusals(house: House) -> None:
    ani, client = employed(house), house.client("hana")
    path, there = (
        f"{STAFF}/{ani.pk}/pindah",
        {"unit": "RSUD Tanjung Sagara", "jabatan": "Direktur", "mulai": "2024-01-02"},
    )
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    for typed, words in (
        ({"mulai": "2020-12-31"}, "1 Februari 2021"), ({"mulai": tomorrow}, "setelah mulai"),
        ({"unit": "disdukcapil", "jabatan": "Kepala Bidang", "eselon": "III.b"}, "sudah memegang"),
    ):  # fmt: skip
        refused = client.post(path, there | typed)
        assert (refused.status_code, words in told(refused)) == (422, True)
    assert client.post(path, there).status_code == 303
    assert posts_of(ani) == [("Kepala Bidang", BEGUN, date(2024, 1, 1)), ("Direktur", date(2024, 1, 2), None)]


def test_an_end_is_asked_for_by_name(house: House) -> None:
    ani, client = employed(house), house.client("hana")
    path = f"{STAFF}/{ani.pk}/akhiri"
    assert "Akhiri masa kerja Ani Lestari, S.H.?" in told(client.get(path))
    assert client.post(path, {"sampai": "2020-01-01"}).status_code == 422
    assert client.post(path, {"sampai": "2025-12-31"}).status_code == 303
    page = told(client.get(f"{STAFF}/{ani.pk}"))
    assert "berakhir 31 Desember 2025" in page
    assert "Ani" not in told(client.get(STAFF))
    assert "Ani" in told(client.get(STAFF, {"masa": "berakhir"}))


def test_the_last_administrator_does_not_end_themselves(house: House) -> None:
    ani = employed(house)
    link_account(actor=house.actors["hana"], employee_id=ani.pk, user_id=house.users["hana"].pk, now=NOW)
    answer = house.client("hana").post(f"{STAFF}/{ani.pk}/akhiri", {"sampai": "2026-01-31"})
    assert answer.status_code == 422
    assert "satu-satunya pengelola" in told(answer)
    assert fresh(ani).until is None


def test_an_acting_post_is_given_by_whom_it_replaces_or_by_its_name(house: House) -> None:
    ani, client = employed(house), house.client("hana")
    employed(house, "rsud", nip="20000001", name="Budi")
    path, days = f"{STAFF}/{ani.pk}/plh", {"dasar": "plh", "mulai": "2026-02-01", "sampai": "2026-03-01"}
    for typed, field in (
        ({}, "unit"), ({"unit": "rsud"}, "jabatan"), ({"menggantikan": "20000009"}, "menggantikan"),
        ({"menggantikan": NIP}, "menggantikan"), ({"menggantikan": "20000001", "sampai": ""}, "sampai"),
        ({"menggantikan": "20000001", "sampai": "2026-01-01"}, "sampai"),
    ):  # fmt: skip
        refused = client.post(path, days | typed)
        assert (refused.status_code, f'href="#{field}"' in told(refused)) == (422, True), typed
    assert client.post(path, days | {"menggantikan": "20000001"}).status_code == 303
    assert client.post(path, days | {"unit": "rsud", "jabatan": "Wakil Direktur", "dasar": "plt"}).status_code == 303
    acting = Posting.objects.for_tenant(ani.tenant_id).exclude(basis=Basis.DEFINITIVE)
    assert sorted(acting.values_list("basis", "position", "unit__code")) == [
        ("plh", "Kepala Bidang", "rsud"), ("plt", "Wakil Direktur", "rsud"),
    ]  # fmt: skip


def test_an_acting_post_is_ended_early(house: House) -> None:
    ani = employed(house)
    today = timezone.localdate()
    acting = ActingPost(
        basis=Basis.PLH,
        since=BEGUN,
        until=today + timedelta(days=9),
        unit_id=house.units["rsud"].pk,
        position="Direktur",
    )
    given = give_acting_post(actor=house.actors["hana"], employee_id=ani.pk, acting=acting, now=NOW)
    client, path = house.client("hana"), f"/plh/{given.pk}/akhiri"
    assert "Direktur" in told(client.get(path))
    assert client.post(path, {"sampai": (today + timedelta(days=10)).isoformat()}).status_code == 422
    assert client.post(path, {"sampai": today.isoformat()}).status_code == 303
    assert ("Direktur", BEGUN, today) in posts_of(ani)
    for who, status in (("gita", 403), ("joko", 403), ("dewi", 403), (None, 401)):
        assert house.client(who).post(path, {"sampai": "2026-01-01"}).status_code == status


def test_an_odd_nip_is_told_and_taken(house: House) -> None:
    ani = employed(house, nip="198513122010011004")
    assert "bukan tanggal lahir" in told(house.client("hana").get(f"{STAFF}/{ani.pk}"))
    assert "bukan tanggal lahir" not in told(house.client("gita").get(f"{STAFF}/{ani.pk}"))


def test_the_roles_of_the_account_are_shown_to_who_may_see_roles(house: House) -> None:
    ani = employed(house)
    link_account(actor=house.actors["hana"], employee_id=ani.pk, user_id=house.users["ayu"].pk, now=NOW)
    for who in ("hana", "indra", "gita"):
        page = told(house.client(who).get(f"{STAFF}/{ani.pk}"))
        assert "ayu@uji.example.id" in page
        assert "Tim kerja ZI" in page


def test_nothing_typed_in_an_address_breaks_the_list(house: House) -> None:
    employed(house)
    client = house.client("hana")
    for query in ("cari=%00", "masa=lain&status=lain", "unit=lain", "halaman=x", "cari=%27%25_", f"cari={'9' * 90}"):
        assert client.get(f"{STAFF}?{query}").status_code == 200


def test_lists_and_person_take_a_fixed_number_of_queries(house: House) -> None:
    many = [addition(house, nip=f"{30_000_000 + n}", name=f"Pegawai {n:03}") for n in range(70)]
    client = house.client("hana")

    def queries(path: str) -> int:
        with CaptureQueriesContext(connection) as caught:
            assert client.get(path).status_code == 200
        return len(caught)

    ani = employed(house, nik=NIK)
    few = [queries(path) for path in (STAFF, f"{STAFF}?cari=a&unit=disdukcapil", f"{STAFF}/{ani.pk}")]
    apply_staff_batch(actor=house.actors["hana"], additions=many, now=NOW)
    change_employee(actor=house.actors["hana"], employee_id=ani.pk, details=details(grade="IV/a"), now=NOW)
    end_employee(actor=house.actors["hana"], employee_id=ani.pk, last_day=NOW.date(), now=NOW)
    more = [queries(path) for path in (STAFF, f"{STAFF}?cari=a&unit=disdukcapil", f"{STAFF}/{ani.pk}")]
    assert max(few + more) <= MOST_QUERIES
    assert few == more
    page = told(client.get(STAFF))
    assert page.count('<th scope="row"') == 50
    assert "halaman=2" in page
    assert "Pegawai 069" in told(client.get(STAFF, {"halaman": 2}))


def test_the_link_is_shown_to_who_may_follow_it(house: House) -> None:
    for who, shown in (("hana", True), ("indra", True), ("gita", True), ("ayu", False)):
        assert (f'href="{STAFF}"' in told(house.client(who).get("/kelola"))) is shown
