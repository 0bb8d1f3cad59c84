"""What must stay inside stays inside: no page of the portal tells a draft, an open judgement, or a member of staff."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from pulau.core.workflow.assessment import DESK, PANEL, TO_BE_COACHED, TPI_REPORT
from tests.apps.assessments.court import Court, court
from tests.apps.assessments.judges import assign, full_marks, give
from tests.apps.declarations.declaring import Stage
from tests.apps.portal.reading import source
from tests.apps.publication.publishing import publish_all
from tests.cast import NOW
from tests.house import House

__all__ = ["court"]

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=200)
PAGES = (
    *("/", "/wilayah", "/wilayah/lain", "/wilayah/lain?isi=instansi", "/wilayah/pusat", "/zona/sagara"),
    *("/zona/sagara?urut=nilai", "/zona/sagara/disdukcapil", "/zona/sagara/disdukcapil?tahun=2026"),
    *("/zona/sagara/rsud", "/zona/lain", "/zona/lain/disdukcapil-lain"),
    *("/zona", "/zona?cari=dinas", "/zona/saran?cari=dinas", "/agenda", "/praktik", "/pantau", "/umpan/pantau.atom"),
)
STAFF = (
    "Ayu Larasati",
    "Fajar Prakoso",
    "Gita Permata",
    "Joko Santosa",
    "Dewi Anggraini",
    "Nina Safitri",
    "Tia Maharani",
)


def everything() -> str:
    """Return all pages as a stranger is given them."""
    return "\n".join(source(Client(), path) for path in PAGES)


@pytest.mark.parametrize("stage", [TPI_REPORT, DESK, PANEL, TO_BE_COACHED, "coaching", "monitoring"])
def test_no_page_names_an_assessor_their_notes_or_a_member_of_staff(court: Court, stage: str) -> None:
    assign(court, "nina", "tia")
    court.stand_at("tpi-round-1")
    give(court, "nina", full_marks(), finding="Rahasia penilai: berkas map merah.")
    court.stand_at(DESK)
    give(court, "tia", {"P1.i.a": "Tidak"}, finding="Catatan meja TPN yang tidak terbit.")
    court.stand_at(stage)
    publish_all()
    pages = everything()
    assert "Dinas Kependudukan" in pages
    for secret in (*STAFF, "map merah", "Catatan meja", "P1.i.a"):
        assert secret not in pages


@pytest.mark.parametrize("stage", [TPI_REPORT, DESK, PANEL, TO_BE_COACHED])
def test_before_the_outcome_is_final_no_page_has_a_score(court: Court, stage: str) -> None:
    assign(court, "nina", "tia")
    court.stand_at("tpi-round-1")
    give(court, "nina", full_marks())
    court.stand_at(DESK)
    give(court, "tia", {"P1.i.a": "Tidak"})
    totals = {f"{figures['total'] / 100:.2f}".replace(".", ",") for figures in court.case().printed.values()}
    assert totals
    court.stand_at(stage)
    publish_all()
    pages = everything()
    assert "Belum ada nilai yang diumumkan" in pages
    for total in totals:
        assert total not in pages
    assert "Nilai evaluasi 2026" not in pages


def test_a_draft_of_a_declaration_and_answers_in_progress_are_on_no_page(house: House) -> None:
    stage = Stage(house)
    stage.approve()
    stage.plan("rsud", title="Rencana yang masih rahasia")
    house.answer("ayu", {"P1.i.a": "Ya"})
    publish_all(LATER)
    pages = everything()
    assert "masih rahasia" not in pages
    assert "Membangun zona" in pages


def test_a_body_that_is_not_published_is_not_there(house: House) -> None:
    assert house.client(None).get("/zona/sagara").status_code == 404
    assert house.client(None).get("/zona/sagara/disdukcapil").status_code == 404
