"""Levels apart on every page of a case: no detour shows a judgement to who must not see it yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pulau.apps.assessments.desks.exporting import cases_of_year, rows_of
from pulau.apps.assessments.models import Case, Level
from pulau.apps.reports.models import ReportState
from pulau.apps.reports.selectors import reports_of
from pulau.core.shared.actor import Actor, Appointment
from pulau.core.shared.roles import UNIT_HEAD
from pulau.foundation.tenancy.wall import behind_wall
from tests.apps.assessments.court import Court, court
from tests.apps.assessments.judges import assign, give
from tests.apps.reports.reported import FINDING, ITEM, judged, made, report_of

if TYPE_CHECKING:
    from django.test import Client

__all__ = ["court"]

HOME = "/penilaian/disdukcapil/2026"
PAGES = (
    *("", "/nilai", f"/nilai/{ITEM}", "/beda", "/panel", "/hasil", "/hasil/banding", "/pemantauan", "/laporan"),
    *("/linimasa", "/usulan", "/lapangan", "/klarifikasi", "/perbaikan", "/pendamping", "/tanya", "/tim"),
)
TOTAL = "47,11"
"""A figure that stands nowhere else."""


def reported(court: Court, stage: str) -> str:
    """Let the TPI judge and sign, its total be a figure of its own, the case stand at a stage; its report's address."""
    version = made(judged(court))
    report = report_of(court, version.report_id)
    report.state = ReportState.SIGNED
    report.save()
    with behind_wall(court.tenant):
        case = Case.objects.for_tenant(court.tenant).get(pk=court.case_id)
        case.printed["tpi"]["total"] = 4711
        case.save()
    court.stand_at(stage)
    return f"{HOME}/laporan/{report.pk}/{version.number}"


def shown(client: Client, *addresses: str) -> dict[str, str]:
    """What pages say, by address, of those that open."""
    found = {one: client.get(one) for one in addresses}
    return {one: page.content.decode() for one, page in found.items() if page.status_code == 200}


def leaks(told: dict[str, str]) -> list[str]:
    """The addresses that tell of the TPI's judgement."""
    return [one for one, text in told.items() if FINDING in text or TOTAL in text or "Nilai TPI" in text]


def test_no_page_tells_the_ministry_what_the_tpi_found_before_it_has_judged(court: Court) -> None:
    report = reported(court, "desk")
    assign(court, "tia")
    pages = [f"{HOME}{page}" for page in PAGES]

    for who in ("tia", "umar", "vino"):
        told = shown(court.at_work(who), *pages, report)
        assert len(told) > len(PAGES) / 2
        assert leaks(told) == [], who
        assert court.at_work(who).get(f"{report}/pdf").status_code == 404
        assert "laporan/" not in told[f"{HOME}/laporan"]

    give(court, "tia", {ITEM: "Ya"})
    told = shown(court.at_work("tia"), *pages, report)
    assert {report, f"{HOME}/beda"} <= set(leaks(told))  # having judged, they see what they judged without
    assert leaks(shown(court.at_work("umar"), *pages, report)) == []


def test_the_comparison_tells_each_side_what_it_may_know(court: Court) -> None:
    reported(court, "desk")
    page = f"{HOME}/hasil/banding"

    assert ">TPI<" in court.client("gita").get(page).content.decode().replace("\n", "").replace(" ", "")
    assert ">TPI<" not in court.at_work("tia").get(page).content.decode().replace("\n", "").replace(" ", "")


def test_no_export_and_no_draft_tells_anybody_more_than_the_pages_do(court: Court) -> None:
    """Neither who belongs to the judged unit as well, nor who holds a seat that is still blind."""
    judged(court)
    rani = court.actors["rani"]
    both = Appointment(UNIT_HEAD, court.units["disdukcapil"].pk)
    twice = Actor(rani.user_id, rani.tenant_id, rani.role, (*rani.appointments, both))

    def told(actor: Actor) -> set[str]:
        with behind_wall(court.tenant, actor.user_id):
            ids = list(cases_of_year(actor, 2026).values_list("pk", flat=True))
            return {str(row[5]) for row in rows_of(actor, "jawaban", ids)}

    assert "tpi-member" in told(rani)
    assert told(twice) == {"self"}
    made(court)
    assert [len(reports_of(actor, court.case())) for actor in (rani, twice)] == [1, 0]  # nor a draft of the report
    court.stand_at("desk")
    assign(court, "umar", level=Level.TPN_DESK)
    give(court, "umar", {ITEM: "Ya"})
    assert "tpi-member" in told(court.actors["umar"])
    court.stand_at("field")
    assign(court, "umar", level=Level.TPN_FIELD)
    assert told(court.actors["umar"]) == {"self"}
