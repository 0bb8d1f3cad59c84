"""Addresses of the portal."""

from __future__ import annotations

from django.urls import path

from pulau.apps.portal.views import agency, disclosure, home, regions, unit

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("wilayah", regions.coverage, name="regions"),
    path("wilayah/<str:code>", regions.place, name="region"),
    path("zona/<slug:agency>", agency.agency, name="agency"),
    path("zona/<slug:agency>/<slug:unit>", unit.unit, name="unit"),
    path("apa-yang-terbuka", disclosure.table, name="disclosure"),
]
