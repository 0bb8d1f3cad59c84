"""What other apps may use of reports."""

from __future__ import annotations

from pulau.apps.reports.models import EvaluationReport, Kind, ReportState, ReportVersion
from pulau.apps.reports.policies import MAKE, READ
from pulau.apps.reports.reading import SignedReport, signed_reports
from pulau.apps.reports.refusals import DataMoving, NobodySigns, NothingNew, NotNow
from pulau.apps.reports.services.making import make_report
from pulau.apps.reports.services.signing import sign_report
from pulau.apps.reports.wishes import ReportWish
from pulau.exchange.reports.content import ReportKind

__all__ = [
    "MAKE",
    "READ",
    "DataMoving",
    "EvaluationReport",
    "Kind",
    "NobodySigns",
    "NotNow",
    "NothingNew",
    "ReportKind",
    "ReportState",
    "ReportVersion",
    "ReportWish",
    "SignedReport",
    "make_report",
    "sign_report",
    "signed_reports",
]
