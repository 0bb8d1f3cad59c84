"""What tests of reports share: a case that the TPI has judged, and versions made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from pulau.apps.reports.models import EvaluationReport, ReportVersion
from pulau.apps.reports.services.making import make_report
from pulau.apps.reports.services.signing import sign_report
from pulau.apps.reports.wishes import ReportWish
from pulau.apps.signing.contract import Given
from pulau.exchange.reports.content import ReportKind
from tests.apps.assessments.judges import assign, full_marks, give
from tests.cast import NOW

if TYPE_CHECKING:
    from tests.apps.assessments.court import Court

ITEM = "P1.i.a"
FINDING = "Surat keputusan tim belum diperbarui."
ADVICE = "Perbarui surat keputusan tim."
NUMBER = "700/118/ITDA/2026"


def judged(court: Court, *, full: bool = False) -> Court:
    """Let the TPI judge, and the case stand at its report; `full`: with the best answer of every item."""
    court.stand_at("tpi-round-1")
    assign(court, "nina", "rani", "putu")
    values = full_marks() if full else {ITEM: "Ya", "P1.i.b": "B", "P1.ii.a": "Tidak"}
    give(
        court,
        "nina",
        values,
        finding=FINDING,
        recommendation=ADVICE,
        strength="Pimpinan hadir.",
        reason="Bukti kurang.",
    )
    court.stand_at("tpi-report")
    return court


def made(court: Court, who: str = "rani", kind: ReportKind = ReportKind.TPI, number: str = NUMBER) -> ReportVersion:
    """Make a version."""
    wish = ReportWish(kind, number)
    return make_report(actor=court.actors[who], case_id=court.case_id, wish=wish, now=NOW)


def signed(court: Court, version: ReportVersion, *people: str) -> EvaluationReport:
    """Let people sign a version, each in turn; returns the report as it stands then."""
    for who in people:
        sign_report(
            actor=court.actors[who], case_id=court.case_id, report_id=version.report_id, number=version.number,
            given=Given(None), now=NOW,
        )  # fmt: skip
    return report_of(court, version.report_id)


def report_of(court: Court, report_id: UUID) -> EvaluationReport:
    """The report as it stands in the database."""
    found: EvaluationReport = EvaluationReport.objects.for_tenant(court.tenant).get(pk=report_id)
    return found
