"""Addresses of zone areas."""

from __future__ import annotations

from django.urls import path

from pulau.apps.zone_areas.views import area, areas, aspects, members, memberships

app_name = "zone_areas"

urlpatterns = [
    path("kawasan", areas.areas, name="areas"),
    path("kawasan/baru", areas.make, name="make"),
    path("kawasan/keanggotaan/<uuid:member>", memberships.membership, name="membership"),
    path("kawasan/keanggotaan/<uuid:member>/keluar", memberships.leave, name="leave"),
    path("kawasan/<slug:code>", area.area, name="area"),
    path("kawasan/<slug:code>/ubah", areas.change, name="change"),
    path("kawasan/<slug:code>/masuk", members.join, name="join"),
    path("kawasan/<slug:code>/undang", members.invite, name="invite"),
    path("kawasan/<slug:code>/unit/<uuid:member>", members.end, name="end"),
    path("kawasan/<slug:code>/<int:year>/csv", area.export, name="export"),
    path("kawasan/<slug:code>/<int:year>/<slug:aspect>", aspects.aspect, name="aspect"),
    path("kawasan/<slug:code>/<int:year>/<slug:aspect>/bukti", aspects.show_by, name="show_by"),
    path("kawasan/<slug:code>/<int:year>/<slug:aspect>/bukti/<uuid:shown>", aspects.remove, name="remove"),
]
