"""Evidence on the pages: folded below its question, brought by file, by choice or by address, and taken away."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from pulau.apps.evidence.contract import Evidence
from pulau.apps.worksheets.evidence_selectors import evidence_by_item
from pulau.apps.worksheets.models import ItemEvidence
from pulau.core.evidencing.asked import day_of
from pulau.exchange.packs import load_pack
from pulau.foundation.calendar.clocks import today_of
from tests.apps.worksheets.conftest import text_of
from tests.apps.worksheets.proving import ITEM, keep, lay
from tests.cast import NOW
from tests.house import House

pytestmark = pytest.mark.django_db


def brought(house: House, who: str, item: str = ITEM, **sent: Any) -> Any:  # noqa: ANN401 - a form, and a client's answer
    return house.client(who).post(house.address(f"butir/{item}/bukti/tambah"), {"untuk": "1", "kunci": "k"} | sent)


def a_file(name: str = "SK_Tim Kerja.txt", content: bytes = b"Keputusan\n") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def beside(house: House, item: str = ITEM) -> list[str]:
    return [piece.title for piece in evidence_by_item(house.actors["ayu"], house.sheet).get(item, ())]


def the_day(house: House) -> date:
    return day_of(house.sheet.year, today_of(house.actors["ayu"], timezone.now()))


def test_files_are_kept_and_laid_once_however_often_they_are_sent(house: House) -> None:
    for _ in range(2):
        answer = brought(house, "ayu", berkas=[a_file(), a_file("notula.txt", b"Notula\n")], rahasia="on")
        assert answer.status_code == 303
    assert sorted(beside(house)) == ["SK Tim Kerja", "notula"]
    rows = Evidence.objects.for_actor(house.actors["ayu"])
    assert {(row.unit_id, row.confidential, row.head) for row in rows} == {(house.sheet.unit_id, True, 1)}
    assert "2 dari" not in text_of(
        house.client("fajar").get(house.address("butir/P1.i.a/bukti"))
    )  # both show one thing
    assert "1 dari 2 bukti ada" in text_of(house.client("fajar").get(house.address("area/1")))


def test_an_address_is_kept_once_and_marked_as_not_preserved(house: House) -> None:
    for item in (ITEM, ITEM, "P1.i.b"):
        assert brought(house, "ayu", item, alamat=" https://drive.example.id/a ").status_code == 303
    assert Evidence.objects.for_actor(house.actors["ayu"]).count() == 1
    assert ItemEvidence.objects.for_actor(house.actors["ayu"]).count() == 2
    page = text_of(house.client("ayu").get(house.address(f"butir/{ITEM}/bukti")))
    assert "Tidak tersimpan di sini" in page
    assert "0 dari 2 bukti ada" in page


def test_what_is_to_be_hidden_is_not_laid_as_a_piece_that_others_see(house: House) -> None:
    for key, secret in (("satu", {}), ("dua", {"rahasia": "on"}), ("tiga", {"rahasia": "on"})):
        sent = {"alamat": "https://drive.example.id/a", "kunci": key, **secret}
        assert brought(house, "ayu", ITEM, **sent).status_code == 303
    pieces = Evidence.objects.for_actor(house.actors["ayu"])
    assert sorted(pieces.values_list("confidential", flat=True)) == [False, True]


def test_a_kept_piece_is_chosen_for_another_item(house: House) -> None:
    piece = keep(house, "SK")
    assert brought(house, "fajar", bukti=[str(piece.pk)], untuk="2", keterangan="hal. 3").status_code == 303
    page = text_of(house.client("fajar").get(house.address(f"butir/{ITEM}")))
    assert "hal. 3" in page
    assert f"/bukti/{piece.pk}" in page
    lay(house, piece, "P1.i.b")
    assert "dipakai juga di 1 butir lain" in text_of(house.client("ayu").get(house.address("butir/P1.i.b/bukti")))


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Pilih berkas, bukti yang sudah tersimpan, atau tulis alamatnya."),
        ({"alamat": "javascript:alert(1)"}, "Alamat ini tidak dapat dipakai."),
        ({"alamat": "https://budi:rahasia@a.example.id/"}, "Tulis alamat lengkap"),
        ({"alamat": "https://a.example.id/", "untuk": "9"}, "Butir ini tidak meminta bukti dengan nomor itu."),
        ({"alamat": "https://a.example.id/", "berlaku_sampai": "kapan-kapan"}, "Tulis tanggalnya"),
    ],
)
def test_what_cannot_be_taken_comes_back_with_the_reason(house: House, sent: dict[str, str], said: str) -> None:
    answer = brought(house, "ayu", judul="Judul saya", **sent)
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert "Judul saya" in text_of(answer)
    assert beside(house) == []


def test_a_file_that_is_refused_leaves_nothing_behind(house: House) -> None:
    answer = brought(house, "ayu", berkas=[a_file(), a_file("foto.jpg", b"")])
    assert answer.status_code == 422
    assert "Berkas ini kosong." in text_of(answer)
    assert not Evidence.objects.for_actor(house.actors["ayu"]).exists()


def test_moving_and_taking_away(house: House) -> None:
    placed = lay(house, keep(house, "SK"))
    client = house.client("fajar")
    address = house.address(f"butir/{ITEM}/bukti/{placed.pk}")
    assert client.post(f"{address}/ubah", {"untuk": "2", "keterangan": "lampiran"}).status_code == 303
    (moved,) = evidence_by_item(house.actors["ayu"], house.sheet)[ITEM]
    assert (moved.asked, moved.remark) == (2, "lampiran")
    assert client.post(house.address(f"butir/{ITEM}/bukti/{moved.id}/lepas")).status_code == 303
    assert beside(house) == []
    assert client.post(f"{address}/ubah", {"untuk": "", "keterangan": ""}).status_code == 422


def test_what_ends_is_said_while_folded(house: House) -> None:
    day = the_day(house)
    lay(house, keep(house, "SK", valid_until=day + timedelta(days=9)))
    lay(house, keep(house, "Lama", valid_until=day - timedelta(days=1)), asked=2)
    page = text_of(house.client("ayu").get(house.address("area/1")))
    assert "1 dari 2 bukti ada · 1 sudah habis · 1 akan habis " in page


def test_the_administrator_sees_that_there_is_a_confidential_piece_and_not_which(house: House) -> None:
    secret = keep(house, "Laporan tentang Tuan X", confidential=True)
    lay(house, secret, remark="halaman gelap")
    for page in ("area/1", f"butir/{ITEM}", f"butir/{ITEM}/bukti"):
        shown = text_of(house.client("hana").get(house.address(page)))
        assert "Bukti rahasia" in shown
        for text in ("Tuan X", "halaman gelap", str(secret.pk)):
            assert text not in shown
        assert "Tuan X" in text_of(house.client("gita").get(house.address(page)))


def test_a_file_that_is_taken_away_has_the_addresses_that_are_not_confidential(house: House) -> None:
    lay(house, keep(house, "Rapat", address="https://a.example.id/rapat"))
    lay(house, keep(house, "Aduan", address="https://a.example.id/aduan", confidential=True))
    taken = house.client("ayu").get(house.address("unduh/jawaban")).json()
    assert taken["links"] == {ITEM: ["https://a.example.id/rapat"]}


def test_a_thing_that_is_missing_leads_to_the_form_for_it(house: House) -> None:
    lay(house, keep(house, "SK"))
    way = house.address(f"butir/{ITEM}/bukti?untuk=2")
    page = text_of(house.client("ayu").get(house.address("area/1")))
    assert f'{way}#tambah"' in page
    assert f'{house.address(f"butir/{ITEM}/bukti?untuk=1")}#tambah"' not in page
    assert '<option value="2" selected>' in text_of(house.client("ayu").get(way))
    assert "#tambah" not in text_of(house.client("hana").get(house.address("area/1")))


def test_who_may_not_fill_brings_nothing(house: House) -> None:
    placed = lay(house, keep(house, "SK"))
    for who, status in (("hana", 403), ("indra", 403), ("joko", 404), ("dewi", 404)):
        assert brought(house, who, alamat="https://a.example.id/").status_code == status
        away = house.address(f"butir/{ITEM}/bukti/{placed.pk}/lepas")
        assert house.client(who).post(away).status_code == status
    assert "Tambah bukti" not in text_of(house.client("hana").get(house.address(f"butir/{ITEM}/bukti")))
    assert beside(house) == ["SK"]


def test_a_page_that_stays_open_is_told_of_the_evidence_of_others(house: House) -> None:
    client = house.client("ayu")
    page = text_of(client.get(house.address("area/1")))
    assert "bukti=0" in page
    quiet = text_of(client.get(house.address("area/1/denyut?sejak=0&bukti=0")))
    assert "bl-P1-i-a" not in quiet
    lay(house, keep(house, "SK", who="fajar"), who="fajar")
    told = text_of(client.get(house.address("area/1/denyut?sejak=0&bukti=0")))
    assert 'id="bl-P1-i-a" hx-swap-oob="true"' in told
    assert "bl-P1-i-b" not in told
    assert "bukti=1" in told


def test_three_hundred_pieces_take_no_more_queries_than_one_for_each_item(house: House) -> None:
    ayu = house.actors["ayu"]
    items = list(load_pack(house.sheet.regulation).items)
    pieces = [
        Evidence(
            tenant_id=ayu.tenant_id, code=f"{n:012d}", unit_id=house.sheet.unit_id, title=f"Bukti {n}", made_at=NOW,
            changed_at=NOW,
        )
        for n in range(300)
    ]  # fmt: skip
    Evidence.objects.for_actor(ayu).bulk_create(pieces)
    client = house.client("ayu")

    def queries(page: str) -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(house.address(page)).status_code == 200
        return len(found)

    placed = [
        ItemEvidence(
            tenant_id=ayu.tenant_id,
            worksheet_id=house.sheet.pk,
            item=items[n % len(items)],
            evidence_id=piece.pk,
            added_at=NOW,
        )
        for n, piece in enumerate(pieces)
    ]
    pages = ("area/4", "butir/P1.i.a", "butir/P1.i.a/bukti")
    ItemEvidence.objects.for_actor(ayu).bulk_create(placed[: len(items)])
    few = [queries(page) for page in pages]
    ItemEvidence.objects.for_actor(ayu).bulk_create(placed[len(items) :])
    assert [queries(page) for page in pages] == few
    assert max(few) <= 15
