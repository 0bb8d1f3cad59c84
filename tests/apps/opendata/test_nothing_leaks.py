"""What must stay inside stays inside: no release, feed, badge or answer of the API tells what is not published."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from pulau.apps.opendata.models import DataRelease
from pulau.apps.opendata.releasing import build_release
from pulau.core.workflow.assessment import DESK, PANEL, TPI_REPORT
from tests.apps.assessments.court import Court, court
from tests.apps.assessments.judges import assign, full_marks, give
from tests.apps.opendata.country import content
from tests.apps.publication.publishing import publish_all
from tests.cast import NOW

__all__ = ["court"]

pytestmark = pytest.mark.django_db
STAFF = ("Ayu Larasati", "Fajar Prakoso", "Gita Permata", "Joko Santosa", "Nina Safitri", "Tia Maharani")
SECRETS = (*STAFF, "map merah", "Catatan meja", "P1.i.a")
OPEN = "/api/v1/open"
ADDRESSES = (
    *(f"{OPEN}/agencies", f"{OPEN}/units", f"{OPEN}/events", f"{OPEN}/practices", f"{OPEN}/figures"),
    *(f"{OPEN}/agencies/sagara/units/disdukcapil", "/umpan/negara.atom", "/umpan/negara.json", "/umpan/sagara.atom"),
    *("/umpan/sagara/disdukcapil.atom", "/umpan/agenda.ics", "/lencana/sagara/disdukcapil.svg", "/data", "/data/2026"),
)


def everything(release: DataRelease) -> str:
    """Every file of a release and every answer, as a stranger has them; Parquet by the CSV beside it."""
    names = release.files.exclude(name__endswith=".parquet").exclude(name__endswith=".p7s")
    files = [content(release, name).decode() for name in names.values_list("name", flat=True)]
    answers = [Client().get(address) for address in ADDRESSES]
    assert {answer.status_code for answer in answers} == {200}
    return "\n".join([*files, *(answer.content.decode() for answer in answers)])


@pytest.mark.parametrize("stage", [TPI_REPORT, DESK, PANEL])
def test_nothing_tells_an_open_judgement_its_notes_or_a_member_of_staff(court: Court, stage: str) -> None:
    assign(court, "nina", "tia")
    court.stand_at("tpi-round-1")
    give(court, "nina", full_marks(), finding="Rahasia penilai: berkas map merah.")
    court.stand_at(DESK)
    give(court, "tia", {"P1.i.a": "Tidak"}, finding="Catatan meja TPN yang tidak terbit.")
    court.stand_at(stage)
    publish_all()
    told = everything(build_release(year=2026, now=NOW + timedelta(days=30)).release)
    assert "Dinas Kependudukan" in told
    for secret in SECRETS:
        assert secret not in told, secret


def test_what_is_not_published_yet_is_in_no_release(court: Court) -> None:
    publish_all()
    release = build_release(year=2026, now=NOW).release
    rows = content(release, "areas.csv").decode().splitlines()
    assert len(rows) == 1, "the heading alone: no outcome is final"
    assert content(release, "gates.csv").decode().count("\r\n") == 1
