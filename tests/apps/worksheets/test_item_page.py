"""The page of one item: the question, why it gives its points, what its answer was, and going back to that."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from pulau.apps.worksheets.changes import Change, Provenance
from pulau.apps.worksheets.desk.history import A_PAGE
from pulau.apps.worksheets.models import Source
from pulau.apps.worksheets.selectors import answers_of, history_of
from pulau.apps.worksheets.services.answers import answer_items
from pulau.apps.worksheets.services.talking import Remark, add_comment
from tests.apps.worksheets.conftest import text_of
from tests.cast import NOW
from tests.house import House

ITEM = "P1.i.b"


def words(response: Any) -> str:  # noqa: ANN401 - a test client's answer has no public type
    """The text of a page, without its tags and with single spaces."""
    return " ".join(re.sub(r"<[^>]*>", " ", text_of(response)).split())


def opened(house: House, who: str, rest: str = "", item: str = ITEM) -> Any:  # noqa: ANN401 - as above
    return house.client(who).get(house.address(f"butir/{item}{rest}"))


def restored(house: House, who: str, version: object, seen: object, item: str = ITEM) -> Any:  # noqa: ANN401 - as above
    sent = {"versi": version, "terlihat": seen}
    return house.client(who).post(house.address(f"butir/{item}/pulihkan"), sent)


def filled(house: House, *values: str) -> None:
    """Answer the item several times, one after the other."""
    for value in values:
        house.answer("ayu", {ITEM: value})


def test_the_page_has_question_options_evidence_answer_and_the_clause(house: House) -> None:
    house.answer("ayu", {ITEM: "B"})
    page = opened(house, "ayu")
    text = words(page)
    assert page.status_code == 200
    assert "Anggota tim dipilih melalui prosedur yang jelas" in text
    assert "Anggota tim ditetapkan tanpa seleksi" in text  # the option C
    assert "Notula rapat atau berita acara pemilihan" in text  # what shows it
    assert "B = 0,5; 0,5 × 0,25 = 0,13" in text
    assert "Permenpan RB 90/2021, Lampiran III, A.I.1.i.b" in text
    assert re.search(r'value="B"[^>]*checked', text_of(page))


def test_the_reasons_go_from_the_answer_to_the_total_each_with_its_source(house: House) -> None:
    house.answer("ayu", {ITEM: "B"})
    page = text_of(opened(house, "ayu"))
    chain = page.partition('id="alasan"')[2].partition('id="percakapan"')[0]
    names = ["Area 1 Manajemen perubahan, pemenuhan", "Area 1 Manajemen perubahan", "Pengungkit", "Nilai total"]
    places = [chain.index(f'<span class="strong">{name}</span>') for name in names]
    assert places == sorted(places)
    assert chain.count("Dasar:") == 6  # item, sub-area, half, area, enabler, total


def test_a_result_item_belongs_to_the_result_and_an_unsplit_area_has_no_half(house: House) -> None:
    house.open("disdukcapil", 2018, regulation="permenpan-rb-52-2014")
    old = text_of(house.client("ayu").get(house.address("butir/P1.1.a", year=2018)))
    assert old.partition('id="alasan"')[2].partition('id="percakapan"')[0].count("Dasar:") == 5
    page = words(opened(house, "ayu", item="H1.a"))
    assert "Hasil" in page
    assert "di hasil" not in page  # nobody else is there


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_page_is_there_in_both_languages(house: House, language: str) -> None:
    house.answer("ayu", {ITEM: "B"})
    client = house.client("ayu")
    client.cookies["pulau_language"] = language
    page = client.get(house.address(f"butir/{ITEM}"))
    assert page.status_code == 200
    assert f'<html lang="{language}"' in text_of(page)
    assert ("Members were chosen partly by procedure" in text_of(page)) is (language == "en")


def test_the_history_says_who_when_from_what_to_what_and_where_it_came_from(house: House) -> None:
    house.answer("ayu", {ITEM: "A"})
    imported = Provenance(Source.IMPORTED, {"file": "lke <b>2026</b>.xlsx", "sha256": "0" * 64})
    answer_items(
        actor=house.actors["fajar"],
        worksheet_id=house.sheet.pk,
        changes=[Change(ITEM, 1, "C", "Menurut berkas.")],
        provenance=imported,
        now=NOW + timedelta(hours=1),
    )
    page = opened(house, "gita")
    second, first = re.findall(r'<li id="versi-(?:2|1)".*?</li>', text_of(page), re.DOTALL)
    assert "2 Maret 2026, 16.30" in second
    assert "2 Maret 2026, 15.30" in first
    assert "<bdi>Fajar Prakoso</bdi>" in second
    assert re.search(r"<dt>Semula</dt><dd>A: Pemilihan.*<dt>Menjadi</dt><dd>C: Anggota tim ditetapkan", second)
    assert "Catatan ditambahkan" in second
    assert "Menurut berkas." in second
    assert "Diambil dari berkas <bdi>lke &lt;b&gt;2026&lt;/b&gt;.xlsx</bdi>" in second
    assert "<dt>Semula</dt><dd>belum dijawab</dd>" in first
    assert "Diketik" in first


def test_a_change_of_the_note_alone_leaves_the_answer_as_it_was(house: House) -> None:
    house.answer("ayu", {ITEM: "A"})
    for version, note in enumerate(("satu", "dua", ""), start=1):
        change = Change(ITEM, version, note=note)
        answer_items(actor=house.actors["ayu"], worksheet_id=house.sheet.pk, changes=[change], now=NOW)
    text = words(opened(house, "ayu"))
    assert text.count("Jawaban tetap: A: Pemilihan") == 3
    assert [text.count(f"Catatan {what}") for what in ("ditambahkan", "diubah", "dihapus")] == [1, 1, 1]


def test_counts_are_told_with_their_names(house: House) -> None:
    house.answer("ayu", {"R1.i.a": {"jumlah_agen": 4, "jumlah_perubahan": 3}})
    assert "Jumlah agen perubahan: 4; Jumlah perubahan yang dihasilkan: 3" in words(opened(house, "ayu", item="R1.i.a"))


def test_a_long_history_comes_in_pages_and_none_is_left_out(house: House) -> None:
    filled(house, *("A", "B") * 12)
    first = text_of(opened(house, "ayu"))
    assert f"?sebelum={24 - A_PAGE + 1}#riwayat" in first
    second = text_of(opened(house, "ayu", f"?sebelum={24 - A_PAGE + 1}"))
    versions = [int(found) for page in (first, second) for found in re.findall(r'id="versi-(\d+)"', page)]
    assert versions == list(range(24, 0, -1))
    assert "<dt>Semula</dt><dd>belum dijawab" not in first
    assert re.search(r'name="terlihat" value="24"', second)
    assert re.search(r'value="B"[^>]*checked', second)  # the question above still shows what stands now


def test_an_earlier_state_comes_back_as_a_new_change(house: House) -> None:
    filled(house, "A", "B", "C")
    page = text_of(opened(house, "fajar"))
    assert 'name="versi" value="1"' in page
    assert 'name="versi" value="3"' not in page  # what stands needs no return
    answer = restored(house, "fajar", 1, 3)
    assert (answer.status_code, answer.headers["Location"]) == (303, house.address(f"butir/{ITEM}#riwayat"))
    assert [(one.version, one.value) for one in history_of(house.sheet, ITEM)][:2] == [(4, "A"), (3, "C")]
    assert "Dikembalikan dari versi 1" in words(opened(house, "fajar"))


def test_a_return_that_meets_another_change_shows_both_and_asks(house: House) -> None:
    filled(house, "A", "B")
    house.answer("fajar", {ITEM: "C"})
    met = restored(house, "ayu", 1, 2)
    text = words(met)
    assert met.status_code == 409
    assert "Fajar Prakoso mengubah butir ini pukul 15.30" in text
    assert "Sekarang, milik Fajar Prakoso C: Anggota tim ditetapkan tanpa seleksi" in text
    assert "Versi 1 A: Pemilihan anggota mengikuti prosedur" in text
    assert answers_of(house.sheet)[ITEM].value == "C"
    seen = re.search(
        r'role="alert".*?name="versi" value="(\d)".*?name="terlihat" value="(\d)"', text_of(met), re.DOTALL
    )
    assert seen is not None
    assert seen.groups() == ("1", "3")
    assert restored(house, "ayu", *seen.groups()).status_code == 303
    assert answers_of(house.sheet)[ITEM].value == "A"


@pytest.mark.parametrize(("version", "seen"), [("9", "2"), ("", ""), ("x", "2"), ("9" * 40, "9" * 40), ("-1", "2")])
def test_a_version_that_never_was_is_told_on_the_page(house: House, version: str, seen: str) -> None:
    filled(house, "A", "B")
    answer = restored(house, "ayu", version, seen)
    assert answer.status_code == 422
    assert "Jawaban ini tidak pernah mempunyai versi" in words(answer)
    assert answers_of(house.sheet)[ITEM].version == 2


def test_who_oversees_sees_the_history_and_brings_nothing_back(house: House) -> None:
    filled(house, "A", "B")
    page = text_of(opened(house, "hana"))
    assert 'id="versi-1"' in page
    assert "pulihkan" not in page
    assert restored(house, "hana", 1, 2).status_code == 403
    assert answers_of(house.sheet)[ITEM].value == "B"


def test_the_answer_can_be_given_here_too_and_stays_typed_when_it_is_refused(house: House) -> None:
    client, address = house.client("ayu"), house.address(f"butir/{ITEM}")
    assert client.post(address, {f"versi:{ITEM}": 0, f"jawab:{ITEM}": "B"}).status_code == 303
    assert answers_of(house.sheet)[ITEM].value == "B"
    note = "x" * 10_001
    refused = client.post(address, {f"versi:{ITEM}": 1, f"jawab:{ITEM}": "A", f"catatan:{ITEM}": note})
    assert refused.status_code == 422
    assert note in text_of(refused)
    assert re.search(r'value="A"[^>]*checked', text_of(refused))
    house.answer("fajar", {ITEM: "C"})
    met = client.post(address, {f"versi:{ITEM}": 1, f"jawab:{ITEM}": "A"})
    assert met.status_code == 409
    assert "Fajar Prakoso mengubah butir ini" in words(met)
    assert client.post(address, {"pakai": ITEM}).status_code == 303
    assert answers_of(house.sheet)[ITEM].value == "C"


def test_an_item_of_another_form_is_not_here_and_the_page_says_where_it_is(house: House) -> None:
    answer = opened(house, "ayu", item="P1.i.zz")
    assert answer.status_code == 404
    assert "Butir ini tidak ada dalam lembar kerja ini" in words(answer)
    house.open("disdukcapil", 2018, regulation="permenpan-rb-52-2014")
    from_new_form = house.client("ayu").get(house.address("butir/R1.i.a", year=2018))
    assert from_new_form.status_code == 404
    assert "Permenpan RB" in words(from_new_form)
    assert "mungkin tautannya berasal dari lembar kerja tahun lain" in words(from_new_form)


def test_a_script_in_the_address_is_shown_as_text(house: House) -> None:
    answer = opened(house, "ayu", item="%3Cscript%3Ealert(1)%3C%2Fscript%3E"[:40])
    assert answer.status_code == 404
    assert "<script>alert" not in text_of(answer)


@pytest.mark.parametrize("path", [f"butir/{ITEM}", f"butir/{ITEM}/pulihkan", f"butir/{ITEM}/komentar"])
@pytest.mark.parametrize(("who", "status"), [("dewi", 404), ("joko", 404), ("eka", 403)])
def test_others_find_nothing(house: House, path: str, who: str, status: int) -> None:
    house.answer("ayu", {ITEM: "B"})
    client, sent = house.client(who), {"versi": 1, "terlihat": 1, "komentar": "Halo"}
    if path.count("/") == 1:
        assert client.get(house.address(path)).status_code == status
    answer = client.post(house.address(path), sent)
    assert answer.status_code == status
    assert "Pemilihan anggota" not in text_of(answer)
    assert answers_of(house.sheet)[ITEM].version == 1


def test_a_stranger_is_led_to_the_sign_in(house: House) -> None:
    answer = house.client(None).get(house.address(f"butir/{ITEM}"))
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/masuk")


def test_the_version_of_another_unit_brings_nothing_back_here(house: House) -> None:
    other = house.open("rsud", 2026)
    for value in ("A", "B", "C"):
        house.answer("joko", {ITEM: value}, sheet=other)
    house.answer("ayu", {ITEM: "B"})
    assert restored(house, "ayu", 3, 1).status_code == 422  # version 3 is the hospital's
    assert answers_of(house.sheet)[ITEM].value == "B"


def test_the_page_takes_thirteen_queries_however_much_was_said_and_changed(
    house: House, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    filled(house, *("A", "B") * 15)
    for number in range(30):
        remark = Remark(ITEM, f"Komentar {number} untuk @Fajar Prakoso", key=str(number))
        add_comment(actor=house.actors["ayu"], worksheet_id=house.sheet.pk, remark=remark, now=NOW)
    client = house.client("fajar")
    client.get(house.address(f"butir/{ITEM}"))
    with django_assert_max_num_queries(13):  # one of them asks for what was found in an evaluation before
        page = client.get(house.address(f"butir/{ITEM}"))
    assert text_of(page).count('class="msg"') == 30
