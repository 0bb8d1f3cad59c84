"""The pages of judging: one's own sheet, an item of it, submitting, and where the levels differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pulau.apps.assessments.judgement_selectors import answers_in
from pulau.apps.worksheets.models import ItemEvidence
from tests.apps.assessments.court import Court, court
from tests.apps.assessments.judges import assign, full_marks, give, judge, sheet_of, submit
from tests.apps.worksheets.handing import ITEM, lay

if TYPE_CHECKING:
    from django.http import HttpResponse

__all__ = ["court"]

HOME = "/penilaian/disdukcapil/2026/"
SHEET = f"{HOME}nilai"
BESIDE = f"{HOME}beda"
SECRET = "Rahasia penilai"


def save(court: Court, who: str, item: str, **fields: str) -> HttpResponse:
    told = {name.replace("__", ":"): value for name, value in fields.items()}
    return court.at_work(who).post(f"{SHEET}/{item}", {"versi": "0", **told})  # type: ignore[return-value]  # a test's own response


@pytest.mark.once
def test_an_assessor_goes_from_item_to_item_and_submits(court: Court) -> None:
    court.stand_at("tpi-round-1")
    assign(court, "nina", areas=["result"])
    client = court.at_work("nina")
    page = client.get(SHEET).content.decode()
    assert "0 dari 3" in page
    assert f"{SHEET}/H1.a" in page
    saved = client.post(f"{SHEET}/H1.a", {"versi": "0", "jawab": "3,6", "catatan": "IPAK cukup", "aksi": "lanjut"})
    assert (saved.status_code, saved.headers["Location"]) == (303, f"{SHEET}/H1.b")
    after = client.get(f"{SHEET}/H1.b").content.decode()
    assert "15,75 dari 17,50 poin" in after
    assert (
        client.post(f"{SHEET}/H2.a", {"versi": "0", "jawab": "4", "aksi": "tetap"}).headers["Location"]
        == f"{SHEET}/H2.a"
    )
    check = client.get(f"{SHEET}/serahkan").content.decode()
    assert f"{SHEET}/H1.b" in check
    assert client.post(f"{SHEET}/serahkan", {"revisi": "2", "alasan": ""}).status_code == 422
    assert client.post(f"{SHEET}/serahkan", {"revisi": "1", "alasan": "Belum ada nilainya"}).status_code == 409
    sent = client.post(f"{SHEET}/serahkan", {"revisi": "2", "alasan": "Belum ada nilainya"})
    assert (sent.status_code, sent.headers["Location"]) == (303, BESIDE)
    assert "Diserahkan" in client.get(SHEET).content.decode()
    assert client.post(f"{SHEET}/buka").status_code == 303
    assert "Sedang dinilai" in client.get(SHEET).content.decode()


@pytest.mark.once
def test_each_kind_of_answer_has_its_control(court: Court) -> None:
    court.stand_at("tpi-round-1")
    assign(court, "nina")
    client = court.at_work("nina")
    assert 'type="radio"' in client.get(f"{SHEET}/P1.i.a").content.decode()
    assert 'inputmode="decimal"' in client.get(f"{SHEET}/H1.a").content.decode()
    ratio = client.get(f"{SHEET}/R1.i.a").content.decode()
    assert 'inputmode="numeric"' in ratio
    names = [part.split('"')[0] for part in ratio.split('name="hitung:')[1:]]
    told = {f"hitung:{name}": "2" for name in names}
    assert client.post(f"{SHEET}/R1.i.a", {"versi": "0", **told}).status_code == 303
    sheet = sheet_of(court, "nina")
    assert sheet is not None
    assert set(answers_in(sheet)["R1.i.a"].value.values()) == {"2"}
    emptied = {f"hitung:{name}": "" for name in names}
    client.post(f"{SHEET}/R1.i.a", {"versi": "1", **emptied})
    assert answers_in(sheet)["R1.i.a"].value is None


@pytest.mark.once
def test_what_cannot_be_taken_comes_back_as_typed(court: Court) -> None:
    court.stand_at("tpi-round-1")
    assign(court, "nina")
    page = save(court, "nina", "H1.a", jawab="lima", catatan="Tetap di sini")
    assert page.status_code == 422
    assert 'value="lima"' in page.content.decode()
    assert "Tetap di sini" in page.content.decode()


@pytest.mark.once
def test_each_text_that_is_too_long_is_told_at_its_own_field(court: Court) -> None:
    court.stand_at("tpi-round-1")
    assign(court, "nina")
    page = save(court, "nina", ITEM, jawab="Ya", catatan="a" * 10001, alasan="b" * 10001)
    assert page.status_code == 422
    told = page.content.decode()
    assert told.count("huruf; paling banyak") == 2
    for name in ("catatan", "alasan"):
        assert f'id="{name}-galat"' in told
    assert 'id="galat-jawab"' not in told


@pytest.mark.once
def test_a_question_is_offered_beside_an_item_only_while_one_may_ask(court: Court) -> None:
    court.stand_at("tpi-round-1")
    assign(court, "nina")
    asking = f"{HOME}tanya/baru?butir={ITEM}"
    assert asking in court.at_work("nina").get(f"{SHEET}/{ITEM}").content.decode()
    court.stand_at("coaching")
    assert asking not in court.at_work("nina").get(f"{SHEET}/{ITEM}").content.decode()


@pytest.mark.once
def test_the_second_window_gets_both_texts(court: Court) -> None:
    court.stand_at("tpi-round-1")
    assign(court, "nina")
    judge(court, "nina", {ITEM: "Ya"}, finding="Yang pertama")
    page = save(court, "nina", ITEM, jawab="Tidak", catatan="Yang kedua")
    assert page.status_code == 409
    told = page.content.decode()
    assert "Yang pertama" in told
    assert "Yang kedua" in told
    assert 'name="versi" value="1"' in told


@pytest.mark.once
def test_what_was_typed_into_a_closed_sheet_is_given_back(court: Court) -> None:
    court.stand_at("tpi-round-1")
    assign(court, "nina")
    give(court, "nina", {ITEM: "Ya"})
    page = save(court, "nina", ITEM, jawab="Tidak", catatan="Terlambat ditulis")
    assert page.status_code == 409
    assert "Terlambat ditulis" in page.content.decode()


def test_the_unit_answer_and_the_pinned_evidence_stand_beside(court: Court) -> None:
    court.stand_at("tpi-round-1")
    assign(court, "nina")
    piece = lay(court, ITEM, confidential=True)
    ItemEvidence.objects.for_tenant(court.tenant).update(pinned=1)
    page = court.at_work("nina").get(f"{SHEET}/{ITEM}").content.decode()
    assert f"/bukti/{piece.pk}/versi/1" in page
    assert "Rahasia" in page
    assert "Dasar:" in page


@pytest.mark.parametrize(("who", "status"), [("ayu", 403), ("dewi", 404), ("sekar", 403), ("tia", 404)])
def test_others_do_not_open_a_sheet(court: Court, who: str, status: int) -> None:
    court.stand_at("tpi-round-1")
    for page in (SHEET, f"{SHEET}/{ITEM}", f"{SHEET}/serahkan"):
        assert court.at_work(who).get(page).status_code in {status, 403, 404}


def test_whom_nobody_assigned_is_told_so(court: Court) -> None:
    assert "tidak ditugaskan" in court.at_work("omar").get(SHEET).content.decode()
    assert court.at_work("omar").get(f"{SHEET}/{ITEM}").status_code == 403
    assign(court, "omar")
    assert court.at_work("omar").get(f"{SHEET}/P9.x").status_code == 404


def test_nobody_sees_a_judgement_before_both_have_submitted(court: Court) -> None:
    court.stand_at("tpi-round-1")
    assign(court, "nina", "omar", "rani")
    judge(court, "nina", {ITEM: "Tidak"}, finding=SECRET)
    for who in ("omar", "rani", "ayu", "gita", "hana", "indra"):
        assert SECRET not in court.at_work(who).get(BESIDE).content.decode()
    submit(court, "nina")
    for who in ("omar", "rani", "putu", "ayu", "gita", "hana", "indra"):
        assert SECRET not in court.at_work(who).get(BESIDE).content.decode(), who
    for who in ("omar", "rani"):
        give(court, who, {ITEM: "Ya"})
        assert SECRET in court.at_work(who).get(BESIDE).content.decode(), who
        assert SECRET in court.at_work(who).get(f"{SHEET}/{ITEM}").content.decode(), who
    assert SECRET not in court.at_work("ayu").get(BESIDE).content.decode()
    court.stand_at("fit")
    assert SECRET in court.at_work("ayu").get(BESIDE).content.decode()


def test_the_ministry_judges_without_seeing_the_inspectorate_and_the_unit_sees_it_last(court: Court) -> None:
    court.stand_at("tpi-round-2")
    assign(court, "nina", "tia", "umar")
    give(court, "nina", {ITEM: "Tidak"}, finding="Kata TPI")
    court.stand_at("desk")
    for who in ("tia", "umar", "vino"):
        assert "Kata TPI" not in court.at_work(who).get(BESIDE).content.decode()
    assert "Kata TPI" not in court.at_work("tia").get(f"{SHEET}/{ITEM}").content.decode()
    give(court, "tia", {ITEM: "Ya"}, finding="Kata TPN")
    assert "Kata TPI" in court.at_work("tia").get(BESIDE).content.decode()
    for who in ("nina", "rani", "ayu", "indra"):
        assert "Kata TPN" not in court.at_work(who).get(BESIDE).content.decode(), who
    court.stand_at("recommended")
    for who in ("nina", "ayu", "indra", "vino"):
        assert "Kata TPN" in court.at_work(who).get(BESIDE).content.decode(), who


def test_an_assessor_is_named_to_assessors_alone(court: Court) -> None:
    court.stand_at("tpi-round-2")
    assign(court, "nina", "omar")
    give(court, "nina", {ITEM: "Tidak"}, finding="x")
    give(court, "omar", {ITEM: "Ya"})
    assert "Nina Safitri" in court.at_work("omar").get(BESIDE).content.decode()
    court.stand_at("fit")
    page = court.at_work("ayu").get(BESIDE).content.decode()
    assert "Nina Safitri" not in page
    assert "Anggota TPI 1" in page


@pytest.mark.once
def test_a_difference_gets_its_reason_where_it_is_shown(court: Court) -> None:
    court.stand_at("tpi-round-2")
    assign(court, "nina", "rani")
    give(court, "nina", {ITEM: "Ya"})
    give(court, "rani", {ITEM: "Tidak"})
    client = court.at_work("rani")
    assert f'name="alasan:{ITEM}"' in client.get(BESIDE).content.decode()
    sheet = sheet_of(court, "rani")
    assert sheet is not None
    version = answers_in(sheet)[ITEM].version
    told = {f"versi:{ITEM}": str(version), f"alasan:{ITEM}": "SK belum ditandatangani"}
    assert client.post(BESIDE, told).status_code == 303
    assert "SK belum ditandatangani" in client.get(BESIDE).content.decode()
    told[f"alasan:{ITEM}"] = "Ditulis di jendela lain"
    met = client.post(BESIDE, told)
    assert met.status_code == 409
    assert "SK belum ditandatangani" in met.content.decode()
    assert "Ditulis di jendela lain" in met.content.decode()
    court.stand_at("tpi-report")
    late = client.post(BESIDE, told)
    assert late.status_code == 409
    assert "Ditulis di jendela lain" in late.content.decode()


@pytest.mark.parametrize("who", ["ayu", "gita", "sekar"])
def test_others_give_no_reasons(court: Court, who: str) -> None:
    court.stand_at("fit")
    assert court.at_work(who).post(BESIDE, {f"alasan:{ITEM}": "x"}).status_code in {403, 404}


@pytest.mark.once
def test_all_items_judged_by_five_assessors_of_three_levels_take_few_queries(court: Court) -> None:
    court.stand_at("tpi-round-2")
    assign(court, "nina", "omar", "rani", "putu", "tia")
    marks = full_marks()
    for who in ("nina", "omar", "rani", "putu"):
        give(court, who, marks, finding="x")
    court.stand_at("desk")
    give(court, "tia", {**marks, ITEM: "Tidak"}, finding="x")
    client = court.at_work("tia")
    client.get(HOME)
    for page in (f"{BESIDE}?tampil=semua", BESIDE, SHEET, f"{SHEET}/{ITEM}", f"{SHEET}/serahkan"):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(page).status_code == 200
        assert len(asked) <= 15, (page, len(asked), [query["sql"][:150] for query in asked])


@pytest.mark.once
def test_the_case_says_what_is_due_of_its_assessors(court: Court) -> None:
    court.stand_at("tpi-round-1")
    assign(court, "nina")
    assert "Mulai menilai" in court.at_work("nina").get(HOME).content.decode()
    give(court, "nina", {ITEM: "Tidak"})
    assert "Beri alasan atas 1 selisih" in court.at_work("nina").get(HOME).content.decode()
    told = court.at_work("ayu").get(f"{HOME}linimasa").content.decode()
    assert "Penilaian diserahkan: Anggota TPI" in told
    assert "Nina Safitri" not in told
    assert "Nilai TPI" not in court.at_work("ayu").get(HOME).content.decode()
    court.stand_at("fit")
    assert "Nilai TPI 0,00" in court.at_work("ayu").get(HOME).content.decode()
