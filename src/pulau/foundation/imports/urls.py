"""Addresses of imports and exports."""

from __future__ import annotations

from django.urls import path

from pulau.foundation.imports.views import files, runs, steps

app_name = "imports"

urlpatterns = [
    path("impor", runs.index, name="index"),
    path("impor/ekspor/<slug:code>.<slug:kind>", files.export, name="export"),
    path("impor/<uuid:run_id>", runs.run, name="run"),
    path("impor/<uuid:run_id>/kolom", steps.columns, name="columns"),
    path("impor/<uuid:run_id>/mulai", steps.start, name="start"),
    path("impor/<uuid:run_id>/lanjut", steps.resume, name="resume"),
    path("impor/<uuid:run_id>/buang", steps.discard, name="discard"),
    path("impor/<uuid:run_id>/masalah.<slug:kind>", files.problems, name="problems"),
]
