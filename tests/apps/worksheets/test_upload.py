"""Handing a file in: what the preview shows, what is chosen, and what taking over writes."""

from __future__ import annotations

import hashlib
import json

import pytest
from django.utils import timezone

from pulau.apps.worksheets.evidence_selectors import evidence_by_item
from pulau.apps.worksheets.models import Answer
from pulau.apps.worksheets.selectors import get_worksheet_by_id
from pulau.core.shared.numbers import print_exact
from pulau.exchange.packs import load_pack
from pulau.foundation.calendar.clocks import today_of
from pulau.foundation.journal.models import Entry
from tests.apps.worksheets.in_out import Journey, fill, journey, json_file, pack_answers, standing
from tests.house import REGULATION, House

OURS = {"P1.i.a": "Ya", "P1.i.b": "A", "P1.ii.a": "Tidak"}
FILE = {"P1.i.a": "Ya", "P1.i.b": "C", "P1.ii.b": "B", "H1.a": "3.87"}


@pytest.fixture
def ayu(house: House) -> Journey:
    """Ayu before a worksheet of three answers."""
    house.answer("ayu", OURS)
    return journey(house, "ayu")


def test_the_page_says_what_it_takes_and_that_nothing_changes_yet(ayu: Journey) -> None:
    ayu.answer = ayu.client.get(ayu.address)
    assert "Tidak ada yang berubah sebelum Anda mengambilnya alih" in ayu.text
    assert 'enctype="multipart/form-data"' in ayu.text


def test_a_preview_writes_nothing(ayu: Journey, house: House) -> None:
    before = standing(house)
    assert ayu.hand_in(json_file(FILE)).status_code == 200
    ayu.send("semua")
    ayu.send("hitung")
    assert standing(house) == before
    assert get_worksheet_by_id(house.actors["ayu"], house.sheet.pk).revision == 1


def test_blanks_are_chosen_and_what_would_be_replaced_is_not(ayu: Journey) -> None:
    ayu.hand_in(json_file(FILE))
    assert ayu.offered() == ["P1.i.b", "P1.ii.b", "H1.a"]
    assert ayu.ticked() == ["P1.ii.b", "H1.a"]
    assert "Menggantikan yang sudah ada: 1 butir" in ayu.text
    assert "Mengisi yang masih kosong: 2 butir" in ayu.text


def test_what_stays_is_counted(ayu: Journey, house: House) -> None:
    house.answer("ayu", {"H1.a": "3.1"})
    ayu.hand_in(json_file(FILE))
    assert '<dt>Sama di berkas dan di sini</dt><dd class="num">1 butir</dd>' in ayu.text
    assert "1 jawaban, 0 catatan" in ayu.text  # P1.ii.a is not in the file
    items = len(load_pack(REGULATION).items)
    assert f"{items - 5} butir" in ayu.text


def test_the_effect_is_that_of_the_choice(ayu: Journey) -> None:
    ayu.hand_in(json_file(FILE))
    ayu.send("tanpa")
    assert "0 butir dipilih" in ayu.text
    assert ayu.text.count(">tetap</td>") == 8
    ayu.send("hitung", ["H1.a"])
    assert ayu.ticked() == ["H1.a"]
    assert "+16,93" in ayu.text  # 17,5 × 3,87 / 4
    assert ayu.text.count(">tetap</td>") == 6
    assert "Menjadi terpenuhi: Survei persepsi antikorupsi (IPAK)." in ayu.text
    ayu.send("semua")
    assert len(ayu.ticked()) == 3
    ayu.send("kosong")
    assert ayu.ticked() == ["P1.ii.b", "H1.a"]


def test_a_minimum_that_would_be_lost_is_told(ayu: Journey, house: House) -> None:
    house.answer("ayu", {"H1.a": "3.87"})
    ayu.hand_in(json_file({"H1.a": "1.00"}))
    ayu.send("semua")
    assert "Tidak lagi terpenuhi:" in ayu.text


def test_taking_over_writes_what_was_chosen_and_where_it_came_from(ayu: Journey, house: House) -> None:
    data = json_file(FILE, notes={"P1.ii.b": "Dari berkas."})
    ayu.hand_in(data, "lke disdukcapil.json")
    done = ayu.send("ambil", ["P1.i.b", "P1.ii.b"])
    assert done.status_code == 303
    assert done["Location"] == f"{ayu.address}?diambil=2"
    now = standing(house)
    assert (now["P1.i.b"].value, now["P1.i.b"].version, now["P1.i.b"].source) == ("C", 2, "imported")
    assert (now["P1.ii.b"].value, now["P1.ii.b"].note) == ("B", "Dari berkas.")
    assert "H1.a" not in now
    assert (now["P1.ii.a"].value, now["P1.ii.a"].source) == ("Tidak", "typed")
    row = Answer.objects.for_actor(house.actors["ayu"]).get(item="P1.i.b", version=2)
    assert row.origin == {"file": "lke disdukcapil.json", "sha256": hashlib.sha256(data).hexdigest()}
    assert Entry.objects.for_actor(house.actors["ayu"]).filter(action="worksheets.items_answered").count() == 2
    ayu.answer = ayu.client.get(done["Location"])
    assert "2 butir diambil alih." in ayu.text


def test_the_whole_file_is_taken_by_choosing_all(ayu: Journey, house: House) -> None:
    ayu.hand_in(json_file(pack_answers()))
    ayu.send("semua")
    assert ayu.send("ambil").status_code == 303
    fresh = get_worksheet_by_id(house.actors["ayu"], house.sheet.pk)
    other = house.open("rsud", 2026)
    whole = house.answer("joko", pack_answers(), sheet=other).evaluation
    assert fresh.exact["total"] == print_exact(whole.total.points)
    assert fresh.answered == fresh.items


def test_nothing_chosen_is_told_and_the_page_stays(ayu: Journey) -> None:
    ayu.hand_in(json_file(FILE))
    assert ayu.send("ambil", []).status_code == 422
    assert "Belum ada butir yang dipilih" in ayu.text
    assert ayu.offered()


def test_a_file_with_nothing_new_says_so(ayu: Journey) -> None:
    ayu.hand_in(json_file(OURS))
    assert "Tidak ada yang perlu diambil alih" in ayu.text
    assert ayu.offered() == []


def test_pressing_twice_takes_over_once(ayu: Journey, house: House) -> None:
    ayu.hand_in(json_file(FILE))
    shown, ticked = ayu.answer, ayu.ticked()
    assert ayu.send("ambil", ticked).status_code == 303
    ayu.answer = shown
    assert ayu.send("ambil", ticked).status_code == 422  # nothing of it is left to take over
    assert standing(house)["P1.ii.b"].version == 1


def test_a_note_alone_is_taken_and_the_answer_stays(ayu: Journey, house: House) -> None:
    ayu.hand_in(json_file({}, notes={"P1.i.a": "Lihat SK 12."}))
    assert ayu.ticked() == ["P1.i.a"]
    ayu.send("ambil")
    now = standing(house)["P1.i.a"]
    assert (now.value, now.note) == ("Ya", "Lihat SK 12.")


def test_a_note_that_would_be_replaced_is_not_chosen(ayu: Journey, house: House) -> None:
    ayu.hand_in(json_file({}, notes={"P1.i.a": "Pertama."}))
    ayu.send("ambil")
    ayu.hand_in(json_file({"P1.i.a": "Ya"}, notes={"P1.i.a": "Kedua."}))
    assert (ayu.offered(), ayu.ticked()) == (["P1.i.a"], [])
    assert "Pertama." in ayu.text
    assert "Kedua." in ayu.text


@pytest.mark.parametrize(
    "link", ["https://x", "http://[::1", "https://budi:rahasia@contoh.id/", "https://contoh.id/\u202ea"]
)
def test_a_link_that_evidence_does_not_take_stays_in_the_note(ayu: Journey, house: House, link: str) -> None:
    ayu.hand_in(json_file({"P1.i.a": "Ya"}, links={"P1.i.a": [link]}))
    assert ayu.send("ambil").status_code == 303
    assert evidence_by_item(house.actors["ayu"], house.sheet) == {}
    assert standing(house)["P1.i.a"].note == link


def test_links_become_evidence_that_is_not_preserved_and_only_once(ayu: Journey, house: House) -> None:
    link = "https://contoh.go.id/bukti.pdf"
    links = {"P1.i.a": [link, "lemari arsip B"], "P1.i.b": [link, link]}
    data = json_file({}, notes={"P1.i.a": "Lihat SK 12."}, links=links)
    ayu.hand_in(data)
    assert "2 tautan menjadi bukti" in ayu.text
    assert ayu.ticked() == ["P1.i.a", "P1.i.b"]
    assert ayu.send("ambil").headers["Location"].endswith("diambil=2")
    assert standing(house)["P1.i.a"].note == "Lihat SK 12.\nlemari arsip B"
    beside = evidence_by_item(house.actors["ayu"], house.sheet)
    (one,), (other,) = beside["P1.i.a"], beside["P1.i.b"]
    assert (one.address, one.number, one.evidence_id) == (link, 0, other.evidence_id)
    assert one.seen_on == today_of(house.actors["ayu"], timezone.now())
    ayu.hand_in(data)
    assert "Tidak ada yang perlu diambil alih" in ayu.text
    again = ayu.client.get(house.address("unduh/jawaban")).json()
    assert again["links"] == {"P1.i.a": [link], "P1.i.b": [link]}


def test_the_title_a_file_states_is_told_and_not_taken(ayu: Journey, house: House) -> None:
    ayu.hand_in(json_file(FILE, prior_title="WBK"))
    assert "Predikat yang dinyatakan di berkas (WBK) tidak diambil alih." in ayu.text
    ayu.send("ambil")
    assert get_worksheet_by_id(house.actors["ayu"], house.sheet.pk).prior_title == ""


def test_a_full_preview_asks_the_database_little(house: House, django_assert_max_num_queries: object) -> None:
    fill(house)
    ayu = journey(house, "ayu")
    data = json_file(pack_answers(2))
    with django_assert_max_num_queries(9):  # type: ignore[operator]  # the plugin's fixture has no type
        ayu.hand_in(data)
    assert len(ayu.offered()) > 50


@pytest.mark.parametrize("language", ["id", "en"])
def test_both_languages_render(ayu: Journey, language: str) -> None:
    ayu.client.cookies["pulau_language"] = language
    assert ayu.hand_in(json_file(FILE)).status_code == 200
    assert f'<html lang="{language}"' in ayu.text


def test_the_language_can_change_without_losing_the_file(ayu: Journey) -> None:
    ayu.hand_in(json_file(FILE))
    ayu.send("", ["P1.i.b"], bahasa="en")
    assert '<html lang="en"' in ayu.text
    assert ayu.ticked() == ["P1.i.b"]
    assert json.loads(ayu.hidden()["lembar"])["answers"] == FILE
