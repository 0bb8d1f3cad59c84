"""A unit's page says what it achieved, what not, and what is going on; in both languages and at any year."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from pulau.apps.publication.models import EventKind
from tests.apps.portal.published import (
    DECLARATION,
    REVOKED,
    TITLE,
    agency,
    event,
    former,
    kind_figures,
    scored,
    telling_unit,
    unit,
    year,
)
from tests.apps.portal.reading import ask, source, text

pytestmark = pytest.mark.django_db
PAGE = "/zona/sagara/disdukcapil"


def test_the_title_stands_with_its_date_and_what_is_aimed_at_now(client: Client) -> None:
    telling_unit()
    page = text(client, PAGE)
    assert "WBK sejak 9 Desember 2024, masih berlaku" in page
    assert "Menuju WBBM 2026" in page
    assert "Evaluasi TPN sejak 28 Januari 2026 (sedang berjalan)" in page
    assert "Penilaian TPI 15 Januari 2026 (selesai)" in page


def test_three_sentences_tell_it_in_a_minute(client: Client) -> None:
    telling_unit()
    page = text(client, PAGE)
    assert "Yang dicapai Berpredikat WBK (Wilayah Bebas dari Korupsi) sejak 9 Desember 2024." in page
    assert "Nilai akhirnya 83,20 dari 100 pada evaluasi 2025, menurut Permenpan RB 90/2021." in page
    assert "yang kurang: Penguatan pengawasan (kurang 2,24%) dan Survei persepsi antikorupsi (IPAK)." in page
    assert "Tahun 2026 menuju WBBM: dievaluasi kementerian (TPN) sejak 28 Januari 2026." in page


def test_each_area_stands_with_points_percent_and_how_much_is_short(client: Client) -> None:
    telling_unit()
    page = text(client, PAGE)
    assert "Penguatan pengawasan 8,66 dari 15,00 57,8% –" in page
    assert "Kurang 2,24%" in page
    assert "batas 60% untuk WBK dan 75% untuk WBBM" in page
    assert "TPI 84,00 TPN 83,20 selisih −0,80 poin" in page


def test_it_is_explained_how_the_score_is_made_with_the_law_named(client: Client) -> None:
    telling_unit()
    page = text(client, PAGE)
    assert "Bagaimana nilai ini dihitung?" in page
    assert "area perubahan (pengungkit) bernilai paling banyak 60 dan hasil 40." in page
    assert "1 dari 3 nilai minimal WBK tercapai." in page
    assert "Lampiran II" in page
    assert 'href="/istilah#syarat"' in source(client, PAGE)


def test_the_declaration_names_who_signed_and_who_witnessed(client: Client) -> None:
    telling_unit()
    page = text(client, PAGE)
    assert "Menandatangani Indra Kusuma" in page
    assert "Menyaksikan Ratna Dewanti" in page
    assert "44 dari 46 pegawai menandatangani pakta integritas 2026." in page
    assert 'href="/v/86RPY8BHQ9VT"' in source(client, PAGE)


def test_few_employees_are_not_counted_and_it_is_said_why(client: Client) -> None:
    row = unit(agency(), facts={"declarations": [DECLARATION]}, declared_on=date(2024, 1, 14))
    year(row, declared_on=date(2024, 1, 14))
    assert "Jumlah penanda tangan tidak ditampilkan" in text(client, PAGE)


def test_a_certificate_is_checked_by_number_and_by_code(client: Client) -> None:
    telling_unit()
    page = text(client, PAGE)
    assert "971 Tahun 2024, 9 Desember 2024" in page
    assert "STJ4-TRC9-9NK9" in page
    assert "entri 48.213, disaksikan 3 pihak" in page
    assert 'class="proof-code" role="img"' in source(client, PAGE)


def test_a_revoked_title_is_said_large_with_decree_and_reason(client: Client) -> None:
    row = unit(agency(), facts={"titles": [REVOKED]}, state="building", year=2026)
    scored(row, 2025, "revoked", internal_total=None)
    year(row, 2026)
    page = text(client, PAGE)
    assert "Tidak berpredikat WBK dicabut 21 November 2025" in page
    assert "Predikat WBK dicabut pada 21 November 2025" in page
    assert "Dengan Keputusan 588 Tahun 2025. Alasan: Pungutan di loket terbukti." in page
    assert "Pernah berpredikat WBK, sejak 9 Desember 2024; sekarang tidak lagi." in page
    assert "dicabut 21 November 2025, Keputusan 588 Tahun 2025" in page


def test_an_evaluation_that_was_not_passed_is_told_with_its_reason_and_its_repair(client: Client) -> None:
    steps = [
        {"area": "5", "kind": "gate", "key": "WBK.area-5", "state": "planned", "due_on": "2026-10-31", "effect": "",
         "actual": 5776, "required": 6000},
        {"area": "6", "kind": "item", "key": "P6.i.b", "state": "checked", "due_on": "", "effect": "works",
         "actual": None, "required": None},
        {"area": "9", "kind": "other", "key": "?", "state": "open", "due_on": "", "effect": "", "actual": None,
         "required": None},
    ]  # fmt: skip
    decision = {
        "year": 2025, "state": "not-passed", "day": "2025-09-26", "event": "find_unfit", "reason": "Area 5 kurang.",
        "objection": "rejected", "objection_reasons": "Tidak ada bukti baru.",
    }  # fmt: skip
    row = unit(agency(), facts={"decisions": [decision], "repair": {"year": 2025, "steps": steps}})
    scored(row, 2025, "not-passed", internal_total=None, level="tpi")
    page = text(client, PAGE)
    assert "Belum lulus pada evaluasi 2025 Area 5 kurang." in page
    assert "TPI menyatakan belum layak" in page
    assert "Keberatan ditolak: Tidak ada bukti baru." in page
    assert "Menaikkan Penguatan pengawasan dari 57,76 menjadi paling sedikit 60,00" in page
    assert "1 dari 3 langkah berhasil" in page
    assert "Perbaikan lain" in page


@pytest.mark.parametrize("event", ["propose_revocation", "drop_revocation", "carry_on", "unheard-of"])
def test_a_step_that_decides_nothing_is_not_told_least_of_all_a_proposed_revocation(client: Client, event: str) -> None:
    decision = {
        "year": 2025, "state": "granted", "day": "2025-12-09", "event": event, "reason": "", "objection": "",
        "objection_reasons": "",
    }  # fmt: skip
    scored(unit(agency(), facts={"titles": [TITLE], "decisions": [decision]}))
    page = text(client, PAGE)
    assert "2025 · Predikat ditetapkan (tercatat 9 Desember 2025)" in page
    assert "usulkan)" not in page
    assert "Pencabutan" not in page
    assert "Dilanjutkan" not in page


def test_a_title_that_is_held_is_kept_and_not_striven_for(client: Client) -> None:
    row = unit(agency(), facts={"titles": [{**TITLE, "title": "WBBM"}]})
    year(row, 2026, aim="WBBM")
    page = text(client, PAGE)
    assert "Menjaga WBBM 2026" in page
    assert "Tahun 2026 menjaga WBBM: membangun zona." in page


def test_a_revocation_without_an_evaluation_has_no_stages(client: Client) -> None:
    row = unit(agency(), facts={"titles": [REVOKED]})
    year(row, 2025, "revoked")
    page = text(client, PAGE)
    assert "Pada 2025: predikat dicabut" in page
    assert "Tidak ada tahap evaluasi yang tercatat pada tahun ini." in page


@pytest.mark.parametrize(("count", "folded"), [(1, 0), (5, 0), (6, 2), (14, 10)])
def test_of_many_steps_of_repair_a_few_stand_open_and_the_others_are_folded(
    client: Client, count: int, folded: int
) -> None:
    steps = [
        {"area": "", "kind": "other", "key": "", "state": "open", "due_on": f"2026-10-{number:02}", "effect": "",
         "actual": None, "required": None}
        for number in range(1, count + 1)
    ]  # fmt: skip
    unit(agency(), facts={"repair": {"year": 2025, "steps": steps}})
    page = source(client, PAGE)
    shown = page[page.index('id="h-perbaikan"') : page.index('id="riwayat"')]
    opened, _, fold = shown.partition("<details")
    assert (opened.count("Perbaikan lain"), fold.count("Perbaikan lain")) == (count - folded, folded)
    assert (f"<summary>{folded} langkah lagi</summary>" in shown) is bool(folded)
    assert f"{count} Oktober 2026" in shown


def test_a_repair_that_works_is_history_after_the_next_evaluation(client: Client) -> None:
    step = {"area": "6", "kind": "other", "key": "", "state": "checked", "due_on": "", "effect": "works",
            "actual": None, "required": None}  # fmt: skip
    decision = {"year": 2025, "state": "granted", "day": "2025-12-09", "event": "determine", "reason": "",
                "objection": "", "objection_reasons": ""}  # fmt: skip
    repair = {"year": 2024, "steps": [step]}
    unit(agency(), facts={"repair": repair, "decisions": [decision]})
    assert "Perbaikan yang berjalan" not in text(client, PAGE)


def test_a_unit_without_recorded_employees_says_so(client: Client) -> None:
    year(unit(agency()), declared_on=date(2024, 1, 14), staff=0, signed=0)
    assert "Belum ada pegawai yang tercatat di unit ini pada 2026." in text(client, PAGE)


def test_silence_since_the_declaration_is_said(client: Client) -> None:
    row = unit(agency(), silent=True, active_on=date(2024, 2, 1), declared_on=date(2024, 1, 14))
    year(row, 2026, "declared", declared_on=date(2024, 1, 14), silent=True)
    page = text(client, PAGE)
    assert "Tidak ada kegiatan yang tercatat sejak pencanangan" in page
    assert "Kegiatan terakhir yang tercatat: 1 Februari 2024." in page


def test_a_unit_of_which_nothing_is_known_says_so(client: Client) -> None:
    unit(agency())
    page = text(client, PAGE)
    assert "Belum mencanangkan" in page
    assert "Belum ada nilai yang diumumkan." in page
    assert "Belum ada yang tercatat" in page


def test_it_stands_beside_its_kind(client: Client) -> None:
    telling_unit()
    page = text(client, PAGE)
    assert "Dinas atau badan, seluruh Indonesia, 2026" in page
    assert "Pada 2025, dari 41 unit yang bernilai akhir, 66% unit lain lebih rendah." in page
    assert "Unit sejenis 1.250" in page


def test_of_too_few_scores_no_comparison_is_made(client: Client) -> None:
    row = unit(agency())
    scored(row)
    kind_figures(2025, [])
    assert "Terlalu sedikit unit sejenis yang mempunyai nilai akhir" in text(client, PAGE)


@pytest.mark.parametrize(("total", "words"), [(6000, "paling rendah"), (9_900, "paling tinggi")])
def test_the_ends_of_the_comparison_are_said_in_words(client: Client, total: int, words: str) -> None:
    scored(unit(agency()), total=total)
    kind_figures(2025)
    assert f"nilainya termasuk yang {words} dari 41 unit" in text(client, PAGE)


def test_a_year_is_shown_as_it_was(client: Client) -> None:
    telling_unit()
    page = text(client, f"{PAGE}?tahun=2024")
    assert "Dinas Lama" in page
    assert "Nilai evaluasi" not in page
    assert "Predikat WBK ditetapkan dengan keputusan 971 Tahun 2024." in page
    assert "Diusulkan ke kementerian" not in page
    assert "Sampai 30 Juni 2024 bernama Kantor Catatan Sipil." in page
    assert "Keadaan pada akhir 2024" in source(client, f"{PAGE}?tahun=2024")


def test_a_title_that_was_revoked_later_stands_in_an_earlier_year(client: Client) -> None:
    row = unit(agency(), facts={"titles": [REVOKED]})
    year(row, 2024, "granted", title="WBK", title_since=date(2024, 12, 9))
    year(row, 2026)
    page = text(client, f"{PAGE}?tahun=2024")
    assert "WBK sejak 9 Desember 2024" in page
    assert "dicabut" not in page


@pytest.mark.parametrize("asked", ["1999", "2027", "x", "2025abc", "-1", "99999999999999999999", "%00", "%F0%9F%A6%86"])
def test_a_year_of_which_nothing_is_told_names_those_that_are(client: Client, asked: str) -> None:
    telling_unit()
    page = text(client, f"{PAGE}?tahun={asked}", status=404)
    assert "Tahun ini tidak ada" in page
    assert "2024" in page
    assert "2026" in page


def test_an_empty_year_is_today(client: Client) -> None:
    telling_unit()
    assert "masih berlaku" in text(client, f"{PAGE}?tahun=")


def test_a_former_address_leads_to_the_present_one_for_good(client: Client) -> None:
    former(telling_unit(), "capil")
    answer = ask(client, "/zona/sagara/capil?tahun=2025")
    assert (answer.status_code, answer["Location"]) == (301, f"{PAGE}?tahun=2025")


def test_a_unit_that_ended_keeps_its_page_and_leads_to_its_successor(client: Client) -> None:
    of = agency()
    into = unit(of, "perdagangan")
    gone = unit(of, until=date(2025, 7, 9), into=into.pk)
    year(gone, 2024, "none")
    page = source(client, PAGE)
    assert "Unit ini sudah tidak ada" in page
    assert "9 Juli 2025" in page
    assert 'href="/zona/sagara/perdagangan">Dilanjutkan oleh Unit perdagangan' in page


@pytest.mark.parametrize("path", ["/zona/sagara/tidak-ada", "/zona/tidak-ada", "/zona/lain/disdukcapil"])
def test_an_unknown_address_offers_the_search(client: Client, path: str) -> None:
    telling_unit()
    answer = ask(client, path)
    assert answer.status_code == 404
    assert 'role="search" action="/zona"' in answer.content.decode()


@pytest.mark.parametrize("path", ["/zona/%3Cscript%3E/x", "/zona/a/b/c", "/zona/..%2f..%2fetc", "/zona/a/%00"])
def test_a_hostile_address_is_simply_not_found(client: Client, path: str) -> None:
    assert ask(client, path).status_code == 404


def test_names_are_never_markup(client: Client) -> None:
    of = agency(name="</script><img src=x onerror=alert(1)>")
    unit(of, name='"><script>alert(1)</script>')
    page = source(client, PAGE)
    assert "<script>alert" not in page
    assert "<img" not in page


def test_in_english_every_sentence_is_english(client: Client) -> None:
    telling_unit()
    page = text(client, PAGE, "en")
    assert "In one minute" in page
    assert "since 9 December 2024" in page
    for word in ("sejak", "Dicapai", "pegawai", "tercatat", "Menuju", "Penilaian", "unit sejenis"):
        assert word not in page


def test_search_engines_and_those_who_share_are_told_what_it_is(client: Client) -> None:
    telling_unit()
    page = source(client, f"{PAGE}?lain=1")
    assert '<link rel="canonical" href="http://127.0.0.1:8000/zona/sagara/disdukcapil">' in page
    assert 'hreflang="en" href="http://127.0.0.1:8000/zona/sagara/disdukcapil?bahasa=en"' in page
    assert 'property="og:image" content="http://127.0.0.1:8000/kartu/sagara/disdukcapil.png"' in page
    assert 'type="application/atom+xml" title="Unit disdukcapil" href="/umpan/sagara/disdukcapil.atom"' in page
    assert '"award":"WBK"' in page
    assert "lencana/sagara/disdukcapil.svg" in page


@pytest.mark.parametrize("symbolic", [False, True])
def test_the_snippet_says_to_who_does_not_see_the_badge_what_the_badge_says(client: Client, *, symbolic: bool) -> None:
    day = date(2025, 3, 1)
    year(unit(agency(), declared_on=day, symbolic=symbolic), declared_on=day, symbolic=symbolic)
    badge = client.get("/lencana/sagara/disdukcapil.svg").content.decode()
    said = badge.partition("<title>")[2].partition("</title>")[0]
    assert said.endswith("Belum dicanangkan" if symbolic else "Dicanangkan 1 Maret 2025")
    assert f"alt=&quot;{said}&quot;" in source(client, PAGE)


def test_a_title_that_begins_later_is_not_yet_held(client: Client) -> None:
    row = unit(agency(), facts={"titles": [{**TITLE, "since": "2999-01-01"}]})
    year(row)
    page = text(client, PAGE)
    assert "Belum berpredikat" in page
    assert "berlaku mulai 1 Januari 2999" in page


def test_a_title_without_certificate_says_where_it_is_known_from(client: Client) -> None:
    row = unit(agency(), facts={"titles": [{**TITLE, "certificate": "", "index": None, "source": "Bagian Organisasi"}]})
    year(row)
    page = text(client, PAGE)
    assert "belum masuk log publik" in page
    assert "Bagian Organisasi" in page
    assert "proof-code" not in source(client, PAGE)


def test_a_law_without_minimums_of_areas_has_no_column_for_them(client: Client) -> None:
    scored(unit(agency()), regulation="permenpan-rb-52-2014", gates=[])
    page = text(client, PAGE)
    assert "Menurut Permenpan RB 52/2014" in page
    assert "Syarat WBK" not in page
    assert "Terpenuhi" not in page


def test_a_regulation_that_is_not_here_still_shows_the_figures(client: Client) -> None:
    scored(unit(agency()), regulation="peraturan-lama-1-1999")
    assert "83,20" in text(client, PAGE)


def test_a_coming_ceremony_is_marked_as_coming(client: Client) -> None:
    row = unit(agency())
    event(row, EventKind.CEREMONY, date(2999, 1, 1), title="Pencanangan", place="Aula", starts="09:00", zone="WIB")
    page = text(client, PAGE)
    assert "1 Januari 2999 akan datang Acara pencanangan: Pencanangan, di Aula pukul 09.00 WIB." in page
