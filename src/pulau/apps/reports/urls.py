"""Addresses of reports: of one case below its unit and year; those of all units of a year beside it."""

from __future__ import annotations

from typing import Final

from django.urls import path

from pulau.apps.reports.views import reports, runs, scores

app_name = "reports"

_CASE: Final = "penilaian/<slug:unit>/<int:year>/laporan"
_VERSION: Final = f"{_CASE}/<uuid:report>/<int:number>"

urlpatterns = [
    path(_CASE, reports.reports, name="reports"),
    path(f"{_CASE}/susun", reports.make, name="make"),
    path(_VERSION, reports.version, name="version"),
    path(f"{_VERSION}/perubahan", reports.changes, name="changes"),
    path(f"{_VERSION}/tanda-tangan", reports.sign, name="sign"),
    path(f"{_VERSION}/pdf", reports.pdf, name="pdf"),
    path(f"{_VERSION}/docx", reports.docx, name="docx"),
    path(f"{_VERSION}/nilai", scores.score, name="score"),
    path("laporan-penilaian", runs.runs, name="runs"),
    path("laporan-penilaian/susun", runs.start, name="start"),
    path("laporan-penilaian/<uuid:run>", runs.run, name="run"),
    path("laporan-penilaian/<uuid:run>/zip", runs.archive, name="archive"),
]
