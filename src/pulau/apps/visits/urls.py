"""Addresses of visits."""

from __future__ import annotations

from django.urls import path

from pulau.apps.visits.views import asking, field, noting, photos, planning, presenting

app_name = "visits"

_AT = "penilaian/<slug:unit>/<int:year>/lapangan"
_VISIT = f"{_AT}/<uuid:visit>"

urlpatterns = [
    path(_AT, field.field, name="field"),
    path(f"{_AT}/paparan", presenting.call, name="call"),
    path(f"{_AT}/paparan/<uuid:presentation>", presenting.record, name="presentation"),
    path(f"{_AT}/rencana", planning.plan, name="plan"),
    path(f"{_AT}/pembeli-misterius", asking.shoppers, name="shoppers"),
    path(f"{_AT}/wawancara", asking.interviews, name="interviews"),
    path(f"{_AT}/survei", asking.survey, name="survey"),
    path(f"{_AT}/survei/<int:version>/laporan", asking.report, name="report"),
    path(_VISIT, planning.visit, name="visit"),
    path(f"{_VISIT}/batal", planning.call_off, name="call_off"),
    path(f"{_VISIT}/tutup", planning.close, name="close"),
    path(f"{_VISIT}/catat", noting.note, name="note"),
    path(f"{_VISIT}/luring.js", noting.worker, name="worker"),
    path(f"{_VISIT}/susulan/<uuid:late>", noting.late, name="late"),
    path(f"{_VISIT}/foto", photos.add, name="photo"),
    path(f"{_VISIT}/foto/<uuid:photo>", photos.look, name="look"),
]
