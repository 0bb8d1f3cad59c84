"""Addresses of the assessors' desks."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from pulau.apps.assessments.views import assessors, calibration, desk, exports, national_desk

urlpatterns: list[URLPattern | URLResolver] = [
    path("meja", desk.mine, name="desk"),
    path("meja/semua", desk.everything, name="desk_all"),
    path("meja/peta", desk.progress, name="desk_map"),
    path("meja/beban", desk.load, name="desk_load"),
    path("meja/nasional", national_desk.national, name="desk_national"),
    path("meja/nasional/peta", national_desk.national_map, name="desk_national_map"),
    path("meja/nasional/masuk", national_desk.enter, name="desk_enter"),
    path("meja/unduh", exports.exports, name="exports"),
    path("meja/unduh/<uuid:key>", exports.export_file, name="export_file"),
    path("penilai", assessors.assessors, name="assessors"),
    path("penilai/kalibrasi", calibration.calibrations, name="calibrations"),
    path("penilai/kalibrasi/baru", calibration.new_calibration, name="new_calibration"),
    path("penilai/kalibrasi/<uuid:key>", calibration.calibration, name="calibration"),
    path("penilai/kalibrasi/<uuid:key>/tutup", calibration.end_calibration, name="end_calibration"),
]
