"""The pages of proposals: what each side reads, forms that keep what was typed, and signing right after being asked."""

from __future__ import annotations

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from pulau.apps.assessments.models import Case
from pulau.apps.proposals.facts import signed
from pulau.apps.proposals.models import Proposal, ProposalState, ProposedUnit, Screening, SeasonChange
from pulau.apps.proposals.words import value_of
from pulau.core.workflow.assessment import CLEARANCE, DESK, FIELD, FIT, PROPOSED, SCREENING, WITHDRAWN
from pulau.foundation.tenancy.wall import behind_wall
from tests.apps.assessments.court import Court, court
from tests.apps.proposals.proposing import drafted, ease, make_fit, proposed_to_screening, seal, set_at, sign
from tests.cast import NOW

__all__ = ["court"]

UNIT = "/penilaian/disdukcapil/2026/usulan"
MOST_QUERIES = 15


@pytest.fixture(autouse=True)
def _in_march(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pages be asked for in the season: on the day on which the house stands, its clock going on from there."""
    real = timezone.now
    shift = NOW - real()
    monkeypatch.setattr(timezone, "now", lambda: real() + shift)


def queries_of(court: Court, who: str, path: str) -> int:
    """Return how many queries of its own a page asks, without the session's and the header's."""
    client = court.at_work(who)
    client.get(path)
    with CaptureQueriesContext(connection) as found:
        assert client.get(path).status_code == 200
    return len(found)


def test_a_draft_is_signed_once_the_head_was_asked_again_and_its_unit_taken_back_with_a_reason(court: Court) -> None:
    ease(court)
    hana = court.at_work("hana")
    assert "Dinas Kependudukan" in hana.get("/usulan-zi?tahun=2026").content.decode()
    made = hana.post("/usulan-zi/2026/baru")
    assert (made.status_code, made.headers["Location"]) == (303, "/usulan-zi/2026/1")
    assert "Tandatangani" not in hana.get("/usulan-zi/2026/1").content.decode()  # that is the head's
    proposal = Proposal.objects.for_tenant(court.tenant).get()
    form = {"nomor": "700/12/2026", "dilihat": seal(court, proposal)}

    asked = court.at_work("indra").post("/usulan-zi/2026/1/tanda-tangan", form)
    assert asked.headers["Location"].startswith("/akun/konfirmasi")
    head = court.confirmed("indra")
    blank = head.post("/usulan-zi/2026/1/tanda-tangan", form | {"nomor": " "})
    assert blank.status_code == 422
    stale = head.post("/usulan-zi/2026/1/tanda-tangan", form | {"dilihat": "0" * 64})
    assert stale.status_code == 409
    assert "700/12/2026" in stale.content.decode()  # what was typed is still there
    done = head.post("/usulan-zi/2026/1/tanda-tangan", form)
    assert done.status_code == 303, [str(each) for each in get_messages(done.wsgi_request)]
    page = head.get("/usulan-zi/2026/1").content.decode()
    assert "700/12/2026" in page
    assert "Diringankan: kependudukan dan pencatatan sipil" in page
    assert 'href="/dokumen/' in page, "the letter is a document of the body"
    foreign = court.at_work("tia").get("/usulan-zi/2026/1")
    assert (foreign.status_code, 'href="/dokumen/' in foreign.content.decode()) == (200, False)
    unit = ProposedUnit.objects.for_tenant(court.tenant).get()
    assert (unit.eased, len(unit.eased_conditions)) == ("civil-registry", 10)
    assert court.at_work("indra").get(f"{UNIT}/tarik").headers["Location"].startswith("/akun/konfirmasi")
    assert head.post(f"{UNIT}/tarik", {"alasan": " "}).status_code == 422
    assert head.post(f"{UNIT}/tarik", {"alasan": "Unitnya digabung."}).status_code == 303
    assert "Unitnya digabung." in court.at_work("gita").get(UNIT).content.decode()
    proposal.refresh_from_db()
    assert (court.case().stage, proposal.state) == (WITHDRAWN, ProposalState.WITHDRAWN)
    assert not signed(court.tenant, court.case_id, NOW)


def test_a_draft_names_what_stands_in_the_way_of_which_unit(court: Court) -> None:
    court.stand_at(FIT)
    drafted(court)

    page = court.at_work("indra").get("/usulan-zi/2026/1").content.decode()

    assert "syarat instansi dan unit terpenuhi" in page
    assert "Belum siap" in page


def test_a_units_conditions_are_read_by_its_own_and_stated_by_its_agency(court: Court) -> None:
    assert "Belum diketahui" in court.at_work("ayu").get(UNIT).content.decode()
    for name, status in (("joko", 404), ("dewi", 404), ("tia", 404)):
        assert court.at_work(name).get(UNIT).status_code == status
    hana = court.at_work("hana")
    address = f"{UNIT}/syarat/core-service"
    short = hana.post(address, {"nilai": "yes", "dokumen": "", "tanggal": "2025-01-10"})
    assert short.status_code == 422
    assert hana.post(address, {"nilai": "yes", "dokumen": "SK 1", "tanggal": "2025-01-10"}).status_code == 303
    assert "SK 1" in court.at_work("gita").get(UNIT).content.decode()
    assert court.at_work("gita").post(address, {"nilai": "no"}).status_code == 403
    assert hana.post(f"{UNIT}/syarat/sakip", {}).status_code == 404
    days = {"nilai": "2024-06-01", "dokumen": "Piagam 1", "tanggal": "2024-06-01"}
    assert hana.post(f"{UNIT}/syarat/years-of-building", days).status_code == 303
    kind = {"nilai": "civil-registry", "dokumen": "Perda 1", "tanggal": "2024-06-01"}
    assert hana.post(f"{UNIT}/syarat/eased-unit", kind).status_code == 303
    assert "Syarat dinyatakan: Layanan utama" in hana.get("/penilaian/disdukcapil/2026/linimasa").content.decode()
    assert "Diringankan ketentuan" in court.at_work("ayu").get(UNIT).content.decode()


def test_the_assessor_records_each_condition_and_the_agency_reads_it_afterwards(court: Court) -> None:
    seen = proposed_to_screening(court)
    tia = court.at_work("tia")
    assert "Simpan pra-evaluasi" in tia.get(UNIT).content.decode()
    unit = ProposedUnit.objects.for_tenant(court.tenant).get()
    form = {f"hasil-{each['condition']}": "ya" for each in unit.checks} | {"dilihat": seen}
    refused = tia.post(f"{UNIT}/pra-evaluasi", form | {"hasil-sakip": "tidak", "catatan-rb-index": "Dicek di laman."})
    assert refused.status_code == 422
    assert "Dicek di laman." in refused.content.decode()
    assert not Screening.objects.for_tenant(court.tenant).exists()
    form |= {"hasil-sakip": "tidak", "catatan-sakip": "Suratnya lama."}
    assert tia.post(f"{UNIT}/pra-evaluasi", form).status_code == 303

    assert "Suratnya lama." not in court.at_work("gita").get(UNIT).content.decode()
    court.stand_at(DESK)
    assert "Suratnya lama." in court.at_work("gita").get(UNIT).content.decode()
    assert court.at_work("rani").post(f"{UNIT}/pra-evaluasi", form).status_code == 403


def test_the_ministry_reads_no_score_of_the_tpi_in_a_proposal_while_it_judges(court: Court) -> None:
    proposed_to_screening(court)
    with behind_wall(court.tenant):
        Case.objects.for_tenant(court.tenant).filter(pk=court.case_id).update(printed={"tpi": {"total": 8123}})

    assert "81,23" in court.client("indra").get("/usulan-zi/2026/1").content.decode()
    assert "81,23" not in court.at_work("tia").get("/usulan-zi/2026/1").content.decode()
    court.stand_at("clearance")
    assert "81,23" in court.at_work("tia").get("/usulan-zi/2026/1").content.decode()


def test_the_ministry_opens_letter_and_statement_once_it_has_judged_and_reads_before_why_not(court: Court) -> None:
    ease(court)
    proposal = drafted(court)
    with behind_wall(court.tenant):
        Case.objects.for_tenant(court.tenant).filter(pk=court.case_id).update(printed={"tpi": {"total": 8123}})
        sign(court, proposal)
    page, papers = "/usulan-zi/2026/1", ("/usulan-zi/2026/1/berkas/surat", "/usulan-zi/2026/1/berkas/sptjm")
    for stage in (PROPOSED, SCREENING, DESK, FIELD):
        court.stand_at(stage)
        for who in ("tia", "vino"):
            client = court.at_work(who)
            assert [client.get(path).status_code for path in papers] == [403, 403], (who, stage)
            told = client.get(page).content.decode()
            assert "terbuka bagi TPN setelah semua unit" in told
            assert "Klarifikasi lembaga lain" in told
            assert "Unduh PDF" not in told
    court.stand_at(CLEARANCE)
    for who in ("tia", "vino", "rani"):
        client = court.at_work(who)
        for path in papers:
            given = client.get(path)
            assert (given.status_code, given["Content-Type"]) == (200, "application/pdf"), who
            assert given.content.startswith(b"%PDF")
        told = client.get(page).content.decode()
        assert "Unduh PDF" in told
        assert "terbuka bagi TPN setelah" not in told
    for who, status in (("gita", 403), ("dewi", 403), ("sekar", 403), ("joko", 403)):
        assert court.at_work(who).get(papers[0]).status_code == status, who
    assert court.at_work("tia").get("/usulan-zi/2026/1/berkas/lain").status_code == 404


def test_the_calendar_is_everybodys_and_the_ministry_sets_it(court: Court) -> None:
    assert "tidak diketahui" in court.at_work("ayu").get("/jadwal-zi?tahun=2026").content.decode()
    assert court.at_work("hana").get("/jadwal-zi/2026/ubah").status_code == 403
    assert court.at_work("vino").get("/jadwal-zi/2026/ubah").status_code == 404  # he visits another body here
    set_at(court, "quota:regency", quota=3)

    page = court.at_work("ayu").get("/jadwal-zi?tahun=2026").content.decode()

    assert "SE TPN 1/2026" in page
    assert SeasonChange.objects.announced(2026).count() == 1


@pytest.mark.once
def test_pages_ask_few_queries(court: Court) -> None:
    make_fit(court)
    drafted(court)

    for who, path in (("indra", "/usulan-zi?tahun=2026"), ("gita", UNIT), ("ayu", "/jadwal-zi")):
        assert queries_of(court, who, path) <= MOST_QUERIES + 6, path  # six are the session's and the header's


@pytest.mark.parametrize(("years", "said"), [("0", "0 years"), ("1", "1 year"), ("2", "2 years")])
def test_years_are_counted_as_english_counts_them(years: str, said: str) -> None:
    assert value_of("years-of-building", years, "en") == said


@pytest.mark.parametrize("year", ["9" * 5000, "0", "dua", "²"])
def test_a_year_that_is_none_shows_the_newest(court: Court, year: str) -> None:
    for path in ("/usulan-zi", "/jadwal-zi"):
        assert court.client("indra").get(path, {"tahun": year}).status_code == 200, path
