"""What a person sees and takes out of what is kept of them, what they ask, and how it is answered."""

from __future__ import annotations

import io
import json
from datetime import date, timedelta
from typing import Any
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pulau.apps.people.models import Appointment, DataRequest, Employee, LegalHold, Role
from pulau.apps.people.models.staff import EmployeeStatus, RequestKind, RequestState
from pulau.apps.people.own_data import ORDER
from pulau.apps.people.services.privacy import AlreadyAsked, ask_about_data
from pulau.foundation.accounts.models import User
from pulau.foundation.journal.models import Entry
from pulau.foundation.notices.models import Notice
from pulau.foundation.registry.personal_data import PersonalField, personal_data
from pulau.foundation.ui.middleware import LANGUAGE_COOKIE
from tests.cast import NOW
from tests.house import FIRST_DAY, PASSWORD, House

MOST_QUERIES = 20  # one for each table that is listed there, however many rows it has
NIK = "3204010101900001"


def employ(house: House, who: str, *, until: date | None = None, since: date = FIRST_DAY) -> Employee:
    row = Employee(
        tenant_id=house.tenants["sagara"], nip="199001012015011001", nik=NIK, nik_digest="a" * 64,
        name=house.users[who].full_name, title_after="S.H.", status=EmployeeStatus.PNS, position="Analis",
        unit=house.units["disdukcapil"], email=f"{who}@sagara.example.id", user=house.users[who], since=since,
        until=until, created_at=NOW,
    )  # fmt: skip
    row.save()
    return row


def page(house: House, who: str, path: str = "/akun/data", status: int = 200) -> str:
    response = house.client(who).get(path)
    assert response.status_code == status
    return response.content.decode()


def ask(house: House, who: str, kind: str, told: str = "", status: int = 303) -> DataRequest | None:
    sent = {"jenis": kind, "isi": told, "instansi": str(house.tenants["sagara"])}
    assert house.client(who).post("/akun/data/minta", sent).status_code == status
    rows = DataRequest.objects.for_tenant(house.tenants["sagara"]).filter(user=house.users[who])
    return rows.order_by("-requested_at").first()


def test_a_person_sees_what_is_kept_of_them_why_how_long_and_by_whom_seen(house: House) -> None:
    employ(house, "ayu")
    text = page(house, "ayu")
    for words in ("Ayu Larasati", NIK, "Analis", "ayu@sagara.example.id", "Tim kerja ZI", "Pengelola instansi",
                  "Selama bekerja di instansi, lalu 10 tahun", "peka", "Dinas Kependudukan"):  # fmt: skip
        assert words in text
    assert "a" * 64 not in text, "a digest is a secret"
    assert house.users["ayu"].password not in text


@pytest.mark.parametrize("who", ["joko", "hana", "dewi", "eka"])
def test_nobody_else_sees_it_there(house: House, who: str) -> None:
    employ(house, "ayu")
    text = page(house, who)
    assert NIK not in text
    assert "Ayu Larasati" not in text


def test_a_reader_of_english_is_told_in_english_why_something_stays(house: House) -> None:
    employ(house, "ayu")
    client = house.client("ayu")
    client.cookies[LANGUAGE_COOKIE] = "en"
    text = client.get("/akun/data").content.decode()
    told = {field.ground for field in personal_data if isinstance(field, PersonalField) and field.ground}
    assert any(ground.english in text for ground in told)
    assert [ground.indonesian for ground in told if ground.indonesian in text] == []


def test_another_body_is_not_asked_for(house: House) -> None:
    assert page(house, "ayu", f"/akun/data?instansi={house.tenants['lain']}", 404)
    sent = {"jenis": "erasure", "instansi": str(house.tenants["lain"])}
    assert house.client("ayu").post("/akun/data/minta", sent).status_code == 404
    assert house.client("ayu").post("/akun/data/unduh", {"instansi": sent["instansi"]}).status_code == 404


def test_a_stranger_is_asked_to_sign_in(house: House) -> None:
    assert house.client(None).get("/akun/data").status_code == 302
    assert house.client(None).post("/akun/data/unduh").status_code == 401


def test_the_page_takes_few_queries_whatever_there_is(house: House) -> None:
    client = house.client("ayu")
    client.get("/akun/data")
    with CaptureQueriesContext(connection) as few:
        client.get("/akun/data")
    employ(house, "ayu")
    for number in range(10):
        house.answer("ayu", {"P1.i.b": "A" if number % 2 else "B"})
    with CaptureQueriesContext(connection) as many:
        client.get("/akun/data")
    assert len(few) == len(many) <= MOST_QUERIES


def test_the_file_holds_everything_of_the_person_and_nothing_of_others(house: House) -> None:
    employ(house, "ayu")
    house.answer("ayu", {"P1.i.a": "Ya"})
    response: Any = house.client("ayu").post("/akun/data/unduh")
    with ZipFile(io.BytesIO(b"".join(response.streaming_content))) as packed:
        read = {name: packed.read(name).decode() for name in packed.namelist()}
    whole = json.loads(read["data.json"])
    tables = {table["table"] for body in whole["bodies"] for table in body["tables"]}
    assert {"accounts.User", "people.Employee", "people.Appointment", "worksheets.Answer", "journal.Entry"} <= tables
    assert NIK in read["data.json"]
    assert NIK in read["data.html"]
    assert any("P1.i.a" in text or "Catatan" in text for name, text in read.items() if name.endswith("answer.csv"))
    for name in ("Joko Santosa", "Hana Wulandari", "Dewi Anggraini", house.users["ayu"].password):
        assert not any(name in text for text in read.values())
    entries = Entry.objects.for_tenant(house.tenants["sagara"]).filter(action="people.own_data_taken")
    assert [entry.actor_id for entry in entries] == [house.users["ayu"].pk]


def test_a_person_without_any_duty_sees_their_account(house: House) -> None:
    assert "Eka Nugraha" in page(house, "eka")


def test_a_correction_is_due_after_three_times_24_hours_and_its_administrator_is_told(house: House) -> None:
    row = ask(house, "ayu", "correction", "Gelar saya S.H., M.H.")
    assert row is not None
    assert row.due - row.requested_at.date() in {timedelta(days=3), timedelta(days=4)}, "the agency's day"
    told = Notice.objects.for_tenant(house.tenants["sagara"]).filter(kind="people.data_request_came")
    assert {notice.user_id for notice in told} == {house.users["hana"].pk}
    entry = Entry.objects.for_tenant(house.tenants["sagara"]).get(action="people.data_requested")
    assert "Gelar" not in entry.payload


def test_a_correction_says_what_is_wrong(house: House) -> None:
    assert ask(house, "ayu", "correction", "  ", 422) is None
    assert ask(house, "ayu", "lain", "x", 422) is None


def test_the_same_is_asked_once(house: House) -> None:
    ask(house, "ayu", "erasure")
    ask(house, "ayu", "erasure", status=422)
    with pytest.raises(AlreadyAsked):
        ask_about_data(actor=house.actors["ayu"], kind=RequestKind.ERASURE, told="", now=NOW)


def test_only_the_administrator_of_the_body_finds_the_request(house: House) -> None:
    row = ask(house, "ayu", "correction", "rahasia-saya")
    assert row is not None
    assert "rahasia-saya" in page(house, "hana", f"/permintaan-data/{row.pk}")
    assert "Ayu Larasati" in page(house, "hana", "/permintaan-data")
    for who in ("ayu", "joko", "gita", "indra", "dewi", "eka"):
        assert house.client(who).get("/permintaan-data").status_code == 403
        assert house.client(who).get(f"/permintaan-data/{row.pk}").status_code == 403


def test_an_administrator_of_another_body_finds_none(house: House) -> None:
    row = ask(house, "ayu", "correction", "x")
    assert row is not None
    tenant = house.tenants["lain"]
    Appointment(tenant_id=tenant, user=house.users["eka"], role=Role.AGENCY_ADMINISTRATOR, scope="agency",
                since=FIRST_DAY, created_at=NOW).save()  # fmt: skip
    client = house.client("eka")
    for answer in (
        client.get(f"/permintaan-data/{row.pk}"),
        client.post(f"/permintaan-data/{row.pk}", {"putusan": "kabul", "jawaban": "x"}),
        client.post(f"/permintaan-data/{row.pk}/tahan", {"dokumen": "x"}),
    ):
        assert answer.status_code in {403, 404}, "403 only where a second factor is asked for first"
    row.refresh_from_db()
    assert row.state == RequestState.OPEN


def answer(house: House, row: DataRequest, verdict: str, words: str = "Sudah.", status: int = 303) -> str:
    sent = {"putusan": verdict, "jawaban": words}
    client = Client()
    client.post("/masuk", {"login": "hana@uji.example.id", "password": PASSWORD})
    response = client.post(f"/permintaan-data/{row.pk}", sent)
    assert response.status_code == status
    return response.content.decode()


def test_an_answer_is_told_to_the_person_with_its_words(house: House) -> None:
    row = ask(house, "ayu", "correction", "x")
    assert row is not None
    assert "Tulis penjelasan" in answer(house, row, "kabul", " ", 422)
    answer(house, row, "kabul", "Gelar sudah diperbaiki.")
    assert "Gelar sudah diperbaiki." in page(house, "ayu")
    told = Notice.objects.for_tenant(house.tenants["sagara"]).filter(user=house.users["ayu"])
    assert {notice.kind for notice in told} >= {"people.data_request_granted"}
    answer(house, row, "tolak", "lagi", 409)


def test_who_erases_somebody_is_asked_once_more_who_they_are(house: House) -> None:
    row = ask(house, "fajar", "erasure")
    assert row is not None
    Appointment.objects.for_tenant(house.tenants["sagara"]).filter(user=house.users["fajar"]).update(until=FIRST_DAY)
    client, path = house.client("hana"), f"/permintaan-data/{row.pk}"  # who showed nothing within five minutes
    asked = client.post(path, {"putusan": "kabul", "jawaban": "Sudah."})
    assert asked["Location"] == "/akun/konfirmasi?next=/akun/lanjutkan"
    assert User.objects.get(pk=house.users["fajar"].pk).is_active
    client.post("/akun/konfirmasi", {"sandi": PASSWORD})
    assert f'action="{path}"' in client.get("/akun/lanjutkan").content.decode()
    assert client.post(path, {"putusan": "kabul", "jawaban": "Sudah."})["Location"] == path
    assert not User.objects.get(pk=house.users["fajar"].pk).is_active


def test_who_holds_a_duty_is_not_erased(house: House) -> None:
    row = ask(house, "ayu", "erasure")
    assert row is not None
    assert "Masih memegang peran" in page(house, "hana", f"/permintaan-data/{row.pk}")
    assert "Masih memegang peran" in answer(house, row, "kabul", status=422)
    assert User.objects.get(pk=house.users["ayu"].pk).full_name == "Ayu Larasati"


def test_a_hold_keeps_an_erasure_back_until_it_ends(house: House) -> None:
    row = ask(house, "fajar", "erasure")
    assert row is not None
    rows = Appointment.objects.for_tenant(house.tenants["sagara"]).filter(user=house.users["fajar"])
    rows.update(until=FIRST_DAY)
    hana = house.client("hana")
    assert hana.post(f"/permintaan-data/{row.pk}/tahan", {"dokumen": " "}).status_code == 422
    assert hana.post(f"/permintaan-data/{row.pk}/tahan", {"dokumen": "SP 12/2026"}).status_code == 303
    assert "penahanan hukum" in answer(house, row, "kabul", status=422)
    hold = LegalHold.objects.for_tenant(house.tenants["sagara"]).get()
    assert hana.post(f"/permintaan-data/{row.pk}/tahan/{hold.pk}/akhiri").status_code == 303
    answer(house, row, "kabul")
    assert User.objects.get(pk=house.users["fajar"].pk).full_name == "Pegawai yang dihapus"


def test_the_list_is_paged_and_searched_with_few_queries(house: House) -> None:
    tenant = house.tenants["sagara"]
    rows = [
        DataRequest(tenant_id=tenant, user=house.users["ayu" if n else "joko"], kind=RequestKind.CORRECTION,
                    told=str(n), requested_at=NOW, due=date(2026, 3, 5))
        for n in range(60)
    ]  # fmt: skip
    DataRequest.objects.for_tenant(tenant).bulk_create(rows)
    client = house.client("hana")
    client.get("/permintaan-data")
    with CaptureQueriesContext(connection) as queries:
        text = client.get("/permintaan-data").content.decode()
    assert len(queries) <= MOST_QUERIES
    assert "halaman=2" in text
    assert "Lewat tenggat 5 Maret 2026" in text
    assert "Ayu" not in client.get("/permintaan-data?cari=joko").content.decode()


def test_the_page_has_a_place_for_every_purpose() -> None:
    declared = {entry.purpose.code for entry in personal_data if isinstance(entry, PersonalField)}
    assert declared == set(ORDER)
