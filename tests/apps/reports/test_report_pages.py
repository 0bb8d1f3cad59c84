"""The pages of reports: who reads what when, making and signing by them, their files, and a fixed number of queries."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pulau.apps.assessments.contract import Advance, advance
from pulau.apps.reports.models import ReportState, ReportVersion
from pulau.apps.reports.refusals import ReportChanged
from pulau.apps.reports.services import signing as signing_service
from tests.apps.assessments.court import Court, court
from tests.apps.reports.reported import ADVICE, FINDING, NUMBER, judged, made, report_of, signed
from tests.cast import NOW

__all__ = ["court"]
pytestmark = pytest.mark.django_db
HERE = "/penilaian/disdukcapil/2026/laporan"


def get(court: Court, who: str, rest: str = "") -> Any:  # noqa: ANN401 - an answer
    return court.client(who).get(f"{HERE}{rest}")


def page(court: Court, who: str, rest: str = "") -> str:
    answer = get(court, who, rest)
    assert answer.status_code == 200, (who, rest, answer.status_code)
    return str(answer.content.decode())


def at(version: ReportVersion) -> str:
    return f"/{version.report_id}/{version.number}"


def test_the_leader_makes_and_signs_then_the_controller_by_the_pages(court: Court) -> None:
    judged(court)
    assert "Susun versi baru" in page(court, "rani")
    assert "Susun versi baru" not in page(court, "putu")
    answer = court.client("rani").post(f"{HERE}/susun", {"jenis": "tpi", "nomor": NUMBER})
    assert (answer.status_code, answer["Location"]) == (303, HERE)
    version = ReportVersion.objects.for_tenant(court.tenant).get()
    text = page(court, "rani", at(version))
    assert FINDING in text
    assert ADVICE in text
    assert NUMBER in text
    assert "Tanda tangani" in text
    for who in ("rani", "putu"):
        assert court.client(who).post(f"{HERE}{at(version)}/tanda-tangan").status_code == 303
        assert report_of(court, version.report_id).state == ReportState.DRAFT  # they were not asked who they are
        answer = court.confirmed(who).post(f"{HERE}{at(version)}/tanda-tangan")
        assert (answer.status_code, answer["Location"]) == (303, HERE)
    assert report_of(court, version.report_id).state == ReportState.SIGNED
    again = court.client("rani").post(f"{HERE}/susun", {"jenis": "tpi", "nomor": NUMBER})
    assert again.status_code == 409
    assert "Tidak ada yang berubah" in again.content.decode()


@pytest.mark.once
def test_a_bad_form_comes_back_as_typed(court: Court) -> None:
    judged(court)
    for sent in ({"jenis": "tpi", "nomor": "7" * 121}, {"jenis": "lain"}):
        answer = court.client("rani").post(f"{HERE}/susun", sent)
        assert answer.status_code == 422
    assert (
        "7" * 121 in court.client("rani").post(f"{HERE}/susun", {"jenis": "tpi", "nomor": "7" * 121}).content.decode()
    )


@pytest.mark.once
def test_what_changed_meanwhile_is_not_signed(court: Court, monkeypatch: pytest.MonkeyPatch) -> None:
    version = made(judged(court))

    def moved(**_given: object) -> None:
        raise ReportChanged

    monkeypatch.setattr("pulau.apps.reports.views.reports.sign_report", moved)
    answer = court.confirmed("rani").post(f"{HERE}{at(version)}/tanda-tangan")
    assert answer.status_code == 409
    assert "Susun versi baru" in answer.content.decode()
    assert signing_service.sign_report is not moved


def test_drafts_are_for_the_assessors_and_signed_ones_for_the_unit_once_the_case_went_on(court: Court) -> None:
    version = made(judged(court))
    signed(court, version, "rani", "putu")
    rests = ("", at(version), f"{at(version)}/pdf", f"{at(version)}/docx")
    for who in ("ayu", "gita", "hana", "indra"):
        assert [get(court, who, rest).status_code for rest in rests] == [404] * 4
        assert court.client(who).get(f"/dokumen/{version.document_id}").status_code in {403, 404}
    for who in ("joko", "dewi", "sekar"):
        assert {get(court, who, rest).status_code for rest in rests} <= {403, 404}
    for who in ("nina", "rani", "putu"):
        assert [get(court, who, rest).status_code for rest in rests] == [200] * 4
    advance(actor=court.actors["rani"], case_id=court.case_id, wish=Advance("find_unfit", "Belum layak."), now=NOW)
    for who in ("ayu", "gita", "hana", "indra", "nina"):
        assert [get(court, who, rest).status_code for rest in rests] == [200] * 4
    assert court.client("hana").get(f"/dokumen/{version.document_id}").status_code == 200
    for who in ("joko", "dewi", "sekar", "tia"):
        assert {get(court, who, rest).status_code for rest in rests} <= {403, 404}


@pytest.mark.once
def test_files_have_their_kind_and_a_name(court: Court, whole_files: None) -> None:
    version = made(judged(court))
    pdf, docx = get(court, "rani", f"{at(version)}/pdf"), get(court, "rani", f"{at(version)}/docx")
    assert pdf["Content-Type"] == "application/pdf"
    assert pdf["Content-Disposition"] == 'attachment; filename="lhe-tpi-disdukcapil-2026-v1.pdf"'
    assert docx.content.startswith(b"PK")
    assert get(court, "rani", f"/{version.report_id}/9/pdf").status_code == 404


@pytest.mark.once
def test_what_changed_is_told_by_section(court: Court) -> None:
    first = made(judged(court))
    second = made(court, number="700/119/ITDA/2026")
    text = page(court, "rani", f"{at(second)}/perubahan")
    assert "Kepala laporan" in text
    assert NUMBER in text
    assert "700/119/ITDA/2026" in text
    assert "Catatan dan rekomendasi" not in text
    assert get(court, "rani", f"{at(first)}/perubahan").status_code == 404


@pytest.mark.once
def test_the_cases_page_and_timeline_tell_of_the_report(court: Court) -> None:
    judged(court)
    home = "/penilaian/disdukcapil/2026/"
    assert "Susun laporan" in court.client("rani").get(home).content.decode()
    made(court)
    assert "Tanda tangani laporan" in court.client("rani").get(home).content.decode()
    assert "versi 1 disusun" in court.client("rani").get(f"{home}linimasa").content.decode()
    assert "versi 1 disusun" not in court.client("ayu").get(f"{home}linimasa").content.decode()


@pytest.mark.once
def test_lists_and_readings_ask_a_fixed_number_of_queries(court: Court) -> None:
    version = made(judged(court))
    client = court.client("rani")
    client.get(HERE)
    for rest in ("", at(version)):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"{HERE}{rest}").status_code == 200
        assert len(asked) <= 15, [one["sql"][:90] for one in asked]
