"""The pages of clearances and panel: the ministry's alone; votes hidden from everybody until all have voted."""

from __future__ import annotations

import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pulau.apps.panels.models import Clearance, Panel
from pulau.core.shared.actor import Actor
from pulau.core.workflow.assessment import CLEARANCE, PANEL
from pulau.foundation.calendar import today_of
from tests.apps.assessments.court import Court, court
from tests.apps.panels.panelling import sit, vote

__all__ = ["court"]

CASE = "/penilaian/disdukcapil/2026"
SHEET = f"{CASE}/panel"
ASKED = f"{CASE}/klarifikasi"
MOST_QUERIES = 15


def confirmed(court: Court, name: str) -> Client:
    """A browser at work in the judged body, whose person was just asked again."""
    client = court.at_work(name)
    session = client.session
    session["account_authentication_methods_user"] = str(court.users[name].pk)
    session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
    session.save()
    return client


def test_a_body_is_asked_and_its_answer_recorded_with_its_letter(court: Court) -> None:
    court.stand_at(CLEARANCE)
    tia = court.at_work("tia")
    assert tia.post(f"{ASKED}/minta", {"lembaga": "kpk", "pertanyaan": ""}).status_code == 422
    asked = tia.post(f"{ASKED}/minta", {"lembaga": "kpk", "pertanyaan": "Apakah ada perkara?"})
    assert asked.status_code == 303
    assert "Menunggu jawaban" in tia.get(ASKED).content.decode()
    asked_on = today_of(Actor.system(court.tenant), Clearance.objects.for_tenant(court.tenant).get().asked_at)
    form = {"jawaban": "objection", "tanggal": f"{asked_on}"}
    silent = tia.post(f"{ASKED}/kpk/jawaban", form)
    assert silent.status_code == 422  # an objection says what it objects to
    letter = SimpleUploadedFile("surat.txt", b"Sedang diselidiki.", "text/plain")
    done = tia.post(f"{ASKED}/kpk/jawaban", form | {"isi": "Sedang diselidiki.", "surat": letter})
    assert done.status_code == 303
    row = Clearance.objects.for_tenant(court.tenant).get()
    assert (row.answer, row.document_name) == ("objection", "surat.txt")
    assert b"".join(tia.get(f"{ASKED}/kpk/surat")) == b"Sedang diselidiki."
    assert tia.post(f"{ASKED}/kpk/jawaban", form).status_code == 404  # it stays as it is
    assert "Klarifikasi diminta dari KPK" in tia.get(f"{CASE}/linimasa").content.decode()
    assert "KPK" not in court.at_work("gita").get(f"{CASE}/linimasa").content.decode()
    for name, status in (("gita", 403), ("indra", 403), ("rani", 403), ("dewi", 403), ("joko", 403), ("sekar", 403)):
        for path in (ASKED, f"{ASKED}/kpk/surat", SHEET):
            assert court.at_work(name).get(path).status_code == status, (name, path)


def test_the_panel_is_opened_and_votes_are_shown_once_all_have_voted(court: Court) -> None:
    court.stand_at(PANEL)
    vino = confirmed(court, "vino")
    few = vino.post(f"{SHEET}/buka", {"anggota": [str(court.users["vino"].pk)]})
    assert few.status_code == 422
    both = [str(court.users[name].pk) for name in ("vino", "wulan")]
    assert vino.post(f"{SHEET}/buka", {"anggota": both}).status_code == 303
    assert Panel.objects.for_tenant(court.tenant).get().quorum == 2
    ask_again = court.at_work("vino").post(f"{SHEET}/suara", {"suara": "for", "alasan": "x", "dilihat": "0"})
    assert ask_again.headers["Location"].startswith("/akun/konfirmasi")
    typed = {"suara": "", "alasan": "Alasan saya yang panjang.", "dilihat": "0"}
    kept_text = vino.post(f"{SHEET}/suara", typed)
    assert kept_text.status_code == 422
    assert "Alasan saya yang panjang." in kept_text.content.decode()
    assert vino.post(f"{SHEET}/suara", typed | {"suara": "against"}).status_code == 303
    assert vino.post(f"{SHEET}/suara", typed | {"suara": "for"}).status_code == 409  # the other window knew of none

    for name in ("wulan", "tia"):
        page = court.at_work(name).get(SHEET).content.decode()
        assert "Alasan saya yang panjang." not in page
        assert "1 dari 2 anggota" in page
    vote(court, "wulan", "for", reason="Menurut saya layak.")
    page = court.at_work("tia").get(SHEET).content.decode()
    assert "Panel tidak merekomendasikan" in page  # a tie
    assert "berbeda pendapat" in page
    assert "Menurut saya layak." in page
    assert "Ubah suara Anda" not in vino.get(SHEET).content.decode()
    late = vino.post(f"{SHEET}/suara", {"suara": "for", "alasan": "Saya berubah pikiran.", "dilihat": "1"})
    assert late.status_code == 409
    assert "keberatan instansi membawanya ke sidang baru" in late.content.decode()
    assert "Saya berubah pikiran." in late.content.decode()
    leaving = {"alasan": "Berhalangan sejak pagi."}
    assert court.at_work("wulan").post(f"{SHEET}/mundur", leaving).status_code == 303
    page = court.at_work("tia").get(SHEET).content.decode()
    assert "Menurut saya layak." in page, "what all have seen is not hidden by who leaves"
    assert "Suara yang sudah terbuka tetap terbuka" in page
    assert "Panel tidak merekomendasikan" not in page, "one alone decides nothing"


def test_who_leaves_says_why_and_is_shown_as_gone(court: Court) -> None:
    sit(court)
    wulan = court.at_work("wulan")
    assert wulan.post(f"{SHEET}/mundur", {"alasan": " "}).status_code == 422
    assert wulan.post(f"{SHEET}/mundur", {"alasan": "Saudara saya di sana."}).status_code == 303
    assert "Saudara saya di sana." in wulan.get(SHEET).content.decode()
    assert wulan.get(f"{SHEET}/mundur").status_code == 404
    assert court.at_work("tia").get(f"{SHEET}/mundur").status_code == 403


@pytest.mark.once
def test_the_sheet_asks_few_queries(court: Court) -> None:
    sit(court)
    for path in (SHEET, ASKED):
        client = court.at_work("vino")
        client.get(path)
        with CaptureQueriesContext(connection) as found:
            assert client.get(path).status_code == 200
        assert len(found) <= MOST_QUERIES + 14, (path, len(found))
