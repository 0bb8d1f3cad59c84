"""The pages of declarations: who sees what, what stays typed, what is lost to nobody."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pulau.apps.declarations.file_kinds import plain_name
from pulau.apps.declarations.models import Attachment, Declaration, DeclarationPerson, DeclarationText, SymbolicUnit
from pulau.apps.declarations.plans import seen_mark
from pulau.foundation.tenancy.wall import behind_wall
from tests.apps.declarations.declaring import Stage
from tests.house import House

pytestmark = pytest.mark.django_db

TYPED = {
    "judul": "Pencanangan Dinas", "tahun": "2026", "hari": "2026-11-26", "jam": "09:00", "tempat": "Aula",
    "siaran": "", "induk": "", "panggilan": "nobody", "tenggat": "", "catatan": "",
}  # fmt: skip
PDF = b"%PDF-1.7 isi"


@pytest.fixture
def stage(house: House) -> Stage:
    made = Stage(house)
    made.approve()
    return made


def _page(row: Declaration, name: str = "declaration", *rest: Any) -> str:  # noqa: ANN401 - parts of an address
    return reverse(f"declarations:{name}", args=[row.pk, *rest])


def test_a_draft_is_for_its_planners_alone(stage: Stage) -> None:
    row = stage.plan("disdukcapil", title="Rencana rahasia")
    for who, status in {"hana": 200, "indra": 200, "gita": 200, "ayu": 404, "joko": 404, "dewi": 404}.items():
        assert stage.house.client(who).get(_page(row)).status_code == status
        listed = stage.house.client(who).get("/pencanangan").content.decode()
        assert ("Rencana rahasia" in listed) == (status == 200)
    stage.name(row, "gita")
    stage.prepare(row)
    for who, status in {"ayu": 200, "joko": 200, "dewi": 404}.items():
        assert stage.house.client(who).get(_page(row)).status_code == status


def test_a_head_does_not_plan_for_another_unit(stage: Stage) -> None:
    row = stage.plan("rsud")
    for name in ("declaration", "change_plan", "postpone", "cancel", "people", "symbolic_units", "open", "close"):
        assert stage.house.client("gita").get(_page(row, name)).status_code == 404
    assert stage.house.client("gita").get("/pencanangan/baru?unit=rsud").status_code == 403
    assert stage.house.client("ayu").get("/pencanangan/baru").status_code == 403


def test_planning_by_the_form_keeps_what_was_typed_on_an_error(stage: Stage) -> None:
    client = stage.house.client("gita")
    wrong = client.post("/pencanangan/baru", {**TYPED, "siaran": "http://siaran.example", "hari": "31/11/2026"})
    assert wrong.status_code == 422
    text = wrong.content.decode()
    for kept in ("Pencanangan Dinas", "http://siaran.example", "31/11/2026"):
        assert kept in text
    done = client.post("/pencanangan/baru", TYPED)
    assert done.status_code == 303
    again = client.post("/pencanangan/baru", TYPED)
    assert again.status_code == 422
    assert "sudah punya pencanangan" in again.content.decode()


def test_who_changes_a_plan_second_sees_both(stage: Stage) -> None:
    row = stage.plan("disdukcapil")
    seen = seen_mark(row)
    mine = {**TYPED, "tempat": "Aula Barat", "terlihat": seen}
    assert stage.house.client("hana").post(_page(row, "change_plan"), {**mine, "tempat": "Pendopo"}).status_code == 303
    second = stage.house.client("gita").post(_page(row, "change_plan"), mine)
    assert second.status_code == 409
    text = second.content.decode()
    assert "Pendopo" in text
    assert "Aula Barat" in text
    newer = stage.fresh(row)
    assert newer.place == "Pendopo"
    retry = stage.house.client("gita").post(_page(row, "change_plan"), {**mine, "terlihat": seen_mark(newer)})
    assert retry.status_code == 303
    assert stage.fresh(row).place == "Aula Barat"


def test_texts_are_kept_in_versions_and_who_is_second_sees_both(stage: Stage) -> None:
    row = stage.plan("disdukcapil")
    address = _page(row, "text", "id")
    begun = stage.house.client("hana").get(address).content.decode()
    assert "mencanangkan Dinas Kependudukan tahun 2026" in begun, "it begins with the approved words"
    assert stage.house.client("hana").post(address, {"naskah": "Satu.\n\nDua.", "versi": "0"}).status_code == 303
    endless = stage.house.client("gita").post(address, {"naskah": "Satu.\nTiga.", "versi": "9" * 5000})
    assert endless.status_code == 409
    second = stage.house.client("gita").post(address, {"naskah": "Satu.\nTiga.", "versi": "0"})
    assert second.status_code == 409
    text = second.content.decode()
    assert "<del>" in text
    assert "Tiga." in text
    assert stage.house.client("gita").post(address, {"naskah": "Satu.\nTiga.", "versi": "1"}).status_code == 303
    with behind_wall(stage.tenant):
        kept = DeclarationText.objects.for_tenant(stage.tenant).filter(declaration=row).order_by("version")
        assert [list(one.lines) for one in kept] == [["Satu.", "Dua."], ["Satu.", "Tiga."]]
    empty = stage.house.client("gita").post(address, {"naskah": " ", "versi": "2"})
    assert empty.status_code == 422


def test_people_are_named_by_account_address_or_name_and_moved(stage: Stage) -> None:
    row = stage.plan("disdukcapil")
    address, client = _page(row, "people"), stage.house.client("hana")
    head = f"u-{stage.house.users['gita'].pk}-{stage.house.units['disdukcapil'].pk}"
    sent = {"bagian": "signer", "orang": head, "surel": "", "nama": "", "sebutan": "", "jabatan": "", "lembaga": ""}
    assert client.post(address, sent).status_code == 303
    other = {**sent, "bagian": "witness", "orang": "", "surel": "Dewi@uji.example.id", "jabatan": "Kepala Perwakilan"}
    assert client.post(address, {**other, "lembaga": "Ombudsman RI"}).status_code == 303
    named = {**sent, "bagian": "witness", "orang": "", "nama": "KH. Ahmad", "jabatan": "Ketua MUI"}
    assert client.post(address, named).status_code == 303
    unknown = client.post(address, {**other, "surel": "siapa@uji.example.id"})
    assert unknown.status_code == 422
    assert "siapa@uji.example.id" in unknown.content.decode()
    assert client.post(address, other).status_code == 422, "nobody witnesses twice"
    borrowed = client.post(address, {**other, "surel": "hana@uji.example.id", "nama": "Indra Kusuma"})
    assert (borrowed.status_code, "dengan nama lain" in borrowed.content.decode()) == (422, True)
    with behind_wall(stage.tenant):
        people = list(DeclarationPerson.objects.for_tenant(stage.tenant).filter(declaration=row, part="witness"))
    assert [(one.name, one.user_id) for one in people] == [
        ("Dewi Anggraini", stage.house.users["dewi"].pk),
        ("KH. Ahmad", None),
    ]
    assert client.post(_page(row, "person", people[1].pk), {"langkah": "naik"}).status_code == 303
    assert client.post(_page(row, "person", people[0].pk), {"langkah": "hapus"}).status_code == 303
    with behind_wall(stage.tenant):
        left = DeclarationPerson.objects.for_tenant(stage.tenant).filter(declaration=row, part="witness")
        assert [(one.name, one.order) for one in left] == [("KH. Ahmad", 1)]


@pytest.mark.parametrize(
    ("name", "content", "status"),
    [
        ("undangan.pdf", PDF, 303),
        ("foto.JPG", b"\xff\xd8\xff\xe0 isi", 303),
        ("foto.png", PDF, 422),
        ("undangan.pdf.exe", PDF, 422),
        ("gambar.svg", b"<svg/>", 422),
        ("kosong.pdf", b"", 422),
        ("besar.pdf", PDF + b"0" * (10 * 1024 * 1024), 422),
    ],
)
def test_files_are_taken_by_what_they_are(stage: Stage, name: str, content: bytes, status: int) -> None:
    row = stage.plan("disdukcapil")
    file = SimpleUploadedFile(name, content)
    assert stage.house.client("gita").post(_page(row, "attach"), {"berkas": file}).status_code == status


def test_a_file_taken_off_stays_for_planners_and_is_gone_for_others(stage: Stage) -> None:
    row = stage.plan("disdukcapil")
    stage.name(row, "gita")
    stage.prepare(row)
    gita = stage.house.client("gita")
    gita.post(_page(row, "attach"), {"berkas": SimpleUploadedFile("daftar hadir.pdf", PDF)})
    with behind_wall(stage.tenant):
        (kept,) = Attachment.objects.for_tenant(stage.tenant).filter(declaration=row)
    address = _page(row, "attachment", kept.pk)
    answer = stage.house.client("ayu").get(address)
    assert (answer.status_code, answer.content, answer["Content-Type"]) == (200, PDF, "application/pdf")
    assert answer["Content-Disposition"].startswith("attachment")
    assert stage.house.client("dewi").get(address).status_code == 404
    assert gita.post(_page(row, "detach", kept.pk)).status_code == 303
    assert stage.house.client("ayu").get(address).status_code == 404
    assert gita.get(address).status_code == 200


def test_names_of_files_lose_folders_and_signs_that_no_name_needs() -> None:
    assert plain_name("../../etc/<b>daftar\x00.pdf") == "bdaftar.pdf"
    assert plain_name("C:\\foto\\a" + "b" * 300 + ".png").endswith(".png")
    assert len(plain_name("x" * 300 + ".pdf")) <= 120


def test_opening_asks_for_a_reason_where_the_law_is_not_met(stage: Stage) -> None:
    stage.staff("disdukcapil", 12)
    row = stage.plan("disdukcapil")
    stage.name(row, "gita")
    gita = stage.house.client("gita")
    page = gita.get(_page(row)).content.decode()
    assert "Kurang 7 tanda tangan pegawai: 0 dari 12 sudah" in page
    assert gita.post(_page(row, "prepare_deed")).status_code == 303
    assert gita.post(_page(row, "open"), {"alasan": ""}).status_code == 422
    assert gita.post(_page(row, "open"), {"alasan": "Menunggu pelantikan"}).status_code == 303
    assert "Menunggu pelantikan" in stage.house.client("ayu").get(_page(row)).content.decode()


def test_whoever_opens_before_the_day_is_led_to_its_date(stage: Stage) -> None:
    row = stage.plan("disdukcapil", day=date(2090, 3, 1))
    stage.name(row, "gita")
    stage.prepare(row)
    page = stage.house.client("gita").get(_page(row, "open")).content.decode()
    assert "Piagamnya menyebut 1 Maret 2090" in page
    assert f'href="{_page(row, "change_plan")}"' in page


def test_units_that_a_search_does_not_show_stay_chosen(stage: Stage) -> None:
    row = stage.plan()
    address, client = _page(row, "symbolic_units"), stage.house.client("hana")
    assert client.post(address, {"unit": ["disdukcapil", "rsud", "tidak-ada"]}).status_code == 303
    shown = client.get(address, {"cari": "kependudukan"}).content.decode()
    for code in ("disdukcapil", "rsud"):
        assert f'id="unit-{code}" value="{code}" checked' in shown
    assert client.post(f"{address}?cari=kependudukan", {"unit": ["rsud"]}).status_code == 303
    with behind_wall(stage.tenant):
        (left,) = SymbolicUnit.objects.for_tenant(stage.tenant).filter(declaration=row)
    assert left.unit_id == stage.house.units["rsud"].pk


def test_preparing_without_what_is_needed_says_what(house: House) -> None:
    stage = Stage(house)
    row = stage.plan("disdukcapil")
    answer = house.client("gita").post(_page(row, "prepare_deed"))
    assert answer.status_code == 422
    assert "belum disetujui" in answer.content.decode()


def test_the_pages_ask_a_fixed_number_of_questions(stage: Stage) -> None:
    client = stage.house.client("hana")

    def asked(address: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    stage.plan("disdukcapil")
    asked("/pencanangan")
    few = asked("/pencanangan")
    rows = [stage.plan("disdukcapil", year=year) for year in range(2015, 2025)]
    assert asked("/pencanangan") == few
    assert few <= 15
    before = asked(_page(rows[0]))
    for who in ("gita", "indra", "dewi", "ayu"):
        stage.name(rows[0], who, "witness")
    assert asked(_page(rows[0])) <= before
    assert before <= 26
