"""Addresses about personal data."""

from __future__ import annotations

from django.urls import path

from pulau.apps.people.views import data_requests, own_data

PRIVACY = [
    path("akun/data", own_data.own_data, name="own_data"),
    path("akun/data/unduh", own_data.download, name="own_data_file"),
    path("akun/data/minta", own_data.ask, name="ask_about_data"),
    path("permintaan-data", data_requests.data_requests, name="data_requests"),
    path("permintaan-data/<uuid:request_id>", data_requests.data_request, name="data_request"),
    path("permintaan-data/<uuid:request_id>/tahan", data_requests.hold, name="hold_erasure"),
    path("permintaan-data/<uuid:request_id>/tahan/<uuid:hold_id>/akhiri", data_requests.end, name="end_hold"),
]
