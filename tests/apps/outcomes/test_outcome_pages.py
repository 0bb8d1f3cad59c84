"""The pages of titles and outcomes: who comes in, what a form says, what stays as typed."""

from __future__ import annotations

from base64 import b64decode
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pulau.apps.agencies.contract import UnitKind, add_unit, merge_unit
from pulau.apps.outcomes.models import Decree, Objection, TitleHeld, TitleState
from pulau.core.shared.actor import Actor
from pulau.core.workflow.assessment import COACHING, DETERMINED, FIT, MONITORING, OBJECTED, RECOMMENDED, TO_BE_COACHED
from pulau.foundation.accounts import step_up
from tests.apps.assessments.court import Court, court
from tests.apps.outcomes.test_determining import TODAY, given
from tests.apps.outcomes.test_keeping import kept, revoked
from tests.cast import NOW
from tests.days import today

__all__ = ["court"]

MOST_QUERIES = 15
PNG = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==")
CSV = b"butir,nilai\n1,2\n"
CASE, PROPOSAL = "/penilaian/disdukcapil/2026/", "/penilaian/disdukcapil/2026/usulan"
BARRED = "larangan usulan dua tahun"


@pytest.fixture(autouse=True)
def _confirmed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody has just shown who they are, but where a test says otherwise."""
    monkeypatch.setattr("pulau.apps.outcomes.views.common.confirmed_recently", lambda _request: True)


def at(name: str, *rest: object) -> str:
    return reverse(f"outcomes:{name}", args=["disdukcapil", 2026, *rest])


def test_a_decree_is_typed_wrong_mended_and_recorded_with_its_document(court: Court) -> None:
    court.stand_at(RECOMMENDED)
    client = court.at_work("vino")
    page = client.get(at("grant"))
    assert page.status_code == 200
    ahead = TODAY + timedelta(days=4000)
    wrong = client.post(at("grant"), {"nomor": "tanpa angka", "tanggal": ahead.isoformat(), "tentang": "Penetapan"})
    assert wrong.status_code == 422
    assert "tanpa angka" in wrong.content.decode()
    file = SimpleUploadedFile("sk.png", PNG, "image/png")
    typed = {"nomor": "SK.1/2026", "tanggal": "2026-03-02", "tentang": "Penetapan", "berkas": file}
    sheet = SimpleUploadedFile("sk.csv", CSV, "text/csv")
    assert client.post(at("grant"), {**typed, "berkas": sheet}).status_code == 422
    done = client.post(at("grant"), typed)
    assert (done.status_code, done["Location"]) == (303, at("outcome"))
    decree = Decree.objects.for_tenant(court.tenant).get()
    assert (decree.file_name, len(decree.digest), court.case().stage) == ("sk.png", 64, DETERMINED)
    assert client.get(at("file", decree.digest)).status_code == 200
    assert client.get(at("file", "0" * 64)).status_code == 404
    assert client.post(at("grant"), typed).status_code == 409
    given_file = client.get(reverse("outcomes:decree_file", args=[decree.series, 1]))
    assert given_file["Content-Disposition"].startswith("attachment")


def test_who_was_not_asked_again_is_asked_before_anything_is_recorded(
    court: Court, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pulau.apps.outcomes.views.common.confirmed_recently", step_up.confirmed_recently)
    court.stand_at(RECOMMENDED)
    client = court.at_work("vino")
    typed = {"nomor": "SK.1/2026", "tanggal": "2026-03-02"}
    asked = client.post(at("grant"), typed)
    assert asked.status_code == 303
    assert reverse("accounts:confirm") in asked["Location"]
    assert not Decree.objects.for_tenant(court.tenant).exists()


def test_strangers_and_the_wrong_hands_stay_outside(court: Court) -> None:
    given(court)
    for who in ("gita", "hana", "indra", "rani"):
        assert court.client(who).get(at("grant")).status_code == 403
        assert court.client(who).get(at("outcome")).status_code == 200
    for who in ("dewi", "joko"):
        assert court.client(who).get(at("outcome")).status_code == 404
        assert court.client(who).get(at("monitoring")).status_code == 404
    series = TitleHeld.objects.for_tenant(court.tenant).get().decree_id
    assert court.client("joko").get(reverse("outcomes:decree", args=[series])).status_code == 200
    assert court.client("dewi").get(reverse("outcomes:decree", args=[series])).status_code == 404
    assert court.client("dewi").get(reverse("outcomes:titles")).content.decode().count("Kependudukan") == 0
    assert court.client("hana").get(reverse("outcomes:correct", args=[series])).status_code == 403


def test_an_objection_is_filed_with_documents_and_decided(court: Court) -> None:
    court.stand_at(TO_BE_COACHED)
    head, panel = court.client("indra"), court.at_work("vino")
    assert head.post(at("objection"), {"alasan": " "}).status_code == 422
    file = SimpleUploadedFile("bukti.csv", CSV, "text/csv")
    assert head.post(at("objection"), {"alasan": "Area 3 keliru.", "berkas": file}).status_code == 303
    objection = Objection.objects.for_tenant(court.tenant).get()
    assert [kept.file_name for kept in objection.files.all()] == ["bukti.csv"]
    assert court.case().stage == OBJECTED
    assert "Area 3 keliru." in panel.get(at("outcome")).content.decode()
    assert panel.post(at("objection_decision"), {"putusan": "", "alasan": "Ya"}).status_code == 422
    assert panel.post(at("objection_decision"), {"putusan": "ditolak", "alasan": "Tidak."}).status_code == 303


def test_pages_ask_a_fixed_number_of_queries(court: Court) -> None:
    held = kept(court)
    pages = (at("outcome"), at("monitoring"), at("compare"), reverse("outcomes:titles"),
             reverse("outcomes:decree", args=[held.decree_id]))  # fmt: skip
    client = court.client("rani")
    client.get(pages[0])
    for page in pages:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(page).status_code == 200
        own = [query for query in asked if "SAVEPOINT" not in query["sql"]]
        assert len(own) <= MOST_QUERIES, page
    csv = client.get(reverse("outcomes:export")).content.decode()
    assert "SK.1/2026" in csv


def test_a_title_whose_last_day_has_passed_is_found_among_those_that_ended(court: Court) -> None:
    held = kept(court)
    client, page = court.client("rani"), reverse("outcomes:titles")
    rows = TitleHeld.objects.for_tenant(court.tenant).filter(pk=held.pk)

    def found() -> set[str]:
        return {
            state for state in TitleState.values if held.name in client.get(page, {"keadaan": state}).content.decode()
        }

    assert found() == {"in-force"}
    rows.update(until=held.since)
    assert found() == {"ended"}
    ahead = today() + timedelta(days=400)
    rows.update(until=None, state="superseded", closed_on=ahead)  # another begins then
    assert found() == {"in-force"}


def test_a_title_is_watched_and_revoked_on_the_pages(court: Court) -> None:
    held = kept(court)
    leader, assessor, panel = court.client("rani"), court.at_work("tia"), court.at_work("vino")
    typed = {"tahun": "2026", "hasil": "Antre lama.", "survei": "skm", "indeks": "3,52", "pengaduan": "2",
             "belum_selesai": "1", "simpulan": "ya"}  # fmt: skip
    assert leader.get(at("report")).status_code == 200
    assert leader.post(at("report"), {**typed, "indeks": "9"}).status_code == 422
    assert leader.post(at("report"), typed).status_code == 303
    told = {"jenis": "maladministration", "tanggal": "2026-03-02", "sumber": "Laporan ORI 7"}
    assert assessor.post(at("found"), told).status_code == 303
    trigger = held.triggers.get()
    early = assessor.post(at("propose"), {"rekomendasi": "Cabut."})
    assert early.status_code == 422
    assert "Belum dapat, karena belum terpenuhi: pemicu" in early.content.decode(), "what lacks, not what is"
    assert court.client("gita").get(at("trigger", trigger.pk)).status_code == 403
    assert "Laporan ORI 7" not in court.client("gita").get(at("monitoring")).content.decode()
    assert leader.post(at("clarify", trigger.pk), {"alasan": "Benar."}).status_code == 303
    assert assessor.post(at("examine", trigger.pk), {"hasil": "founded", "temuan": "Ada."}).status_code == 303
    assert assessor.post(at("propose"), {"rekomendasi": "Cabut."}).status_code == 303
    assert panel.post(at("revocation"), {"nomor": "SK.2/2026", "tanggal": "2026-03-02"}).status_code == 303
    page = court.client("gita").get(at("monitoring")).content.decode()
    assert "2 Maret 2028" in page
    assert court.case().stage != MONITORING
    assert BARRED in court.client("gita").get(PROPOSAL).content.decode(), "where the unit could be proposed"


def test_a_bar_that_came_by_a_merger_is_told_with_the_unit_it_comes_from(court: Court) -> None:
    former = add_unit(
        actor=Actor.system(court.tenant), code="lama", name="Kantor Lama", kind=UnitKind.OFFICE, now=NOW
    )  # fmt: skip
    held = revoked(court)
    TitleHeld.objects.for_tenant(court.tenant).filter(pk=held.pk).update(unit=former, name=former.name, case=None)
    into = court.units["disdukcapil"].pk
    merge_unit(actor=Actor.system(court.tenant), unit_id=former.pk, into_id=into, day=TODAY, now=NOW)
    court.stand_at(FIT)
    gita = court.client("gita")
    for path in (CASE, at("outcome"), at("monitoring"), "/unit/disdukcapil"):
        page = gita.get(path).content.decode()
        assert "Kantor Lama" in page, path
        assert "2 Maret 2028" in page, path
    assert BARRED in gita.get(PROPOSAL).content.decode()
    TitleHeld.objects.for_tenant(court.tenant).create(
        unit_id=into, name="Dinas Kependudukan", title="WBK", decree_id=held.decree_id, since=TODAY, until=TODAY,
        recorded_at=NOW,
    )  # fmt: skip
    assert "Predikat Kantor Lama, yang bergabung" in gita.get("/predikat").content.decode()


def test_a_report_that_is_sent_twice_is_told_to_be_recorded_already(court: Court) -> None:
    kept(court)
    client = court.at_work("rani")
    typed = {"tahun": "2026", "hasil": "Loket antre.", "survei": "", "indeks": "", "pengaduan": "0",
             "belum_selesai": "0", "tindak_lanjut": "", "simpulan": "ya", "surat": ""}  # fmt: skip
    first = client.post(at("report"), typed, follow=True).content.decode()
    assert "Pemantauan dilaporkan." in first
    assert "tidak dicatat dua kali" not in first
    assert "tidak dicatat dua kali" in client.post(at("report"), typed, follow=True).content.decode()


def test_the_case_says_what_became_of_it_where_it_brought_no_title_itself(court: Court) -> None:
    court.stand_at(COACHING)
    page = court.client("gita").get(CASE).content.decode()
    assert "Berakhir tanpa predikat" in page
    assert BARRED not in court.client("gita").get(PROPOSAL).content.decode()
    held = kept(court)
    TitleHeld.objects.for_tenant(court.tenant).filter(pk=held.pk).update(case=None)
    assert "WBK: Berlaku" in court.client("gita").get(CASE).content.decode(), "an earlier year's title is watched"
