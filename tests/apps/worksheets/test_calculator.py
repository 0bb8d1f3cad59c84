"""The calculator: a worksheet in, its verdict out, every figure explained, nothing kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from pulau.apps.worksheets.demos import DEMOS
from pulau.exchange.packs import load_pack
from tests.apps.worksheets.conftest import Hand, demo_bytes, demo_json, text_of
from tests.exchange.filled import worst

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

LARGEST_PAGE = 400_000


def folded(text: str) -> str:
    """A page's text without tags, its spaces folded."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def test_the_calculator_is_open_to_everybody(client: Client) -> None:
    page = text_of(client.get("/hitung"))
    assert "Hitung lembar kerja zona integritas" in page
    assert 'type="file"' in page
    assert all(demo.unit in page for demo in DEMOS)


@pytest.mark.parametrize(
    ("slug", "sentences"),
    [
        ("disdukcapil-2025", ["Memenuhi syarat WBK, belum WBBM", "Semua 12 syarat terpenuhi.", "dan 4 syarat lain"]),
        ("rsud-2025", ["Belum memenuhi syarat WBK", "Kurang 4,51% pada Area 5 Penguatan pengawasan."]),
        ("kecamatan-2024", ["Belum memenuhi syarat WBK", "45 pertanyaan belum dijawab."]),
        ("perhubungan-2018", ["Belum memenuhi syarat WBK", "Permenpan RB 52/2014"]),
    ],
)
def test_a_demo_says_its_verdict_first(client: Client, slug: str, sentences: list[str]) -> None:
    answer = client.get(f"/hitung/contoh/{slug}")
    assert answer.status_code == 200
    text = folded(text_of(answer))
    assert [sentence for sentence in sentences if sentence not in text] == []


@pytest.mark.parametrize("slug", [demo.slug for demo in DEMOS])
def test_a_demo_is_understood_without_a_remark(client: Client, slug: str) -> None:
    text = text_of(client.get(f"/hitung/contoh/{slug}"))
    assert "Yang ditemukan saat membaca" not in text
    assert "Angka yang berbeda" not in text


def test_an_unknown_demo_is_not_found(client: Client) -> None:
    assert client.get("/hitung/contoh/entah").status_code == 404


def test_a_file_gives_the_same_page_as_its_demo(client: Client, hand_in: Hand) -> None:
    handed = folded(text_of(hand_in(demo_bytes("rsud-2025"), "rsud.json")))
    assert "rsud.json" in handed
    for sentence in ("82,26", "Kurang 4,51% pada Area 5", "5 catatan dan 4 tautan terbaca"):
        assert sentence in handed
        assert sentence in folded(text_of(client.get("/hitung/contoh/rsud-2025")))


def test_a_workbook_is_understood(hand_in: Hand) -> None:
    answer = hand_in(demo_bytes("disdukcapil-2025"), "disdukcapil.xlsx")
    assert answer.status_code == 200
    text = folded(text_of(answer))
    assert "84,65" in text
    assert "Semua angka yang tercetak di berkas sama dengan hitungan ini." in text


def test_every_figure_leads_to_its_explanation(client: Client) -> None:
    page = text_of(client.get("/hitung/contoh/rsud-2025"))
    anchors = set(re.findall(r'id="([^"]+)"', page))
    targets = set(re.findall(r'href="#([^"]+)"', page))
    assert len(targets) > 55, "links to lost points and areas are gone"
    assert targets - anchors == set()
    explained = [anchor for anchor in anchors if anchor.startswith(("r-items.", "r-sub_areas.", "r-areas."))]
    pack = load_pack("permenpan-rb-90-2021")
    assert len(explained) == len(pack.items) + len(pack.sub_areas) + 3 * len(pack.areas)


def test_ids_are_written_once(client: Client) -> None:
    ids = re.findall(r'\sid="([^"]+)"', text_of(client.get("/hitung/contoh/rsud-2025")))
    assert sorted(set(ids)) == sorted(ids)


def test_an_explanation_has_formula_clause_and_the_words_of_the_option(client: Client) -> None:
    text = folded(text_of(client.get("/hitung/contoh/rsud-2025")))
    assert "23 / 46 × 3 = 1,50" in text
    assert "Permenpan RB 90/2021, Lampiran III, A.II.5.ii.a" in text
    assert "UPG telah dibentuk, tetapi prosedur pengendalian gratifikasi belum ada" in text


def test_lost_points_come_the_largest_first(client: Client) -> None:
    page = text_of(client.get("/hitung/contoh/rsud-2025"))
    lost = [float(found.replace(",", ".")) for found in re.findall(r'loss__points num">−([0-9,]+)<', page)]
    assert len(lost) == 46
    assert lost == sorted(lost, reverse=True)
    assert "Apa yang menunjukkan ini?" in page


def test_the_plan_to_the_next_title_is_there_unasked_when_it_is_near(client: Client) -> None:
    text = folded(text_of(client.get("/hitung/contoh/rsud-2025")))
    assert "2 langkah menuju WBK, upaya 12" in text
    assert "semua batas nilai WBK terpenuhi" in text


def test_a_far_plan_waits_until_it_is_asked_for(client: Client) -> None:
    text = folded(text_of(client.get("/hitung/contoh/kecamatan-2024")))
    assert "rencana baru disusun bila Anda memintanya" in text


def test_another_title_can_be_planned_for(carry: Hand) -> None:
    text = folded(text_of(carry(demo_json("rsud-2025"), susun="1", predikat="WBBM")))
    assert "langkah menuju WBBM, upaya" in text
    assert "WBBM hanya diberikan kepada unit yang sudah WBK. Rencana ini menganggap predikat itu sudah ada." in text


def test_pinned_items_stay_as_they_are(carry: Hand) -> None:
    freely = folded(text_of(carry(demo_json("rsud-2025"), susun="1", predikat="WBK")))
    assert "2 langkah menuju WBK, upaya 12" in freely
    page = text_of(carry(demo_json("rsud-2025"), susun="1", predikat="WBK", sematkan=["R5.i.a", "R5.ii.a"]))
    steps = page[page.index('<ol class="steps">') : page.index("</ol>", page.index('<ol class="steps">'))]
    assert "A.II.5.i.a" not in steps
    assert "A.II.5.ii.a" not in steps
    assert re.search(r'name="sematkan" value="R5.i.a"[^>]* checked', page)


def test_effort_of_the_users_own_changes_the_plan(carry: Hand) -> None:
    text = folded(text_of(carry(demo_json("rsud-2025"), susun="1", predikat="WBK", **{"upaya-ratio_count": "100"})))
    assert "upaya 12" not in text
    assert "langkah menuju WBK, upaya" in text


def test_a_wrong_effort_is_told_and_the_result_stays(carry: Hand) -> None:
    answer = carry(demo_json("rsud-2025"), susun="1", predikat="WBK", **{"upaya-option_step": "dua"})
    page = text_of(answer)
    assert answer.status_code == 422
    assert "Upaya “dua” bukan bilangan bulat" in page
    assert 'value="dua"' in page
    assert "82,26" in page


def test_a_title_out_of_reach_names_the_gate_that_blocks(carry: Hand) -> None:
    pinned = [item for item in load_pack("permenpan-rb-90-2021").items if item.startswith(("P5", "R5"))]
    text = folded(text_of(carry(demo_json("rsud-2025"), susun="1", predikat="WBK", sematkan=pinned)))
    assert "WBK tidak dapat dicapai dari jawaban ini" in text
    assert "Area 5 Penguatan pengawasan: paling tinggi" in text


def test_a_prior_title_that_is_stated_opens_its_gate(carry: Hand) -> None:
    text = folded(text_of(carry(demo_json("rsud-2025"), prior_title="WBK")))
    assert "9 dari 13 terpenuhi" in text
    assert "8 dari 13 terpenuhi" in folded(text_of(carry(demo_json("rsud-2025"), prior_title="none")))


def test_unanswered_items_can_be_left_out_as_the_ministry_does(hand_in: Hand) -> None:
    zero = folded(text_of(hand_in(demo_json("kecamatan-2024"))))
    skip = folded(text_of(hand_in(demo_json("kecamatan-2024"), unanswered="skip")))
    assert "Pertanyaan itu dihitung nol" in zero
    assert "Pertanyaan itu dikeluarkan dari rata-rata" in skip
    assert "Nilai total 51,32" in zero
    assert "Nilai total 51,32" not in skip


def test_a_regulation_without_titles_says_so(hand_in: Hand) -> None:
    answers: dict[str, Any] = {"regulation": "permenpan-rb-10-2019", "answers": {}}
    text = folded(text_of(hand_in(answers)))
    assert "Peraturan ini tidak memberi predikat" in text
    assert "belum diverifikasi" in text
    assert "Susun rencana" not in text


def test_the_language_can_be_changed_without_losing_the_result(carry: Hand, client: Client) -> None:
    answer = carry(demo_json("rsud-2025"), bahasa="en")
    text = folded(text_of(answer))
    assert "Does not yet meet the conditions of WBK" in text
    assert "82.26" in text
    assert answer["Content-Language"] == "en"
    assert client.cookies["pulau_language"].value == "en"


@pytest.mark.parametrize("slug", [demo.slug for demo in DEMOS])
def test_a_page_stays_small(client: Client, slug: str) -> None:
    assert len(client.get(f"/hitung/contoh/{slug}").content) < LARGEST_PAGE


def test_an_empty_worksheet_is_the_longest_page_and_still_small(hand_in: Hand) -> None:
    assert len(hand_in({"regulation": "permenpan-rb-90-2021", "answers": {}}).content) < LARGEST_PAGE


def test_the_longest_plan_is_still_a_small_page(carry: Hand) -> None:
    pack = load_pack("permenpan-rb-90-2021")
    sheet = {"regulation": pack.id, "answers": worst(pack)}
    answer = carry(sheet, susun="1", predikat="WBBM")
    assert "langkah menuju WBBM" in text_of(answer)
    assert len(answer.content) < LARGEST_PAGE


@pytest.mark.django_db
def test_no_page_asks_the_database(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        client.get("/hitung")
        client.get("/hitung/contoh/rsud-2025")
        client.post("/hitung", {"lembar": demo_bytes("rsud-2025").decode(), "susun": "1", "predikat": "WBK"})


def test_no_page_is_kept_by_a_cache(client: Client) -> None:
    for path in ("/hitung", "/hitung/contoh/rsud-2025"):
        assert "no-store" in client.get(path)["Cache-Control"]


def test_no_page_has_style_or_script_inside(client: Client) -> None:
    page = text_of(client.get("/hitung/contoh/rsud-2025"))
    assert re.findall(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]* src=)", page) == []


def test_what_a_file_says_is_never_markup(hand_in: Hand) -> None:
    sheet = demo_json("rsud-2025") | {"notes": {"P1.i.a": "</script><b>x</b>"}}
    assert "<b>x</b>" not in text_of(hand_in(sheet, "<i>a<.json"))
