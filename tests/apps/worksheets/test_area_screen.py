"""The area screen: shown, filled by plain forms and by a script, together with others."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pulau.apps.worksheets.selectors import answers_of, get_worksheet_by_id
from pulau.exchange.packs import load_pack
from tests.cast import NOW
from tests.exchange.answers_for import answers_for
from tests.house import REGULATION, House

AREA_5 = "area/5"
HTMX = {"HX-Request": "true"}


def text_of(response: Any) -> str:  # noqa: ANN401 - a test client's answer has no public type
    text: str = response.content.decode()
    return text


def statements(queries: CaptureQueriesContext) -> list[str]:
    """What was asked of the database, without the brackets of transactions."""
    brackets = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
    return [query["sql"] for query in queries if not query["sql"].startswith(brackets)]


def send(client: Client, house: House, item: str, version: int, *, script: bool = True, **fields: str) -> Any:  # noqa: ANN401 - as above
    data = {f"versi:{item}": version, **{f"{name}:{item}": value for name, value in fields.items()}}
    answer: Any = client.post(house.address("area/1"), data, headers=HTMX if script else None)
    return answer


def test_the_screen_shows_questions_options_and_what_shows_them(house: House) -> None:
    page = text_of(house.client("ayu").get(house.address("area/1")))
    pack = load_pack(REGULATION)
    items = [item for sub in pack.sub_areas.values() if sub.area == "1" for item in sub.items]
    assert page.count('<fieldset class="q"') == len(items)
    assert 'name="jawab:P1.i.a"' in page
    assert "dari 2 bukti ada" in page
    assert "Belum dijawab" in page


def test_ratio_items_have_their_counts_and_the_resulting_percent(house: House) -> None:
    house.answer("ayu", {"R1.i.a": {"jumlah_agen": 4, "jumlah_perubahan": 3}})
    page = text_of(house.client("ayu").get(house.address("area/1")))
    assert 'name="hitung:R1.i.a:jumlah_agen"' in page
    assert "75,00%" in page


@pytest.mark.parametrize("area", ["1", "2", "3", "4", "5", "6", "hasil"])
def test_every_area_opens_in_a_fixed_number_of_queries(house: House, area: str) -> None:
    house.answer("ayu", answers_for(load_pack(REGULATION)))
    client = house.client("ayu")
    with CaptureQueriesContext(connection) as queries:
        assert client.get(house.address(f"area/{area}")).status_code == 200
    assert len(statements(queries)) <= 11


def test_saving_takes_eight_queries_at_most_and_brings_the_new_score(house: House) -> None:
    client = house.client("ayu")
    replies = []
    for version, option in enumerate(["A", "B"]):  # the first answer, and a change of it
        with CaptureQueriesContext(connection) as queries:
            replies.append(send(client, house, "P1.i.b", version, jawab=option, catatan=""))
        assert replies[-1].status_code == 200
        assert len(statements(queries)) <= 8, statements(queries)
    row = get_worksheet_by_id(house.actors["ayu"], house.sheet.pk)
    assert row.revision == 2
    page = text_of(replies[-1])
    assert f'value="{2}"' in page  # the version to send next
    assert f"{row.printed['total'] // 100},{row.printed['total'] % 100:02d}" in page
    assert "Tersimpan" in page
    assert 'id="nilai"' in page
    assert 'id="bilah-ponsel"' in page


def test_a_save_brings_the_tab_of_its_area_and_the_pulse_those_of_all(house: House) -> None:
    saved = text_of(send(house.client("ayu"), house, "P1.i.b", 0, jawab="A", catatan=""))
    assert 'id="tab-1" hx-swap-oob="true"' in saved
    assert 'id="tab-2"' not in saved
    assert 'id="area-nilai"' not in saved
    news = text_of(house.client("fajar").get(house.address("area/1/denyut") + "?sejak=0"))
    assert 'id="area-nilai" hx-swap-oob="true"' in news
    assert news.count('id="tab-') == 7
    assert "hx-swap-oob" not in news.split('id="tab-1"')[1].split("</li>")[0]


def test_without_a_script_the_whole_page_is_one_form(house: House) -> None:
    client = house.client("ayu")
    data = {"versi:P1.i.a": 0, "jawab:P1.i.a": "Ya", "versi:P1.i.b": 0, "jawab:P1.i.b": "B", "versi:P1.ii.a": 0}
    answer = client.post(house.address("area/1"), data)
    assert (answer.status_code, answer["Location"]) == (303, house.address("area/1") + "?tersimpan=2")
    assert {item: found.value for item, found in answers_of(house.sheet).items()} == {"P1.i.a": "Ya", "P1.i.b": "B"}
    assert "2 jawaban tersimpan." in text_of(client.get(answer["Location"]))


def test_a_double_click_makes_one_version(house: House) -> None:
    client = house.client("ayu")
    for _ in range(2):
        assert send(client, house, "P1.i.b", 0, jawab="A").status_code == 200
    assert answers_of(house.sheet)["P1.i.b"].version == 1


def test_the_later_of_two_sees_both_and_nothing_is_overwritten(house: House) -> None:
    ayu, fajar = house.client("ayu"), house.client("fajar")
    send(fajar, house, "P1.i.b", 0, jawab="B")
    answer = send(ayu, house, "P1.i.b", 0, jawab="C", catatan="Menurut saya C.")
    page = text_of(answer)
    assert answer.status_code == 409
    assert "Milik Fajar Prakoso" in page
    assert "Simpan milik saya" in page
    assert re.search(r'id="v-P1-i-b" name="versi:P1.i.b" value="1"', page), "choosing one's own names the new version"
    assert answers_of(house.sheet)["P1.i.b"].value == "B"
    assert send(ayu, house, "P1.i.b", 1, jawab="C", catatan="Menurut saya C.").status_code == 200
    assert answers_of(house.sheet)["P1.i.b"].value == "C"


def test_without_a_script_too_the_later_sees_both_with_the_own_text_in_place(house: House) -> None:
    send(house.client("fajar"), house, "P1.i.b", 0, jawab="B")
    answer = send(house.client("ayu"), house, "P1.i.b", 0, script=False, jawab="C", catatan="Catatan panjang saya")
    page = text_of(answer)
    assert answer.status_code == 409
    assert "Catatan panjang saya" in page
    assert re.search(r'value="C" checked', page)
    assert "Milik Fajar Prakoso" in page


def test_theirs_can_be_taken(house: House) -> None:
    send(house.client("fajar"), house, "P1.i.b", 0, jawab="B")
    answer = house.client("ayu").post(house.address("area/1"), {"pakai": "P1.i.b"}, headers=HTMX)
    assert answer.status_code == 200
    assert re.search(r'value="B" checked', text_of(answer))
    assert answers_of(house.sheet)["P1.i.b"].version == 1


@pytest.mark.parametrize(
    ("item", "fields", "words"),
    [
        ("P1.i.b", {"jawab": "E"}, "bukan pilihan pertanyaan ini"),
        ("H1.a", {"jawab": "lima"}, "bukan angka biasa"),
        ("H1.a", {"jawab": "4,5"}, "di luar skala 0 sampai 4"),
        ("P1.i.b", {"catatan": "x" * 10_001}, "10001 huruf"),
    ],
)
@pytest.mark.parametrize("script", [True, False])
def test_what_cannot_be_taken_is_said_at_the_question(
    house: House, item: str, fields: dict[str, str], words: str, *, script: bool
) -> None:
    answer = send(house.client("ayu"), house, item, 0, script=script, **fields)
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert answers_of(house.sheet) == {}


def test_counts_that_are_not_complete_stay_in_their_fields(house: House) -> None:
    data = {"versi:R1.i.a": 0, "hitung:R1.i.a:jumlah_agen": "4", "hitung:R1.i.a:jumlah_perubahan": ""}
    answer = house.client("ayu").post(house.address("area/1"), data)
    page = text_of(answer)
    assert answer.status_code == 422
    assert re.search(r'name="hitung:R1.i.a:jumlah_agen"[^>]*value="4"', page)
    assert "Formula" in page or "rumus" in page


def test_an_answer_can_be_taken_back(house: House) -> None:
    client = house.client("ayu")
    send(client, house, "P1.i.b", 0, jawab="A")
    client.post(house.address("area/1"), {"versi:P1.i.b": 1, "jawab:P1.i.b": "A", "kosongkan": "P1.i.b"})
    assert answers_of(house.sheet)["P1.i.b"].value is None
    assert get_worksheet_by_id(house.actors["ayu"], house.sheet.pk).answered == 0


def test_an_item_of_another_form_is_refused_and_named(house: House) -> None:
    answer = house.client("ayu").post(house.address("area/1"), {"versi:P1.1.a": 0, "jawab:P1.1.a": "Ya"}, headers=HTMX)
    assert answer.status_code == 422
    assert answers_of(house.sheet) == {}


@pytest.mark.parametrize("area", ["7", "x", "0"])
def test_an_area_that_the_form_does_not_have_is_not_found(house: House, area: str) -> None:
    assert house.client("ayu").get(house.address(f"area/{area}")).status_code == 404


def test_a_script_in_a_note_stays_text(house: House) -> None:
    note = "<script>alert(1)</script> \u202egnirts 😀"
    send(house.client("ayu"), house, "P1.i.b", 0, jawab="A", catatan=note)
    page = text_of(house.client("fajar").get(house.address("area/1")))
    assert "&lt;script&gt;alert(1)&lt;/script&gt; \u202egnirts 😀" in page
    assert "<script>alert" not in page


@pytest.mark.parametrize(("who", "status"), [("dewi", 404), ("joko", 404), ("eka", 403), (None, 302)])
def test_who_may_not_see_it_does_not(house: House, who: str | None, status: int) -> None:
    client = house.client(who)
    for rest in ("", "area/1", "area/1/denyut"):
        assert client.get(house.address(rest)).status_code == status


@pytest.mark.parametrize(("who", "status"), [("dewi", 404), ("joko", 404), ("eka", 403), ("hana", 403), (None, 401)])
def test_who_may_not_fill_it_does_not(house: House, who: str | None, status: int) -> None:
    answer = send(house.client(who), house, "P1.i.b", 0, jawab="A")
    assert answer.status_code == status
    assert answers_of(house.sheet) == {}


def test_who_oversees_reads_with_every_field_off(house: House) -> None:
    page = text_of(house.client("hana").get(house.address("area/1")))
    assert page.count(" disabled>") == page.count('<fieldset class="q"')
    assert "Simpan semua" not in page


def test_a_form_sent_after_the_session_ended_is_kept_through_the_sign_in(house: House) -> None:
    from tests.house import PASSWORD  # noqa: PLC0415 - of this test alone

    stranger = Client()
    note = "Catatan yang panjang dan berharga"
    ended = send(stranger, house, "P1.i.b", 0, script=False, jawab="A", catatan=note)
    assert ended.status_code == 401
    page = text_of(ended)
    assert "jawaban Anda aman" in page
    held = re.search(r'name="titipan" value="([^"]+)"', page)
    assert held
    signed = stranger.post("/masuk", {"login": "ayu@uji.example.id", "password": PASSWORD, "titipan": held[1]})
    assert (signed.status_code, signed["Location"]) == (302, "/akun/lanjutkan")
    resumed = text_of(stranger.get("/akun/lanjutkan"))
    fields = dict(re.findall(r'type="hidden" name="((?:versi|jawab|catatan)[^"]*)" value="([^"]*)"', resumed))
    assert fields["catatan:P1.i.b"] == note
    assert stranger.post(house.address("area/1"), fields).status_code == 303
    assert answers_of(house.sheet)["P1.i.b"].note == note


def test_a_held_form_cannot_be_forged(house: House) -> None:
    from tests.house import PASSWORD  # noqa: PLC0415 - of this test alone

    client = Client()
    signed = client.post("/masuk", {"login": "ayu@uji.example.id", "password": PASSWORD, "titipan": "e30:forged:x"})
    assert signed["Location"] != "/akun/lanjutkan"


def test_a_page_that_stays_open_hears_of_others(house: House) -> None:
    fajar = house.client("fajar")
    quiet = text_of(fajar.get(house.address("area/1/denyut") + "?sejak=0"))
    assert 'id="q-' not in quiet
    house.answer("ayu", {"P1.i.b": "A", "P5.i.a": "B"}, now=NOW)
    news = text_of(fajar.get(house.address("area/1/denyut") + "?sejak=0"))
    assert 'id="q-P1-i-b"' in news
    assert "Baru saja diubah oleh Ayu Larasati." in news
    assert 'id="q-P5-i-a"' not in news
    assert 'id="nilai"' in news
    assert "sejak=1" in news


def test_nobody_is_told_of_their_own_change(house: House) -> None:
    house.answer("ayu", {"P1.i.b": "A"}, now=NOW)
    news = text_of(house.client("ayu").get(house.address("area/1/denyut") + "?sejak=0"))
    assert 'id="q-P1-i-b"' in news, "another tab of hers still shows the new answer"
    assert "Baru saja diubah" not in news


def test_the_pulse_takes_few_queries(house: House) -> None:
    house.answer("ayu", answers_for(load_pack(REGULATION)))
    client = house.client("fajar")
    with CaptureQueriesContext(connection) as queries:
        client.get(house.address("area/1/denyut") + "?sejak=0")
    assert len(statements(queries)) <= 9


def test_english_is_complete_on_the_screen(house: House) -> None:
    client = house.client("ayu")
    client.cookies["pulau_language"] = "en"
    page = text_of(client.get(house.address("area/1")))
    assert 'lang="en"' in page
    assert "The unit" in page
