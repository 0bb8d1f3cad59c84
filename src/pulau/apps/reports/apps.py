"""Reports as Django sees them."""

from __future__ import annotations

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Reports of evaluation (Laporan Hasil Evaluasi."""

    name = "pulau.apps.reports"
    label = "reports"
