"""Addresses of an agency's own pages."""

from __future__ import annotations

from django.urls import path

from pulau.apps.agencies.views import agency, readiness, unit, unit_changes, units

app_name = "agencies"

urlpatterns = [
    path("instansi-kita", agency.agency, name="agency"),
    path("kesiapan", readiness.readiness, name="readiness"),
    path("unit", units.units, name="units"),
    path("unit/<slug:code>", unit.unit, name="unit"),
    path("unit/<slug:code>/gabung", unit_changes.merge, name="merge_unit"),
    path("unit/<slug:code>/<slug:deed>", unit_changes.change, name="change_unit"),
]
