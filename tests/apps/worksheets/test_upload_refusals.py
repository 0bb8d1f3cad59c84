"""Who may hand a file in, and what happens to files, names, notes and forms that are not as they should be."""

from __future__ import annotations

import json
import re

import pytest
from django.conf import settings

from pulau.apps.worksheets.models import Answer
from pulau.core.scoring.answers import take_answers
from pulau.core.scoring.evaluate import evaluate
from pulau.exchange.packs import load_pack
from tests.apps.worksheets.in_out import Journey, journey, json_file, standing
from tests.exchange.filled import written
from tests.house import REGULATION, House

pytestmark = pytest.mark.once  # of files; what is handed in is saved on PostgreSQL by test_upload.py

FILE = {"P1.i.a": "Ya", "P1.i.b": "A"}


@pytest.fixture
def ayu(house: House) -> Journey:
    """Ayu before her unit's worksheet."""
    return journey(house, "ayu")


@pytest.mark.parametrize(("who", "status"), [("dewi", 404), ("joko", 404), ("eka", 403), ("hana", 403), ("indra", 403)])
def test_who_does_not_fill_the_worksheet_hands_nothing_in(house: House, who: str, status: int) -> None:
    visitor = journey(house, who)
    assert visitor.client.get(visitor.address).status_code == status
    assert visitor.hand_in(json_file(FILE)).status_code == status
    sent = journey(house, "ayu")
    sent.hand_in(json_file(FILE))
    taken = visitor.client.post(visitor.address, {**sent.hidden(), "butir": ["P1.i.a"], "aksi": "ambil"})
    assert taken.status_code == status
    assert standing(house) == {}


def test_a_stranger_is_asked_to_sign_in(house: House) -> None:
    stranger = journey(house, None)
    assert stranger.client.get(stranger.address).status_code == 302
    assert stranger.hand_in(json_file(FILE)).status_code == 401
    assert standing(house) == {}


def test_the_head_and_a_colleague_may(house: House) -> None:
    for who in ("gita", "fajar"):
        assert journey(house, who).hand_in(json_file(FILE)).status_code == 200


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"", "lke.json", "Berkas ini kosong"),
        (b"{", "lke.json", "Berkas bukan JSON yang sah"),
        (b"[]", "lke.json", "dibutuhkan objek JSON"),
        (b"halo", "lke.txt", "lke.txt"),
        (b"PK\x03\x04rusak", "lke.xlsx", "lke.xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "lke.xls", "lke.xls"),
        (json_file({"P9.i.a": "Ya"}), "lke.json", "P9.i.a: Nomor pertanyaan ini tidak ada"),
        (json_file({"P1.i.a": "Mungkin"}), "lke.json", "P1.i.a: Jawaban “Mungkin” bukan pilihan"),
        (json_file({}, notes={"P1.i.a": "\ud800"}), "lke.json", "P1.i.a"),
        (json_file({}, year="kapan"), "lke.json", "“kapan” bukan tahun"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_and_nothing_changes(
    ayu: Journey, data: bytes, name: str, said: str, house: House
) -> None:
    assert ayu.hand_in(data, name).status_code == 422
    assert said in ayu.text
    assert standing(house) == {}


def test_no_file_at_all_is_told(ayu: Journey) -> None:
    ayu.answer = ayu.client.post(ayu.address, {})
    assert ayu.answer.status_code == 422
    assert "Pilih berkas lembar kerja lebih dahulu" in ayu.text


def test_a_file_beyond_the_limit_is_told(ayu: Journey) -> None:
    assert ayu.hand_in(b"{" + b" " * settings.UPLOAD_LIMIT_BYTES, "lke.json").status_code == 413
    assert ayu.hand_in(b"{" + b" " * 6_000_000, "lke.json").status_code == 422
    assert "Berkas melebihi 5 MB" in ayu.text


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("<script>alert(1)<x>.json", "&lt;script&gt;alert(1)&lt;x&gt;.json"),
        ("lke\u202egpj.json", "lkegpj.json"),
        ("lke 🌊 \u200f.json", "lke 🌊 .json"),
        ("a" * 200 + ".json", "a" * 120 + "<"),
    ],
)
def test_a_files_name_is_shown_as_text_and_in_one_direction(ayu: Journey, name: str, shown: str, house: House) -> None:
    ayu.hand_in(json_file(FILE), name)
    page = ayu.answer.content.decode()
    assert f">{shown}" in page
    assert "<script>alert" not in page
    assert "\u202e" not in page
    ayu.send("ambil")
    kept = Answer.objects.for_actor(house.actors["ayu"]).filter(item="P1.i.a").get().origin["file"]
    assert shown.rstrip("<") == kept.replace("<", "&lt;").replace(">", "&gt;")


NOTE = 'مرحبا \u200f🌊 <script>alert("x")</script>\nBaris kedua'


def test_notes_keep_every_sign_and_are_never_markup(ayu: Journey, house: House) -> None:
    ayu.hand_in(json_file(FILE, notes={"P1.i.a": NOTE}))
    assert '<script>alert("x")' not in ayu.answer.content.decode()
    ayu.send("ambil")
    assert standing(house)["P1.i.a"].note == NOTE


def test_a_note_of_ten_thousand_signs_is_kept_whole(ayu: Journey, house: House) -> None:
    note = "🌊" * 9_999 + "x"
    ayu.hand_in(json_file(FILE, notes={"P1.i.a": note}))
    ayu.send("ambil")
    assert standing(house)["P1.i.a"].note == note


@pytest.mark.parametrize("note", ["x" * 10_001, "a\x00b"])
def test_a_note_that_cannot_be_kept_is_told_and_the_rest_is_taken(ayu: Journey, note: str, house: House) -> None:
    ayu.hand_in(json_file(FILE, notes={"P1.i.a": note, "P1.i.b": "pendek"}))
    assert "Catatan yang tidak ikut" in ayu.text
    assert '<p class="num">P1.i.a</p>' in ayu.text
    assert ayu.send("ambil").status_code == 303
    now = standing(house)
    assert (now["P1.i.a"].value, now["P1.i.a"].note) == ("Ya", "")
    assert now["P1.i.b"].note == "pendek"


def test_a_workbook_whose_notes_could_not_come_back_is_told_at_once(ayu: Journey, house: House) -> None:
    pack = load_pack(REGULATION)
    notes = dict.fromkeys(pack.items, "あ" * 20_000)
    data = written(evaluate(pack, take_answers(pack, FILE)), notes)
    assert ayu.hand_in(data, "lke.xlsx").status_code == 422
    assert "Berkas melebihi 5 MB" in ayu.text
    assert standing(house) == {}


def test_a_full_worksheet_of_long_notes_in_another_script_goes_through(ayu: Journey, house: House) -> None:
    pack = load_pack(REGULATION)
    notes = dict.fromkeys(pack.items, "あ" * 10_000)
    ayu.hand_in(written(evaluate(pack, take_answers(pack, FILE)), notes), "lke.xlsx")
    assert 'enctype="multipart/form-data"' in ayu.text
    assert ayu.send("ambil").status_code == 303
    assert {found.note for found in standing(house).values()} == {"あ" * 10_000}
    assert len(standing(house)) == len(pack.items)


def test_a_preview_that_was_tampered_with_is_refused(ayu: Journey, house: House) -> None:
    ayu.hand_in(json_file(FILE))
    sheet = json.loads(ayu.hidden()["lembar"])
    sheet["answers"]["P1.i.a"] = "Tidak"
    other = journey(house, "ayu")
    other.answer = ayu.answer
    assert ayu.send("ambil", ["P1.i.a"], lembar=json.dumps(sheet)).status_code == 422
    assert "Mohon unggah berkasnya sekali lagi" in ayu.text
    assert other.send("ambil", ["P1.i.a"], segel="").status_code == 422
    assert standing(house) == {}


def test_a_preview_of_another_worksheet_is_refused(house: House) -> None:
    joko = journey(house, "joko", unit="rsud")
    house.open("rsud", 2026)
    joko.hand_in(json_file(FILE, unit="rsud"))
    ayu = journey(house, "ayu")
    ayu.answer = joko.answer
    assert ayu.send("ambil").status_code == 422
    assert standing(house) == {}


@pytest.mark.parametrize("seen", ["", "[]", "nonsense", '{"P1.i.a": "1"}', '{"P1.i.a": -1}', '{"P1.i.a": true}'])
def test_without_what_was_seen_the_preview_is_shown_and_nothing_taken(ayu: Journey, seen: str, house: House) -> None:
    ayu.hand_in(json_file(FILE))
    assert ayu.send("ambil", terlihat=seen).status_code == 200
    assert ayu.ticked() == list(FILE)
    assert standing(house) == {}


def test_items_that_are_none_are_passed_over(ayu: Journey, house: House) -> None:
    ayu.hand_in(json_file(FILE))
    assert ayu.send("ambil", ["P1.i.a", "P9.x", "<b>"]).status_code == 303
    assert list(standing(house)) == ["P1.i.a"]


@pytest.mark.parametrize("count", ["x", "-1", "99999", "²", "<b>"])
def test_an_invented_count_is_not_shown(ayu: Journey, count: str) -> None:
    ayu.answer = ayu.client.get(ayu.address, {"diambil": count})
    assert ayu.answer.status_code == 200
    assert not re.search(r"\d+ butir diambil alih", ayu.text)
