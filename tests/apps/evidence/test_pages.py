"""The pages of evidence: what is seen and by whom, what is sent and never lost, what is given and to nobody."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from pulau.apps.evidence.contract import EvidenceWish, add_version, evidence_for, keep_evidence, picker
from pulau.apps.evidence.models import Evidence, Preparation, PreparationState
from pulau.foundation import storage
from pulau.foundation.storage import StoreUnavailable
from pulau.foundation.uploads import staging
from pulau.foundation.uploads.keeping import begin_upload
from tests.apps.evidence.test_keeping import incoming
from tests.cast import NOW
from tests.house import House

pytestmark = pytest.mark.django_db
MOST_QUERIES = 15
HOSTILE = '"><img src=x onerror=alert(1)>.txt'


def kept(house: House, folder: Path, content: bytes = b"isi", name: str = "notula.txt", **more: Any) -> Evidence:  # noqa: ANN401
    wish = EvidenceWish(**{"title": "Notula", "unit_id": house.units["disdukcapil"].pk, **more})
    return keep_evidence(actor=house.actors["ayu"], wish=wish, file=incoming(folder, content, name), now=NOW)


def form(**more: Any) -> dict[str, Any]:  # noqa: ANN401 - fields of any kind
    return {"kunci": "borang", "unit": "disdukcapil", "sifat": "unit", "judul": "", **more}


def file(content: bytes = b"isi", name: str = "notula.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def text(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def pieces(house: House, who: str = "ayu") -> list[Evidence]:
    return list(evidence_for(house.actors[who]))


def uploaded(house: House, content: bytes, name: str = "notula.txt", who: str = "ayu") -> str:
    row = begin_upload(actor=house.actors[who], name=name, length=len(content), now=timezone.now())
    staging.path_of(row.pk).write_bytes(content)
    return str(row.pk)


def test_the_list_asks_the_same_few_questions_however_long(
    house: House, tmp_path: Path, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(6):
        kept(house, tmp_path, f"isi {number}".encode(), title=f"Notula {number}")
    client = house.client("ayu")
    with django_assert_max_num_queries(MOST_QUERIES):
        page = text(client, "/bukti?cari=notula")
    assert page.count('class="ds-link" href="/bukti/') >= 6
    with django_assert_max_num_queries(MOST_QUERIES):
        assert "Lebih dari" not in text(client, "/bukti?masa=berlaku&unit=disdukcapil&jenis=text")


def test_strangers_find_nothing_and_the_confidential_is_not_even_the_administrators(
    house: House, tmp_path: Path
) -> None:
    secret = kept(house, tmp_path, title="Laporan gawat", confidential=True)
    below = ("", "/versi/1", "/lihat/1", "/halaman/1/1", "/ubah", "/tarik", "/versi")
    for who in ("joko", "dewi", "hana"):
        client = house.client(who)
        assert "Laporan gawat" not in text(client, "/bukti?cari=gawat&tanda=rahasia")
        assert {client.get(f"/bukti/{secret.pk}{rest}").status_code for rest in below} == {404}
        assert "Laporan gawat" not in text(client, "/bukti/pilih?cari=gawat")
    assert house.client("indra").get(f"/bukti/{secret.pk}/versi/1").status_code == 200
    assert house.client("indra").get(f"/bukti/{secret.pk}/ubah").status_code == 403


def test_each_file_becomes_a_piece_once_however_often_the_form_arrives(house: House) -> None:
    client = house.client("ayu")
    for _again in range(2):
        sent = form(judul="Rapat", berkas=[file(b"a", "satu.txt"), file(b"b", "dua.txt")])
        assert client.post("/bukti/baru", sent).status_code == 303
    assert sorted(row.title for row in pieces(house)) == ["Rapat · dua", "Rapat · satu"]
    mark = uploaded(house, b"c")
    answers = [client.post("/bukti/baru", form(kunci="lain", unggahan=mark)) for _again in range(2)]
    assert answers[0].status_code == 303
    assert {answer["Location"] for answer in answers} == {answers[0]["Location"]}
    assert len(pieces(house)) == 3


def test_a_mistake_elsewhere_keeps_what_was_typed_and_the_file(house: House) -> None:
    client = house.client("ayu")
    answer = client.post(
        "/bukti/baru", form(mulai="2026-02-01", sampai="2026-01-01", keterangan="Ketikan", berkas=file())
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Ketikan" in page
    mark = page.split('name="unggahan" value="')[1].split('"')[0]
    assert client.post("/bukti/baru", form(unggahan=mark)).status_code == 303
    assert storage.get(pieces(house)[0].versions.for_actor(house.actors["ayu"]).get().digest) == b"isi"


def test_the_same_bytes_lead_to_the_piece_that_is_there_to_those_who_may_see_it(house: House, tmp_path: Path) -> None:
    there = kept(house, tmp_path)
    answer = house.client("fajar").post("/bukti/baru", form(berkas=file()))
    assert answer.status_code == 422
    assert f"/bukti/{there.pk}" in answer.content.decode()
    assert house.client("fajar").post("/bukti/baru", form(berkas=file(), tetap="on")).status_code == 303
    stranger = house.client("joko").post("/bukti/baru", form(unit="rsud", berkas=file()))
    assert stranger.status_code == 303


def test_a_file_that_is_refused_says_why_beside_the_field(house: House) -> None:
    answer = house.client("ayu").post("/bukti/baru", form(berkas=file(b"%PDF-1.7", "foto.png")))
    assert answer.status_code == 422
    assert "foto.png" in answer.content.decode().split('id="berkas-galat">')[1].split("</p>")[0]


def test_a_hostile_name_stays_a_name(house: House, tmp_path: Path) -> None:
    row = kept(house, tmp_path, name=HOSTILE, title=HOSTILE)
    client = house.client("ayu")
    for path in ("/bukti", f"/bukti/{row.pk}", f"/bukti/{row.pk}/tarik", "/bukti/pilih?cari=onerror"):
        assert "<img src=x" not in text(client, path)
    answer = client.get(f"/bukti/{row.pk}/versi/1")
    assert answer["Content-Disposition"].startswith("attachment")
    assert not {"<", ">", "\n"} & set(answer["Content-Disposition"])
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_version_that_is_replaced_while_somebody_reads_it_is_read_to_its_end(house: House, tmp_path: Path) -> None:
    row = kept(house, tmp_path, b"lama" * 1000)
    client = house.client("fajar")
    reading = client.get(f"/bukti/{row.pk}/versi/1")
    pieces_read = iter(reading.streaming_content)  # type: ignore[attr-defined]
    add_version(actor=house.actors["ayu"], evidence_id=row.pk, file=incoming(tmp_path, b"baru"), cause="", now=NOW)
    assert b"".join(pieces_read) == b"lama" * 1000
    again = client.get(f"/bukti/{row.pk}/versi/1")
    assert b"".join(again.streaming_content) == b"lama" * 1000  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("asked", "status", "told", "got"),
    [
        ("bytes=1-3", 206, "bytes 1-3/10", b"123"),
        ("bytes=7-", 206, "bytes 7-9/10", b"789"),
        ("bytes=-2", 206, "bytes 8-9/10", b"89"),
        ("bytes=5-99", 206, "bytes 5-9/10", b"56789"),
        ("bytes=10-", 416, "bytes */10", b""),
        ("bytes=1-2,4-5", 200, None, b"0123456789"),
        ("baris=1-2", 200, None, b"0123456789"),
    ],
)
def test_a_part_of_a_file_can_be_asked_for(
    house: House, tmp_path: Path, asked: str, status: int, told: str | None, got: bytes
) -> None:
    row = kept(house, tmp_path, b"0123456789")
    answer: Any = house.client("ayu").get(f"/bukti/{row.pk}/versi/1", headers={"Range": asked})
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert (answer.status_code, answer.headers.get("Content-Range"), content) == (status, told, got)
    if status != 416:
        assert answer["Content-Length"] == str(len(got))


def test_the_head_tells_the_length_and_what_is_known_already_is_not_sent_again(house: House, tmp_path: Path) -> None:
    row = kept(house, tmp_path, b"0123456789")
    client, path = house.client("ayu"), f"/bukti/{row.pk}/versi/1"
    head = client.head(path)
    assert (head.status_code, head["Content-Length"]) == (200, "10")
    assert client.get(path, headers={"If-None-Match": head["ETag"]}).status_code == 304


def test_what_is_held_back_is_given_to_nobody(house: House, tmp_path: Path) -> None:
    row, ayu = kept(house, tmp_path), house.actors["ayu"]
    made = Preparation.objects.for_actor(ayu).get()
    made.state, made.pages, made.copy, made.copy_kind = PreparationState.BLOCKED, ["0" * 64], "0" * 64, "pdf"
    made.save()
    for who in ("ayu", "hana", "indra"):
        for rest in ("versi/1", "lihat/1", "halaman/1/1"):
            assert house.client(who).get(f"/bukti/{row.pk}/{rest}").status_code == 403
    assert "ditahan" in text(house.client("ayu"), f"/bukti/{row.pk}")
    assert str(row.pk) not in text(house.client("ayu"), "/bukti/pilih")


def test_a_store_that_is_away_keeps_what_was_typed(house: House) -> None:
    client, mark = house.client("ayu"), uploaded(house, b"isi")
    with patch.object(storage, "put_path", side_effect=StoreUnavailable(5, "away")):
        answer = client.post("/bukti/baru", form(judul="Ketikan saya", unggahan=mark))
    assert answer.status_code == 503
    assert "Ketikan saya" in answer.content.decode()
    assert mark in answer.content.decode()
    assert pieces(house) == []
    assert client.post("/bukti/baru", form(judul="Ketikan saya", unggahan=mark)).status_code == 303


def test_an_outside_address_is_marked_until_its_copy_is_there(house: House) -> None:
    client = house.client("ayu")
    answer = client.post("/bukti/baru", form(judul="Berita", alamat="https://contoh.go.id/a", dilihat="2026-11-01"))
    page = answer["Location"]
    assert "Belum diamankan" in text(client, page)
    assert client.post(f"{page}/versi", {"dilihat": "2999-01-01", "berkas": file()}).status_code == 422
    assert client.post(f"{page}/versi", {"dilihat": "2026-11-02", "berkas": file()}).status_code == 303
    assert "Belum diamankan" not in text(client, page)
    assert client.post("/bukti/baru", form(kunci="b", judul="x", alamat="javascript:alert(1)")).status_code == 422


def test_two_people_on_one_description_are_told_of_each_other(house: House, tmp_path: Path) -> None:
    row = kept(house, tmp_path)
    path, clients = f"/bukti/{row.pk}/ubah", [house.client(who) for who in ("ayu", "fajar")]
    seen = [text(client, path).split('name="terlihat" value="')[1].split('"')[0] for client in clients]
    sent = [
        {"judul": title, "sifat": "unit", "terlihat": mark} for title, mark in zip(("Satu", "Dua"), seen, strict=True)
    ]
    assert clients[0].post(path, sent[0]).status_code == 303
    second = clients[1].post(path, sent[1])
    page = second.content.decode()
    assert second.status_code == 422
    assert "Satu" in page
    assert "Dua" in page
    again = page.split('name="terlihat" value="')[1].split('"')[0]
    assert clients[1].post(path, {**sent[1], "terlihat": again}).status_code == 303


def test_a_piece_is_withdrawn_with_a_reason_and_comes_back(house: House, tmp_path: Path) -> None:
    row, client = kept(house, tmp_path), house.client("ayu")
    path = f"/bukti/{row.pk}"
    assert client.post(f"{path}/tarik", {"alasan": ""}).status_code == 422
    assert client.post(f"{path}/tarik", {"alasan": "Keliru"}).status_code == 303
    assert "Keliru" in text(client, path)
    assert path not in text(client, "/bukti")
    assert path in text(client, "/bukti?tanda=ditarik")
    assert client.post(f"{path}/kembalikan").status_code == 303
    assert path in text(client, "/bukti")


def test_the_picker_leads_back_to_this_site_alone(house: House, tmp_path: Path) -> None:
    row, client = kept(house, tmp_path), house.client("ayu")
    rows = client.get("/bukti/pilih?nama=bukti&banyak=1", headers={"HX-Request": "true"}).content.decode()
    assert f'type="checkbox" name="bukti" value="{row.pk}"' in rows
    assert "<html" not in rows
    assert 'action="/lke/a/2026/"' in text(client, "/bukti/pilih?kembali=/lke/a/2026/%3Fx%3D1")
    for elsewhere in ("https://jahat.example/", "//jahat.example/", "javascript:alert(1)", "/\\jahat.example"):
        page = text(client, f"/bukti/pilih?kembali={elsewhere}")
        assert f'"{elsewhere}"' not in page.replace(' value="/bukti/pilih', "")
        assert "Pakai yang dipilih" not in page


def test_a_form_from_elsewhere_is_refused(house: House) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(house.users["ayu"])
    assert client.post("/bukti/baru", form(berkas=file())).status_code == 403
    assert client.post(f"/bukti/{uuid4()}/kembalikan").status_code == 403
    assert pieces(house) == []


def test_the_state_of_the_house_is_the_administrators(house: House) -> None:
    assert "antivirus" in text(house.client("hana"), "/bukti/berkas")
    assert house.client("ayu").get("/bukti/berkas").status_code == 403


def test_a_picker_begins_with_what_was_chosen_elsewhere_if_it_may_be_seen(house: House, tmp_path: Path) -> None:
    own, secret = kept(house, tmp_path), kept(house, tmp_path, b"lain", confidential=True)
    request = RequestFactory().get("/lke/x", {"bukti": [str(own.pk), str(secret.pk), "bukan-id"]})
    assert picker(request, house.actors["ayu"])["chosen"] == {own.pk, secret.pk}
    shown = picker(request, house.actors["hana"])
    assert shown["chosen"] == {own.pk}
    page = render_to_string("evidence/picker.html", {"picker": shown})
    assert f'value="{own.pk}" checked' in page
    assert str(secret.pk) not in page
