"""What the calculator refuses, in which words, and that nothing the user chose is lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

from tests.apps.worksheets.conftest import Hand, demo_bytes, demo_json, text_of


def refused(answer: Any) -> str:  # noqa: ANN401 - a test client's answer
    assert answer.status_code == 422
    page = text_of(answer)
    assert 'role="alert"' in page
    assert "autofocus" in page
    return page


def test_a_form_without_a_file_says_what_to_do(client: Client) -> None:
    page = refused(client.post("/hitung", {"unanswered": "skip"}))
    assert "Pilih berkas lembar kerja lebih dahulu" in page
    assert '<option value="skip" selected>' in page


def test_every_problem_is_told_with_place_and_remedy(hand_in: Hand) -> None:
    sheet: dict[str, Any] = {
        "regulation": "permenpan-rb-90-2021",
        "answers": {"P1.i.a": "Mungkin", "H1.a": "4,1", "R1.i.a": {"jumlah_agen": 2}, "P9.x": "A"},
    }
    page = refused(hand_in(sheet, "salah.json", prior_title="WBK"))
    assert "salah.json belum dapat dihitung" in page
    for words in (
        "P1.i.a: Jawaban “Mungkin”",
        "H1.a: Nilai 4,1",
        "R1.i.a.jumlah_perubahan: ",
        "P9.x: ",
        "Pilihannya: Ya, Tidak",
    ):
        assert words in page
    assert '<option value="WBK" selected>' in page


def test_the_words_are_the_readers(client: Client, hand_in: Hand) -> None:
    client.cookies["pulau_language"] = "en"
    page = refused(hand_in({"regulation": "permenpan-rb-90-2021", "answers": {"P9.x": "A"}}))
    assert "P9.x: There is no such item" in page


def test_a_regulation_that_is_not_the_files_is_refused(hand_in: Hand) -> None:
    page = refused(hand_in(demo_bytes("rsud-2025"), "rsud.json", regulation="permenpan-rb-52-2014"))
    assert "Berkas disusun menurut permenpan-rb-90-2021" in page
    assert '<option value="permenpan-rb-52-2014" selected>' in page


@pytest.mark.parametrize("field", ["regulation", "prior_title", "unanswered"])
def test_a_choice_that_was_never_offered_is_refused(hand_in: Hand, field: str) -> None:
    refused(hand_in(demo_bytes("rsud-2025"), **{field: "entah"}))


@pytest.mark.parametrize("field", ["regulation", "prior_title", "unanswered"])
def test_a_choice_that_was_never_offered_is_refused_on_the_way_back_too(carry: Hand, field: str) -> None:
    assert "“entah” bukan pilihan" in refused(carry(demo_json("rsud-2025"), **{field: "entah"}))


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "kosong.json"),
        (b"halo", "halo.txt"),
        (b"{", "rusak.json"),
        (b"PK\x03\x04", "rusak.xlsx"),
        (b"\xff\xfe", "a.ods"),
    ],
)
def test_what_is_no_worksheet_is_refused(hand_in: Hand, content: bytes, name: str) -> None:
    refused(hand_in(content, name))


def test_a_worksheet_that_was_changed_on_its_way_is_checked_again(carry: Hand) -> None:
    assert "P1.i.a: Jawaban “Z”" in refused(carry({**demo_json("rsud-2025"), "answers": {"P1.i.a": "Z"}}))
    refused(carry("{not json"))


@pytest.mark.parametrize("extras", ["", "{", "[]", '{"kind":1}', '{"kind":"x","printed":{"total":[]}}', "[" * 100_000])
def test_extras_that_were_changed_on_their_way_are_left_out(carry: Hand, extras: str) -> None:
    answer = carry(demo_json("rsud-2025"), berkas_asal=extras)
    assert answer.status_code == 200
    assert "82,26" in text_of(answer)


def test_half_characters_are_refused_not_stumbled_over(hand_in: Hand) -> None:
    half = '{"regulation":"permenpan-rb-90-2021","answers":{},"notes":{"P1.i.a":"\\ud800"}}'
    refused(hand_in(half.encode()))
    refused(hand_in(half.replace('"answers":{}', '"answers":{"\\ud800":"A"}').encode()))


def test_more_than_the_limit_is_refused_before_it_is_read(client: Client, settings: LazySettings) -> None:
    settings.UPLOAD_LIMIT_BYTES = 1_000
    answer = client.post("/hitung", {"lembar": "x" * 2_000})
    assert answer.status_code == 413
    assert "terlalu besar" in text_of(answer)


def test_a_post_from_elsewhere_is_refused() -> None:
    answer = Client(enforce_csrf_checks=True).post("/hitung", {"lembar": "{}"})
    assert answer.status_code == 403
